import QtQuick

// Ink with a soft upper edge. One gradient: two that meet leave a seam, but for one that ends in plain ink. Its own box is where words may
// stand; the fade lies above it. In high contrast a plain block.
Item {
    id: me
    property real fade: Theme.u * 20
    property real upper: Theme.panelTop
    property real lower: Theme.panelBottom
    property real ground: 0        // of its own box, from below: ink, under which no film is drawn; the fade ends in it
    readonly property real end: fade / Math.max(1, fade + height - ground)
    readonly property real last: ground > 0 ? 1 : lower
    Rectangle {
        visible: Theme.contrast || me.ground > 0
        y: Theme.contrast ? 0 : me.height - me.ground
        width: me.width
        height: Math.ceil(me.height - y)
        color: Theme.ink
    }
    Rectangle {
        visible: !Theme.contrast
        y: -Math.round(me.fade)
        width: me.width
        height: Math.ceil(me.height - me.ground + me.fade)
        gradient: Gradient {
            GradientStop { position: 0.00; color: Theme.alpha(Theme.ink, 0) }
            GradientStop { position: me.end * 0.25; color: Theme.alpha(Theme.ink, me.upper * 0.10) }
            GradientStop { position: me.end * 0.50; color: Theme.alpha(Theme.ink, me.upper * 0.38) }
            GradientStop { position: me.end * 0.75; color: Theme.alpha(Theme.ink, me.upper * 0.76) }
            GradientStop { position: me.end; color: Theme.alpha(Theme.ink, me.upper) }
            GradientStop { position: me.end + (1 - me.end) * 0.35; color: Theme.alpha(Theme.ink, me.upper * 0.3 + me.last * 0.7) }
            GradientStop { position: 1.00; color: Theme.alpha(Theme.ink, me.last) }
        }
    }
}
