pragma ComponentBehavior: Bound
import QtQuick

// What happened, the way that was taken, how others went, whose story it is, and the ways on. The last picture of the
// film stays above.
Item {
    id: me
    required property var ending
    property bool settled: false
    readonly property bool retry: ending?.retry ?? false
    readonly property var people: ending?.people ?? []
    readonly property int peopleShown: Math.min(2, people.length)
    readonly property var shares: ending?.shares ?? []
    readonly property bool linked: (ending?.link ?? null) !== null
    readonly property bool pathed: path.count > 1
    readonly property real band: Math.round(height * (Theme.portrait ? 0.25 : 0.37))
    readonly property real actsHeight: Math.max(again.implicitHeight, retry ? other.implicitHeight : 0, Theme.portrait ? 0 : persons.tallest)
    readonly property real actsY: Math.round(Theme.floor - actsHeight - Theme.u * 3)
    readonly property real waysOn: Theme.portrait && peopleShown > 0 ? persons.y : actsY
    readonly property real lowest: Math.min(told.visible ? told.y : waysOn, linked && !Theme.portrait ? link.y : waysOn) - Theme.u * 3
    readonly property real below: pathed ? path.height + Theme.u * 4 + (earlier.visible ? earlier.height + Theme.u * 2 : 0) : 0

    Timer {
        interval: Theme.settling
        running: true
        onTriggered: me.settled = true
    }
    component Arrival: NumberAnimation {
        duration: Theme.slow
        easing.type: Easing.OutCubic
    }
    Rectangle {
        visible: Theme.contrast
        y: head.y - Theme.u * 2
        width: me.width
        height: me.height - y
        color: Theme.ink
    }
    Rectangle {       // the film runs into ink
        id: ground
        visible: !Theme.contrast
        readonly property real words: Math.min(0.9, head.y / height)
        readonly property real end: Math.max(words + 0.1, me.band / height)
        anchors.fill: parent
        gradient: Gradient {
            GradientStop { position: 0; color: Theme.alpha(Theme.ink, 0.05) }
            GradientStop { position: ground.words * 0.55; color: Theme.alpha(Theme.ink, 0.16) }
            GradientStop { position: ground.words; color: Theme.alpha(Theme.ink, 0.68) }
            GradientStop { position: (ground.words + ground.end) / 2; color: Theme.alpha(Theme.ink, 0.86) }
            GradientStop { position: ground.end; color: Theme.ink }
            GradientStop { position: 1; color: Theme.ink }
        }
    }
    Column {
        id: head
        x: Theme.margin
        y: Math.round(Math.max(Theme.margin, Theme.told, Theme.portrait ? me.band - height * 0.72 : Math.min(me.band - height - Theme.u * 3, me.lowest - me.below - height)))
        spacing: Theme.u * 1.5
        Serif {
            text: me.ending?.title ?? ""
            font.pixelSize: Theme.title
            room: Theme.inner
        }
        Sans {
            visible: text !== ""
            text: me.ending?.text ?? ""
            font.pixelSize: Theme.choice
            room: Math.min(Theme.inner, Theme.choice * 36)
            tidy: true
        }
    }
    PathTaken {
        id: path
        visible: me.pathed
        steps: me.ending?.path ?? []
        x: Theme.margin
        y: Math.round(head.y + head.height + Theme.u * 4)
        width: Theme.portrait && me.linked ? Theme.inner - link.width - Theme.u * 3 : Theme.inner
        most: me.lowest - y
        squeezed: me.lowest - Math.max(Theme.margin, Theme.told) - head.height - Theme.u * 4 - (turns ? Theme.target + Theme.u * 5 : 0)
        turnHeight: Theme.target + Theme.u * 2
    }
    Choice {
        id: earlier
        enabled: me.settled
        opacity: me.settled ? 1 : 0
        Behavior on opacity { Arrival {} }
        visible: path.turns && me.pathed
        quiet: true
        name: "path"
        icon: path.from > 0 ? "back" : "go"
        text: path.from > 0 ? Words.t("earlier") : Words.t("later")
        x: Theme.margin
        y: Math.round(path.y + path.height + Theme.u * 2)
        onActivated: path.turn()
    }
    Column {
        id: told
        visible: me.shares.length > 0
        x: Theme.margin
        y: Math.round(me.waysOn - height - Theme.u * 5)
        spacing: Theme.u
        Repeater {
            model: Math.min(2, me.shares.length)
            Sans {
                required property int index
                text: me.shares[index] ?? ""
                color: index === 0 ? Theme.paper : Theme.fog
                room: Theme.portrait ? Theme.inner : Theme.inner * 0.62
                tidy: true
            }
        }
    }
    Link {
        id: link
        visible: me.linked
        link: me.ending?.link ?? null
        stacked: true
        wordsWidth: Theme.portrait ? Theme.u * 36 : Theme.inner * 0.34
        x: Theme.margin + Theme.inner - width
        y: Math.round(Theme.portrait ? Math.max(path.y + path.height, head.y + head.height + Theme.u * 4 + height) - height : Math.min(me.actsY + me.actsHeight, me.actsY + side) - height)
    }
    Row {
        id: ways
        enabled: me.settled
        opacity: me.settled ? 1 : 0
        Behavior on opacity { Arrival {} }
        x: Theme.margin
        y: me.actsY
        spacing: Theme.gap
        readonly property real cell: Math.floor((Theme.inner - Theme.gap) / 2)
        Choice {
            id: again
            name: "again"
            kind: "again"
            text: Words.t("again")
            sub: Words.t("again_sub")
            width: Theme.portrait ? (me.retry ? ways.cell : Theme.inner) : Math.max(Math.round(Theme.inner * 0.19), implicitWidth)
            height: me.actsHeight
        }
        Choice {
            id: other
            visible: me.retry
            name: "retry"
            kind: "retry"
            text: Words.t("retry")
            sub: Words.t("retry_sub")
            width: Theme.portrait ? ways.cell : Math.max(Math.round(Theme.inner * 0.19), implicitWidth)
            height: me.actsHeight
        }
    }
    Row {
        id: persons
        enabled: me.settled
        opacity: me.settled ? 1 : 0
        Behavior on opacity { Arrival {} }
        readonly property real tallest: {
            let most = 0
            for (let i = 0; i < children.length; i++)
                most = Math.max(most, children[i].implicitHeight)
            return most
        }
        readonly property real room: Theme.portrait ? Theme.inner : Theme.inner - ways.width - Theme.gap - (me.linked ? link.side + Theme.u * 4 : 0)
        readonly property real cell: Math.floor((room - (me.peopleShown - 1) * Theme.gap) / Math.max(1, me.peopleShown))
        readonly property bool fit: {    // all of them as wide as their words
            let wide = (me.peopleShown - 1) * Theme.gap
            for (let i = 0; i < children.length; i++)
                wide += (children[i] as Choice)?.natural ?? 0
            return wide <= room
        }
        visible: me.peopleShown > 0
        x: Theme.portrait ? Theme.margin : ways.x + ways.width + Theme.gap
        y: Math.round(Theme.portrait ? me.actsY - height - Theme.gap : me.actsY)
        spacing: Theme.gap
        Repeater {
            model: me.peopleShown
            Choice {
                required property int index
                readonly property var person: me.people[index] ?? null
                name: "page-" + (person?.page ?? "")
                kind: "page"
                value: person?.page ?? ""
                text: person?.title ?? ""
                sub: me.peopleShown === 1 || Theme.portrait ? (person?.role || Words.t("about_person")) : ""
                picture: person?.picture ?? ""
                focusX: person?.focus ?? 0.5
                icon: picture === "" ? "person" : ""
                most: persons.fit && !Theme.portrait ? 0 : persons.cell
                width: Theme.portrait ? persons.cell : implicitWidth
                height: Theme.portrait ? persons.tallest : me.actsHeight
            }
        }
    }
}
