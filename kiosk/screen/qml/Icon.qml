import QtQuick
import QtQuick.Shapes

// Strokes on a grid of 24, round caps: drawn and antialiased by the software renderer, too.
Item {
    id: me
    property string name: "go"
    property color color: Theme.fog
    property real size: Theme.u * 4.5
    readonly property var paths: ({
        home: "M3.5 11.2 L12 4 L20.5 11.2 M6 9.4 V20 H18 V9.4 M10 20 V14 H14 V20",
        back: "M10.5 5 L3.8 12 L10.5 19 M4.2 12 H20.5",
        captions: "M3 5.5 H21 V18.5 H3 Z M6.5 11.5 H13 M15.5 11.5 H17.5 M6.5 14.8 H9 M11.5 14.8 H17.5",
        "captions-off": "M3 5.5 H21 V18.5 H3 Z M2.5 21 L21.5 3",
        language: "M3.5 12 A8.5 8.5 0 1 0 20.5 12 A8.5 8.5 0 1 0 3.5 12 M3.5 12 H20.5 M12 3.5 C7.2 8.5 7.2 15.5 12 20.5 C16.8 15.5 16.8 8.5 12 3.5",
        volume: "M3.5 9.5 V14.5 H7 L12 18.8 V5.2 L7 9.5 Z M15.5 9 C17.1 10.6 17.1 13.4 15.5 15 M18.2 6.3 C21.3 9.4 21.3 14.6 18.2 17.7",
        help: "M3.5 12 A8.5 8.5 0 1 0 20.5 12 A8.5 8.5 0 1 0 3.5 12 M11.2 7.5 A0.8 0.8 0 1 0 12.8 7.5 A0.8 0.8 0 1 0 11.2 7.5 M7.6 10.2 L12 11.2 L16.4 10.2 M12 11.2 V13.4 L9.8 17 M12 13.4 L14.2 17",
        close: "M5.5 5.5 L18.5 18.5 M18.5 5.5 L5.5 18.5",
        hold: "M8.5 5 V19 M15.5 5 V19",
        minus: "M5 12 H19",
        plus: "M5 12 H19 M12 5 V19",
        play: "M7 4.5 L19 12 L7 19.5 Z",
        go: "M4 12 H19.5 M13.5 6 L19.8 12 L13.5 18",
        box: "M4.5 4.5 H19.5 V19.5 H4.5 Z",
        boxed: "M4.5 4.5 H19.5 V19.5 H4.5 Z M7.8 12.2 L11 15.4 L16.4 8.6",
        person: "M8.2 8 A3.8 3.8 0 1 0 15.8 8 A3.8 3.8 0 1 0 8.2 8 M4.5 20 C5 15.5 8 13.8 12 13.8 C16 13.8 19 15.5 19.5 20"
    })
    width: size
    height: size
    // Arrows lead the other way, and what shows lines or waves begins at the other side; a tick, a film's start and a
    // person do not.
    readonly property bool turns: ["back", "go", "captions", "captions-off", "volume"].includes(name)
    transform: Turned { of: me; on: Theme.rtl && !me.turns }
    Item {       // where the processor draws it is kept as a picture, and not drawn anew with each picture of the film
        width: Math.ceil(me.size)
        height: Math.ceil(me.size)
        layer.enabled: GraphicsInfo.api === GraphicsInfo.Software
        Shape {
            x: (me.size - width) / 2
            y: (me.size - height) / 2
            width: 24
            height: 24
            scale: me.size / 24
            ShapePath {
                strokeColor: me.color
                strokeWidth: 1.7
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin
                PathSvg { path: me.paths[me.name] }
            }
        }
    }
}
