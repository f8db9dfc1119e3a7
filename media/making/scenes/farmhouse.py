"""A farmhouse in its fields: from outside, waiting, close, and from inside as the seasons change."""

import math

import numpy as np

from making.canvas import Canvas
from making.film import WARM, Layer, bump, kernels
from making.noise import blur, f32, handheld, lin, smooth, spectral, tiled
from making.scenes.country import Country
from making.sound import Bed


class Farmhouse(Country):
    """A farmhouse in its fields, one window lit, snow falling; it is dark while headlamps pass behind it, 8 to 15 s."""

    seconds, moment, focus, seed, hills_seed = 20.0, 5.0, 0.60, 35, 83
    passing = True
    furrows = 0.16
    strips = ((610, 8.0, 10.0), (700, 4.0, 9.0), (900, 2.5, 16.0))
    houses = ((), ((1200, 34, 540),), ())
    trees = (((500, 70), (560, 90), (900, 60), (1900, 90), (1960, 70)), ((1800, 400),), ())
    poles = ((0, 420, 120), (0, 760, 105), (0, 1100, 92))
    bed = Bed(wind=0.30, snow=0.04, tone=0.06, seed=35)

    def lamp_at(self, t):
        return 1 - 0.985 * smooth(9.0, 9.8, t) * (1 - smooth(14.4, 15.2, t)) * self.passing

    def between(self, t, cam):
        """A car on the road behind, from right to left."""
        if not self.passing:
            return
        shown = smooth(7.8, 9.2, t) * smooth(15.0, 13.6, t)
        x, y = 1700 - (t - 7.8) * 205 - cam[0] / 6, 628 - cam[1] / 6
        for gap in (0, 8):
            kernels.glow(self.img, x + gap, y, 1.7, WARM * f32(5 * shown), 1.0, 1.0, 1.4)
        kernels.glow(self.img, x, y, 26.0, WARM * f32(0.24 * shown), 0.6, 1.4, 1.15)
        kernels.beam(self.img, self.noise, x, y, f32(-0.995), f32(0.08), f32(300), f32(3), f32(0.09 * shown),
                     WARM * f32(0.5 * shown), 690, t * 24, t * 5)  # fmt: skip

    def camera(self, t):
        """It comes to rest where the waiting loop begins, so that the cut between them is not seen."""
        x, y = super().camera(t)
        there = smooth(self.seconds - 4.5, self.seconds, t)
        span = FarmhouseWaiting.seconds
        return (x + (handheld(0, 3, 22, span) - x) * there, y + (handheld(0, 4, 8, span) - y) * there)


class FarmhouseWaiting(Farmhouse):
    """The same place, for as long as a visitor takes."""

    seconds, loop, moment = 8.0, True, 4.0
    passing = False

    def camera(self, t):
        return Country.camera(self, t)


class EndHidden(Farmhouse):
    """From inside, through a small window: snow becomes rain between 3 and 6.5 s, the fields darken; from 10 s
    it is winter again."""

    seconds, moment, focus, seed, lamp = 16.0, 2.0, 0.5, 36, 0.0
    passing = False
    houses, trees = ((), (), ()), (((500, 70), (900, 60), (1400, 120), (1900, 90)), ((1500, 430),), ())
    lit = (-1, -1)
    bed = Bed(wind=0.2, rain=0.22, room=0.3, fire=0.35, tone=0.05, seed=36)

    def build(self):
        super().build()
        w, h = 2200, 1240
        x0, y0, x1, y1 = 520, 210, 1560, 900
        c = Canvas(w, h, 2)
        for a, b, cc, d in ((0, 0, w, y0), (0, y1, w, h), (0, 0, x0, h), (x1, 0, w, h)):
            c.rectangle(a, b, cc - a, d - b)
        c.rectangle((x0 + x1) / 2 - 11, y0, 22, y1 - y0)
        c.rectangle(x0, y0 + (y1 - y0) * 0.42, x1 - x0, 18)
        c.fill()
        wall = blur(c.mask(), 2.4)
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        n = tiled(spectral(1024, 1024, 1.9, 15, lo=2), h, w)
        pool = 1 / (1 + ((xx - 1820) ** 2 + (yy - 1010) ** 2) / 430.0**2) ** 1.5  # a lamp on the sill's right, unseen
        reveal = np.clip(np.gradient(blur(wall, 2), axis=1) * 5, 0, 1) + np.clip(
            np.gradient(blur(wall, 2), axis=0) * 6, 0, 1
        )
        self.wall = Layer(wall, wall * (0.03 + pool * (0.46 + 0.10 * n)) + reveal * 0.35 * (0.2 + pool), 2.2,
                          tint=WARM * f32(0.20), fog=lin(4, 5, 7), oy=80)  # fmt: skip
        e = np.maximum(bump(yy, y1, 120), np.maximum(bump(xx, x0, 130), bump(xx, x1, 130)) * smooth(300, 800, yy))
        frost = np.clip(e * (0.55 + 0.2 * tiled(spectral(1024, 1024, 2.4, 61, lo=3), h, w)), 0, 0.8)
        self.pane = Layer(frost, frost, 2.3, tint=self.horizon * f32(0.75), oy=80)

    def camera(self, t):
        return Country.camera(self, t)

    def shine(self, t, cam):
        """Nobody's window: the light is in here."""

    def whiteness(self, t):
        return max(smooth(4.6, 2.6, t), smooth(10.5, 13.0, t)), smooth(3.8, 6.4, t) * smooth(11.6, 9.4, t)

    def thawed(self, t):
        return smooth(2.6, 6.8, t) * smooth(14.5, 10.5, t)

    def front(self, t, cam):
        self.put(self.pane, cam, gain=1 - 0.45 * self.thawed(t))
        flame = 1 + 0.04 * math.sin(t * 9.1) + 0.03 * math.sin(t * 14.3 + 1)
        tint = self.wall.tint
        self.wall.tint = (tint * f32(flame)).astype(f32)
        self.put(self.wall, cam)
        self.wall.tint = tint


class YongHee(Farmhouse):
    """A still: the farmhouse window, close."""

    moment, seed, hills_seed, focus = 3.0, 39, 87, 0.40
    passing = False
    houses, trees = ((), ((560, 110, 1240),), ()), (((500, 70), (1900, 90)), ((2010, 440),), ())
    windows = ((0.28, 0.60, 0.11, 0.24), (0.60, 0.60, 0.11, 0.24))
    poles = ()
    bed = Bed(seed=39)
