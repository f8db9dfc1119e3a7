import QtQuick

// Large words that stand on the film. Where the processor draws, letters of 64 pixels and more are outlines to Qt, filled
// anew with each picture of the film: here they are kept as a picture. What a letter reaches beyond its box is inside.
Item {
    id: me
    default property alias words: words.data
    transform: Turned { of: me }
    Component.onCompleted: {
        for (const child of words.children)
            child.kept = true
    }
    readonly property real over: Theme.u * 2
    implicitWidth: words.childrenRect.width
    implicitHeight: words.childrenRect.height
    Item {
        x: -me.over
        y: -me.over
        width: Math.ceil(me.width + 2 * me.over)
        height: Math.ceil(me.height + 2 * me.over)
        layer.enabled: GraphicsInfo.api === GraphicsInfo.Software
        Item {
            id: words
            x: me.over
            y: me.over
        }
    }
}
