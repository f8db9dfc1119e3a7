"""Qt Multimedia's own player, full screen: `python -m bench.qtplayer FILM`. What ours is compared with on a GPU."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

QML = b"""
import QtQuick
import QtMultimedia
Window {
    id: window
    property url film
    visible: true; flags: Qt.FramelessWindowHint; width: Screen.width; height: Screen.height; color: "black"
    VideoOutput { id: output; anchors.fill: parent }
    MediaPlayer { source: window.film; videoOutput: output; Component.onCompleted: play() }
}
"""


def main() -> int:
    app = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine()
    engine.setInitialProperties({"film": QUrl.fromLocalFile(str(Path(sys.argv[1]).resolve()))})
    engine.loadData(QML)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
