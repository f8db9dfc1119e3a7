pragma ComponentBehavior: Bound
import QtQuick

// How many columns the answers of a decision stand in, and how many of them at a time. As they were made: side by side.
// Where that needs more height than there is (text is large, or a seated visitor has to reach all of them), in the columns
// that need the least, and if that is too much still, leafed.
Item {
    id: me
    required property var labels
    required property real room          // height
    required property real wide
    required property real turnHeight    // what the button to turn the leaves needs of it
    property var plan: ({ columns: 1, here: 1 })
    readonly property int columns: plan.columns
    readonly property int here: plan.here
    readonly property int many: labels?.length ?? 0
    // All that the plan follows from, so that it is made anew with any of it.
    readonly property string facts: JSON.stringify([labels, Math.round(room), Math.round(turnHeight), wide, ruler.font.pixelSize, ruler.spacing, ruler.frame, Theme.portrait, Theme.gap])
    visible: false
    onFactsChanged: settle()
    Component.onCompleted: settle()

    function usual(n: int): int {
        return Theme.portrait ? 1 : n < 4 ? Math.max(1, n) : n === 4 ? 2 : 3
    }
    function cell(columns: int): real {
        return Math.floor((wide - (columns - 1) * Theme.gap) / columns)
    }
    // Of a button that takes the longest of these labels.
    function row(columns: int): real {
        let most = 0
        for (const label of labels) {
            ruler.text = label
            ruler.width = Math.max(1, cell(columns) - 2 * ruler.pad)
            ruler.lineHeight = ruler.lineCount > 1 ? ruler.spacing : 1
            most = Math.max(most, ruler.font.pixelSize + ruler.implicitHeight * (1 - 1 / ruler.lineCount))
        }
        return Math.ceil(Math.max(Theme.target, most + ruler.frame))
    }
    function high(n: int, columns: int): real {
        const rows = Math.ceil(n / columns)
        return rows * row(columns) + (rows - 1) * Theme.gap
    }
    function settle() {
        if (many === 0 || wide <= 0)
            return
        let best = usual(many)
        if (high(many, best) <= room && (Theme.textStep === 0 || Theme.portrait)) {
            plan = { columns: best, here: many }
            return
        }
        for (let n = many; n > 0; n--) {
            const left = n === many ? room : room - turnHeight
            const fit = [1, 2, 3].filter(c => c <= n && high(n, c) <= left)
            if (fit.length === 0 && n > 1)
                continue
            // Fewest lines, then least height: words are read more easily in one line.
            fit.sort((a, b) => row(a) - row(b) || high(n, a) - high(n, b))
            plan = { columns: fit[0] ?? 1, here: n }
            return
        }
    }
    Sans {
        id: ruler
        readonly property real pad: Theme.u * 4
        readonly property real frame: Theme.u * (7 - Theme.textStep)
        font.pixelSize: Theme.choice
        font.weight: Font.Medium
    }
}
