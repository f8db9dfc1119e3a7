import QtQuick

// A second frame outside the first: seen by its shape, not by its colour alone.
Rectangle {
    property bool shown: false
    visible: shown
    anchors.fill: parent
    z: 1
    color: "transparent"
    radius: Theme.radius + Theme.u
    antialiasing: true
    border.width: Theme.hair * 2.5
    border.color: Theme.ember
}
