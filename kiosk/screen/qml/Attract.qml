pragma ComponentBehavior: Bound
import QtQuick

// Full film, the title, and the invitation in each language in turn. Readable from `far`; nothing else.
Item {
    id: me
    required property string title
    required property var invites
    property real peak: 1
    readonly property int many: invites?.length ?? 0
    property int turn: 0
    Timer {
        interval: 6000
        repeat: true
        running: me.many > 1
        onTriggered: me.turn = (me.turn + 1) % me.many
    }
    Veil {
        width: me.width
        height: words.height + Theme.margin * 1.2
        y: me.height - height
        fade: Theme.heightPx * 0.16
        upper: Math.max(0.22, Theme.veil(me.peak, Theme.paper))
        Behavior on upper { NumberAnimation { duration: Theme.slow } }
        lower: Math.max(0.50, upper)
    }
    Column {
        id: words
        x: Theme.margin + Theme.driftX
        width: Theme.inner
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin - Theme.driftY
        spacing: Theme.u * (Theme.latin ? 1 : 3)
        Kept {
            Serif {
                // A long title falls to 0.5 degrees, no further: what is then too long is the author's to shorten.
                readonly property bool lengthy: fitting.lineCount > 2 || fitting.contentWidth > Theme.inner
                text: me.title
                readonly property int size: lengthy ? Theme.attractLeast : Theme.attract
                font.pixelSize: size
                font.letterSpacing: !Theme.latin ? 0 : -size * 0.018
                spacing: Theme.latin ? 0.88 : 1
                room: words.width
            }
        }
        Item {
            width: words.width
            height: lines.height
            Item {
                id: lines
                width: parent.width
                height: childrenRect.height
                Repeater {
                    model: me.many
                    Kept {
                        id: invite
                        required property int index
                        readonly property bool said: me.turn % me.many === index
                        x: Theme.u * 0.5
                        Sans {
                            text: me.invites[invite.index] ?? ""
                            font.family: Theme.display
                            font.pixelSize: Theme.invite
                            width: Theme.inner - invite.x
                        }
                        opacity: invite.said ? 1 : 0
                        Behavior on opacity {
                            SequentialAnimation {
                                PauseAnimation { duration: invite.said ? Theme.slow * 2 : 0 }      // until the one before has left
                                NumberAnimation { duration: Theme.slow * 2; easing.type: Easing.InOutQuad }
                            }
                        }
                    }
                }
            }
        }
    }
    Text {
        id: fitting
        visible: false
        text: me.title
        textFormat: Text.PlainText
        font.family: Theme.serif
        font.pixelSize: Theme.attract
        wrapMode: Text.WordWrap
        width: Theme.inner
    }
}
