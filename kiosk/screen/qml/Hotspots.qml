pragma ComponentBehavior: Bound
import QtQuick

// Areas of the film that open a page: a small ring with a name, never a blinking dot. For a seated visitor, who may not
// reach them, and where text is large, a row of them above the strip.
Item {
    id: me
    required property var spots
    required property FilmSlot slot
    readonly property int many: spots?.length ?? 0
    readonly property real highest: Theme.margin
    readonly property real lowest: Math.min(slot.height, Theme.floor) - Theme.margin
    // Large captions and a chapter's name would lie on them.
    readonly property bool rowed: Theme.seated || Theme.textStep > 0
    readonly property real listed: rowed && many > 0 ? list.height + Theme.u * 3 : 0      // height
    readonly property var boxes: {      // where they lie on the film
        const found = []
        for (let i = 0; visible && i < rings.count; i++) {
            const spot = rings.itemAt(i)
            if (spot)
                found.push({ x: spot.x, y: spot.y, width: spot.width, height: spot.height })
        }
        return found
    }
    Repeater {
        id: rings
        model: me.rowed ? 0 : me.many
        Spot {
            id: spot_
            required property int index
            readonly property real midX: Theme.rtl ? Theme.widthPx - seenX : seenX      // on the picture, which is not turned
            readonly property real seenX: me.slot.x + me.slot.pictureX + ((spot?.area[0] ?? 0) + (spot?.area[2] ?? 0) / 2) * me.slot.pictureWidth
            readonly property real midY: me.slot.y + me.slot.pictureY + ((spot?.area[1] ?? 0) + (spot?.area[3] ?? 0) / 2) * me.slot.pictureHeight
            readonly property real areaWidth: (spot?.area[2] ?? 0) * me.slot.pictureWidth
            readonly property real areaHeight: (spot?.area[3] ?? 0) * me.slot.pictureHeight
            spot: me.spots[index] ?? null
            name: "hotspot-" + index
            // Beside the ring, and never cut off by an edge or by what a portrait panel crops away.
            x: Math.round(Math.max(Theme.margin, Math.min(Theme.widthPx - Theme.margin - width, midX - Theme.u * 4)))
            y: Math.round(Math.max(me.highest, Math.min(me.lowest - height, midY - height / 2)))
            MouseArea {       // the thing itself answers, too, as far as it can be seen
                readonly property real fromY: Math.max(me.slot.y, spot_.midY - spot_.areaHeight / 2)
                z: -1
                x: spot_.midX - width / 2 - spot_.x
                y: fromY - spot_.y
                width: spot_.areaWidth
                height: Math.max(0, Math.min(me.lowest, spot_.midY + spot_.areaHeight / 2) - fromY)
                onClicked: spot_.press()
            }
        }
    }
    Flow {
        id: list
        layoutDirection: Qt.RightToLeft
        spacing: Theme.gap
        x: Theme.margin
        y: Math.round(Theme.floor - height - Theme.u * 2)
        width: Theme.inner
        Repeater {
            model: me.rowed ? me.many : 0
            Spot {
                required property int index
                spot: me.spots[index] ?? null
                name: "hotspot-" + index
            }
        }
    }
}
