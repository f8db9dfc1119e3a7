pragma ComponentBehavior: Bound
import QtQuick

// The sizes of text: one letter in each of them. The one that is on has a bar under it, as in the strip.
Item {
    id: me
    required property int step
    readonly property real cell: Math.max(Theme.target, Theme.u * 8)
    Sans {
        text: Words.t("text_size")
        font.pixelSize: Theme.choice
        font.weight: Font.Medium
        width: me.width - row.width - Theme.u * 2
        y: Math.round(lineCount > 1 ? (me.height - height) / 2 : me.height / 2 + font.pixelSize * Theme.middle - baselineOffset)
    }
    Row {
        id: row
        spacing: Theme.gap
        x: me.width - width
        height: me.height
        Repeater {
            model: 3
            Target {
                id: size
                required property int index
                name: "text-" + index
                kind: "text"
                value: index
                spoken: [Words.t("text_0"), Words.t("text_1"), Words.t("text_2")][index] ?? ""
                oneOf: true
                on: index === me.step
                width: me.cell
                height: me.height
                Rectangle {
                    anchors.fill: parent
                    radius: Theme.radius
                    antialiasing: true
                    color: size.down ? Theme.alpha(Theme.paper, 0.16) : Theme.alpha(Theme.night, 0.55)
                    border.width: size.down ? Theme.hair * 2 : Theme.hair
                    border.color: size.down ? Theme.paper : Theme.edge
                }
                Sans {
                    text: Words.t("letter")
                    // As large as text will be, whatever it is now.
                    font.pixelSize: Math.round(Theme.sansPx(0.785) * (1 + size.index * 0.25))
                    font.weight: size.on ? Font.Bold : Font.Normal
                    x: Math.round((size.width - width) / 2)
                    y: Math.round(size.height / 2 + font.pixelSize * Theme.middle - baselineOffset)
                }
                Rectangle {
                    visible: size.on
                    height: Math.round(Theme.hair * 4)
                    radius: Theme.soft
                    color: Theme.paper
                    x: Theme.u * 2
                    width: size.width - 2 * x
                    y: size.height - height - Theme.u
                }
            }
        }
    }
}
