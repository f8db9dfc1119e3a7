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
    readonly property real ceiling: decision.item && asks ? (decision.item as Decision).ceiling : Theme.portrait ? Theme.filmEnd : chapter.visible ? chapter.ceiling : Theme.floor - listed
    readonly property var spotted: spots.boxes
    readonly property real listed: spots.visible ? spots.listed : 0

    Veil {       // under the strip; in portrait under the film's lower edge
        width: me.width
        height: Theme.portrait ? me.height - Theme.filmEnd + Theme.u * 4 : Theme.strip
        y: me.height - height
        fade: Theme.u * (Theme.portrait ? 20 : 9)
        upper: Theme.portrait ? 0.90 : 1
        ground: Theme.portrait ? me.height - Theme.filmEnd : 2 * Math.floor(height / 2)      // else an edge is seen there
    }
    Chapter {
        id: chapter
        visible: !Theme.portrait && !me.asks && opacity > 0
        width: me.width
        height: Theme.floor
        listed: me.listed
        chapter: me.told ? me.view?.chapter ?? "" : ""
    }
    Serif {
        visible: Theme.portrait && !me.playing && !me.asks && text !== ""
        text: [me.told ? me.view?.chapter ?? "" : "", me.view?.reenacted ? Words.t("reenacted") : ""].filter(s => s !== "").join(" · ")
        font.pixelSize: Theme.lead
        color: Theme.fog
        x: Theme.margin
        y: Theme.filmEnd + Theme.u * 2
        room: Theme.inner
    }
    Hotspots {
        id: spots
        visible: me.told && !me.asks
        spots: me.view?.hotspots ?? []
        slot: me.slot
    }
    Layer {
        id: decision
        open: me.asks
        fade: Theme.slow
        leave: 0      // with the cut: the next scene is not the one that was asked about
        content: me.asks ? me.view.decision : null
        sourceComponent: Component {
            Decision { decision: decision.kept }
        }
    }
}
