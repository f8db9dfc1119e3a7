import QtQuick

// A way in: a still, a title, what it is and how long it takes.
Target {
    id: me
    required property string title
    property string sub
    property string picture
    property real focusX: 0.5
    property string icon              // where there is no picture
    property real peak: 1             // the brightest the still is behind its words; unknown is white
    spoken: sub ? title + ". " + sub : title
    Picture {
        id: still
        anchors.fill: parent
        source: me.picture
        focusX: me.focusX
    }
    Icon {
        visible: me.picture === "" && me.icon !== ""
        name: me.icon || "go"
        size: Theme.u * 12
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(Theme.u * 2, Math.round((words.y - height) / 2))
    }
    Veil {
        width: me.width
        height: words.height + Theme.u * 5
        y: me.height - height
        fade: Math.min(Theme.u * 6, y)
        upper: Math.max(0.30, Theme.veil(me.peak, Theme.mist))
        lower: Math.max(0.66, upper)
    }
    Column {
        id: words
        x: Theme.u * 3
        width: me.width - Theme.u * 6
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u * 3
        spacing: Theme.u * (Theme.hangul ? 1 : 0.5)
        Serif {
            text: me.title
            font.pixelSize: Theme.lead
            room: words.width
        }
        Sans {
            visible: text !== ""
            text: me.sub
            font.pixelSize: Theme.label
            color: Theme.mist
            width: parent.width
        }
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: me.down ? Theme.alpha(Theme.paper, 0.16) : "transparent"
        border.width: me.down ? Theme.hair * 2 : Theme.contrast ? Theme.hair : Theme.hair / 1.5
        border.color: me.down ? Theme.paper : Theme.alpha(Theme.paper, Theme.solid(0.16))
    }
}
