#!/bin/sh
# Takes out of a Python environment what of Qt no kiosk uses: a browser, tools for developers. 900 MB become 300.
#   tools/prune.sh VENV
set -eu
qt=$(echo "$1"/lib/python3.*/site-packages/PySide6)
rm -rf "$qt"/Qt/resources "$qt"/Qt/libexec "$qt"/Qt/translations "$qt"/Qt/metatypes "$qt"/include "$qt"/typesystems \
    "$qt"/scripts "$qt"/doc "$qt"/glue "$qt"/Assistant* "$qt"/assistant "$qt"/designer "$qt"/linguist "$qt"/lrelease \
    "$qt"/lupdate "$qt"/qmllint "$qt"/qmlls "$qt"/qmlformat "$qt"/balsam* "$qt"/svgtoqml "$qt"/qsb
for module in WebEngine WebView WebChannel WebSockets Designer Pdf 3D Charts DataVisualization Graphs Location Bluetooth Nfc \
    Sensors SerialBus SerialPort Quick3D HttpServer RemoteObjects Scxml TextToSpeech Help SpatialAudio VirtualKeyboard; do
    rm -rf "$qt"/Qt"$module"* "$qt"/Qt/lib/libQt6"$module"* "$qt"/Qt/qml/Qt"$module"
    rm -rf "$qt"/Qt/qml/QtQuick/"$module" "$qt"/Qt/plugins/"$(echo "$module" | tr '[:upper:]' '[:lower:]')"*
done
find "$1" -name '*.pyi' -delete
