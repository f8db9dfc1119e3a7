pragma ComponentBehavior: Bound
import QtQuick

// The way that was taken: scenes as stills, and what was decided at the join between two of them. The last one is
// where it ended.
Item {
    id: me
    required property var steps          // [{picture, told}]; every step but the last has decided something
    property real most: width            // portrait: height that may be used
    readonly property int count: steps?.length ?? 0
    property real turnHeight: 0          // what the button to the earlier ones needs of it
    readonly property int fits: !Theme.portrait ? 5 : fit(most) >= count ? count : Math.max(2, fit(most - turnHeight))
    property int from: Math.max(0, count - fits)    // the latest steps first: they are the ones still in mind
    readonly property int here: Math.min(fits, count - from)
    readonly property bool turns: count > fits
    readonly property real gapX: Theme.u * 3
    readonly property real stillWidth: Math.round(Theme.portrait ? Theme.u * 24 : (width - (Math.max(3, here) - 1) * gapX) / Math.max(3, here))
    property real squeezed: 0            // landscape: height that may be used; 0: as much as it needs
    readonly property real usual: (width - 4 * gapX) / 5 * 0.5
    readonly property real stillHeight: Math.round(Theme.portrait ? Theme.u * 13.5 : squeezed > 0 ? Math.max(usual * 0.45, Math.min(usual, squeezed - drop - wordsHeight)) : usual)
    readonly property real drop: Theme.u * 2.5
    readonly property real told: Theme.label * 1.3
    implicitHeight: Theme.portrait ? here * stillHeight + (here - 1) * gapX : stillHeight + drop + wordsHeight
    height: implicitHeight
    property real wordsHeight: told

    function fit(room: real): int {
        return Math.floor((room + gapX) / (Theme.u * 13.5 + gapX))
    }
    function turn() {
        from = from > 0 ? Math.max(0, from - fits + 1) : Math.max(0, count - fits)
    }
    Repeater {
        model: me.here
        Item {
            id: step
            required property int index
            readonly property var view: me.steps[me.from + index] ?? null
            readonly property bool end: me.from + index === me.count - 1
            readonly property bool join: index < me.here - 1
            readonly property string told: view?.told ?? ""
            x: Theme.portrait ? 0 : Math.round(index * (me.stillWidth + me.gapX))
            y: Theme.portrait ? Math.round(index * (me.stillHeight + me.gapX)) : 0
            Picture {
                width: me.stillWidth
                height: me.stillHeight
                source: step.view?.picture ?? ""
                focusX: 0.6
                focusY: 0.55
            }
            Rectangle {
                width: me.stillWidth
                height: me.stillHeight
                color: "transparent"
                border.width: step.end ? Theme.hair * 2.5 : Theme.hair / 1.5
                border.color: step.end ? Theme.ember : Theme.alpha(Theme.paper, Theme.solid(0.16))
            }
            Rectangle {       // from still to still
                visible: step.join
                color: Theme.alpha(Theme.paper, 0.55)
                x: Math.round(Theme.portrait ? me.stillWidth / 2 : me.stillWidth)
                y: Math.round(Theme.portrait ? me.stillHeight : me.stillHeight / 2)
                width: Theme.portrait ? Math.round(Theme.hair) : me.gapX
                height: Theme.portrait ? me.gapX : Math.round(Theme.hair)
            }
            Rectangle {       // from the join to its words
                visible: step.join && step.told !== ""
                color: Theme.alpha(Theme.paper, 0.55)
                x: Math.round(Theme.portrait ? me.stillWidth / 2 : me.stillWidth + me.gapX / 2)
                y: Math.round(Theme.portrait ? me.stillHeight + me.gapX / 2 : me.stillHeight / 2)
                width: Math.round(Theme.portrait ? me.stillWidth / 2 + Theme.u * 2 : Theme.hair)
                height: Math.round(Theme.portrait ? Theme.hair : me.stillHeight / 2 + me.drop - Theme.u * 0.5)
            }
            Sans {
                visible: step.join && step.told !== ""
                text: step.told
                font.pixelSize: Theme.label
                color: Theme.mist
                horizontalAlignment: Theme.portrait ? Theme.start : Text.AlignHCenter
                width: Theme.portrait ? me.width - x : me.stillWidth + me.gapX - Theme.u * 3
                x: Math.round(Theme.portrait ? me.stillWidth + Theme.u * 3 : me.stillWidth + me.gapX / 2 - width / 2)
                y: Math.round(Theme.portrait ? me.stillHeight + me.gapX / 2 - height / 2 : me.stillHeight + me.drop + font.pixelSize - baselineOffset)
                onHeightChanged: if (!Theme.portrait)
                    me.wordsHeight = Math.max(me.wordsHeight, height)
            }
        }
    }
}
