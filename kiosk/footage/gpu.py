"""Film with a graphics card: I420 as it is into a QVideoFrame; the card turns it into RGB and scales it."""

from __future__ import annotations

import ctypes

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem

from kiosk.footage.film import FilmItem
from kiosk.footage.mailbox import Geometry, Picture
from kiosk.footage.swscale import Converter

_Pixels, _Space = QVideoFrameFormat.PixelFormat, QVideoFrameFormat.ColorSpace
_WAYS = {
    "bt709": (_Pixels.Format_YUV420P, _Space.ColorSpace_BT709, (0, 1, 2)),
    "bt601": (_Pixels.Format_YV12, _Space.ColorSpace_BT601, (0, 2, 1)),
}
"""Pixel format, colour space, and which of the format's planes are Y, U and V.

WORKAROUND(Qt 6.11): the scene graph keeps one shader for each pixel format, with the matrix of the first frame that
ever used it; so each matrix has a pixel format to itself. Can go when test_graphics_card holds without.
"""
FRAMES = 4
"""One is read, one waits to be, one is written; and one more, so that none is written over soon."""
_WRITE = QVideoFrame.MapMode.WriteOnly
_OUTPUT = b"import QtMultimedia\nVideoOutput { fillMode: VideoOutput.Stretch }"


class GpuFilm(FilmItem):
    """Paints nothing at all under the software scene graph, where VideoOutput is silently empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setClip(True)  # what is cropped lies outside
        self._converter = Converter()
        self._engine = QQmlEngine(self)
        component = QQmlComponent(self._engine, self)
        component.setData(_OUTPUT, "")
        output = component.create()
        if not isinstance(output, QQuickItem):
            raise RuntimeError(f"Qt Multimedia has no VideoOutput: {component.errorString()}")
        output.setParent(self)
        output.setParentItem(self)
        self._output: QQuickItem = output
        self._sink: QVideoSink = output.property("videoSink")
        self._size: Geometry | None = None
        self._framed: Geometry | None = None
        self._frames: list[QVideoFrame] = []

    @property
    def sink(self) -> QVideoSink:
        return self._sink

    def _redraw(self) -> None:
        self._take_newer()
        self._arrange()

    def _take_newer(self) -> None:
        picture = self._next_picture()
        if picture is None:
            return
        if isinstance(picture, QImage):
            self._size = Geometry(picture.width(), picture.height())
            frame = QVideoFrame(picture)
        else:
            self._size = picture.geometry
            frame = self._frame(picture)
        self._arrange()
        self._sink.setVideoFrame(frame)

    def _arrange(self) -> None:
        """Place the whole picture so that the part that is wanted lies over this item."""
        placing = self._size and self.placing(self._size)
        if not self._size or not placing:
            return
        crop = placing.crop
        across, down = placing.width / crop.width, placing.height / crop.height
        self._output.setX(placing.x - crop.x * across)
        self._output.setY(placing.y - crop.y * down)
        self._output.setWidth(self._size.width * across)
        self._output.setHeight(self._size.height * down)

    def _frame(self, picture: Picture) -> QVideoFrame:
        """A frame with a copy of `picture`: VLC writes over the picture itself as soon as the next one is taken."""
        size = picture.geometry
        if size != self._framed:
            self._framed, self._frames = size, []
        frame = self._writable(size)
        try:
            order = _WAYS[size.matrix][2]
            planes = [ctypes.addressof(ctypes.c_char.from_buffer(frame.bits(plane))) for plane in order]
            pitches = [frame.bytesPerLine(plane) for plane in order]
            self._converter.to_i420(picture, tuple(planes), tuple(pitches))
        finally:
            frame.unmap()
        return frame

    def _writable(self, size: Geometry) -> QVideoFrame:
        """The frame that was shown longest ago, or a new one while there are few, or that one is still being read.

        New memory for each cost as much as all else that is done with a picture here. Qt keeps a frame mapped while it
        sends it to the card, and then refuses to map it for writing.
        """
        if len(self._frames) >= FRAMES:
            frame = self._frames.pop(0)
            self._frames.append(frame)
            if frame.map(_WRITE):
                return frame
            self._frames.remove(frame)
        pixels, space, _order = _WAYS[size.matrix]
        form = QVideoFrameFormat(QSize(size.width, size.height), pixels)
        form.setColorSpace(space)
        form.setColorRange(QVideoFrameFormat.ColorRange.ColorRange_Video)  # full range is narrowed by the inlet
        frame = QVideoFrame(form)
        if not frame.map(_WRITE):
            raise MemoryError("no memory for a video frame")
        self._frames.append(frame)
        return frame
