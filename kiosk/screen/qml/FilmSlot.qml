pragma ComponentBehavior: Bound
import QtQuick

// Where the film is. It goes on behind every screen and moves only by sliding; a scene's cut is the film's own.
// The film's item fills its parent; `focusAcross` and `whole` are its own properties.
Item {
    id: me
    property Item film: null
    property real look: 0.5       // where to look when the picture is cropped: 0 left .. 1 right
    property bool whole: false
    readonly property real aspect: 16 / 9
    // The whole picture's box in this item: what hotspots are measured in.
    readonly property real pictureWidth: whole ? Math.min(width, height * aspect) : Math.max(width, height * aspect)
    readonly property real pictureHeight: pictureWidth / aspect
    readonly property real pictureX: (width - pictureWidth) * (whole ? 0.5 : look)
    readonly property real pictureY: (height - pictureHeight) / 2
    clip: true

    onFilmChanged: {
        if (film)
            film.parent = me
        crop()
    }
    onLookChanged: crop()
    onWholeChanged: crop()
    function crop() {
        if (film && "focusAcross" in film) {
            film["focusAcross"] = look
            film["whole"] = whole
        }
    }
}
