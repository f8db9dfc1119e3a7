pragma ComponentBehavior: Bound
import QtQuick

// An icon with its word: beside it in landscape, over it in portrait and where text is large. "On" is a bar under the word, not a colour.
Target {
    id: me
    required property string icon
    required property string word
    spoken: word
    outset: Theme.u / 2
    width: Theme.stripOver ? Math.ceil(Math.max(Theme.target * 1.1, label.implicitWidth + Theme.u * 0.5))
                          : Math.ceil(picture.width + label.implicitWidth + Theme.u * 4.5)
    height: Theme.stripItem

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        antialiasing: true
        color: me.down ? Theme.alpha(Theme.paper, 0.16) : "transparent"
    }
    Icon {
        id: picture
        name: me.icon
        x: Theme.stripOver ? Math.round((me.width - width) / 2) : Theme.u * 1.5
        y: Theme.stripOver ? Theme.u * 0.75 : Math.round((me.height - height) / 2)
    }
    Sans {
        id: label
        text: me.word
        font.pixelSize: Theme.label
        color: Theme.fog
        wrapMode: Text.NoWrap
        x: Theme.stripOver ? Math.round((me.width - width) / 2) : picture.x + picture.width + Theme.u * 1.5
        y: Math.round((Theme.stripOver ? me.height - Theme.u - font.pixelSize * Theme.middle : me.height / 2 + font.pixelSize * Theme.middle) - baselineOffset)
    }
    Rectangle {
        visible: me.on
        height: Math.round(Theme.hair * 2)
        radius: Theme.soft
        color: Theme.fog
        x: Theme.stripOver ? label.x : picture.x
        width: Theme.stripOver ? label.width : label.x + label.width - picture.x
        y: me.height - height
    }
}
