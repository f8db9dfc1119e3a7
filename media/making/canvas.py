"""A drawing board: pycairo masks at 2 to 4 times the size, and the charcoal that takes the vector look off them."""

import cairo
import cv2
import numpy as np

from .noise import blur, f32, spectral, tiled


class Canvas(cairo.Context):
    """A cairo context that draws one mask, `oversampled` times larger than it is handed back."""

    def __new__(cls, width, height, oversampled=2):
        surface = cairo.ImageSurface(cairo.FORMAT_A8, int(width * oversampled), int(height * oversampled))
        return super().__new__(cls, surface)

    def __init__(self, width, height, oversampled=2):
        super().__init__()
        self.over = oversampled
        self.size = (int(width), int(height))
        self.scale(oversampled, oversampled)
        self.set_antialias(cairo.ANTIALIAS_BEST)
        self.set_line_cap(cairo.LINE_CAP_ROUND)
        self.set_line_join(cairo.LINE_JOIN_ROUND)

    def mask(self):
        """What was drawn, float32 0..1."""
        s = self.get_target()
        s.flush()
        a = np.frombuffer(s.get_data(), np.uint8).reshape(s.get_height(), s.get_stride())[:, : s.get_width()]
        a = a.astype(f32) / 255
        return cv2.resize(a, self.size, interpolation=cv2.INTER_AREA) if self.over > 1 else a

    def poly(self, *points):
        """A filled polygon."""
        self.move_to(*points[0])
        for p in points[1:]:
            self.line_to(*p)
        self.close_path()
        self.fill()

    def line(self, width, *points):
        """A stroked polyline."""
        self.set_line_width(width)
        self.move_to(*points[0])
        for p in points[1:]:
            self.line_to(*p)
        self.stroke()

    def curve(self, width, p0, p1, p2, p3):
        """One stroked Bézier."""
        self.set_line_width(width)
        self.move_to(*p0)
        self.curve_to(*p1, *p2, *p3)
        self.stroke()

    def blob(self, x, y, rx, ry, turn=0.0):
        """A filled ellipse."""
        self.save()
        self.translate(x, y)
        self.rotate(turn)
        self.scale(rx, ry)
        self.arc(0, 0, 1, 0, 7)
        self.restore()
        self.fill()


class Board:
    """Cover and premultiplied shade, painted mask by mask: a house has a light roof, a dark wall, a darker door."""

    def __init__(self, width, height):
        self.cover = np.zeros((height, width), f32)
        self.shade = np.zeros((height, width), f32)

    def paint(self, mask, shade):
        """Lay `shade` (a number or a plane) over what is there, through `mask`."""
        self.shade = self.shade * (1 - mask) + mask * shade
        self.cover = 1 - (1 - self.cover) * (1 - mask)


def charcoal(a, seed, amount=0.35, edge=1.2):
    """Tooth and smudge inside a mask; its edges a little eaten. Returns cover and premultiplied shade."""
    h, w = a.shape
    n = tiled(spectral(1024, 1024, 1.1, seed, lo=6), h, w)
    s = tiled(spectral(1024, 1024, 2.6, seed + 1, ay=0.35, lo=2), h, w)
    soft = blur(a, edge)
    cover = np.clip((soft - 0.5 + 0.10 * n) * 2.2 + 0.5, 0, 1) * (a > 0)
    cover = np.minimum(blur(cover.astype(f32), 0.6), 1)
    return cover, (cover * np.clip(1 + amount * (0.45 * n + 0.8 * s), 0.05, 3)).astype(f32)
