import QtQuick

// Outside the opening hours: black, so that nothing burns in and a dark room stays dark. Once it was touched, that it is
// closed and until when, quietly, in each language, for nobody has chosen one.
Item {
    id: me
    required property var closed         // {told, lines: [{closed, opens}]}
    property var said: []                // kept while it leaves
    onClosedChanged: tell()
    Component.onCompleted: {
        tell()
        dark.opacity = 1
    }
    function tell() {
        if (closed?.told)
            said = closed.lines
    }
    Rectangle {
        id: dark
        anchors.fill: parent
        color: "black"
        opacity: 0
        // Not OutCubic: its last steps are so near to 1 that Qt takes them for it, and the picture would shine through.
        Behavior on opacity { NumberAnimation { duration: Theme.slow; easing.type: Easing.InOutQuad } }
    }
    Column {
        id: column
        readonly property real words: {
            let high = 0
            for (let i = 0; i < children.length; i++)
                high += children[i].height
            return high
        }
        width: me.width
        y: Math.round((me.height - height) / 2)
        // Five languages in the largest text stand closer.
        spacing: Math.max(Theme.u, Math.min(Theme.u * 6, (me.height - 2 * Theme.u - words) / Math.max(1, me.said.length - 1)))
        opacity: me.closed?.told ? 1 : 0
        visible: opacity > 0
        Behavior on opacity { NumberAnimation { duration: Theme.slow; easing.type: Easing.OutCubic } }
        Repeater {
            model: me.said
            Column {
                id: line
                required property var modelData
                x: Theme.margin
                width: Theme.inner
                spacing: Theme.u
                Serif {
                    text: line.modelData.closed
                    color: Theme.mist
                    font.pixelSize: Theme.lead
                    room: Theme.inner
                    horizontalAlignment: Text.AlignHCenter
                    anchors.horizontalCenter: parent.horizontalCenter
                }
                Sans {
                    visible: text !== ""
                    text: line.modelData.opens
                    color: Theme.mist
                    room: Theme.inner
                    horizontalAlignment: Text.AlignHCenter
                    anchors.horizontalCenter: parent.horizontalCenter
                }
            }
        }
    }
}
