"""The places of footage's two items in the window: the film, and who signs it."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickItem

from kiosk.screen.daylight import Daylight

_WORDS_ON_FILM = ("attract", "home", "collection")
"""Screens whose words stand on the film itself, on as little ink as it needs."""


class FilmPlaces:
    """In `root`. The items are footage's, and outlive the window."""

    def __init__(self, root: QQuickItem, parent: QObject) -> None:
        self._root = root
        self._parent = parent
        self._film: QQuickItem | None = None
        self._signer: QQuickItem | None = None
        self._daylight: Daylight | None = None

    def place(self, item: QQuickItem) -> None:
        """As Screen.place_film."""
        self._film = item
        self._root.setProperty("film", item)
        self._daylight = Daylight(item, self._parent)
        self._daylight.changed.connect(lambda peak: self._root.setProperty("peak", peak))

    def place_signer(self, item: QQuickItem) -> None:
        """As Screen.place_signer."""
        self._signer = item
        self._root.setProperty("signer", item)

    def seen(self, screen: str) -> None:
        """The View's screen of this name is drawn now."""
        if self._daylight is not None:
            self._daylight.watch(screen in _WORDS_ON_FILM)

    def clear(self) -> None:
        """The items leave the window before it goes."""
        if self._daylight is not None:
            self._daylight.watch(False)
        for name, film in (("film", self._film), ("signer", self._signer)):
            if film is not None:
                self._root.setProperty(name, None)
                cast(Any, film).setParentItem(None)  # PySide's stubs have no None here
