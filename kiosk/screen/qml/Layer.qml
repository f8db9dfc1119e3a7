import QtQuick

// One screen of many: there while it is open, and while it leaves. It keeps what it last drew, so that it can leave.
Loader {
    id: me
    property bool open: false
    property var content: null
    property var kept: null
    property int fade: Theme.quick
    anchors.fill: parent
    opacity: open ? 1 : 0
    active: opacity > 0 && kept !== null
    visible: opacity > 0
    enabled: open
    onContentChanged: keep()
    onOpenChanged: keep()
    function keep() {
        if (open && content)
            kept = content
    }
    Behavior on opacity { NumberAnimation { duration: me.fade; easing.type: Easing.OutCubic } }
}
