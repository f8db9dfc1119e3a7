pragma ComponentBehavior: Bound
import QtQuick

// Areas of the film that open a page: a small ring with a name, never a blinking dot.
Item {
    id: me
    required property var spots
    required property FilmSlot slot
    readonly property int many: spots?.length ?? 0
    readonly property real highest: Theme.margin
    readonly property real lowest: Math.min(slot.height, Theme.floor) - Theme.margin
    Repeater {
        model: me.many
        Target {
            id: spot
            required property int index
            readonly property var view: me.spots[index] ?? null
            readonly property real midX: me.slot.x + me.slot.pictureX + ((view?.area[0] ?? 0) + (view?.area[2] ?? 0) / 2) * me.slot.pictureWidth
            readonly property real midY: me.slot.y + me.slot.pictureY + ((view?.area[1] ?? 0) + (view?.area[3] ?? 0) / 2) * me.slot.pictureHeight
            readonly property real areaWidth: (view?.area[2] ?? 0) * me.slot.pictureWidth
            readonly property real areaHeight: (view?.area[3] ?? 0) * me.slot.pictureHeight
            name: "hotspot-" + index
            kind: "hotspot"
            value: view?.index ?? 0
            spoken: view?.label ?? ""
            width: Math.ceil(Theme.u * 10 + label.implicitWidth)
            height: Math.max(Theme.target, Theme.u * 8)
            // Beside the ring, and never cut off by an edge or by what a portrait panel crops away.
            x: Math.round(Math.max(Theme.margin, Math.min(Theme.widthPx - Theme.margin - width, midX - Theme.u * 4)))
            y: Math.round(Math.max(me.highest, Math.min(me.lowest - height, midY - height / 2)))
            MouseArea {       // the thing itself answers, too, as far as it can be seen
                readonly property real fromY: Math.max(me.slot.y, spot.midY - spot.areaHeight / 2)
                z: -1
                x: spot.midX - width / 2 - spot.x
                y: fromY - spot.y
                width: spot.areaWidth
                height: Math.max(0, Math.min(me.lowest, spot.midY + spot.areaHeight / 2) - fromY)
                onClicked: spot.press()
            }
            Rectangle {
                anchors.fill: parent
                radius: height / 2
                antialiasing: true
                color: Theme.alpha(Theme.ink, Theme.solid(0.84))
                border.width: spot.down ? Theme.hair * 2 : 0
                border.color: Theme.paper
            }
            Rectangle {
                x: Theme.u * 2.5
                y: Math.round((spot.height - height) / 2)
                width: Math.round(Theme.u * 3)
                height: width
                radius: width / 2
                antialiasing: true
                color: spot.down ? Theme.paper : "transparent"
                border.width: Theme.hair * 2
                border.color: Theme.paper
            }
            Sans {
                id: label
                text: spot.spoken
                font.pixelSize: Theme.label
                wrapMode: Text.NoWrap
                x: Theme.u * 7
                y: Math.round(spot.height / 2 + font.pixelSize * 0.36 - baselineOffset)
            }
        }
    }
}
