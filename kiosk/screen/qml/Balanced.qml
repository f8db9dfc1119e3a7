import QtQuick

// With `room`, drawn in until one step more would cost a line: no orphan is left on the last one.
Text {
    id: me
    property real room: 0
    property bool kept: false         // within Kept, which is turned as a whole
    transform: Turned { of: me; on: Theme.rtl && !me.kept }
    horizontalAlignment: Theme.start
    property real spacing: 1          // between lines; on a single one it would only add space below
    font.hintingPreference: Font.PreferNoHinting   // full hinting changes widths from machine to machine
    color: Theme.paper
    wrapMode: Text.Wrap                              // WordWrap lets a long word run out of its box
    textFormat: Text.PlainText
    onLineCountChanged: lineHeight = lineCount > 1 ? spacing : 1
    onSpacingChanged: lineHeight = lineCount > 1 ? spacing : 1
    onTextChanged: settle()
    onRoomChanged: settle()
    onFontChanged: settle()
    Component.onCompleted: settle()

    function settle() {
        if (room <= 0)
            return
        width = room
        const lines = lineCount
        if (lines < 2) {
            width = Math.min(room, Math.ceil(contentWidth))
            return
        }
        let low = room / lines * 0.8
        let high = room
        for (let i = 0; i < 9; i++) {
            const middle = (low + high) / 2
            width = middle
            if (lineCount > lines || contentWidth > middle)
                low = middle
            else
                high = middle
        }
        width = Math.ceil(high)
    }
}
