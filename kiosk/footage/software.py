"""Film without a graphics card: I420 to RGB by libswscale, at the size it is drawn, into Qt's software scene graph.

A texture would be filled, copied to the window's own image and thrown away, 8 MB each time, with every picture of a
1080p film. So the film is a render node: where nothing stands in the way, libswscale writes into the window's image.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion, QTransform
from PySide6.QtQuick import QQuickItem, QQuickWindow, QSGNode, QSGRendererInterface, QSGRenderNode
from shiboken6 import Shiboken

from kiosk.footage.film import FilmItem
from kiosk.footage.mailbox import Geometry, Picture
from kiosk.footage.placing import Placing
from kiosk.footage.strokes import ROW, Patch, Stroke, Target, strokes
from kiosk.footage.swscale import Converter, Crop

SIZES: Final = 24
"""Sizes of parts of the film that are remembered."""
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


class FilmNode(QSGRenderNode):
    """One picture in the scene graph. Opaque: what lies below it is not drawn."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._window = window
        self._picture: Picture | QImage | None = None
        self._placing, self._rect = Placing(Crop(0, 0, 0, 0), 0, 0, 0, 0), QRectF()
        self._target: Target | None = None
        self._planned_for: Target | None = None
        self._planned = QRegion()
        self._plan: list[Stroke | Patch] | None = None
        self._converters: dict[tuple[int, int], Converter] = {}

    def show(self, picture: Picture | QImage, placing: Placing) -> None:
        """`picture` from the next rendering on. A film's must stay readable until another is shown."""
        if placing is not self._placing:  # place() knows them again
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
        painter, region, way = self._painter(), state.clipRegion(), self.matrix().toTransform()
        if isinstance(picture, Picture) and self.inheritedOpacity() == 1:
            target = self._target_of(painter, way)
            plan = self._plan_of(target, region) if target is not None else None
            if plan is not None:
                self._follow(plan, painter, picture)
                return
        painter.setClipRegion(region)
        painter.setTransform(way)
        painter.setOpacity(self.inheritedOpacity())
        size = self._size(painter)
        if isinstance(picture, QImage):
            painter.drawImage(self.rect(), _scaled(picture, self._placing.crop, size))
        else:
            painter.drawImage(self.rect(), self._converted(picture, self._placing.crop, size))

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

    def _plan_of(self, target: Target, region: QRegion) -> list[Stroke | Patch] | None:
        """From picture to picture it is the same one, as long as nothing moves."""
        if target is not self._planned_for or region != self._planned:
            self._planned_for, self._planned = target, QRegion(region)  # a copy: Qt's own is gone with its call
            self._plan = strokes(target, self._placing.crop, region)
        return self._plan

    def _follow(self, plan: list[Stroke | Patch], painter: QPainter, picture: Picture) -> None:
        for step in plan:
            if isinstance(step, Stroke):
                step.write(self._converter(step.width, step.height), picture)
                continue
            painter.setClipRegion(self._planned)
            painter.resetTransform()
            painter.drawImage(step.box.topLeft(), self._converted(picture, step.crop, step.box.size()))

    def _converted(self, picture: Picture, crop: Crop, size: QSize) -> QImage:
        """`crop` of `picture` in this size."""
        width, height = size.width(), size.height()
        image = QImage(-(-width // ROW) * ROW, height, QImage.Format.Format_RGB32)
        self._converter(width, height).to_rgb(picture, crop, _address(image), width, height, image.bytesPerLine())
        return image.copy(0, 0, width, height) if image.size() != size else image

    def _converter(self, width: int, height: int) -> Converter:
        """One for each size that is drawn: libswscale's tables take longer to make than a choice to draw."""
        key = (width, height)
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


def _scaled(picture: QImage, crop: Crop, size: QSize) -> QImage:
    part = picture.copy(crop.x, crop.y, crop.width, crop.height)
    return part.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _address(image: QImage) -> int:
    """Of its first pixel. Not by bits(), which would move the pixels away from under the painter."""
    pixels: Any = Shiboken.VoidPtr(image.constBits())  # type: ignore[arg-type]  # takes what has memory, too
    return int(pixels)
