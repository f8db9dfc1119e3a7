"""A guesthouse window over a yard: a bus that leaves, a lamp that goes out, a telephone that stays dark."""

import math

import cv2
import numpy as np

from making.canvas import Canvas
from making.film import Layer, kernels
from making.noise import blur, f32, lin, rng, smooth, spectral, tiled
from making.scenes.city import SIZE, SODIUM, Behind
from making.sound import Bed


def _shape(draw):
    """A mask in the yard's picture, which is never in focus."""
    c = Canvas(*SIZE, 2)
    draw(c)
    return c.mask()[..., None]


class Stranded(Behind):
    """Rain; the last bus drives off from 8 to 13 s; the yard's lamp goes out at 15 s."""

    seconds, moment, focus, seed = 20.0, 5.0, 0.5, 67
    focus_on_glass = (-2.0, -1.0)
    blurs = (2.2, 2.6)
    bars = ((0, 0, 300, 1240), (1820, 0, 400, 1240), (0, 0, 2200, 110), (0, 1000, 2200, 300), (1030, 0, 30, 1240))
    bed = Bed(wind=0.16, rain=0.5, room=0.2, tone_at=((0, 0.2), (9, 0.5), (15, 0.9), (20, 0.5)), seed=67)
    wet, ground, wall, air = 0.55, lin(34, 42, 50), lin(26, 33, 41), lin(52, 62, 74)
    lamp_xy = (610, 118)
    phone_light = 0.0

    def build(self):
        super().build()
        w, h = SIZE
        r = rng(self.seed)
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        sky = np.clip((150 - yy) / 150, 0, 1)[..., None]
        yard = self.air * (0.55 + 0.45 * (1 - sky)) + 0 * yy[..., None]
        far = _shape(
            lambda c: [
                c.rectangle(x, 120 - t, q, 200) or c.fill()
                for x, t, q in ((0, 22, 150), (165, 44, 120), (300, 16, 190), (700, 30, 210), (520, 8, 160))
            ]
        )
        yard = yard * (1 - far) + far * self.wall * f32(0.9)
        wall = _shape(lambda c: (c.rectangle(0, 176, w, 60), c.fill()))
        yard = yard * (1 - wall) + wall * self.wall * f32(0.6)
        floor = np.clip((yy - 226) / 3, 0, 1)[..., None]
        shine = (0.7 + 0.3 * np.clip((yy - 226) / 190, 0, 1) + 0.05 * r.standard_normal((h, w)))[..., None]
        yard = yard * (1 - floor) + floor * self.ground * shine
        pole = _shape(lambda c: (c.line(4, (self.lamp_xy[0], 300), self.lamp_xy), c.line(3, self.lamp_xy, (580, 122))))
        self.yard = (yard * (1 - pole) + pole * self.wall * f32(0.3)).astype(f32)
        self.bus = _shape(
            lambda c: (
                c.rectangle(0, 0, 300, 88),
                c.rectangle(14, 80, 276, 16),
                c.fill(),
                c.blob(60, 96, 17, 17),
                c.blob(236, 96, 17, 17),
            )
        )[:116, :304]
        self.panes = _shape(lambda c: [c.rectangle(16 + k * 44, 18, 36, 30) or c.fill() for k in range(6)])[:116, :304]
        d = np.hypot(xx - self.lamp_xy[0] + 30, (yy - self.lamp_xy[1]) * 1.0)
        self.halo = (1 / (1 + (d / 46) ** 2) ** 1.15)[..., None].astype(f32)
        pool = np.hypot((xx - 580) / 2.4, yy - 300)
        path = np.exp(-(((xx - 580) / 26) ** 2)) * np.clip((yy - 230) / 190, 0, 1)
        self.pool = ((1 / (1 + (pool / 60) ** 2) ** 1.4 + self.wet * path) * floor[..., 0])[..., None].astype(f32)
        self._phone()

    def _phone(self):
        c = Canvas(900, 420, 3)  # a telephone on the sill, lying, out of focus like all that is near
        c.poly((250, 150), (520, 176), (500, 246), (214, 214))
        a = blur(c.mask(), 2.6)
        c = Canvas(900, 420, 3)
        c.poly((276, 160), (498, 182), (482, 232), (246, 206))
        glass = blur(c.mask(), 2.2)
        edge = np.clip(a - np.roll(a, 5, 0), 0, 1)
        n = tiled(spectral(512, 512, 1.4, 9, lo=6), 420, 900)
        self.phone = Layer(
            a,
            a * (0.05 + 0.01 * n) + edge * 0.35 + glass * 0.02,
            1.8,
            ox=-330,
            oy=-700,
            tint=lin(110, 116, 124) * f32(0.3),
            fog=lin(4, 5, 6),
        )
        self.screen = Layer(glass * 0, glass, 1.8, ox=-330, oy=-700, tint=lin(150, 170, 186) * f32(0.75))
        spill = np.hypot((np.mgrid[0:420, 0:900][1] - 380) / 1.9, np.mgrid[0:420, 0:900][0] - 190)
        around = (1 / (1 + (spill / 70) ** 2) ** 1.6).astype(f32)
        around *= smooth(0, 60, np.minimum(np.mgrid[0:420, 0:900][0], 419 - np.mgrid[0:420, 0:900][0]).astype(f32))
        self.spill = Layer(around * 0, around, 1.8, ox=-330, oy=-700, tint=lin(110, 128, 144) * f32(0.10))

    def lit(self, t):
        """How bright the yard's lamp is."""
        return smooth(15.4, 14.8, t)

    def bus_at(self, t):
        """Where the bus stands, px in the yard's picture; its rear lights are at its left."""
        return 250 + 700 * smooth(8.0, 14.5, t) ** 1.4

    def outside(self, t):
        im = self.yard + self.halo * SODIUM * f32(0.50 * self.lit(t)) + self.pool * SODIUM * f32(0.42 * self.lit(t))
        x, y = round(self.bus_at(t)), 182
        w = SIZE[0]
        a, b = max(0, x), min(w, x + 304)
        if b > a:
            part = slice(a - x, b - x)
            mask = self.bus[:, part]
            box = im[y : y + 116, a:b]
            box[:] = box * (1 - mask) + mask * self.wall * f32(0.30)
            inside = self.panes[:, part] * SODIUM
            box += inside * f32(0.10 * smooth(7.0, 7.8, t))
            gone = smooth(6.6, 7.2, t)
            for lx, ly in ((x + 4, y + 70), (x + 4, y + 58)):
                if 3 < lx < w - 3:
                    cv2.circle(im, (lx, ly), 3, (1.6 * gone, 0.10 * gone, 0.04 * gone), -1, cv2.LINE_AA)
        if self.lit(t) > 0:
            lamp = tuple(float(v) for v in SODIUM * 9 * self.lit(t))
            cv2.circle(im, (580, 123), 3, lamp, -1, cv2.LINE_AA)
        return np.ascontiguousarray(im, f32)

    def front(self, t, cam):
        self.put(self.phone, cam)
        on = self.rings(t)
        if on > 0:
            self.put(self.screen, cam, gain=on)
            self.put(self.spill, cam, gain=on)
            kernels.glow(
                self.img,
                715 - cam[0] / 1.8,
                893 - cam[1] / 1.8,
                60.0,
                lin(120, 140, 160) * f32(0.05 * on),
                1.0,
                1.6,
                1.2,
            )

    def rings(self, _t):
        """How bright the telephone is."""
        return 0.0


class EndStranded(Stranded):
    """Grey morning, the bus has gone and left a dry place; the telephone lights up from 8 to 11 s, for nobody."""

    seconds, moment, seed = 15.0, 9.4, 68
    exposure = 1.35
    wet, ground, wall, air = 0.2, lin(96, 102, 106), lin(74, 80, 84), lin(138, 144, 148)
    bed = Bed(wind=0.22, rain=0.05, room=0.3, tone=0.05, tone_at=((0, 0.2), (9, 0.5), (15, 0.1)), seed=68)

    def build(self):
        super().build()
        dry = _shape(lambda c: c.poly((250, 262), (560, 262), (600, 300), (230, 300)))
        dry = cv2.GaussianBlur(dry[..., 0], (0, 0), 3)[..., None]
        self.yard = (self.yard * (1 + 0.34 * dry)).astype(f32)

    def lit(self, _t):
        return 0.0

    def bus_at(self, _t):
        return SIZE[0] + 10

    def rings(self, t):
        return smooth(7.9, 8.4, t) * smooth(11.2, 10.5, t) * (0.92 + 0.08 * math.sin(t * 6))
