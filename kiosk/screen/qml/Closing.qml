import QtQuick

// Closing time, told quietly in the upper margin, where nothing else stands: when it begins, and shortly before the end.
Item {
    id: me
    required property var closing        // {serial, after, text, last}
    readonly property int serial: closing?.serial ?? 0
    readonly property int after: closing?.after ?? 0
    property int told: 15000             // ms from the beginning
    readonly property int last: 30000    // ms before the end
    readonly property real soft: Theme.u * 2
    property bool late: false
    property string words
    width: Theme.widthPx
    height: Math.round(Math.max(Theme.margin, Theme.label * 1.7, said.lineCount > 1 ? said.height + Theme.label * 0.7 : 0))
    opacity: 0
    onSerialChanged: Qt.callLater(begin)
    Component.onCompleted: begin()
    function begin() {
        late = serial > 0 && after <= last
        say.stop()
        warn.stop()
        if (serial === 0) {
            opacity = 0
            return
        }
        show()
        if (!late) {
            say.restart()
            warn.restart()
        }
    }
    function show() {
        tell()
        opacity = 1
    }
    function tell() {
        if (closing)                     // else the words stay while they leave
            words = late ? closing.last : closing.text
    }
    onClosingChanged: tell()             // perhaps in another language
    Binding {
        target: Theme
        property: "told"
        value: me.visible && me.opacity > 0 ? me.height + me.soft : 0
    }
    Timer {
        id: say
        interval: me.told
        onTriggered: me.opacity = 0
    }
    Timer {
        id: warn
        interval: Math.max(0, me.after - me.last)
        onTriggered: {
            say.stop()
            me.late = true
            me.show()
        }
    }
    Behavior on opacity { NumberAnimation { duration: Theme.slow; easing.type: Easing.OutCubic } }
    Rectangle {       // the picture runs into it
        readonly property real solid: me.height / height
        id: ground
        width: me.width
        height: me.height + me.soft
        gradient: Gradient {
            GradientStop { position: 0; color: Theme.alpha(Theme.ink, 0.86) }
            GradientStop { position: ground.solid; color: Theme.alpha(Theme.ink, 0.86) }
            GradientStop { position: 1; color: Theme.alpha(Theme.ink, 0) }
        }
    }
    Sans {
        id: said
        text: me.words
        color: Theme.mist
        font.pixelSize: Theme.label
        width: Theme.inner
        horizontalAlignment: Text.AlignHCenter
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.round(lineCount > 1 ? (me.height - height) / 2 : me.height / 2 + font.pixelSize * Theme.middle - baselineOffset)
    }
}
