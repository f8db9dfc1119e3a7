import QtQuick
import QtQuick.Shapes

// The film dimmed, one question, one large button; the whole screen presses it. The seconds as a ring and a number.
Item {
    id: me
    required property int serial
    required property int after        // ms
    property real remaining: after
    readonly property int seconds: Math.ceil(remaining / 1000 - 0.02)
    onSerialChanged: Qt.callLater(start)      // `after` may be bound only then
    Component.onCompleted: start()
    function start() {
        remaining = after
        count.restart()
    }
    NumberAnimation {
        id: count
        target: me
        property: "remaining"
        from: me.after
        to: 0
        duration: me.after
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.alpha(Theme.ink, 0.62)
    }
    Veil {
        width: me.width
        y: column.y - Theme.u * 2
        height: me.height - y
        fade: Math.min(y, Theme.u * 30)
        upper: 0.5
        lower: 0.7
    }
    Column {
        id: column
        x: Theme.margin
        width: Theme.inner
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round(me.height * (Theme.portrait ? 0.16 : 0.22))
        spacing: Theme.u * 4
        Serif {
            text: Words.t("asking")
            font.pixelSize: Theme.title
            room: Theme.inner
            horizontalAlignment: Text.AlignHCenter
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Balanced {
            font.family: Theme.sans
            font.pixelSize: Theme.body
            spacing: Theme.sansLine
            text: Words.t("asking_text")
            room: Math.min(Theme.inner, Theme.u * 86 * Theme.small)
            horizontalAlignment: Text.AlignHCenter
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.mist
        }
        Item {
            width: 1
            height: Theme.u
        }
        Target {
            id: button
            name: "continue"
            kind: "touched"
            spoken: Words.t("continue")
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.max(Theme.u * 62, row.width + Theme.u * 10)
            height: Theme.mm(52)
            Rectangle {
                anchors.fill: parent
                radius: Theme.radius
                antialiasing: true
                color: Theme.alpha(Theme.night, 0.7)
                border.width: button.down ? Theme.hair * 2 : Theme.hair
                border.color: button.down ? Theme.paper : Theme.edge
            }
            Row {
                id: row
                spacing: Theme.u * 4
                anchors.centerIn: parent
                Item {
                    id: ring
                    // Tenths of a second are all that can be seen; more would only be repainted.
                    readonly property real share: me.after > 0 ? Math.ceil(me.remaining / 100) * 100 / me.after : 0
                    readonly property real radius: width / 2 - Theme.mm(1)
                    width: Theme.mm(32 + 7 * Theme.textStep)
                    height: width
                    Shape {       // clocks go round the same way everywhere
                        id: clock
                        anchors.fill: parent
                        transform: Turned { of: clock }
                        ShapePath {
                            strokeColor: Theme.alpha(Theme.paper, 0.3)
                            strokeWidth: Theme.hair * 2
                            fillColor: "transparent"
                            PathAngleArc { centerX: ring.width / 2; centerY: ring.width / 2; radiusX: ring.radius; radiusY: ring.radius; startAngle: 0; sweepAngle: 360 }
                        }
                        ShapePath {
                            strokeColor: Theme.ember
                            strokeWidth: Theme.u * 0.625
                            fillColor: "transparent"
                            capStyle: ShapePath.FlatCap
                            PathAngleArc { centerX: ring.width / 2; centerY: ring.width / 2; radiusX: ring.radius; radiusY: ring.radius; startAngle: -90; sweepAngle: -360 * ring.share }
                        }
                    }
                    Sans {
                        text: Words.number(me.seconds)
                        font.pixelSize: Theme.choice
                        font.features: ({ "tnum": 1 })
                        width: ring.width
                        horizontalAlignment: Text.AlignHCenter
                        y: Math.round(ring.height / 2 + font.pixelSize * Theme.middle - baselineOffset)
                    }
                }
                Sans {
                    text: Words.t("continue")
                    font.pixelSize: Theme.lead
                    font.weight: Font.Medium
                    wrapMode: Text.NoWrap
                    y: Math.round(ring.height / 2 + font.pixelSize * Theme.middle - baselineOffset)
                }
            }
        }
    }
}
