pragma ComponentBehavior: Bound
import QtQuick

// Every language by its own name, where the choices of a decision stand.
Item {
    id: me
    required property var view
    readonly property var languages: view?.languages ?? []
    readonly property int many: languages.length
    readonly property int columns: Theme.portrait ? (many > 6 ? 2 : 1) : many < 4 ? Math.max(1, many) : many === 4 ? 2 : 3
    readonly property real cell: Math.floor((Theme.inner - (columns - 1) * Theme.gap) / columns)
    MouseArea {       // beside them: as it was
        anchors.fill: parent
        onClicked: Stage.sent("languages", null)
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.alpha(Theme.ink, 0.62)
    }
    Veil {
        width: me.width
        y: heading.y - Theme.u * 2
        height: me.height - y
        fade: Math.min(y, Theme.u * 30)
        upper: 0.72
    }
    Serif {
        id: heading
        text: Words.t("languages")
        font.pixelSize: Theme.question
        x: Theme.margin
        y: Math.round(grid.y - height - Theme.u * 3)
        room: Theme.inner
    }
    Grid {
        id: grid
        columns: me.columns
        spacing: Theme.gap
        x: Theme.margin
        y: Math.round(Theme.floor - height - Theme.u * 3)
        Repeater {
            model: me.many
            Choice {
                required property int index
                readonly property string code: me.languages[index]?.code ?? ""
                name: "language-" + code
                kind: "language"
                value: code
                text: me.languages[index]?.name ?? ""
                lit: code === (me.view?.language ?? "")
                width: me.cell
            }
        }
    }
}
