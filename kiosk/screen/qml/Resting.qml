pragma ComponentBehavior: Bound
import QtQuick

// One quiet sentence, over the museum's picture where there is one; in each language where nobody has chosen one. What
// went wrong is only a number, small, for whoever is called.
Item {
    id: me
    required property var resting        // {lines: [text], number, picture}
    readonly property string picture: resting?.picture ?? ""
    readonly property bool centred: picture === ""
    Rectangle {
        anchors.fill: parent
        color: Theme.ink
    }
    Picture {
        visible: me.picture !== ""
        // Larger than the screen by what it moves.
        x: -Theme.u / 2 + Theme.driftX
        y: -Theme.u / 2 + Theme.driftY
        width: parent.width + Theme.u
        height: parent.height + Theme.u
        source: me.picture
    }
    Veil {
        visible: me.picture !== ""
        width: me.width
        y: words.y - Theme.u * 4
        height: me.height - y
        fade: Math.min(y, Theme.u * 30)
    }
    Column {
        id: words
        x: Theme.margin + Theme.driftX
        width: Theme.inner
        y: Math.round(me.centred ? (me.height - height) / 2 : me.height - height - Theme.margin - Theme.u * 4) + Theme.driftY
        spacing: Theme.u * 6
        Repeater {
            model: me.resting?.lines ?? []
            Serif {
                required property string modelData
                text: modelData
                font.pixelSize: (me.resting?.lines.length ?? 0) > 1 ? Theme.question : Theme.title
                room: Theme.inner
                horizontalAlignment: me.centred ? Text.AlignHCenter : Text.AlignLeft
                anchors.horizontalCenter: me.centred ? parent?.horizontalCenter : undefined
            }
        }
    }
    Sans {
        visible: text !== ""
        text: me.resting?.number ?? ""
        color: Theme.fog
        font.pixelSize: Theme.label
        width: Theme.inner
        horizontalAlignment: Text.AlignHCenter
        x: Theme.margin
        y: Math.round(me.height - height - Theme.margin)
    }
}
