"""A film that stands still, where no film is played."""

from __future__ import annotations

from PySide6.QtCore import Property, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem


class StillFilm(QQuickPaintedItem):
    """Does what footage's item does: fills its place, cropped around `focusAcross`."""

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self.picture = picture
        self._focus = 0.5
        self._place: QQuickItem | None = None
        self.parentChanged.connect(self._follow)

    def _follow(self) -> None:
        self._place = self.parentItem()
        if self._place is not None:
            self._place.widthChanged.connect(self._fill)
            self._place.heightChanged.connect(self._fill)
            self._fill()

    def _fill(self) -> None:
        if self._place is not None:
            self.setSize(self._place.size())

    def paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = max(self.width() / self.picture.width(), self.height() / self.picture.height())
        width, height = self.width() / scale, self.height() / scale
        left, top = (self.picture.width() - width) * self._focus, (self.picture.height() - height) / 2
        painter.drawImage(QRectF(0, 0, self.width(), self.height()), self.picture, QRectF(left, top, width, height))

    def _get_focus(self) -> float:
        return self._focus

    def _set_focus(self, focus: float) -> None:
        self._focus = focus
        self.update()

    focusAcross = Property(float, _get_focus, _set_focus)
    fit = Property(str, lambda _: "crop", lambda *_: None)


def white() -> QImage:
    """The worst film for words."""
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image
