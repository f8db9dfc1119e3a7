pragma ComponentBehavior: Bound
import QtQuick

// What a visitor may set beside language, captions and volume. Stands where the choices of a decision stand; behind it
// can be seen what it does. A touch beside it closes it.
Item {
    id: me
    required property var view
    readonly property int columns: Theme.portrait ? 1 : Theme.textStep === 0 ? 3 : 2
    readonly property real cell: Math.floor((Theme.inner - (columns - 1) * Theme.gap) / columns)
    readonly property real row: Math.max(Theme.target, Theme.choice + Theme.u * (Theme.textStep === 0 ? 7 : Theme.portrait ? (Theme.arabic ? Theme.seated ? 3.5 : 5 : 3) : 5 - Theme.textStep))
    // All that can be set here, in order; where not all of it has room in reach, it is leafed.
    readonly property var all: ["text", "contrast", "seated", "calm", "limits"].concat(me.view?.can_speak ? ["spoken"] : [], me.view?.describes ? ["described"] : [], me.view?.signs ? ["signed"] : [])
    readonly property real highest: Theme.seated ? Theme.reachLine : Theme.margin + Theme.question * 2
    readonly property int capacity: columns * Math.max(2, Math.floor((Theme.floor - Theme.u * 3 - highest + Theme.gap) / (row + Theme.gap)))
    readonly property int here: all.length < capacity ? all.length : capacity - 2      // beside Close; beside Close and More
    readonly property int leaves: Math.ceil(all.length / here)
    property int leaf: 0
    onLeavesChanged: leaf = Math.min(leaf, leaves - 1)
    function shows(name: string): bool {
        const at = all.indexOf(name)
        return at >= 0 && Math.floor(at / here) === leaf
    }
    readonly property real top_: heading.y - Theme.u * 3
    MouseArea {       // beside it: as it was, with what was set
        width: me.width
        height: me.top_
        onClicked: Stage.sent("help", null)
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.alpha(Theme.ink, 0.5)
    }
    Rectangle {
        y: me.top_
        width: me.width
        height: me.height - y
        color: Theme.ink
        Rectangle {
            width: parent.width
            height: Math.max(1, Math.round(Theme.hair))
            color: Theme.edge
        }
        MouseArea { anchors.fill: parent }      // between its targets nothing is meant
    }
    Serif {
        id: heading
        text: Words.t("help")
        font.pixelSize: Theme.question
        x: Theme.margin
        y: Math.round(grid.y - height - Theme.u * 3)
        room: Theme.inner
    }
    component Switch: Choice {
        visible: me.shows(name)
        onVisibleChanged: grid.forceLayout()       // keys go into it at once
        toggle: true
        icon: on ? "boxed" : "box"
        kind: name
        width: me.cell
        height: me.row
    }
    Grid {
        id: grid
        columns: me.columns
        spacing: Theme.gap
        x: Theme.margin
        y: Math.round(Theme.floor - height - Theme.u * 3)
        TextSizes {
            visible: me.shows("text")
            step: me.view?.aids.text_step ?? 0
            width: me.cell
            height: me.row
        }
        Switch {
            name: "contrast"
            text: Words.t("contrast")
            on: me.view?.aids.contrast ?? false
        }
        Switch {
            name: "seated"
            text: Words.t("seated")
            on: me.view?.aids.seated ?? false
        }
        Switch {
            name: "calm"
            text: Words.t("calm")
            on: me.view?.aids.calm ?? false
        }
        Switch {
            name: "limits"
            text: Words.t("limits")
            on: me.view?.relaxed ?? false
        }
        Switch {
            name: "spoken"
            text: Words.t("spoken")
            on: me.view?.aids.spoken ?? false
        }
        Switch {
            name: "described"
            text: Words.t("described")
            on: me.view?.aids.described ?? false
        }
        Switch {
            name: "signed"
            text: Words.t("signed")
            on: me.view?.aids.signed ?? false
        }
        Choice {
            visible: me.leaves > 1
            name: "more"
            icon: "go"
            text: Words.t("more") + "  " + Words.counted("leaf", me.leaf + 1, me.leaves)
            width: me.cell
            height: me.row
            onActivated: me.leaf = (me.leaf + 1) % me.leaves
        }
        Choice {
            name: "close"
            kind: "help"
            icon: "close"
            text: Words.t("close")
            width: me.cell
            height: me.row
        }
    }
}
