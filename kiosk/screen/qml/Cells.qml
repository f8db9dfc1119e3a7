pragma ComponentBehavior: Bound
import QtQuick

// Where text is large: how many doors stand there at a time, in how many columns, so that all their words fit.
Item {
    id: me
    required property var doors
    required property real room           // height
    required property real turnHeight     // what the button to turn the leaves needs of it
    property int columns: 1
    property int most: 1
    readonly property string facts: JSON.stringify([doors.map(d => [d.title, d.sub]), Math.round(room), Math.round(turnHeight), Theme.inner, title.font.pixelSize, title.spacing, under.font.pixelSize, under.spacing])
    visible: false
    onFactsChanged: settle()
    Component.onCompleted: settle()

    function fits(n: int, columns: int, room: real): bool {
        const rows = Math.ceil(n / columns)
        const width = Math.floor(Math.min((Theme.inner - (columns - 1) * Theme.gap) / columns, Theme.inner * 0.6)) - Theme.u * 6
        const high = (room - (rows - 1) * Theme.gap) / rows - Theme.u * 6
        for (const door of doors) {
            title.room = 0
            title.width = width
            title.text = door.title
            under.width = width
            under.text = door.sub
            title.lineHeight = title.lineCount > 1 ? title.spacing : 1
            under.lineHeight = under.lineCount > 1 ? under.spacing : 1
            const words = title.implicitHeight + (door.sub ? under.implicitHeight + Theme.u : 0)
            if (words > high || title.contentWidth > width || under.contentWidth > width)
                return false
        }
        return true
    }
    // As many as fit; of two ways the one that leaves pictures more of their height.
    function settle() {
        const many = Math.min(doors.length, 6)
        const ways = Theme.portrait ? [2, 1] : [4, 3, 2, 1]
        for (let n = many; n > 0; n--)
            for (const c of ways)
                if (c <= n && fits(n, c, room - (n < doors.length ? turnHeight : 0))) {
                    columns = c
                    most = n
                    return
                }
        columns = 1
        most = 1
    }
    Serif {
        id: title
        font.pixelSize: Theme.lead
    }
    Sans {
        id: under
        font.pixelSize: Theme.label
    }
}
