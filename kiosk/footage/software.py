"""Film without a graphics card: I420 to RGB by libswscale, at the size it is drawn, into Qt's software scene graph."""

from __future__ import annotations

import ctypes

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow, QSGNode, QSGSimpleTextureNode

from kiosk.footage.film import FilmItem
from kiosk.footage.mailbox import Geometry, Picture
from kiosk.footage.placing import Placing
from kiosk.footage.swscale import Converter

ROW = 64
"""Pixels that a canvas's rows are a multiple of: libswscale's vector code writes whole blocks (up to 32 pixels), past
the last pixel of a row that does not end with one. On a panel 1080 wide that was past the end of the memory."""


class SoftwareFilm(FilmItem):
    """0.23 cores for 1080p30 (mpv's x11: 0.37). Draws in updatePaintNode, in the thread that renders."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QQuickItem.Flag.ItemHasContents)
        self._converter = Converter()
        self._canvases: list[QImage] = []
        self._drawn = QSize()

    @property
    def canvas(self) -> QImage | None:
        """The film as it was drawn last, in the size it has on the screen; None while that was no film."""
        return self._canvases[0].copy(QRect(QPoint(), self._drawn)) if self._canvases else None

    def _redraw(self) -> None:
        self.update()

    def _take_newer(self) -> None:
        self.update()

    def updatePaintNode(self, node: QSGNode | None, _data: QQuickItem.UpdatePaintNodeData) -> QSGNode:
        picture = self._next_picture()
        if picture is None:
            return node  # type: ignore[return-value]  # None is allowed, and means nothing to draw
        size = picture.geometry if isinstance(picture, Picture) else Geometry(picture.width(), picture.height())
        placing = self.placing(size)
        if placing is None:
            self._switched = True  # drawn as soon as there is room
            return node  # type: ignore[return-value]
        image = self._render(picture, placing)
        texture = self.window().createTextureFromImage(image, QQuickWindow.CreateTextureOption.TextureIsOpaque)
        if not isinstance(node, QSGSimpleTextureNode):
            node = QSGSimpleTextureNode()
            node.setOwnsTexture(True)  # or every picture's texture is leaked: 8 MB each
        node.setTexture(texture)
        node.setSourceRect(QRectF(0, 0, self._drawn.width(), self._drawn.height()))
        node.setRect(QRectF(placing.x, placing.y, placing.width, placing.height))
        node.markDirty(QSGNode.DirtyStateBit.DirtyMaterial | QSGNode.DirtyStateBit.DirtyGeometry)
        return node

    def _render(self, picture: Picture | QImage, placing: Placing) -> QImage:
        ratio = self.window().effectiveDevicePixelRatio()
        size = QSize(max(1, round(placing.width * ratio)), max(1, round(placing.height * ratio)))
        self._drawn = size
        crop = placing.crop
        if isinstance(picture, QImage):
            part = picture.copy(crop.x, crop.y, crop.width, crop.height)
            return part.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        canvas = self._canvas(QSize(-(-size.width() // ROW) * ROW, size.height()))
        target = ctypes.addressof(ctypes.c_char.from_buffer(canvas.bits()))
        self._converter.to_rgb(picture, crop, target, size.width(), size.height(), canvas.bytesPerLine())
        return canvas

    def _canvas(self, size: QSize) -> QImage:
        """One of two to paint on in turn: the other is still in the scene until this one takes its place."""
        canvas = self._canvases.pop() if len(self._canvases) == 2 else QImage()
        if canvas.size() != size:
            canvas = QImage(size, QImage.Format.Format_RGB32)
        self._canvases.insert(0, canvas)
        return canvas
