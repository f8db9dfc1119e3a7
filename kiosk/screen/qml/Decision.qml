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
    readonly property bool waits: decision?.waits ?? false      // until it has been read aloud
    readonly property int span: decision?.window ?? 0
    readonly property bool limited: span > 0 || held
    readonly property int many: decision?.choices.length ?? 0
    readonly property int here: Math.min(answers.here, many)
    readonly property int leaves: Math.max(1, Math.ceil(many / Math.max(1, here)))
    property int leaf: 0
    readonly property int first: Math.min(leaf, leaves - 1) * here
    readonly property real cell: answers.cell(answers.columns)
    readonly property bool stacked: Theme.portrait && Theme.textStep > 0      // the time above its button, not beside it
    readonly property real end: Theme.floor - Theme.u * 2
    readonly property real highest: Theme.seated ? Theme.reachLine : Theme.margin + question.height
    readonly property real ceiling: panel.y - (Theme.textStep > 0 ? -Theme.u * 3 : panel.fade * 0.25)     // captions stand above it, four units

    onAskChanged: leaf = 0
    onChosenChanged: {      // whoever did not answer sees what came of it
        const at = decision?.choices.findIndex(c => c.id === chosen) ?? -1
        if (at >= 0 && here > 0)
            leaf = Math.floor(at / here)
    }
    Answers {
        id: answers
        labels: (me.decision?.choices ?? []).map(c => c.label)
        wide: Theme.inner
        room: me.end - me.highest - (me.limited ? Theme.gap + foot.usual : 0)
        turnHeight: me.limited && !me.stacked ? 0 : Theme.gap + slow.height
    }
    Veil {
        id: panel
        width: me.width
        y: Math.round(body.y - Theme.u * (Theme.contrast ? 3 : 2))
        height: me.height - y
        fade: Math.min(y, Theme.u * (Theme.portrait ? 24 : 20))
        lower: Theme.portrait ? 1 : Theme.panelBottom
        ground: me.height - 2 * Math.round((body.y + grid.y - Theme.u * 2) / 2)     // choices stand on ink: none of it is drawn with each picture
        opacity: me.answered ? Theme.solid(0.85) : 1
        Behavior on opacity { NumberAnimation { duration: Theme.slow; easing.type: Easing.OutCubic } }
    }
    Column {
        id: body
        x: Theme.margin
        y: Math.round(me.end - height)
        width: Theme.inner
        Kept {
            id: question
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
            columns: answers.columns
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
                model: me.here
                Choice {
                    required property int index
                    readonly property var choice: me.decision?.choices[me.first + index] ?? null
                    readonly property string key: choice?.id ?? ""
                    visible: choice !== null
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
            visible: foot.visible
            width: 1
            height: Theme.gap
        }
        Item {
            id: foot
            readonly property real time: me.stacked && me.limited ? Math.round(me.held ? Theme.label * 1.5 : Theme.u * 2) + Theme.gap : 0
            readonly property real usual: time + slow.height
            visible: me.limited || me.leaves > 1
            width: Theme.inner
            height: time + ways.height
            opacity: me.answered ? 0 : 1
            Behavior on opacity { NumberAnimation { duration: Theme.quick; easing.type: Easing.OutCubic } }
            TimeLine {
                visible: me.limited && !me.held
                serial: me.serial
                span: me.span
                running: !me.held && !me.answered && !me.waits
                width: me.stacked ? parent.width : parent.width - ways.width - Theme.u * 4
                height: me.stacked ? Theme.u * 2 : parent.height
            }
            Sans {
                id: waits
                visible: me.held
                text: Words.t("held")
                font.pixelSize: Theme.label
                width: me.stacked ? parent.width : parent.width - ways.width - Theme.u * 4
                y: me.stacked ? 0 : Math.round(lineCount > 1 ? (parent.height - height) / 2 : parent.height / 2 + font.pixelSize * Theme.middle - baselineOffset)
            }
            Flow {
                id: ways
                readonly property real natural: (slow.visible ? slow.width : 0) + (more.visible ? more.width : 0) + (slow.visible && more.visible ? spacing : 0)
                layoutDirection: Qt.RightToLeft
                spacing: Theme.gap
                width: Math.min(natural, parent.width)
                x: parent.width - width
                y: foot.time
                Choice {
                    id: slow
                    visible: me.limited
                    quiet: true
                    enabled: !me.answered && grid.enabled
                    leaving: me.answered
                    name: "take-your-time"
                    kind: "time"
                    icon: me.held ? "play" : "hold"
                    text: me.held ? Words.t("hurry") : Words.t("slow")
                }
                Choice {
                    id: more
                    visible: me.leaves > 1
                    quiet: true
                    enabled: !me.answered && grid.enabled
                    leaving: me.answered
                    name: "more"
                    icon: "go"
                    text: Words.t("more") + "  " + Words.counted("leaf", me.leaf + 1, me.leaves)
                    onActivated: me.leaf = (me.leaf + 1) % me.leaves
                }
            }
        }
    }
}
