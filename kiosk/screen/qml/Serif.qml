import QtQuick

// What the work says.
Balanced {
    font.family: Theme.serif
    font.pixelSize: Theme.question
    spacing: Theme.serifLine
}
