import QtQuick

// A second frame outside the first: seen by its shape, not by its colour alone. Between two of ink, so that it stands
// out against any film, and against what is light itself.
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
    component Edge: Rectangle {
        color: "transparent"
        antialiasing: true
        border.width: Theme.hair * 1.5
        border.color: Theme.ink
    }
    Edge {
        anchors.fill: parent
        anchors.margins: -border.width
        radius: parent.radius + border.width
    }
    Edge {
        anchors.fill: parent
        anchors.margins: parent.border.width
        radius: Math.max(0, parent.radius - parent.border.width)
    }
}
