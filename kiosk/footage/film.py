"""The film as an item of the Qt Quick scene: one place that shows the take it is given, and nothing black between.

What both ways of drawing have in common; SoftwareFilm and GpuFilm draw.
"""

from __future__ import annotations

import time
from typing import Final, get_args

from PySide6.QtCore import Property, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.footage.mailbox import Geometry, Picture
from kiosk.footage.placing import Fit, Placing, place
from kiosk.footage.take import Take

DEFAULT: Final[Fit] = "crop"


class FilmItem(QQuickItem):
    """Fills its parent. The GUI's thread, but for `fresh`, which any thread may emit.

    Signals:
        fresh: the take that is shown has a new picture.
        pictured: the same in the GUI's thread, before that picture is drawn; for QML, whose small movements then cost
            nothing, as they are drawn with it.
        presented(take): the first picture of a take that was given to `show_take` is on the screen.
    """

    fresh = Signal()
    pictured = Signal()
    presented = Signal(object)
    focusAcrossChanged = Signal()
    fitChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.take: Take | None = None
        self._told: Take | None = None
        self.drawn = 0
        """Pictures that were put on the screen so far."""
        self.at = self.before = 0.0
        """When the last of them was, and the one before it: seconds, monotonic."""
        self._focus, self._fit = 0.5, DEFAULT
        self._switched = self._on_its_way = False
        self._last: Picture | QImage | None = None
        self._place: QQuickItem | None = None
        self._window: QQuickWindow | None = None
        self.fresh.connect(self.pictured, Qt.ConnectionType.QueuedConnection)
        self.pictured.connect(self._take_newer)
        self.parentChanged.connect(self._follow_parent)
        self.windowChanged.connect(self._follow_window)

    def show_take(self, take: Take) -> None:
        """Show `take`'s latest picture, and each newer one, from now on. It should have one."""
        self.take = take
        self._switched = True
        self._redraw()

    def redraw(self) -> None:
        """Draw again what is shown, in a new size or place."""
        self._switched = True
        self._redraw()

    def placing(self, geometry: Geometry) -> Placing | None:
        """Where a picture goes in this item; None while it has no size."""
        if self.width() < 1 or self.height() < 1:
            return None
        return place(geometry, self.width(), self.height(), focus=self._focus, fit=self._fit)

    # ---- for the way that draws

    def _redraw(self) -> None:
        raise NotImplementedError

    def _take_newer(self) -> None:
        raise NotImplementedError

    def _next_picture(self) -> Picture | QImage | None:
        """What has to be drawn now, if anything has: in a new size the old picture, while the take has none yet."""
        if self.take is None:
            return None
        picture = self.take.latest() if self._switched else self.take.newer()
        if picture is not None:
            self._switched = False
            self._on_its_way = True
            self.drawn += 1
            self._last = picture
        return self._last if picture is None and self._switched else picture

    # ---- in the scene

    def geometryChange(self, new: QRectF | QRect, old: QRectF | QRect) -> None:
        super().geometryChange(new, old)
        if new.size() != old.size():
            self.redraw()

    def _follow_parent(self) -> None:
        for signal in ("widthChanged", "heightChanged"):
            if self._place is not None:
                getattr(self._place, signal).disconnect(self._fill)
            if self.parentItem() is not None:
                getattr(self.parentItem(), signal).connect(self._fill)
        self._place = self.parentItem()
        self._fill()

    def _fill(self) -> None:
        if self._place is not None:
            self.setSize(self._place.size())

    def _follow_window(self, window: QQuickWindow | None) -> None:
        if self._window is not None:
            self._window.frameSwapped.disconnect(self._swapped)
        self._window = window
        if window is not None:
            window.frameSwapped.connect(self._swapped)

    def _swapped(self) -> None:
        if self._on_its_way:
            self._on_its_way = False
            self.before, self.at = self.at, time.monotonic()
            if self._told is not self.take:
                self._told = self.take
                self.presented.emit(self.take)

    # ---- QML's

    def _get_focus(self) -> float:
        return self._focus

    def _set_focus(self, focus: float) -> None:
        if focus != self._focus:
            self._focus = focus
            self.focusAcrossChanged.emit()
            self.redraw()

    def _get_fit(self) -> str:
        return self._fit

    def set_fit(self, fit: str) -> None:
        known = next((one for one in get_args(Fit) if one == fit), DEFAULT)
        if known != self._fit:
            self._fit = known
            self.fitChanged.emit()
            self.redraw()

    focusAcross = Property(
        float, _get_focus, _set_focus, notify=focusAcrossChanged
    )  # `focus` is the keyboard's in Qt Quick
    fit = Property(str, _get_fit, set_fit, notify=fitChanged)
