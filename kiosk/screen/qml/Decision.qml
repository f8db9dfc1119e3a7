pragma ComponentBehavior: Bound
import QtQuick

// The question on the film's lower third. Chosen: that one stays lit till the cut, what was not chosen leaves, and the
// film returns.
Item {
    id: me
    required property var decision
    property bool still: true         // false while it leaves
    readonly property int serial: decision?.serial ?? 0
    readonly property string ask: decision?.ask ?? ""
    readonly property string chosen: decision?.chosen ?? ""
    readonly property bool answered: chosen !== ""
    readonly property bool untouched: decision?.by_default ?? false
    readonly property bool held: decision?.held ?? false
    readonly property int span: decision?.window ?? 0
    readonly property bool limited: span > 0 || held
    readonly property int many: decision?.choices.length ?? 0
    readonly property int columns: Theme.portrait ? 1 : many < 4 ? Math.max(1, many) : many === 4 ? 2 : 3
    readonly property real cell: Math.floor((Theme.inner - (columns - 1) * Theme.gap) / columns)
    readonly property real ceiling: panel.y - panel.fade * 0.25     // captions stand above it

    Veil {
        id: panel
        width: me.width
        y: Math.round(body.y - Theme.u * 2)
        height: me.height - y
        fade: Math.min(y, Theme.u * (Theme.portrait ? 24 : 20))
        lower: Theme.portrait ? 1 : Theme.panelBottom
        opacity: me.answered ? 0.85 : 1
        Behavior on opacity { NumberAnimation { duration: Theme.slow; easing.type: Easing.OutCubic } }
    }
    Column {
        id: body
        x: Theme.margin
        y: Math.round(Theme.floor - height - Theme.u * 2)
        width: Theme.inner
        Kept {
            Serif {
                text: me.ask
                room: Theme.inner
                bottomPadding: Theme.u * 3
            }
        }
        Grid {
            id: grid
            readonly property real cellHeight: {
                let most = 0
                for (let i = 0; i < children.length; i++)
                    most = Math.max(most, children[i].implicitHeight)
                return most
            }
            columns: me.columns
            spacing: Theme.gap
            opacity: 0
            enabled: opacity > 0.5
            Component.onCompleted: opacity = 1
            Behavior on opacity {
                SequentialAnimation {
                    PauseAnimation { duration: Theme.quick }
                    NumberAnimation { duration: Theme.quick; easing.type: Easing.OutCubic }
                }
            }
            Repeater {
                model: me.many
                Choice {
                    required property int index
                    readonly property var choice: me.decision?.choices[index] ?? null
                    readonly property string key: choice?.id ?? ""
                    name: "choice-" + key
                    kind: "choice"
                    value: key
                    text: choice?.label ?? ""
                    enabled: (choice?.enabled ?? false) && !me.answered
                    lit: me.answered && me.chosen === key && !me.untouched
                    taken: me.answered && me.chosen === key && me.untouched
                    leaving: me.answered && me.chosen !== key
                    width: me.cell
                    height: grid.cellHeight
                }
            }
        }
        Item {
            visible: me.limited
            width: 1
            height: Theme.gap
        }
        Item {
            visible: me.limited
            width: Theme.inner
            height: slow.height
            opacity: me.answered ? 0 : 1
            Behavior on opacity { NumberAnimation { duration: Theme.quick; easing.type: Easing.OutCubic } }
            TimeLine {
                visible: !me.held
                serial: me.serial
                span: me.span
                running: !me.held && !me.answered
                width: parent.width - slow.width - Theme.u * 4
                height: parent.height
            }
            Sans {
                visible: me.held
                text: Words.t("held")
                font.pixelSize: Theme.label
                width: parent.width - slow.width - Theme.u * 4
                y: Math.round(parent.height / 2 + font.pixelSize * 0.36 - baselineOffset)
            }
            Choice {
                id: slow
                anchors.right: parent.right
                quiet: true
                enabled: !me.answered && grid.enabled
                leaving: me.answered
                name: "take-your-time"
                kind: "time"
                icon: me.held ? "play" : "hold"
                text: me.held ? Words.t("hurry") : Words.t("slow")
            }
        }
    }
}
