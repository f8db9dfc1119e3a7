"""A cell: a bare wall, one high window, its patch of daylight."""

import math

import numpy as np

from making.canvas import Canvas
from making.film import Flakes, Layer, Scene, bump
from making.noise import blur, f32, lin, smooth, spectral, tiled
from making.sound import Bed


class EndPrison(Scene):
    """The patch of daylight moves down the wall, and pales from 10 s; snow goes by outside. Nobody."""

    seconds, moment, focus, seed, exposure, vignette = 16.0, 5.0, 0.5, 65, 1.6, 0.5
    cold = lin(150, 166, 180)
    bed = Bed(wind=0.12, room=0.55, tone=0.10, tone_at=((0, 0.3), (8, 0.5), (16, 0.2)), seed=65, valley=0.05)

    def build(self):
        w, h = 2200, 1240
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        n = tiled(spectral(1024, 1024, 2.1, 15, lo=2), h, w)
        pits = tiled(spectral(1024, 1024, 0.9, 16, lo=40), h, w)
        runs = tiled(spectral(1024, 1024, 2.0, 17, ax=0.25, ay=3.0, lo=6), h, w)
        body = np.clip(0.75 + 0.10 * n + 0.05 * pits + 0.08 * runs * smooth(150, 700, yy), 0.2, 1.6)
        for k, y in enumerate((300, 610, 930)):  # the boards it was cast between
            body *= 1 - 0.20 * bump(yy, y + 4 * np.sin(xx / 300 + k), 2.2)
        floor = smooth(1085, 1100, yy)
        body = body * (1 - floor) + floor * (0.62 + 0.08 * n) * (1 - 0.5 * bump(yy, 1092, 9))
        x0, y0, x1, y1 = 1240, 150, 1500, 370
        c = Canvas(w, h, 2)
        c.rectangle(x0, y0, x1 - x0, y1 - y0)
        c.fill()
        hole = blur(c.mask(), 1.6)
        c = Canvas(w, h, 2)
        for k in range(1, 5):
            c.rectangle(x0 + (x1 - x0) * k / 5 - 6, y0, 12, y1 - y0)
        c.rectangle(x0, y0 + 104, x1 - x0, 9)
        c.fill()
        bars = blur(c.mask(), 1.0)
        reveal = np.clip(np.roll(hole, 22, 0) - hole, 0, 1) + np.clip(np.roll(hole, -18, 1) - hole, 0, 1)
        ambient = 0.028 + 0.10 / (1 + ((xx - 1240) ** 2 + (yy - 520) ** 2) / 620.0**2) ** 1.3
        self.sky_layer = self.sky(((0, self.cold * f32(0.8)), (400, self.cold), (1080, self.cold)), 9)
        self.snow = Flakes(420, 5, 5.0, 1.6)
        wall = 1 - hole * (1 - bars)
        lit = wall * body * ambient + blur(reveal, 4) * 0.20 * wall * (1 - bars) + bars * hole * 0.03
        self.wall = Layer(wall, lit, 2.2, tint=self.cold, fog=lin(2, 3, 4), oy=80)
        self.body = body
        self.patch = self._patch(w, h, (x1 - x0) * 1.5, (y1 - y0) * 1.55)

    def _patch(self, w, h, wide, tall):
        """The window's light on the wall, with the shadows of its bars, leaning as light from a low sun does."""
        c = Canvas(w, h, 2)
        x, y, lean = 640, 470, -150
        c.poly((x, y), (x + wide, y), (x + wide + lean, y + tall), (x + lean, y + tall))
        light = c.mask()
        c = Canvas(w, h, 2)
        for k in range(1, 5):
            f = k / 5
            c.line(19, (x + wide * f, y - 20), (x + wide * f + lean, y + tall + 20))
        c.line(15, (x - 40 + lean * 0.5, y + tall * 0.47), (x + wide + 40 + lean * 0.5, y + tall * 0.47))
        light = blur(light, 9) * (1 - 0.92 * blur(c.mask(), 6))
        return Layer(light * 0, light.astype(f32), 2.2, tint=self.cold * f32(0.34), oy=80)

    def draw(self, t):
        cam = (self.held(t, 5, 12) + 1.5 * t, self.held(t, 6, 6) + 2 * math.sin(t * 1.3))
        self.put(self.sky_layer, cam)
        self.snow.draw(self, t, cam, 0.8, wind=60, colour=lin(240, 244, 248))
        self.put(self.wall, cam)
        pale = 1 - 0.62 * smooth(9.5, 15.0, t)
        textured = Layer(self.patch.cover, self.patch.shade, 2.2, tint=self.patch.tint, oy=80)
        self.put(textured, cam, gain=pale, dx=-5.0 * t, dy=-3.2 * t)
