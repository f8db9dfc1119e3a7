import QtQuick

// What the work says.
Balanced {
    id: me
    readonly property bool named: Stage.within(parent, "spoken")      // its target says it already
    Accessible.role: Accessible.Heading
    Accessible.name: text
    Accessible.ignored: named || text === "" || Stage.within(parent, "unheard")
    font.family: Theme.serif
    font.pixelSize: Theme.question
    spacing: Theme.serifLine
}
