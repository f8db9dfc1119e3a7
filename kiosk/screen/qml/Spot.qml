import QtQuick

// A small ring with a name, on ink of its own.
Target {
    id: me
    required property var spot
    kind: "hotspot"
    value: spot?.index ?? 0
    spoken: spot?.label ?? ""
    width: Math.min(Math.ceil(Theme.u * 10 + label.implicitWidth), Theme.inner)
    height: Math.max(Theme.target, Theme.u * (8 + Theme.textStep))
    Rectangle {
        anchors.fill: parent
        radius: height / 2
        antialiasing: true
        color: Theme.alpha(Theme.ink, Theme.solid(0.84))
        border.width: me.down ? Theme.hair * 2 : Theme.contrast ? Theme.hair : 0
        border.color: Theme.paper
    }
    Rectangle {
        x: Theme.u * 2.5
        y: Math.round((me.height - height) / 2)
        width: Math.round(Theme.u * 3)
        height: width
        radius: width / 2
        antialiasing: true
        color: me.down ? Theme.paper : "transparent"
        border.width: Theme.hair * 2
        border.color: Theme.paper
    }
    Sans {
        id: label
        text: me.spoken
        font.pixelSize: Theme.label
        wrapMode: Text.NoWrap
        x: Theme.u * 7
        y: Math.round(me.height / 2 + font.pixelSize * Theme.middle - baselineOffset)
    }
}
