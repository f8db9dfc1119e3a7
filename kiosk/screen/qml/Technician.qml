pragma ComponentBehavior: Bound
import QtQuick

// Behind the corners: a pad for the PIN, then a plain panel.
Rectangle {
    id: me
    required property var door          // {place, digits, message, open, ready, facts: [{label, value}]}
    readonly property bool asks: door?.place === "pin"
    readonly property var facts: door?.facts ?? []
    readonly property real cell: Math.round(Theme.target * 1.5)
    color: Theme.alpha(Theme.ink, 0.94)

    MouseArea { anchors.fill: parent }    // nothing under it can be pressed

    component Key: Choice {
        quiet: true
        kind: "technician"
        height: Math.max(implicitHeight, Math.round(Theme.target * 1.15))
    }
    Column {
        visible: me.asks
        anchors.centerIn: parent
        spacing: Theme.u * 4
        Serif {
            text: Words.t("pin")
            font.pixelSize: Theme.question
            anchors.horizontalCenter: parent.horizontalCenter
        }
        Sans {
            readonly property string dots: "•".repeat(me.door?.digits ?? 0)
            text: (me.door?.message ?? "") || dots || " "
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(implicitWidth, Theme.inner)
            horizontalAlignment: Text.AlignHCenter
        }
        Grid {
            columns: 3
            spacing: Theme.gap
            anchors.horizontalCenter: parent.horizontalCenter
            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", ""]
                Key {
                    required property string modelData
                    enabled: modelData !== "" && (me.door?.open ?? false)
                    opacity: modelData !== "" ? 1 : 0
                    name: "pin-" + modelData
                    value: modelData
                    text: modelData
                    width: me.cell
                }
            }
        }
        Row {
            spacing: Theme.gap
            anchors.horizontalCenter: parent.horizontalCenter
            Key { name: "pin-erase"; value: "erase"; text: Words.t("erase"); enabled: (me.door?.open ?? false) && me.door.digits > 0 }
            Key { name: "pin-enter"; value: "enter"; text: Words.t("enter"); enabled: me.door?.ready ?? false }
            Key { name: "pin-close"; value: "close"; text: Words.t("close") }
        }
    }
    Column {
        visible: !me.asks
        x: Theme.margin
        y: Theme.margin
        width: Theme.inner
        spacing: Theme.u * 2
        Repeater {
            model: me.facts.length
            Row {
                id: fact
                required property int index
                spacing: Theme.u * 3
                Sans {
                    text: me.facts[fact.index]?.label ?? ""
                    width: Math.round(Theme.inner * 0.26)
                    color: Theme.fog
                    font.pixelSize: Theme.label
                }
                Sans {
                    text: me.facts[fact.index]?.value ?? ""
                    width: Math.round(Theme.inner * 0.74 - fact.spacing)
                    font.pixelSize: Theme.label
                }
            }
        }
    }
    Flow {
        visible: !me.asks
        x: Theme.margin
        width: Theme.inner
        spacing: Theme.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin
        Key { name: "tech-volume-down"; value: "volume-down"; icon: "minus"; text: Words.t("quieter") }
        Key { name: "tech-volume-up"; value: "volume-up"; icon: "plus"; text: Words.t("louder") }
        Key { name: "tech-next"; value: "next scene"; text: Words.t("next_scene") }
        Key { name: "tech-overlay"; value: "overlay"; text: Words.t("overlay") }
        Key { name: "tech-restart"; value: "restart"; text: Words.t("restart") }
        Key { name: "tech-quit"; value: "quit"; text: Words.t("quit") }
        Key { name: "tech-close"; value: "close"; text: Words.t("close") }
    }
}
