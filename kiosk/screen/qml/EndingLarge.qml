pragma ComponentBehavior: Bound
import QtQuick

// An ending where text is large: what the other one shows at once, in leaves. The ways on stay below.
Item {
    id: me
    required property var ending
    property bool settled: false
    property int leaf: 0
    property var leaves: [0]             // of each block, the leaf it stands on
    readonly property int many: Math.max(0, ...leaves) + 1
    readonly property var people: ending?.people ?? []
    readonly property var shares: ending?.shares ?? []
    readonly property bool linked: (ending?.link ?? null) !== null
    readonly property bool pathed: path.count > 1
    readonly property real between: Theme.u * 3
    readonly property real room: acts.y - Theme.margin - heading.height - 2 * between - Theme.u
    readonly property string facts: JSON.stringify([room, story.height, pathed ? path.height : 0, shares.length ? told.height : 0, linked ? link.height : 0, people.length ? (low ? room : persons.height) : 0].map(Math.round))
    readonly property bool low: Theme.seated && people.length > 0      // they have a leaf of their own
    readonly property bool lowered: low && stands(4)
    onFactsChanged: settle()
    Component.onCompleted: settle()

    // One after the other onto a leaf, as many as fit.
    function settle() {
        const [room, ...blocks] = JSON.parse(facts)
        let used = 0
        let at = 0
        leaves = blocks.map(high => {
            if (high > 0 && used > 0 && used + between + high > room) {
                at++
                used = 0
            }
            used += high > 0 ? (used > 0 ? between : 0) + high : 0
            return at
        })
        leaf = Math.min(leaf, at)
    }
    function stands(block: int): bool {
        return leaves[block] === leaf
    }
    component Persons: Grid {
        columns: Theme.portrait ? 1 : 2
        spacing: Theme.gap
        Repeater {
            model: Math.min(2, me.people.length)
            Choice {
                required property int index
                readonly property var person: me.people[index] ?? null
                enabled: me.settled
                name: "page-" + (person?.page ?? "")
                kind: "page"
                value: person?.page ?? ""
                text: person?.title ?? ""
                sub: me.people.length > 1 || me.low ? "" : person?.role || Words.t("about_person")
                picture: person?.picture ?? ""
                focusX: person?.focus ?? 0.5
                icon: picture === "" ? "person" : ""
                width: Theme.portrait ? Theme.inner : acts.cell
            }
        }
    }
    Timer {
        interval: Theme.settling
        running: true
        onTriggered: me.settled = true
    }
    Veil {
        y: Math.round(body.y - Theme.u * 2)
        width: me.width
        height: me.height - y
        upper: Theme.solid(0.86)
        lower: 1
    }
    Column {
        id: body
        x: Theme.margin
        y: Math.round(acts.y - height - me.between - Theme.u)
        width: Theme.inner
        spacing: me.between
        Serif {
            id: heading
            text: me.ending?.title ?? ""
            font.pixelSize: Theme.title
            room: Theme.inner
        }
        Sans {
            id: story
            visible: words !== "" && me.stands(0)
            readonly property string words: me.ending?.text ?? ""
            text: words
            font.pixelSize: Theme.choice
            room: Theme.inner
            tidy: true
        }
        PathTaken {
            id: path
            visible: me.pathed && me.stands(1)
            steps: me.ending?.path ?? []
            width: Theme.inner
            most: me.room - story.height - me.between
        }
        Column {
            id: told
            visible: me.shares.length > 0 && me.stands(2)
            spacing: Theme.u * 2
            Repeater {
                model: Math.min(2, me.shares.length)
                Sans {
                    required property int index
                    text: me.shares[index] ?? ""
                    color: index === 0 ? Theme.paper : Theme.mist
                    room: Theme.inner
                    tidy: true
                }
            }
        }
        Link {
            id: link
            visible: me.linked && me.stands(3)
            link: me.ending?.link ?? null
            wordsWidth: Math.min(Theme.inner - side - Theme.u * 2, Theme.u * 100)
        }
        Persons {
            id: persons
            visible: me.people.length > 0 && !me.low && me.stands(4)
        }
    }
    Persons {       // for a seated visitor in the place of the ways on: above them they are out of reach
        visible: me.lowered
        x: Theme.margin
        y: Math.round(Theme.floor - height - Theme.u * 3 - acts.second - Theme.gap)
    }
    Flow {
        id: acts
        readonly property real cell: Math.floor((Theme.inner - Theme.gap) / 2)
        readonly property bool paired: other.visible && Math.max(again.natural, other.natural) <= cell      // no word is broken
        readonly property real first: Math.max(again.implicitHeight, other.visible ? other.implicitHeight : 0)
        readonly property real second: Theme.portrait ? Math.max(Theme.target, Theme.label + Theme.u * 3) : first
        enabled: me.settled
        opacity: me.settled ? 1 : 0
        Behavior on opacity { NumberAnimation { duration: Theme.slow; easing.type: Easing.OutCubic } }
        x: Theme.margin
        y: Math.round(Theme.floor - height - Theme.u * 3)
        width: Theme.inner
        spacing: Theme.gap
        Choice {
            id: again
            opacity: me.lowered ? 0 : 1
            enabled: !me.lowered
            name: "again"
            kind: "again"
            text: Words.t("again")
            spoken: Words.t("again") + ". " + Words.t("again_sub")
            width: Theme.portrait ? (acts.paired ? acts.cell : Theme.inner) : natural
            height: acts.first
        }
        Choice {
            id: other
            opacity: me.lowered ? 0 : 1
            enabled: !me.lowered
            visible: me.ending?.retry ?? false
            name: "retry"
            kind: "retry"
            text: Words.t("retry")
            spoken: Words.t("retry") + ". " + Words.t("retry_sub")
            width: Theme.portrait ? (acts.paired ? acts.cell : Theme.inner) : natural
            height: acts.first
        }
        Choice {       // it keeps its place: what fits must not hang on what is to be seen
            visible: path.turns && me.pathed
            enabled: path.visible
            opacity: enabled ? 1 : 0
            height: acts.second
            quiet: true
            name: "path"
            icon: path.from > 0 ? "back" : "go"
            text: path.from > 0 ? Words.t("earlier") : Words.t("later")
            onActivated: path.turn()
        }
        Choice {
            visible: me.many > 1
            height: acts.second
            quiet: true
            name: "read-on"
            icon: path.turns ? "" : "go"       // room for both in one row
            text: (me.leaf + 1 < me.many ? Words.t("read_on") : Words.t("read_first")) + "  " + Words.counted("leaf", me.leaf + 1, me.many)
            onActivated: me.leaf = (me.leaf + 1) % me.many
        }
    }
}
