"""What is wrong that no play fails of, each text once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

_MOST: Final = 100


class Troubles(QObject):
    """The GUI's thread."""

    told = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.texts: list[str] = []

    def tell(self, text: str) -> None:
        if text not in self.texts and len(self.texts) < _MOST:
            self.texts.append(text)
            self.told.emit(text)
