pragma Singleton
import QtQuick

// Every size comes from the panel's inches, its pixels and the distance it is seen from. Nothing else is a number of
// pixels. Figures: WCAG 2.2, EN 301 549, ISO 9241-303 (0.7 degrees), 20 mm targets.
QtObject {
    // ---- the facts; Main sets them
    property real widthPx: 1920
    property real heightPx: 1080
    property real inches: 32
    property real distance: 700   // mm, eye to glass
    property real far: 5000       // mm, from where attract is read
    property real hung: 1020      // mm, the glass's lower edge above the floor
    property string language: "en"

    // ---- what the visitor has set
    property bool calm: false
    property int textStep: 0      // 0, 1 larger, 2 largest
    property bool contrast: false
    property bool seated: false
    property real driftX: 0       // what stands still for hours stands so many pixels aside: burnin.py
    property real driftY: 0
    property real told: 0         // how much of the upper edge something told there takes: nothing else stands in it

    readonly property bool portrait: heightPx > widthPx
    readonly property bool hangul: language === "ko"
    readonly property bool arabic: ["ar", "fa", "ur"].includes(language.split("-")[0])
    readonly property bool latin: !hangul && !arabic
    // Written from the right: Main turns everything round, and words and pictures are turned back (Turned.qml).
    property bool rtl: false
    readonly property int start: rtl ? Text.AlignRight : Text.AlignLeft
    readonly property int end: rtl ? Text.AlignLeft : Text.AlignRight

    // ---- measures
    readonly property real pxPerMm: Math.sqrt(widthPx * widthPx + heightPx * heightPx) / (inches * 25.4)
    readonly property real u: Math.max(1, Math.round(degrees(0.70, distance) / 0.727 / 4))
    readonly property real margin: Math.round(Math.min(widthPx, heightPx) * 0.05)
    readonly property real gap: Math.ceil(Math.max(8 * pxPerMm, 3 * u))       // between two targets
    readonly property real target: Math.ceil(Math.max(20 * pxPerMm, 7 * u))
    readonly property real radius: u / 2
    readonly property real hair: Math.max(1, u * 0.1875)
    // Of what is filled and lies on film: Qt's software renderer cuts the film into strips round all that has sharp corners.
    readonly property real soft: hair / 2
    readonly property real half: Math.round(heightPx * 0.5)
    // Seated: no target above it. 1220 mm above the floor (2010 ADA Standards 308, EN 301 549 8.3), but the lower half is
    // always given: less than that holds no decision.
    readonly property real reachLine: portrait ? half : Math.max(0, Math.min(half, Math.round(heightPx - (1220 - hung) * pxPerMm)))
    readonly property real filmEnd: portrait ? Math.round(heightPx * 0.64) : heightPx
    readonly property bool stripOver: portrait || textStep > 0                // icons over their words, not beside them
    property int stripRows: 1                                                 // Strip knows what its words need
    readonly property real stripItem: stripOver ? Math.round(u * 6.5 + label * 1.35) : Math.max(target, u * 8)
    readonly property real stripTop: gap - 2 * u                              // what stands above ends two units from it
    readonly property real strip: Math.round(stripRows * stripItem + (stripRows - 1) * gap + stripTop + u * 2)
    readonly property real floor: heightPx - strip                            // what stands above the strip ends here
    readonly property real inner: widthPx - 2 * margin

    function mm(x: real): real {
        return Math.round(x * pxPerMm)
    }
    function degrees(d: real, at: real): real {
        return 2 * at * Math.tan(d * Math.PI / 360) * pxPerMm
    }

    // ---- type: a capital's height in degrees of view; font px = that / the font's own capital ratio
    readonly property real capSans: 0.727
    // Naskh looks a size smaller beside the others: drawn 1.15 times as large.
    readonly property real capSerif: hangul ? 0.738 : arabic ? 0.565 : 0.650
    // The serif stands at twice the least size already, and grows by half as much.
    readonly property real small: 1 + textStep * 0.25
    readonly property real big: 1 + textStep * 0.125
    readonly property int label: sansPx(0.70 * small)
    readonly property int body: sansPx(0.785 * small)
    readonly property int choice: sansPx(0.875 * small)
    readonly property int lead: serifPx(1.09 * big)
    readonly property int question: serifPx(1.37 * big)
    readonly property int title: serifPx(1.71 * big)
    readonly property int attract: Math.ceil(degrees(0.70, far) / capSerif)
    readonly property int attractLeast: Math.ceil(degrees(0.50, far) / capSerif)
    readonly property int invite: Math.ceil(degrees(0.30, far) / capSans)
    readonly property string serif: "Story Serif"       // fonts.py says what stands behind these names
    readonly property string sans: "Kiosk Sans"
    readonly property string display: "Kiosk Display"
    readonly property real middle: arabic ? 0.22 : 0.36      // of the size: from the baseline to the middle of what stands on it
    readonly property real serifLine: hangul ? 1.16 : arabic ? 0.92 : 1.06      // Naskh brings 1.7 em of its own
    readonly property real sansLine: hangul ? 1.02 : arabic ? 0.82 : 1.22   // Noto CJK brings 1.45 em of its own

    function sansPx(d: real): int {
        return Math.ceil(degrees(d, distance) / capSans - 0.05)
    }
    function serifPx(d: real): int {
        return Math.ceil(degrees(d, distance) / capSerif - 0.05)
    }

    // ---- colour
    readonly property color ink: contrast ? "#000000" : "#0B0D10"
    readonly property color night: contrast ? "#000000" : "#14181D"
    readonly property color fog: contrast ? "#FFFFFF" : "#8C96A3"      // only over 86 % ink or more
    readonly property color mist: contrast ? "#FFFFFF" : "#B9BCBE"     // quiet words that lie on film
    readonly property color paper: contrast ? "#FFFFFF" : "#EDE8DF"
    readonly property color ember: contrast ? "#FFD400" : "#D9793B"
    readonly property color edge: contrast ? paper : alpha(paper, 0.52)
    readonly property real panelTop: solid(0.80)
    readonly property real panelBottom: solid(0.95)

    // How much ink lies under words: all of it in high contrast, where no word stands on film.
    function solid(a: real): real {
        return contrast ? 1 : a
    }
    function alpha(c: color, a: real): color {
        return Qt.rgba(c.r, c.g, c.b, a)
    }
    function linear(v: real): real {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4)
    }
    function luminance(c: color): real {
        return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b)
    }
    // The least ink that keeps 4.5:1 between words and the brightest picture (sRGB 0..1) that may lie under them.
    function veil(peak: real, words: color): real {
        const most = (luminance(words) + 0.05) / 4.8 - 0.05
        const v = most <= 0.0031308 ? most * 12.92 : 1.055 * Math.pow(most, 1 / 2.4) - 0.055
        return Math.max(0, Math.min(1, (peak - v) / (peak - 0.05)))
    }

    // ---- motion, ms
    property int settling: 1500      // ms in which an ending can only be read: who was still tapping presses nothing away
    property int lingering: 2000     // a chapter's name
    readonly property int quick: calm ? 0 : 200
    readonly property int slow: calm ? 0 : 400
}
