import QtQuick

// For the technician: which file and line, what is wrong there, what cures it.
Rectangle {
    id: me
    required property var faults        // [text]
    required property bool settingsUnread
    color: Theme.ink
    Serif {
        id: heading
        text: me.settingsUnread ? Words.t("trouble_settings") : Words.t("trouble")
        font.pixelSize: Theme.title
        x: Theme.margin
        y: Theme.margin
        room: Theme.inner
    }
    Sans {
        id: under
        text: Words.t("trouble_text")
        color: Theme.fog
        font.pixelSize: Theme.label
        x: Theme.margin
        y: heading.y + heading.height + Theme.u
        width: Theme.inner
    }
    Leaves {
        id: list
        paragraphs: me.faults ?? []
        x: Theme.margin
        y: under.y + under.height + Theme.u * 4
        width: Theme.inner
        roomHeight: on.y - y - Theme.u * 3
    }
    Choice {
        id: on
        enabled: list.leaves > 1
        opacity: enabled ? 1 : 0
        quiet: true
        name: "read-on"
        icon: "go"
        text: list.onLabel
        x: Theme.margin
        y: Math.round(me.height - height - Theme.margin)
        onActivated: list.turn()
    }
}
