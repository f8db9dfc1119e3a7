import QtQuick

// A chapter's name for two seconds on the running film, lower left.
Item {
    id: me
    property string chapter
    property real listed: 0          // height of what stands below it
    readonly property real ceiling: name.y
    opacity: 0
    visible: opacity > 0
    onChapterChanged: say()
    Component.onCompleted: say()
    function say() {
        told.stop()
        opacity = 0
        if (chapter !== "")
            told.start()
    }
    SequentialAnimation {
        id: told
        NumberAnimation { target: me; property: "opacity"; to: 1; duration: Theme.slow; easing.type: Easing.OutCubic }
        PauseAnimation { duration: Theme.lingering }
        NumberAnimation { target: me; property: "opacity"; to: 0; duration: Theme.slow; easing.type: Easing.InCubic }
    }
    Veil {
        width: me.width
        y: name.y - Theme.u * 3
        height: me.height - y
        fade: Theme.u * 14
        upper: Theme.veil(1, Theme.paper)
        lower: Theme.panelTop
    }
    Kept {
        id: name
        x: Theme.margin
        y: Math.round(me.height - me.listed - height - Theme.u * 4)
        Serif {
            text: me.chapter
            font.pixelSize: Theme.title
            room: Theme.inner
        }
    }
}
