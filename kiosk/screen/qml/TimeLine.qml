import QtQuick

// The time left, shrinking from both ends to its middle. No number, no change near the end.
Item {
    id: me
    required property int serial     // a new one starts it anew
    required property int span       // ms
    required property bool running
    property real share: 1
    // Later: the new span may be bound only after the new serial.
    onSerialChanged: Qt.callLater(start)
    onRunningChanged: Qt.callLater(start)
    Component.onCompleted: start()
    function start() {
        shrink.stop()
        if (!running)       // answered, or still being read: it stays where it was
            return
        share = 1
        if (span > 0)
            shrink.start()
    }
    NumberAnimation {
        id: shrink
        target: me
        property: "share"
        from: 1
        to: 0
        duration: me.span
    }
    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: me.width
        height: Math.max(1, Math.round(Theme.hair))
        color: Theme.alpha(Theme.paper, 0.30)
    }
    Rectangle {
        anchors.centerIn: parent
        width: me.width * me.share
        height: Math.round(Math.max(Theme.u * 0.625, Theme.mm(1.8)))
        radius: Theme.soft
        color: Theme.ember
    }
}
