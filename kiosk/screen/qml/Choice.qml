pragma ComponentBehavior: Bound
import QtQuick

// An answer, or a way on. At rest an outline; pressed at touch-down; lit when chosen; leaving when another was.
// Words hang on their capitals, so that Latin and Hangul both stand in the middle.
Target {
    id: me
    property string text
    property string sub
    property string icon
    property string picture
    property real focusX: 0.5
    property bool quiet: false        // smaller, without a ground of its own
    property bool lit: false
    property bool taken: false        // as lit, but nobody touched it: an outline
    property bool leaving: false
    property real most: 0             // widest it may become by itself; 0: as wide as its words
    readonly property int size: quiet ? Theme.label : Theme.choice
    readonly property real pad: Theme.u * (quiet ? 3 : 4)
    readonly property real lead: picture ? Math.round(size * 1.25 + Theme.label * 1.4 + Theme.u * 5) : 0
    readonly property real indent: icon ? size * 1.5 : 0
    readonly property real natural: pad * 2 + lead + indent + Math.ceil(Math.max(main.implicitWidth, sub ? under.implicitWidth : 0))
    readonly property real wordsRoom: width - pad * 2 - lead - indent
    readonly property real pitch: main.implicitHeight / Math.max(1, main.lineCount)
    readonly property real subPitch: sub ? under.implicitHeight / Math.max(1, under.lineCount) : 0
    readonly property color words: lit ? Theme.ink : enabled || leaving || taken ? Theme.paper : Theme.fog

    spoken: sub ? text + ". " + sub : text
    implicitWidth: most > 0 ? Math.min(most, natural) : natural
    implicitHeight: Math.ceil(Math.max(Theme.target, quiet ? size + Theme.u * 3 : 0, sub ? size * 1.25 + Theme.label * 1.4 + Theme.u * 5 : size + Theme.u * (quiet ? 3 : 7 - Theme.textStep))
        + (main.lineCount - 1) * pitch + (sub ? (under.lineCount - 1) * subPitch : 0))
    opacity: leaving ? 0 : 1
    Behavior on opacity { NumberAnimation { duration: Theme.quick; easing.type: Easing.OutCubic } }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        antialiasing: true
        color: me.lit ? Theme.ember : me.down ? Theme.alpha(Theme.paper, 0.16) : me.quiet ? "transparent" : Theme.alpha(Theme.night, 0.55)
        border.width: me.taken ? Theme.hair * 3 : me.lit || !me.enabled && !me.leaving ? 0 : me.down ? Theme.hair * 2 : Theme.hair
        border.color: me.taken ? Theme.ember : me.down ? Theme.paper : Theme.edge
    }
    Picture {
        visible: me.picture !== ""
        x: Theme.hair
        y: Theme.hair
        width: me.lead - 2 * Theme.hair
        height: me.height - 2 * Theme.hair
        source: me.picture
        focusX: me.focusX
    }
    Item {
        id: row
        // Half of what the second line takes is given back above, so that both together stand in the middle.
        readonly property real lift: me.sub ? Theme.label * 0.70 + (under.lineCount - 1) * me.subPitch / 2 : 0
        readonly property real first: me.height / 2 - (main.lineCount - 1) * me.pitch / 2 - lift   // middle of the first line's capitals
        x: me.quiet && !me.sub ? Math.round((me.width - width) / 2) : me.pad + me.lead
        width: me.indent + main.width
        height: me.height
        Icon {
            visible: me.icon !== ""
            name: me.icon || "go"
            size: me.size * 1.05
            color: main.color
            y: Math.round(row.first - height / 2)
        }
        Sans {
            id: main
            text: me.text
            font.pixelSize: me.size
            font.weight: me.quiet ? Font.Normal : Font.Medium
            color: me.words
            x: me.indent
            y: Math.round(row.first + font.pixelSize * Theme.middle - baselineOffset)
            width: Math.min(Math.ceil(implicitWidth), me.wordsRoom)
        }
        Sans {
            id: under
            visible: me.sub !== ""
            text: me.sub
            font.pixelSize: Theme.label
            color: me.lit ? Theme.ink : Theme.mist
            x: me.indent
            y: Math.round(row.first + me.size * Theme.middle + (main.lineCount - 1) * me.pitch + Theme.label * 1.45 - baselineOffset)
            width: Math.min(Math.ceil(implicitWidth), me.wordsRoom)
        }
    }
}
