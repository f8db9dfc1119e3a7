"""Film without a graphics card: I420 to RGB by libswscale, at the size it is drawn, into Qt's software scene graph.

A texture would be filled, copied to the window's own image and thrown away, 8 MB each time, with every picture of a
1080p film. So the film is a render node: where nothing stands in the way, libswscale writes into the window's image.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion, QTransform
from PySide6.QtQuick import QQuickItem, QQuickWindow, QSGNode, QSGRendererInterface, QSGRenderNode
from shiboken6 import Shiboken

from kiosk.footage.film import FilmItem
from kiosk.footage.mailbox import Geometry, Picture
from kiosk.footage.placing import Placing
from kiosk.footage.swscale import Converter, Crop

ROW: Final = 32
"""Pixels: libswscale's vector code writes whole blocks of up to so many, past the last pixel of a row that does not end
with one. On a panel 1080 wide that was past the end of the memory."""
SIZES: Final = 24
"""Sizes of parts of the film that are remembered."""
_PIXEL: Final = 4
_DETACHED: Final = 32
"""Bits of a QImage's key that count how often it was written to."""
_OPAQUE: Final = QSGRenderNode.RenderingFlag.BoundedRectRendering | QSGRenderNode.RenderingFlag.OpaqueRendering
_NOTHING: Final = QSGRenderNode.StateFlag(0)
_GEOMETRY, _MATERIAL = QSGNode.DirtyStateBit.DirtyGeometry, QSGNode.DirtyStateBit.DirtyMaterial
_PAINTER: Final = QSGRendererInterface.Resource.PainterResource
_FORMATS: Final = (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied)
"""What libswscale's BGRA is in memory; it writes opaque pixels."""


class SoftwareFilm(FilmItem):
    """Draws in Qt's one thread, when the scene is rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QQuickItem.Flag.ItemHasContents)

    def _redraw(self) -> None:
        self.update()

    _take_newer = QQuickItem.update  # Qt's own: what comes with each picture does not go through Python

    def updatePaintNode(self, node: QSGNode | None, _data: QQuickItem.UpdatePaintNodeData) -> QSGNode:
        picture = self._next_picture()
        if picture is None:
            return node  # type: ignore[return-value]  # None is allowed, and means nothing to draw
        size = picture.geometry if isinstance(picture, Picture) else Geometry(picture.width(), picture.height())
        placing = self.placing(size)
        if placing is None:
            self._switched = True  # drawn as soon as there is room
            return node  # type: ignore[return-value]  # as above
        if not isinstance(node, FilmNode):
            node = FilmNode(self.window())
        node.show(picture, placing)
        return node


@dataclass(frozen=True, slots=True)
class Target:
    """An image that is painted on, and the pixels of it that this node takes when it stands there by `way`."""

    kind: int
    """Qt's number of its memory: no other memory gets it, so what is below holds as long as it is the same."""
    way: QTransform
    box: QRect
    address: int
    pitch: int
    width: int
    height: int


class FilmNode(QSGRenderNode):
    """One picture in the scene graph. Opaque: what lies below it is not drawn."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._window = window
        self._picture: Picture | QImage | None = None
        self._placing, self._rect = Placing(Crop(0, 0, 0, 0), 0, 0, 0, 0), QRectF()
        self._target: Target | None = None
        self._converters: dict[tuple[int, int], Converter] = {}

    def show(self, picture: Picture | QImage, placing: Placing) -> None:
        """`picture` from the next rendering on. A film's must stay readable until another is shown."""
        if placing != self._placing:
            self._placing, self._rect = placing, QRectF(placing.x, placing.y, placing.width, placing.height)
            self._target = None
            self.markDirty(_GEOMETRY)
        self._picture = picture
        self.markDirty(_MATERIAL)

    # ---- Qt's

    def flags(self) -> QSGRenderNode.RenderingFlag:  # type: ignore[override]  # the stubs mix it up with QSGNode's
        return _OPAQUE

    def changedStates(self) -> QSGRenderNode.StateFlag:
        return _NOTHING

    def rect(self) -> QRectF:
        return self._rect

    def render(self, state: QSGRenderNode.RenderState) -> None:
        picture = self._picture
        if picture is None:
            return
        painter, region = self._painter(), QRegion(state.clipRegion())  # a copy: Qt's own is gone with this call
        way = self.matrix().toTransform()
        if isinstance(picture, Picture) and self.inheritedOpacity() == 1:
            target = self._target_of(painter, way)
            if target is not None and self._write(target, painter, picture, region):
                return
        painter.setClipRegion(region)
        painter.setTransform(way)
        painter.setOpacity(self.inheritedOpacity())
        size = self._size(painter)
        if isinstance(picture, QImage):
            painter.drawImage(self.rect(), _scaled(picture, self._placing.crop, size))
        else:
            painter.drawImage(self.rect(), _converted(self._converter(size), picture, self._placing.crop, size))

    # ---- inside

    def _painter(self) -> QPainter:
        """The one that draws now: to the window, or to an image that somebody grabs."""
        address: Any = self._window.rendererInterface().getResource(self._window, _PAINTER)  # int() understands it
        painter: Any = Shiboken.wrapInstance(int(address), QPainter)
        return painter  # type: ignore[no-any-return]  # said to be any object

    def _target_of(self, painter: QPainter, way: QTransform) -> Target | None:
        """The image that is painted on, where this node takes whole pixels of it, upright. With the window it is the
        same one from picture to picture."""
        image: Any = painter.device()
        if not isinstance(image, QImage):
            return None
        known, kind = self._target, image.cacheKey() >> _DETACHED
        if known is not None and known.kind == kind and known.way == way and image.devicePixelRatio() == 1:
            return known
        place = way.mapRect(self.rect())
        box = place.toRect()
        plain = (
            image.format() in _FORMATS
            and image.devicePixelRatio() == 1
            and not painter.viewTransformEnabled()
            and not way.isRotating()
            and image.rect().contains(box)
            and QRectF(box) == place
        )
        window = (_address(image), image.bytesPerLine(), image.width(), image.height())
        self._target = Target(kind, way, box, *window) if plain else None
        return self._target

    def _write(self, target: Target, painter: QPainter, picture: Picture, region: QRegion) -> bool:
        """Straight into the window, as far as it has to be drawn anew: what lies above may stay. False where nothing
        was."""
        box, crop = target.box, self._placing.crop
        if region.rectCount() == 1 and region.boundingRect().contains(box):
            return self._fill(target, picture, crop, box)
        if (crop.width, crop.height) != (box.width(), box.height()):
            return False  # a part of what is scaled would not look like that part of the whole
        painter.setClipRegion(region)
        painter.resetTransform()
        for part in region & box:  # type: ignore[attr-defined]  # regions can be iterated
            self._write_part(target, painter, picture, part)
        return True

    def _write_part(self, target: Target, painter: QPainter, picture: Picture, part: QRect) -> None:
        """Only where a choice was touched, or beside what covers the film: a touch must not wait for a whole one."""
        box = target.box
        left, top = (part.x() - box.x()) // 2 * 2, (part.y() - box.y()) // 2 * 2  # chroma has half the pixels
        width, height = part.right() + 1 - box.x() - left, part.bottom() + 1 - box.y() - top
        if top + height < box.height():
            height += height % 2  # libswscale takes another way for odd ones
        whole = QRect(box.x() + left, box.y() + top, width, height)
        crop = Crop(self._placing.crop.x + left, self._placing.crop.y + top, whole.width(), whole.height())
        if whole != part or not self._fill(target, picture, crop, part):
            converter = self._converter(whole.size())
            painter.drawImage(whole.topLeft(), _converted(converter, picture, crop, whole.size()))

    def _fill(self, target: Target, picture: Picture, crop: Crop, box: QRect) -> bool:
        """`box` of the window with `crop`. False where libswscale would write over what lies beside it."""
        width, height, pitch = box.width(), box.height(), target.pitch
        first = target.address + box.y() * pitch + box.x() * _PIXEL
        if width % ROW == 0:
            self._converter(box.size()).to_rgb(picture, crop, first, width, height, pitch)
            return True
        if width != target.width or box.bottom() + 1 >= target.height:
            return False
        # Each row runs over into the one below, which comes next; only below the last one something else stands.
        below = first + height * pitch
        kept = ctypes.string_at(below, ROW * _PIXEL)
        self._converter(box.size()).to_rgb(picture, crop, first, width, height, pitch)
        ctypes.memmove(below, kept, len(kept))
        return True

    def _converter(self, size: QSize) -> Converter:
        """One for each size that is drawn: libswscale's tables take longer to make than a choice to draw."""
        key = (size.width(), size.height())
        if key not in self._converters:
            if len(self._converters) == SIZES:
                self._converters.pop(next(iter(self._converters))).close()
            self._converters[key] = Converter()
        return self._converters[key]

    def _size(self, painter: QPainter) -> QSize:
        """Pixels it takes where it is drawn; as many as it has itself where that is turned."""
        way = painter.combinedTransform()
        place = self.rect() if way.isRotating() else way.mapRect(self.rect())
        return place.size().toSize().expandedTo(QSize(1, 1))


def _converted(converter: Converter, picture: Picture, crop: Crop, size: QSize) -> QImage:
    """`crop` of `picture` in this size."""
    image = QImage(-(-size.width() // ROW) * ROW, size.height(), QImage.Format.Format_RGB32)
    converter.to_rgb(picture, crop, _address(image), size.width(), size.height(), image.bytesPerLine())
    return image.copy(0, 0, size.width(), size.height()) if image.size() != size else image


def _scaled(picture: QImage, crop: Crop, size: QSize) -> QImage:
    part = picture.copy(crop.x, crop.y, crop.width, crop.height)
    return part.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _address(image: QImage) -> int:
    """Of its first pixel. Not by bits(), which would move the pixels away from under the painter."""
    pixels: Any = Shiboken.VoidPtr(image.constBits())  # type: ignore[arg-type]  # takes what has memory, too
    return int(pixels)
