pragma ComponentBehavior: Bound
import QtQuick

// Paragraphs in leaves that fit a room: leafed through, never scrolled, never squeezed. A paragraph longer than a whole
// leaf is parted between its sentences, then its words.
Item {
    id: me
    property var paragraphs: []
    property real roomHeight: 0
    property real turnHeight: 0          // what the button to turn them needs of it, when there is more than one
    property int quietFrom: 10000        // paragraphs from here on are said more quietly
    property int leaf: 0
    property var parts: [[]]
    readonly property int leaves: parts.length
    readonly property var shown: parts[Math.min(leaf, leaves - 1)] ?? []
    readonly property real between: Theme.u * 3
    readonly property string key: JSON.stringify(paragraphs)
    readonly property string onLabel: (leaf + 1 < leaves ? Words.t("read_on") : Words.t("read_first")) + "  " + Words.counted("leaf", leaf + 1, leaves)
    implicitHeight: column.height
    height: implicitHeight

    onKeyChanged: {
        leaf = 0
        part()
    }
    onWidthChanged: part()
    onRoomHeightChanged: part()
    onTurnHeightChanged: part()
    readonly property real type: ruler.font.pixelSize * ruler.spacing
    onTypeChanged: part()
    Component.onCompleted: part()

    function turn() {
        leaf = (leaf + 1) % leaves
    }
    function high(words: string): real {
        ruler.text = words
        ruler.lineHeight = ruler.lineCount > 1 ? ruler.spacing : 1
        return ruler.implicitHeight
    }
    // The most of `pieces`, joined, that is no higher than `room`.
    function fill(pieces: var, room: real): int {
        let n = 0
        while (n < pieces.length && high(pieces.slice(0, n + 1).join(" ")) <= room)
            n++
        return n
    }
    function part() {
        if (width <= 0 || roomHeight <= 0)
            return
        ruler.width = width
        const whole = parted(roomHeight)
        parts = whole.length > 1 ? parted(roomHeight - turnHeight) : whole
    }
    function parted(room: real): var {
        const made = [[]]
        let used = 0
        const queue = paragraphs.map((text, i) => ({ text: text, quiet: i >= quietFrom }))
        while (queue.length > 0) {
            const next = queue.shift()
            const gap = made[made.length - 1].length ? between : 0
            const need = high(next.text)
            if (used + gap + need <= room) {
                made[made.length - 1].push(next)
                used += gap + need
                continue
            }
            if (made[made.length - 1].length) {
                made.push([])
                used = 0
                queue.unshift(next)
                continue
            }
            let pieces = next.text.match(/[^.?!؟。…]+[.?!؟。…]*["”’»)]*\s*|.+/g).map(s => s.trim())
            let n = fill(pieces, room)
            if (n === 0) {
                pieces = next.text.split(" ")
                n = Math.max(1, fill(pieces, room))
            }
            made[made.length - 1].push({ text: pieces.slice(0, n).join(" "), quiet: next.quiet })
            used = room
            if (n < pieces.length)
                queue.unshift({ text: pieces.slice(n).join(" "), quiet: next.quiet })
        }
        return made
    }
    Sans {
        id: ruler
        visible: false
    }
    Column {
        id: column
        width: me.width
        spacing: me.between
        Repeater {
            model: me.shown.length
            Sans {
                required property int index
                text: me.shown[index]?.text ?? ""
                color: me.shown[index]?.quiet ? Theme.mist : Theme.paper
                room: me.width
                tidy: true
                Accessible.role: Accessible.StaticText
                Accessible.name: text
                Accessible.ignored: text === "" || Stage.within(parent, "unheard")
            }
        }
    }
}
