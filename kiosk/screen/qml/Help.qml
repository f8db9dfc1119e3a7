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
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    component Switch: Choice {
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
