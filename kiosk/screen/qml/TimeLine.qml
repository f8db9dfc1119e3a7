import QtQuick

// The time left, shrinking from both ends to its middle. No number, no change near the end.
Item {
    id: me
    required property int serial     // a new one starts it anew
    required property int span       // ms
    required property bool running
    property real share: 1           // of the time that is left
    property real drawn: 1           // the same, when it last moved
    // Where the processor draws, each movement draws that strip of the film once more, which 60 times a second is half of
    // what a film costs. So it moves with the film's pictures, which are drawn anyway; without them 20 times a second.
    readonly property bool stepped: GraphicsInfo.api === GraphicsInfo.Software
    // Later: the new span may be bound only after the new serial.
    onSerialChanged: Qt.callLater(start)
    onRunningChanged: Qt.callLater(start)
    Component.onCompleted: start()
    function start() {
        shrink.stop()
        if (!running)       // answered, or still being read: it stays where it was
            return
        share = 1
        drawn = 1
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
        onStopped: me.step()
    }
    function step() {
        drawn = share
    }
    Connections {
        target: shrink.running && me.stepped ? Stage.film : null
        ignoreUnknownSignals: true
        function onPictured() {
            me.step()
            alone.restart()
        }
    }
    Timer {
        id: alone
        interval: 50
        repeat: true
        running: shrink.running && me.stepped
        onTriggered: me.step()
    }
    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: me.width
        height: Math.max(1, Math.round(Theme.hair))
        color: Theme.alpha(Theme.paper, 0.30)
    }
    Rectangle {
        anchors.centerIn: parent
        width: me.width * (me.stepped ? me.drawn : me.share)
        height: Math.round(Math.max(Theme.u * 0.625, Theme.mm(1.8)))
        radius: Theme.soft
        color: Theme.ember
    }
}
