import QtQuick

// What is said and heard. Landscape: ink round the words, at most 68 % of the width, 90 % where
// text is large. Portrait: under the picture, left,
// or boxed on it while a decision stands there and where text is large.
Rectangle {
    id: me
    required property string text
    required property real floor         // its lower edge where it is boxed
    required property bool boxed
    property var spots: []               // boxes it may not lie on: {x, y, width, height}
    readonly property real most: Math.round(boxed && !Theme.portrait ? Theme.widthPx * (Theme.textStep > 0 ? 0.9 : 0.68) : Theme.inner)
    readonly property real padX: boxed ? Theme.u * 3 : 0
    readonly property real padY: boxed ? Theme.u * 1.5 : 0
    visible: text !== ""
    width: Math.ceil(words.contentWidth) + 2 * padX
    height: words.height + 2 * padY
    x: Math.round(boxed ? (Theme.widthPx - width) / 2 : Theme.margin)
    y: Math.round(boxed ? Math.max(Theme.u, above(floor - height)) : Theme.filmEnd + Theme.u * 13)
    color: boxed ? Theme.alpha(Theme.ink, Theme.solid(0.84)) : "transparent"
    radius: Theme.radius
    // How wide a line may be, in sizes of its type, whatever it is drawn on: footage makes pieces of two lines.
    readonly property real lineEm: Math.floor((Math.min(Theme.inner, Theme.portrait ? Theme.inner : Theme.widthPx * (Theme.textStep > 0 ? 0.9 : 0.68)) - Theme.u * 6) / Theme.choice * 10) / 10
    // Two lines and what is round them, whether they are there or not: what else stands on the film keeps out of it.
    readonly property real reserved: Theme.choice * Theme.sansLine * 2 + Theme.u * 5
    function above(at: real): real {
        for (let tries = 0; tries < spots.length; tries++)
            for (const spot of spots)
                if (x < spot.x + spot.width + Theme.u && x + width > spot.x - Theme.u && at < spot.y + spot.height + Theme.u && at + height > spot.y - Theme.u)
                    at = spot.y - height - Theme.u * 2
        return at
    }
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Balanced {
        id: words
        font.family: Theme.sans
        spacing: Theme.sansLine
        text: me.text
        // As large as they were made, where two larger lines have no room above a decision.
        font.pixelSize: me.boxed && me.floor < Theme.choice * 3.2 + Theme.u * 4 ? Theme.sansPx(0.875) : Theme.choice
        font.weight: Font.Medium
        x: me.boxed ? Math.round((me.width - width) / 2) : 0
        y: me.padY
        room: me.most - 2 * me.padX
        horizontalAlignment: me.boxed ? Text.AlignHCenter : Theme.start
    }
}
