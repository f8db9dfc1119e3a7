import QtQuick

// One picture, one column. Without a picture the title stands in its place, and the words opposite, as in a book.
Item {
    id: me
    required property var page
    readonly property string picture: page?.picture ?? ""
    readonly property string role: page?.role ?? ""
    readonly property bool spread: picture === "" && !Theme.portrait
    readonly property real pictureWidth: Theme.portrait ? width : Math.round(width * 0.36)
    readonly property real pictureHeight: picture === "" ? 0 : Theme.portrait ? Math.round(height * (0.40 - 0.07 * Theme.textStep)) : Math.round(Theme.floor - Theme.u * 2)
    readonly property real columnX: Theme.portrait ? Theme.margin : pictureWidth + Theme.u * 9
    readonly property real columnWidth: width - columnX - Theme.margin
    readonly property real columnY: Math.round(Theme.portrait && picture !== "" ? pictureHeight + Theme.u * 3 : Math.max(Theme.margin * (large ? 0.8 : 1.2), Theme.told))
    readonly property bool large: Theme.textStep > 0
    readonly property bool linked: (page?.link ?? null) !== null
    readonly property bool acts: (page?.has_clip ?? false) || (page?.begins ?? false)
    readonly property bool piled: Theme.portrait && large && linked && acts     // the link above the buttons, not beside them
    readonly property real buttonsWidth: !acts ? 0 : Math.max(Theme.u * 40, watch.visible ? watch.natural : 0, begins.visible ? begins.natural : 0)
    readonly property real buttons: (begins.visible ? begins.height : 0) + (watch.visible ? watch.height : 0) + (begins.visible && watch.visible ? Theme.gap : 0)
    readonly property real quiet: Math.max(Theme.target, Theme.label + Theme.u * 3)
    // The button to turn the leaves stands on the others, beside the link, where it has room there.
    readonly property bool beside: large && !Theme.portrait && linked && acts && longest.implicitWidth + quiet * 2 + Theme.gap <= columnWidth - link.width
    readonly property real footHeight: piled ? buttons + Theme.gap + link.height : Math.max(buttons + (beside ? Theme.gap + quiet : 0), linked ? link.height : 0)
    readonly property real footY: Math.round(Theme.floor - footHeight - Theme.u * (Theme.portrait ? 3 : large ? 2 : 5))

    Rectangle {
        anchors.fill: parent
        color: Theme.ink
    }
    Picture {
        visible: me.picture !== ""
        width: me.pictureWidth
        height: me.pictureHeight
        source: me.picture
        focusX: me.page?.focus ?? 0.5
    }
    Rectangle {      // the picture's sentence stands on ink, whatever the picture is
        visible: me.picture !== ""
        readonly property real soft: Theme.u * (Theme.contrast ? 2 : 12)
        readonly property real over: Theme.contrast ? 1 : 0
        id: shade
        y: Math.round(about.y - soft)
        width: me.pictureWidth
        height: me.pictureHeight - y
        gradient: Gradient {
            GradientStop { position: 0; color: Theme.alpha(Theme.ink, shade.over) }
            GradientStop { position: 0.60; color: Theme.alpha(Theme.ink, Theme.solid(0.76)) }
            GradientStop { position: 1; color: Theme.ink }
        }
    }
    Sans {
        id: about
        visible: me.picture !== ""
        text: me.page?.picture_text ?? ""
        font.pixelSize: Theme.label
        color: Theme.mist
        x: Theme.margin
        y: Math.round(me.pictureHeight - height - Theme.u)
        room: me.pictureWidth - Theme.margin * (Theme.portrait ? 2 : 1.5)
        tidy: true
    }
    Column {
        id: heading
        x: me.spread ? Theme.margin : me.columnX
        y: me.columnY
        spacing: Theme.u * (Theme.hangul ? 1.5 : 0.5)
        Serif {
            text: me.page?.title ?? ""
            font.pixelSize: Theme.title
            room: me.spread ? me.pictureWidth - Theme.margin : me.columnWidth
        }
        Sans {
            visible: me.role !== ""
            text: me.role
            font.pixelSize: Theme.label
            color: Theme.fog
            room: me.spread ? me.pictureWidth - Theme.margin : me.columnWidth
        }
    }
    Leaves {
        id: words
        x: me.columnX
        // Set on the baseline of the title where the two stand opposite.
        y: Math.round(me.spread ? me.columnY + Theme.title * 0.42 : heading.y + heading.height + Theme.u * 3)
        width: Math.min(me.columnWidth, Theme.body * 32)
        paragraphs: me.page?.paragraphs ?? []
        roomHeight: me.footY - y - Theme.u * 3
        turnHeight: me.beside ? 0 : me.quiet + Theme.u * 4
    }
    Choice {
        visible: words.leaves > 1
        quiet: true
        name: "read-on"
        icon: "go"
        text: words.onLabel
        x: me.columnX
        y: Math.round(me.beside ? me.footY + me.footHeight - me.buttons - Theme.gap - height : me.footY - height - Theme.gap)
        onActivated: words.turn()
    }
    Sans {
        id: longest
        visible: false
        wrapMode: Text.NoWrap
        font.pixelSize: Theme.label
        text: [Words.t("read_on"), Words.t("read_first")].sort((a, b) => b.length - a.length)[0] + "  " + Words.counted("leaf", 88, 88)
    }
    Choice {
        id: watch
        visible: me.page?.has_clip ?? false
        name: "clip"
        kind: "clip"
        icon: "play"
        text: me.page?.clip_label || Words.t("watch")
        x: me.columnX
        y: Math.round(me.footY + me.footHeight - height)
        most: link.visible && !me.piled ? me.columnWidth - link.width - Theme.gap : me.columnWidth
        width: Math.min(most, Math.max(implicitWidth, begins.implicitWidth, Theme.u * 40))
    }
    Choice {     // above the other: it leads away from here
        id: begins
        visible: me.page?.begins ?? false
        name: "scene"
        kind: "scene"
        icon: "go"
        text: me.page?.begin_label || Words.t("begin")
        x: me.columnX
        y: Math.round(me.footY + me.footHeight - me.buttons)
        most: watch.most
        width: Math.min(most, Math.max(implicitWidth, watch.implicitWidth, Theme.u * 40))
    }
    Link {
        id: link
        visible: me.linked
        link: me.page?.link ?? null
        brief: Theme.seated && me.large && !Theme.portrait && me.acts
        x: Math.round(me.columnX + me.columnWidth - width)
        y: me.piled ? me.footY : me.footY + me.footHeight - height
        wordsWidth: {
            const room = me.columnWidth - side - Theme.u * 2
            if (!me.large)
                return Math.min(Theme.u * 40, room - (me.acts ? Theme.u * 44 + Theme.gap : 0))
            return Math.min(Theme.u * 80, me.piled ? room : Math.max(Theme.u * 36, room - me.buttonsWidth - Theme.gap))
        }
    }
}
