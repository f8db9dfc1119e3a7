pragma ComponentBehavior: Bound
import QtQuick

// The running film and what lies on it: the chapter's name, hotspots, a decision.
Item {
    id: me
    required property var view
    required property FilmSlot slot
    readonly property bool told: view?.screen === "scene"     // a page's clip, an ending: only the film
    readonly property bool asks: told && (view?.decision ?? null) !== null
    readonly property bool playing: view?.screen === "page"
    readonly property real ceiling: decision.item && asks ? (decision.item as Decision).ceiling : playing ? stop.y : Theme.floor

    Veil {       // under the strip; in portrait under the film's lower edge
        width: me.width
        height: Theme.portrait ? me.height - Theme.filmEnd + Theme.u * 4 : Theme.strip + (me.playing ? stop.height + Theme.u * 3 : 0)
        y: me.height - height
        fade: Theme.u * (Theme.portrait ? 20 : 9)
        upper: 0.90
        lower: Theme.portrait ? 1 : 0.95
    }
    Chapter {
        visible: !Theme.portrait && !me.asks && opacity > 0
        width: me.width
        height: Theme.floor
        chapter: me.told ? me.view?.chapter ?? "" : ""
    }
    Serif {
        visible: Theme.portrait && me.told && !me.asks && text !== ""
        text: [me.view?.chapter ?? "", me.view?.reenacted ? Words.t("reenacted") : ""].filter(s => s !== "").join(" · ")
        font.pixelSize: Theme.lead
        color: Theme.fog
        x: Theme.margin
        y: Theme.filmEnd + Theme.u * 2
        room: Theme.inner
    }
    Hotspots {
        visible: me.told && !me.asks
        spots: me.view?.hotspots ?? []
        slot: me.slot
    }
    Choice {
        id: stop
        visible: me.playing
        quiet: true
        name: "clip"
        kind: "clip"
        icon: "back"
        text: Words.t("stop_clip")
        x: Theme.margin
        y: Math.round(Theme.floor - height - Theme.u * 2)
    }
    Layer {
        id: decision
        open: me.asks
        fade: Theme.slow
        content: me.asks ? me.view.decision : null
        sourceComponent: Component {
            Decision { decision: decision.kept }
        }
    }
}
