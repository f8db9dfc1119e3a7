pragma ComponentBehavior: Bound
import QtQuick

// Quieter, five bars and their word, louder.
Item {
    id: me
    required property int volume
    readonly property int steps: 5
    readonly property real iconY: Theme.stripOver ? Theme.u * 0.75 : (Theme.stripItem - Theme.u * 4.5) / 2
    readonly property real barsWidth: speaker.width + Theme.u * 1.25 + bars.width
    width: less.width + middle.width + more.width
    height: Theme.stripItem

    component Step: Target {
        id: step
        required property string icon
        outset: Theme.u / 2
        kind: "volume"
        width: Theme.target
        height: Theme.stripItem
        Rectangle {
            anchors.fill: parent
            radius: Theme.radius
            antialiasing: true
            color: step.down ? Theme.alpha(Theme.paper, 0.16) : "transparent"
        }
        Icon {
            name: step.icon
            size: Theme.u * 3.5
            x: Math.round((step.width - width) / 2)
            y: me.iconY + Theme.u * 0.5
        }
    }
    Step {
        id: less
        name: "volume-down"
        icon: "minus"
        spoken: Words.t("quieter")
        value: -1
    }
    Item {
        id: middle
        x: less.width
        width: Math.ceil(Theme.stripOver ? Math.max(word.implicitWidth, me.barsWidth + Theme.u) : me.barsWidth + Theme.u * 1.5 + word.implicitWidth)
        height: me.height
        Icon {
            id: speaker
            name: "volume"
            x: Theme.stripOver ? Math.round((middle.width - me.barsWidth) / 2) : 0
            y: me.iconY
        }
        Row {
            id: bars
            x: speaker.x + speaker.width + Theme.u * 1.25
            y: Math.round(speaker.y + (speaker.height - height) / 2)
            spacing: Theme.u * 0.5
            Repeater {
                model: me.steps
                Rectangle {
                    required property int index
                    y: Theme.u * (me.steps - 1 - index) * 0.5
                    width: Math.round(Theme.u * 0.75)
                    height: Theme.u * (1.25 + index * 0.5)
                    color: index < me.volume ? Theme.fog : "transparent"
                    radius: Theme.soft
                    border.width: Math.max(1, Math.round(Theme.hair / 2))
                    border.color: Theme.fog
                }
            }
        }
        Sans {
            id: word
            text: Words.t("volume")
            font.pixelSize: Theme.label
            color: Theme.fog
            wrapMode: Text.NoWrap
            x: Theme.stripOver ? Math.round((middle.width - width) / 2) : middle.width - width
            y: Math.round((Theme.stripOver ? me.height - Theme.u - font.pixelSize * Theme.middle : me.height / 2 + font.pixelSize * Theme.middle) - baselineOffset)
        }
    }
    Step {
        id: more
        name: "volume-up"
        icon: "plus"
        spoken: Words.t("louder")
        value: 1
        x: less.width + middle.width
    }
}
