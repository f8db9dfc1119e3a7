import QtQuick

// What the interface says. With `room` and `tidy`, a paragraph's last line is not left with a single word.
Text {
    id: me
    property real room: 0
    readonly property real spacing: Theme.sansLine    // between lines; on a single one it would only add space below
    property bool tidy: false
    property bool kept: false        // within Kept, which is turned as a whole
    transform: Turned { of: me; on: Theme.rtl && !me.kept }
    horizontalAlignment: Theme.start
    property real lastLine: 0
    font.family: Theme.sans
    font.pixelSize: Theme.body
    font.hintingPreference: Font.PreferNoHinting
    color: Theme.paper
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    onLineLaidOut: line => {
        if (me.tidy)
            me.lastLine = line.implicitWidth
    }
    onLineCountChanged: {
        lineHeight = lineCount > 1 ? spacing : 1
        Qt.callLater(hang)
    }
    onSpacingChanged: lineHeight = lineCount > 1 ? spacing : 1
    onTextChanged: settle()
    onRoomChanged: settle()
    onFontChanged: settle()
    Component.onCompleted: settle()

    // Qt keeps the baseline of before when the height of lines is set within its own layout: it is set once more, later.
    function hang() {
        const high = lineHeight
        lineHeight = high + 0.01
        lineHeight = high
    }
    function settle() {
        if (room <= 0)
            return
        width = room
        if (lineCount < 2)
            width = Math.min(room, Math.ceil(contentWidth))
        if (!tidy || lineCount < 2)
            return
        const lines = lineCount
        for (let k = 0.98; k > 0.86 && lastLine < room * 0.24; k -= 0.02) {
            width = Math.floor(room * k)
            if (lineCount > lines) {
                width = room
                return
            }
        }
    }
}
