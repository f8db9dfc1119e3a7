pragma ComponentBehavior: Bound
import QtQuick

// Where the film is. It goes on behind every screen and moves only by sliding; a scene's cut is the film's own.
// The film's item fills its parent; `focusAcross` and `fit` are its own properties.
Item {
    id: me
    property Item film: null
    property real look: 0.5       // where to look when the picture is cropped: 0 left .. 1 right
    property string fit: "crop"   // or "fit": all of the picture; "fill": stretched
    readonly property real aspect: 16 / 9
    // The whole picture's box in this item: what hotspots are measured in.
    readonly property real pictureWidth: fit === "fill" ? width : fit === "fit" ? Math.min(width, height * aspect) : Math.max(width, height * aspect)
    readonly property real pictureHeight: fit === "fill" ? height : pictureWidth / aspect
    readonly property real pictureX: (width - pictureWidth) * (fit === "crop" ? look : 0.5)
    readonly property real pictureY: (height - pictureHeight) / 2
    clip: true

    onFilmChanged: {
        if (film)
            film.parent = me
        crop()
    }
    onLookChanged: crop()
    onFitChanged: crop()
    function crop() {
        if (film && "focusAcross" in film) {
            film["focusAcross"] = look
            film["fit"] = fit
        }
    }
}
