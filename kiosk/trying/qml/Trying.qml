pragma ComponentBehavior: Bound
import QtQuick

// The strip beside the picture: where the visit is, why, and what comes next. The picture is a window of its own.
Item {
    id: root
    property int strip: 440
    property string title
    property string status
    property bool alarm: false
    property var sections: []
    property var scenes: []
    property bool choosing: false      // the list of scenes is open
    signal pressed(string what, string which)

    readonly property color ink: "#0B0D10"
    readonly property color night: "#14181D"
    readonly property color fog: "#8C96A3"
    readonly property color paper: "#EDE8DF"
    readonly property color ember: "#D9793B"
    readonly property int size: 14
    readonly property int pad: 16

    component Said: Text {
        font.family: "Kiosk Sans"
        font.pixelSize: root.size
        color: root.paper
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
    }
    component Press: Rectangle {
        id: press
        property string says
        property bool lit: false
        signal hit
        width: word.implicitWidth + 24
        height: 34
        radius: 4
        color: mouse.pressed ? root.ember : lit ? Qt.lighter(root.night, 2.2) : Qt.lighter(root.night, 1.5)
        border.color: mouse.containsMouse ? root.fog : "transparent"
        Accessible.role: Accessible.Button
        Accessible.name: says
        Accessible.onPressAction: press.hit()
        Said {
            id: word
            anchors.centerIn: parent
            text: press.says
            wrapMode: Text.NoWrap
        }
        MouseArea {
            id: mouse
            anchors.fill: parent
            hoverEnabled: true
            onClicked: press.hit()
        }
    }

    Rectangle {
        anchors.right: parent.right
        width: root.strip
        height: parent.height
        color: root.night

        Column {
            id: head
            x: root.pad
            y: root.pad
            width: parent.width - 2 * root.pad
            spacing: 10
            Said {
                width: parent.width
                text: root.title
                font.pixelSize: 18
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
            }
            Said {
                width: parent.width
                text: root.status
                color: root.alarm ? root.ember : root.fog
            }
            Flow {
                width: parent.width
                spacing: 8
                Press {
                    says: "Next"
                    onHit: root.pressed("next", "")
                }
                Press {
                    says: "From its beginning"
                    onHit: root.pressed("again", "")
                }
                Press {
                    says: "Go to…"
                    lit: root.choosing
                    onHit: root.choosing = !root.choosing
                }
                Press {
                    says: "Attract"
                    onHit: root.pressed("attract", "")
                }
            }
        }

        Flickable {
            id: flick
            x: root.pad
            y: head.y + head.height + root.pad
            width: parent.width - 2 * root.pad
            height: parent.height - y
            contentHeight: column.height + root.pad
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Column {
                id: column
                width: flick.width
                spacing: 14
                Repeater {
                    model: root.choosing ? root.scenes.length : 0
                    Press {
                        id: scene
                        required property int index
                        readonly property string name: root.scenes[index] ?? ""
                        width: column.width
                        says: name
                        onHit: {
                            root.choosing = false
                            root.pressed("scene", scene.name)
                        }
                    }
                }
                Repeater {
                    model: root.choosing ? 0 : root.sections.length
                    Column {
                        id: section
                        required property int index
                        readonly property var of: root.sections[index] ?? null
                        width: column.width
                        spacing: 3
                        Said {
                            text: section.of?.title ?? ""
                            color: root.ember
                            font.weight: Font.DemiBold
                        }
                        Repeater {
                            model: section.of?.lines.length ?? 0
                            Row {
                                id: line
                                required property int index
                                readonly property var of: section.of?.lines[index] ?? null
                                readonly property bool off: of?.tone === "off"
                                spacing: 8
                                Said {
                                    width: 150
                                    text: line.of?.label ?? ""
                                    color: line.off ? Qt.darker(root.fog, 1.35) : root.fog
                                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                                }
                                Said {
                                    width: section.width - 158
                                    text: line.of?.value ?? ""
                                    color: line.off ? Qt.darker(root.fog, 1.35) : root.paper
                                    font.features: ({ "tnum": 1 })
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
