pragma ComponentBehavior: Bound
import QtQuick

// What the player does at this moment, for the technician, in the upper right corner. Nothing in it can be touched, has
// the focus or is spoken. Kept as a picture where the processor draws: it changes twice a second, the film thirty times.
Item {
    id: me
    required property var lines        // [{label, value}]
    property bool alarm: false
    readonly property real pad: Theme.u * 1.5
    readonly property int size: Math.round(Theme.label * 0.62)
    readonly property int margin: Math.round(Theme.u * 1.5)
    readonly property int most: Theme.widthPx - 2 * margin
    x: Theme.widthPx - width - margin
    y: margin
    width: Math.ceil(Math.min(most, Math.max(rows.width + 2 * pad, Theme.u * 60)))
    height: Math.ceil(rows.height + 2 * pad)
    layer.enabled: GraphicsInfo.api === GraphicsInfo.Software
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.alpha(Theme.ink, 0.88)
    }
    Column {
        id: rows
        x: me.pad
        y: me.pad
        spacing: Math.round(me.size * 0.18)
        Repeater {
            model: me.lines.length
            Row {
                id: line
                required property int index
                readonly property var said: me.lines[index] ?? null
                Text {
                    text: line.said?.label ?? ""
                    width: Math.ceil(me.size * 5.2)
                    font.family: Theme.sans
                    font.pixelSize: me.size
                    color: me.alarm ? Theme.ember : Theme.fog
                    textFormat: Text.PlainText
                    Accessible.ignored: true
                }
                Text {
                    text: line.said?.value ?? ""
                    font.family: Theme.sans
                    font.pixelSize: me.size
                    font.features: ({ "tnum": 1 })
                    color: Theme.paper
                    textFormat: Text.PlainText
                    wrapMode: Text.Wrap
                    width: Math.min(implicitWidth, me.most - me.pad * 2 - me.size * 5.2)
                    Accessible.ignored: true
                }
            }
        }
    }
}
