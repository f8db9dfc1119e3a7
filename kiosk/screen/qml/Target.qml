pragma ComponentBehavior: Bound
import QtQuick

// Everything a finger or a key can press. A drag that has left it presses nothing, even if it comes back.
Item {
    id: me
    required property string name
    property string spoken
    property string kind: ""          // what is sent when it is pressed
    property var value: null
    signal activated()
    property bool toggle: false
    property bool on: false
    property bool oneOf: false        // of several only one is on
    property int outset: Theme.u      // of the focus frame
    readonly property bool down: area.pressed && !area.strayed
    readonly property bool focused: Stage.focused === name

    objectName: name
    Component.onCompleted: Stage.enter(me)
    Component.onDestruction: Stage.leave(me)
    Accessible.role: oneOf ? Accessible.RadioButton : toggle ? Accessible.CheckBox : Accessible.Button
    Accessible.name: spoken
    Accessible.checked: on
    Accessible.ignored: Stage.within(parent, "unheard")      // seen under "More help", but not to be pressed
    Accessible.focusable: true
    Accessible.focused: focused
    Accessible.onPressAction: press()

    function press() {
        if (!enabled)
            return
        activated()
        if (kind !== "")
            Stage.sent(kind, value)
    }
    MouseArea {
        id: area
        property bool strayed: false
        anchors.fill: parent
        anchors.margins: -Theme.mm(2)     // a wet finger trembles at the edge
        onPressed: strayed = false
        onContainsMouseChanged: if (pressed && !containsMouse)
            strayed = true
        onClicked: if (!strayed)
            me.press()
    }
    FocusFrame {
        shown: me.focused
        anchors.margins: -me.outset
    }
}
