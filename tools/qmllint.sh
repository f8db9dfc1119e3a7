#!/bin/sh
# qmllint over every QML file; a warning is an error.
set -eu
cd "$(dirname "$0")/.."
find kiosk -name '*.qml' -print0 | xargs -0 .venv/bin/pyside6-qmllint -I kiosk/screen/qml --max-warnings 0
