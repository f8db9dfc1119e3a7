import QtQuick

// A still, cropped to fill. Night until it has been read, and where it cannot be.
Item {
    id: me
    property string source
    property real focusX: 0.5
    property real focusY: 0.5
    readonly property bool reading: image.status === Image.Loading
    clip: true
    transform: Turned { of: me }
    Rectangle {
        anchors.fill: parent
        color: Theme.night
    }
    Image {
        id: image
        readonly property real k: status === Image.Ready ? Math.max(me.width / implicitWidth, me.height / implicitHeight) : 0
        source: me.source
        asynchronous: true
        smooth: true
        mipmap: true
        // Read at the size of its longer need, so that a folder of 12 megapixel stills does not fill the memory.
        sourceSize: Qt.size(0, Math.round(Math.max(me.height, me.width * 9 / 16)))
        width: Math.ceil(implicitWidth * k)
        height: Math.ceil(implicitHeight * k)
        x: Math.round((me.width - width) * me.focusX)
        y: Math.round((me.height - height) * me.focusY)
    }
}
