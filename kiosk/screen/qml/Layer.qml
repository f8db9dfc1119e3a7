import QtQuick

// One screen of many: there while it is open, and while it leaves. It keeps what it last drew, so that it can leave.
Loader {
    id: me
    property bool open: false
    property var content: null
    property var kept: null
    property int time: 0
    property int fade: Theme.quick
    property int leave: fade         // 0: gone at once
    anchors.fill: parent
    opacity: 0
    active: opacity > 0 && kept !== null
    visible: opacity > 0
    enabled: open
    onContentChanged: keep()
    onOpenChanged: {
        keep()
        time = open ? fade : leave       // a binding might come only after the animation has begun
        opacity = open ? 1 : 0
    }
    function keep() {
        if (open && content)
            kept = content
    }
    Behavior on opacity { NumberAnimation { duration: me.time; easing.type: Easing.OutCubic } }
}
