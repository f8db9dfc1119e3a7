import QtQuick

// Something to take along on a phone: what it opens, the address, and beside or below them the QR code.
Item {
    id: me
    required property var link
    property bool brief: false            // without the address, where there is no height for it and the code says it
    property bool stacked: false          // the code below its words
    property real wordsWidth: Theme.u * 36
    // 49 mm at least, and 1.5 mm a module, so that a phone reads it from arm's length.
    readonly property bool coded: (link?.modules ?? 0) > 0          // else the address is too long for a code
    readonly property real side: coded ? Math.ceil(Math.max(49, 1.5 * link.modules) * Theme.pxPerMm) : 0
    implicitWidth: stacked || !coded ? Math.max(side, wordsWidth) : side + Theme.u * 2 + wordsWidth
    implicitHeight: stacked && coded ? side + Theme.u * 1.5 + words.height : Math.max(side, words.height)
    width: implicitWidth
    height: implicitHeight
    Image {
        id: code
        visible: me.coded
        anchors.right: parent.right
        y: me.height - height
        width: me.side
        height: me.side
        source: me.link?.code ?? ""
        sourceSize: Qt.size(me.side, me.side)
        smooth: false
        transform: Turned { of: code }
        Accessible.role: Accessible.Graphic
        Accessible.name: me.link?.address ?? ""
    }
    Column {
        id: words
        width: me.wordsWidth
        x: me.stacked ? me.width - width : 0
        y: me.stacked ? 0 : me.height - height
        spacing: Theme.u * 0.5
        Sans {
            visible: text !== ""
            text: me.link?.text ?? ""
            width: parent.width
            horizontalAlignment: Theme.end
            font.pixelSize: Theme.label
            color: Theme.fog
        }
        Sans {
            visible: !me.brief || !me.coded
            text: me.link?.address ?? ""
            width: parent.width
            horizontalAlignment: Theme.end
            font.pixelSize: Theme.label
        }
    }
}
