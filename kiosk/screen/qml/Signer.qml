import QtQuick

// Sign language beside the film, in an upper corner: a sixth of the picture (Ofcom, Guidelines on the provision of
// television access services), smaller where a decision leaves less, and gone where that is under a sixth of its width
// and a third of its height. Never on what can be touched or read: it ends above captions and decisions, and takes the
// other corner where a hotspot is.
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
    readonly property real whole: Math.min(wanted, lowest - upper, slot.width * 0.6 / Math.max(0.1, aspect))
    readonly property real here: free(corner === "left")
    readonly property real there: here < whole ? free(corner !== "left") : 0
    readonly property real most: Math.max(here, there)
    readonly property bool onLeft: (corner === "left") !== (there > here)
    readonly property bool fits: most * aspect >= slot.width / 6 || most >= slot.height / 3
    readonly property bool shown: aspect > 0 && fits

    function at(leftward: bool, wide: real): real {
        return leftward ? Theme.margin : Theme.widthPx - Theme.margin - wide
    }
    // How high it may be in a corner without lying on a hotspot.
    function free(leftward: bool): real {
        for (let high = whole; high > 0; high -= Theme.u) {
            const from = at(leftward, high * aspect)
            if (!spots.some(spot => from < spot.x + spot.width + Theme.u && from + high * aspect > spot.x - Theme.u && upper < spot.y + spot.height && upper + high > spot.y - Theme.u))
                return high
        }
        return 0
    }
    visible: shown
    height: Math.max(1, Math.round(most / 2) * 2)
    width: Math.max(1, Math.round(most * aspect / 2) * 2)
    x: Math.round(at(onLeft, width))
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
