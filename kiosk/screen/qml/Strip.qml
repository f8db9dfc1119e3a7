import QtQuick

// The one quiet strip: same order, same place on every screen but attract. What leads nowhere is absent and keeps its
// place. Upright, where words are too wide for one row, in two.
Item {
    id: me
    required property bool canHome
    required property bool canBack
    required property bool captions
    required property int volume
    required property int languages
    required property string otherLanguage      // with two languages: the other one's own name
    required property string otherCode
    required property string note               // said between the two halves: that a scene is re-enacted
    property bool choosing: false
    property bool helping: false
    property bool playing: false                // a page's clip: Back leads to its page
    readonly property real bleed: Theme.stripOver ? Theme.u * 0.25 : Theme.u * 1.5   // icons align with the margin, not boxes
    readonly property real room: Theme.inner + 2 * bleed
    readonly property bool parted: Theme.portrait && ways.width + wishes.width + help.width + 2 * Theme.gap > room
    Binding { target: Theme; property: "stripRows"; value: me.parted ? 2 : 1 }
    width: Theme.widthPx
    height: Theme.strip

    Row {
        id: ways
        x: Theme.margin - me.bleed
        y: Theme.stripTop
        spacing: Theme.gap
        StripItem {
            name: "home"
            kind: "home"
            icon: "home"
            word: Words.t("home")
            opacity: me.canHome ? 1 : 0
            enabled: me.canHome
        }
        StripItem {
            name: "back"
            kind: me.playing ? "clip" : "back"
            icon: "back"
            word: Words.t("back")
            opacity: me.canBack ? 1 : 0
            enabled: me.canBack
        }
    }
    Sans {
        visible: me.note !== "" && !Theme.portrait
        text: me.note
        font.pixelSize: Theme.label
        color: Theme.fog
        wrapMode: Text.NoWrap
        x: ways.x + ways.width + Theme.gap * 2
        y: Math.round(ways.y + (Theme.stripOver ? Theme.stripItem - Theme.u - font.pixelSize * Theme.middle : Theme.stripItem / 2 + font.pixelSize * Theme.middle) - baselineOffset)
    }
    Row {
        id: wishes
        x: Theme.widthPx - Theme.margin + me.bleed - width - (me.parted ? 0 : help.width + Theme.gap)
        y: Theme.stripTop + (me.parted ? Theme.stripItem + Theme.gap : 0)
        spacing: Theme.gap
        StripItem {
            name: "captions"
            kind: "captions"
            icon: me.captions ? "captions" : "captions-off"
            word: Words.t("captions")
            toggle: true
            on: me.captions
        }
        StripItem {
            visible: me.languages > 1
            name: "languages"
            kind: me.languages === 2 ? "language" : "languages"
            value: me.otherCode
            icon: "language"
            word: me.languages === 2 ? me.otherLanguage : Words.t("languages")
            on: me.choosing
        }
        VolumeItem { volume: me.volume }
    }
    StripItem {
        id: help
        name: "help"
        kind: "help"
        icon: "help"
        word: Words.t("help")
        on: me.helping
        x: Theme.widthPx - Theme.margin + me.bleed - width
        y: Theme.stripTop
    }
}
