import QtQuick

// What it is, what it shows, how to stop; the two ways in stand where every later choice will stand.
Item {
    id: me
    required property var before
    readonly property string picture: before?.picture ?? ""
    readonly property bool timed: (before?.timed ?? false) && !relaxed
    readonly property bool relaxed: before?.relaxed ?? false      // the visitor has taken limits off already
    readonly property bool gentler: before?.gentler ?? false
    readonly property bool gentle: before?.gentle ?? false
    readonly property bool row: gentler || words.leaves > 1
    readonly property real quiet: Math.max(Theme.target, Theme.label + Theme.u * 3)
    readonly property bool wide: !Theme.portrait && Theme.textStep > 0       // words only
    readonly property bool parted: Theme.portrait && Theme.textStep > 0      // the two above the ways in, one above the other
    Rectangle {
        anchors.fill: parent
        visible: me.picture !== "" || me.wide
        color: Theme.ink
        Picture {
            visible: !me.wide
            width: parent.width
            height: Theme.portrait ? Math.round(Theme.heightPx * 0.50) : parent.height
            source: me.picture
            focusX: Theme.portrait ? 0.6 : 0.5
        }
    }
    Rectangle {
        visible: Theme.contrast && !Theme.portrait
        width: words.x + words.width + Theme.margin
        height: parent.height
        color: Theme.ink
    }
    Rectangle {     // ink from the left, where the words are; the picture keeps the right
        visible: !Theme.portrait && !Theme.contrast && !me.wide
        anchors.fill: parent
        gradient: Gradient {
            orientation: Gradient.Horizontal
            GradientStop { position: 0.00; color: Theme.alpha(Theme.ink, 0.94) }
            GradientStop { position: 0.40; color: Theme.alpha(Theme.ink, 0.90) }
            GradientStop { position: 0.53; color: Theme.alpha(Theme.ink, 0.80) }
            GradientStop { position: 0.66; color: Theme.alpha(Theme.ink, 0.26) }
            GradientStop { position: 0.78; color: Theme.alpha(Theme.ink, 0.0) }
        }
    }
    Veil {
        width: me.width
        y: Theme.portrait ? heading.y - Theme.u * 2 : Math.min(buttons.y, choices.y) - Theme.u * 2
        height: me.height - y
        fade: Math.min(y, Theme.u * (Theme.portrait ? 34 : 16))
        upper: Theme.portrait ? 0.9 : Theme.panelTop
        lower: Theme.portrait ? 1 : Theme.panelBottom
    }
    Serif {
        id: heading
        text: me.before?.title ?? ""
        font.pixelSize: Theme.title
        x: Theme.margin
        y: Math.round(Math.max(Theme.margin, Theme.told, words.y - height - Theme.u * 3))
        room: words.width
    }
    Leaves {
        id: words
        paragraphs: me.before?.words ?? []
        quietFrom: (me.before?.words.length ?? 1) - 1
        roomHeight: buttons.y - (me.gentler ? me.quiet + Theme.u * 4 : 0) - Theme.u * 5 - Theme.margin - Theme.title * 1.4 * heading.lineCount - Theme.u * 3
        turnHeight: me.gentler ? (me.parted ? me.quiet + Theme.gap : 0) : me.quiet + Theme.u * 4
        x: Theme.margin
        width: Theme.portrait ? Theme.inner : Math.round(Theme.inner * (me.wide ? 0.9 : 0.52))
        y: Math.round(choices.y - height - Theme.u * (me.row && Theme.textStep === 0 ? 3 : 5))
    }
    Flow {
        id: choices
        x: Theme.margin
        y: Math.round(me.row ? buttons.y - height - Theme.u * 4 : buttons.y)
        height: me.row ? implicitHeight : 0
        width: Theme.inner
        spacing: Theme.gap
        Choice {
            visible: me.gentler
            quiet: true
            name: "gentler"
            kind: "gentler"
            toggle: true
            on: me.gentle
            icon: me.gentle ? "boxed" : "box"
            text: Words.t("gentler")
        }
        Choice {
            visible: words.leaves > 1
            quiet: true
            name: "read-on"
            icon: "go"
            text: words.onLabel
            onActivated: words.turn()
        }
    }
    Grid {
        id: buttons
        readonly property real cell: Math.floor(columns === 1 ? Theme.inner : (Theme.inner - Theme.gap) / 2)
        columns: Theme.portrait || !me.timed ? 1 : 2
        spacing: Theme.gap
        x: Theme.margin
        y: Math.round(Theme.floor - height - Theme.u * 3)
        Choice {
            name: "begin"
            kind: "begin"
            width: buttons.cell
            height: Math.max(implicitHeight, slow.implicitHeight)
            icon: "go"
            text: Words.t("begin")
            sub: me.timed ? (me.before?.windowText ?? "") : me.relaxed && (me.before?.timed ?? false) ? Words.t("waits") : ""
        }
        Choice {
            id: slow
            visible: me.timed
            name: "take-your-time"
            kind: "begin-relaxed"
            width: buttons.cell
            height: Math.max(implicitHeight, buttons.children[0].implicitHeight)
            icon: "hold"
            text: Words.t("slow")
            sub: Words.t("waits")
        }
    }
}
