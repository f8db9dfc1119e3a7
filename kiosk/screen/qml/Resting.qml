import QtQuick

// The museum's picture and one sentence. Never a code.
Item {
    id: me
    required property var resting        // {text, picture}
    readonly property string picture: resting?.picture ?? ""
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
        width: me.width
        y: words.y - Theme.u * 4
        height: me.height - y
        fade: Math.min(y, Theme.u * 30)
    }
    Serif {
        id: words
        text: me.resting?.text ?? ""
        font.pixelSize: Theme.title
        x: Theme.margin + Theme.driftX
        y: Math.round(me.height - height - Theme.margin - Theme.u * 4) + Theme.driftY
        room: Theme.inner
    }
}
