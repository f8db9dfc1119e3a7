import QtQuick

// Where everything is turned round for a language that is written from the right, what must not be seen in a mirror is
// turned back about its own middle: words, pictures, codes, film.
Scale {
    required property Item of
    property bool on: Theme.rtl
    xScale: on ? -1 : 1
    origin.x: of.width / 2
}
