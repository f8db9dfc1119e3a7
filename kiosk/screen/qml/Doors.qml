pragma ComponentBehavior: Bound
import QtQuick

// A title over the film, and doors in the lower half, where a seated visitor reaches them. Home and every collection.
Item {
    id: me
    required property string title
    required property var doors       // [{title, sub, picture, icon, peak, name, value}]
    required property string kind
    property real peak: 1             // the brightest the film is under the title
    readonly property int many: doors?.length ?? 0
    readonly property int most: Theme.textStep === 0 ? (Theme.portrait ? 6 : 8) : larger.most
    readonly property int leaves: Math.max(1, Math.ceil(many / most))
    property int leaf: 0
    readonly property int first: Math.min(leaf, leaves - 1) * most
    readonly property int here: Math.min(most, many - first)
    readonly property int columns: Theme.textStep > 0 ? Math.min(larger.columns, here) : Theme.portrait ? (here > 1 ? 2 : 1) : here > 4 ? 4 : Math.max(1, here)
    readonly property int rows: Math.max(1, Math.ceil(here / columns))
    readonly property real top_: Theme.half + Theme.u * 2
    readonly property real wholeY: Theme.floor - top_ - Theme.u * 2
    readonly property real turnHeight: next.height + Theme.gap
    readonly property real roomY: wholeY - (leaves > 1 ? turnHeight : 0)
    readonly property real cellWidth: Math.min((Theme.inner - (columns - 1) * Theme.gap) / columns, Theme.inner * 0.6)
    readonly property real cellHeight: (roomY - (rows - 1) * Theme.gap) / rows

    Rectangle {       // the title keeps its contrast whatever film comes
        width: me.width
        height: heading.y + heading.height + Theme.title * 0.9
        readonly property real over: Math.max(0.15, Theme.veil(me.peak, Theme.paper))
        readonly property real solid: (heading.y + heading.height + Theme.u) / height     // with what hangs below the line
        visible: !Theme.contrast
        gradient: Gradient {
            GradientStop { position: 0; color: Theme.alpha(Theme.ink, over_.over) }
            GradientStop { position: over_.solid; color: Theme.alpha(Theme.ink, over_.over) }
            GradientStop { position: 1; color: Theme.alpha(Theme.ink, 0) }
        }
        id: over_
    }
    Rectangle {
        visible: Theme.contrast
        width: heading.x * 2 + heading.width
        height: heading.y * 2 + heading.height
        color: Theme.ink
    }
    Rectangle {
        visible: Theme.contrast
        y: me.top_ - Theme.u * 2
        width: me.width
        height: me.height - y
        color: Theme.ink
    }
    Rectangle {       // ink under the doors, running up into the film
        visible: !Theme.contrast
        readonly property real soft: Theme.u * 14
        readonly property real end: soft / height
        y: me.top_ - soft
        width: me.width
        height: me.height - y
        id: ground
        gradient: Gradient {
            GradientStop { position: 0; color: Theme.alpha(Theme.ink, 0) }
            GradientStop { position: ground.end * 0.55; color: Theme.alpha(Theme.ink, 0.45) }
            GradientStop { position: ground.end * 0.88; color: Theme.ink }
            GradientStop { position: 1; color: Theme.ink }
        }
    }
    Kept {
        id: heading
        x: Theme.margin
        y: Math.round(Math.max(Theme.margin * 0.8, Theme.told))
        Serif {
            text: me.title
            font.pixelSize: Theme.title
            room: Theme.inner
        }
    }
    Repeater {
        model: me.here
        Door {
            required property int index
            readonly property var door: me.doors[me.first + index] ?? null
            name: door?.name ?? ""
            kind: me.kind
            value: door?.value ?? null
            title: door?.title ?? ""
            sub: door?.sub ?? ""
            picture: door?.picture ?? ""
            focusX: door?.focus ?? 0.5
            icon: door?.icon ?? ""
            peak: door?.peak ?? 1
            x: Math.round(Theme.margin + (index % me.columns) * (me.cellWidth + Theme.gap))
            y: Math.round(me.top_ + Math.floor(index / me.columns) * (me.cellHeight + Theme.gap))
            width: Math.floor(me.cellWidth)
            height: Math.floor(me.cellHeight)
        }
    }
    Cells {
        id: larger
        doors: me.doors ?? []
        room: me.wholeY
        turnHeight: me.turnHeight
    }
    Choice {      // below them, where a seated visitor reaches it
        id: next
        visible: me.leaves > 1
        quiet: true
        icon: "go"
        name: "more"
        text: Words.t("more") + "  " + Words.counted("leaf", me.leaf + 1, me.leaves)
        x: Theme.margin + Theme.inner - width
        y: Math.round(Theme.floor - height - Theme.u * 2)
        onActivated: me.leaf = (me.leaf + 1) % me.leaves
    }
}
