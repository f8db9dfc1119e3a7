pragma ComponentBehavior: Bound
import QtQuick

// The whole screen, as a function of `view`. Python hands over values and hears `sent`; nothing else goes in or out.
Item {
    id: root
    property var view: null
    property string caption
    property var words: ({})
    property var resting: null
    property var faults: []
    property bool settingsUnread: false  // the faults are the settings'
    property var overlay: []         // [{label, value}] for the technician
    property bool alarm: false       // it says what is wrong
    property var technician: null
    property string focused
    property real peak: 1            // the brightest the film is where words stand on it
    property real inches: 32
    property real distance: 700
    property real far: 5000
    property real hung: 1020           // mm, the glass's lower edge above the floor
    property int turn: 0             // degrees clockwise
    property bool calm: false
    property point drift: Qt.point(0, 0)     // -1..1 across, 0..1 down: against burning in
    property string fit: "crop"      // how film of another shape than its place is shown
    property Item film: null
    property Item signer: null
    property real signing: 0         // the signer's width to height; 0: nobody signs
    property string signingCorner: "right"
    readonly property real captionRoom: captions.lineEm
    signal sent(string kind, var value)

    readonly property string screen: view?.screen ?? ""
    readonly property bool playing: view?.page?.playing ?? false
    readonly property bool complete: view?.ending?.complete ?? false
    readonly property bool filming: screen === "scene" || screen === "page" && playing || screen === "ending" && !complete
    readonly property bool awake: screen !== "" && screen !== "attract" && screen !== "closed"
    readonly property bool choosing: view?.choosing_language ?? false
    readonly property bool helping: view?.helping ?? false
    readonly property bool asking: (view?.asking ?? null) !== null
    // What Python calls None arrives as undefined.
    readonly property bool rests: (root.resting ?? null) !== null
    readonly property bool served: (root.technician ?? null) !== null
    readonly property bool faulty: root.faults.length > 0
    readonly property bool away: rests || served || faulty
    readonly property bool sideways: turn % 180 !== 0

    function targets(): string {
        return Stage.all()
    }
    function press(name: string) {
        Stage.press(name)
    }
    Binding { target: Theme; property: "widthPx"; value: stage.width }
    Binding { target: Theme; property: "heightPx"; value: stage.height }
    Binding { target: Theme; property: "inches"; value: root.inches }
    Binding { target: Theme; property: "distance"; value: root.distance }
    Binding { target: Theme; property: "far"; value: root.far }
    Binding { target: Theme; property: "hung"; value: root.hung }
    Binding { target: Theme; property: "calm"; value: root.calm || (root.view?.aids.calm ?? false) }
    // A technician's pages are no visitor's: theirs stay as they were made.
    Binding { target: Theme; property: "driftX"; value: Math.round(root.drift.x * Theme.u / 2) }
    Binding { target: Theme; property: "driftY"; value: Math.round(root.drift.y * Theme.u / 2) }
    Binding { target: Theme; property: "textStep"; value: root.served || root.faulty ? 0 : root.view?.aids.text_step ?? 0 }
    Binding { target: Theme; property: "contrast"; value: root.view?.aids.contrast ?? false }
    Binding { target: Theme; property: "seated"; value: root.view?.aids.seated ?? false }
    Binding { target: Theme; property: "language"; value: root.view?.language ?? "en" }
    Binding { target: Theme; property: "rtl"; value: !root.served && !root.faulty && (root.words["rtl"] ?? "") !== "" }
    Binding { target: Words; property: "all"; value: root.words }
    Binding { target: Stage; property: "focused"; value: root.focused }
    Binding { target: Stage; property: "film"; value: root.film }
    Connections {
        target: Stage
        function onSent(kind: string, value: var) {
            root.sent(kind, value)
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.ink
    }
    Item {
        id: stage
        objectName: "stage"
        anchors.centerIn: parent
        width: root.sideways ? root.height : root.width
        height: root.sideways ? root.width : root.height
        rotation: root.turn
        clip: root.turn !== 0

        FilmSlot {
            id: film_
            film: root.film
            look: root.view?.focus ?? 0.5
            fit: root.fit
            width: stage.width
            height: root.filming || root.screen === "ending" ? Theme.filmEnd : stage.height
            y: root.screen === "home" || root.screen === "collection" ? -Math.round(height * 0.2)
                : root.screen === "ending" && root.complete ? -Math.round(height * 0.16) : 0
            Behavior on y { NumberAnimation { duration: Theme.slow; easing.type: Easing.OutCubic } }
        }
        Signer {
            readonly property Scene over: scene.item as Scene
            film: root.signer
            aspect: root.filming && !root.away ? root.signing : 0
            corner: root.signingCorner
            slot: film_
            spots: (over?.spotted ?? []).map(s => Theme.rtl ? Qt.rect(glass.width - s.x - s.width, s.y, s.width, s.height) : s)
            readonly property bool read: (root.view?.captions ?? false) && captions.boxed
            lowest: Math.min(captions.floor - (read ? captions.reserved + Theme.u * 2 : 0), read && captions.visible ? captions.y - Theme.u * 2 : Infinity)
        }
        Item {       // all that lies on the film; turned round where words are written from the right
            id: glass
            anchors.fill: parent
            transform: Scale {
                xScale: Theme.rtl ? -1 : 1
                origin.x: glass.width / 2
            }
            Item {
                id: screens
                anchors.fill: parent
                readonly property bool behind: root.helping      // seen, but not to be read or touched
                readonly property bool unheard: !enabled         // nor to be told of
                enabled: !root.asking && !root.away && !root.choosing && !root.helping
                opacity: root.asking || root.choosing || root.away ? 0 : 1      // then only the film is left, dimmed
                Behavior on opacity { NumberAnimation { duration: Theme.quick; easing.type: Easing.OutCubic } }
                Layer {
                    id: attract
                    open: root.screen === "attract"
                    fade: Theme.slow
                    content: root.view
                    sourceComponent: Component {
                        Attract {
                            title: attract.kept.title
                            invites: attract.kept.invites
                            peak: root.peak
                        }
                    }
                }
                Layer {
                    id: home
                    open: root.screen === "home"
                    fade: Theme.slow
                    content: root.view
                    sourceComponent: Component {
                        Doors {
                            title: home.kept.title
                            doors: home.kept.doors
                            kind: "door"
                            peak: root.peak
                        }
                    }
                }
                Layer {
                    id: collection
                    open: root.screen === "collection"
                    content: root.view?.collection ?? null
                    sourceComponent: Component {
                        Doors {
                            title: collection.kept.title
                            doors: collection.kept.pages
                            kind: "page"
                            peak: root.peak
                        }
                    }
                }
                Layer {
                    id: before
                    open: root.screen === "before"
                    content: root.view?.before ?? null
                    sourceComponent: Component {
                        Before { before: before.kept }
                    }
                }
                Layer {
                    id: scene
                    open: root.filming
                    fade: 0
                    content: root.view
                    sourceComponent: Component {
                        Scene {
                            view: scene.kept
                            slot: film_
                        }
                    }
                }
                Layer {
                    id: ending
                    open: root.screen === "ending" && root.complete
                    fade: Theme.slow
                    leave: 0      // two pages of words are not mixed
                    content: root.view?.ending ?? null
                    sourceComponent: Component {
                        Loader {
                            // Two components: large text is leafed.
                            sourceComponent: Theme.textStep > 0 ? large : usual
                            Component {
                                id: usual
                                Ending { ending: ending.kept }
                            }
                            Component {
                                id: large
                                EndingLarge { ending: ending.kept }
                            }
                        }
                    }
                }
                Layer {
                    id: page
                    open: root.screen === "page" && !root.playing
                    content: root.view?.page ?? null
                    sourceComponent: Component {
                        Page { page: page.kept }
                    }
                }
            }
            Captions {
                id: captions
                readonly property Scene over: scene.item as Scene
                spots: over?.spotted ?? []
                text: root.filming && !root.choosing && !root.helping && !root.asking && !root.away && root.view?.captions ? root.caption : ""
                boxed: !Theme.portrait || Theme.textStep > 0 || (over?.asks ?? false)
                floor: (over?.ceiling ?? Theme.floor) - Theme.u * 4
            }
            Layer {
                id: languages
                open: root.choosing && root.awake
                content: root.view
                enabled: open && !root.asking && !root.away
                sourceComponent: Component {
                    Languages { view: languages.kept }
                }
            }
            Layer {
                id: help
                open: root.helping && root.awake
                content: root.view
                enabled: open && !root.asking && !root.away
                sourceComponent: Component {
                    Help { view: help.kept }
                }
            }
            Strip {
                id: strip
                readonly property var others: (root.view?.languages ?? []).filter(l => l.code !== root.view.language)
                x: Theme.driftX
                y: stage.height - height + Theme.driftY      // away from what stands above it
                visible: root.awake && !root.asking && !root.away
                canHome: root.view?.can_home ?? false
                canBack: root.view?.can_back ?? false
                captions: root.view?.captions ?? false
                volume: root.view?.volume ?? 0
                languages: root.view?.languages.length ?? 0
                otherLanguage: others[0]?.name ?? ""
                otherCode: others[0]?.code ?? ""
                note: (root.screen === "scene" || root.screen === "ending" && !root.complete) && root.view?.reenacted ? Words.t("reenacted") : ""
                choosing: root.choosing
                helping: root.helping
                playing: root.screen === "page" && root.playing
            }
            Layer {
                id: asking
                open: root.asking
                content: root.view?.asking ?? null
                enabled: open && !root.away
                sourceComponent: Component {
                    Asking {
                        serial: asking.kept.serial
                        after: asking.kept.after
                    }
                }
            }
            Closing {
                closing: root.view?.closing ?? null
                visible: !root.asking && !root.away
            }
            Layer {
                id: closed
                open: root.screen === "closed"
                content: root.view?.closed ?? null
                fade: 0       // it darkens by itself
                leave: Theme.slow
                sourceComponent: Component {
                    Closed { closed: closed.kept }
                }
            }
            Layer {
                id: resting
                open: root.rests
                content: root.resting
                fade: Theme.slow
                sourceComponent: Component {
                    Resting { resting: resting.kept }
                }
            }
            Layer {
                id: trouble
                open: root.faulty
                content: open ? root.faults : null
                enabled: open && !root.served
                fade: 0
                sourceComponent: Component {
                    Trouble { faults: trouble.kept; settingsUnread: root.settingsUnread }
                }
            }
        }
        Loader {
            active: root.overlay.length > 0
            sourceComponent: Component {
                Hud {
                    lines: root.overlay
                    alarm: root.alarm
                }
            }
        }
        Layer {
            id: technician
            open: root.served
            content: root.technician
            fade: 0
            sourceComponent: Component {
                Technician { door: technician.kept }
            }
        }
    }
}
