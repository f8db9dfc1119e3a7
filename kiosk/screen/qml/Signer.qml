import QtQuick

// Sign language beside the film, in an upper corner: a sixth of the picture (Ofcom's guidelines on access services, ITU-T
// FG AVA part 11), smaller where a decision leaves less, and gone where that is under a sixth of its width. Never on what
// can be touched or read: it ends above captions and decisions, and takes the other corner where a hotspot is.
Item {
    id: me
    property Item film: null
    required property real aspect        // width to height; 0: nobody signs
    required property string corner      // left or right
    required property FilmSlot slot
    required property real lowest        // its lower edge at the most
    property var spots: []
    readonly property real upper: Math.max(Theme.margin, Theme.told + Theme.u)
    readonly property real wanted: Math.sqrt(slot.width * slot.height / 6 / Math.max(0.1, aspect))
    readonly property real most: Math.min(wanted, lowest - upper, slot.width * 0.45 / Math.max(0.1, aspect))
    readonly property bool fits: most * aspect >= slot.width / 6
    readonly property bool shown: aspect > 0 && fits
    readonly property bool onLeft: (corner === "left") !== (taken(at(corner === "left")) && !taken(at(corner !== "left")))

    function at(leftward: bool): real {
        return leftward ? Theme.margin : Theme.widthPx - Theme.margin - width
    }
    function taken(from: real): bool {
        return spots.some(spot => from < spot.x + spot.width && from + width > spot.x && upper < spot.y + spot.height && upper + height > spot.y)
    }
    visible: shown
    height: Math.max(1, Math.round(most / 2) * 2)
    width: Math.max(1, Math.round(most * aspect / 2) * 2)
    x: Math.round(at(onLeft))
    y: Math.round(upper)
    onFilmChanged: if (film)
        film.parent = place

    Rectangle {      // so that hands are seen on any film
        anchors.fill: parent
        anchors.margins: -Math.round(Theme.u / 2)
        radius: Theme.soft
        color: Theme.ink
    }
    Item {
        id: place
        anchors.fill: parent
    }
}
