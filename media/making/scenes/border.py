"""Caught: the border fence in wind, a tower close behind it, its beam."""

import math

import numpy as np

from making.built import fence, watchtower
from making.canvas import charcoal
from making.film import HEIGHT, ROWS, WARM, Layer, Scene, bump, kernels, rows, snowfall, stars
from making.land import heightmap, mountain_range, relief
from making.noise import blur, f32, lin, smooth, spectral, spectral_line, tiled
from making.plants import at_both_sides, reeds
from making.sound import Bed

HORIZON = 620


class EndCaught(Scene):
    """The beam comes along the fence and is on us from 9.5 s."""

    seconds, moment, focus, seed, exposure, vignette = 16.0, 5.5, 0.43, 61, 1.9, 0.42
    crf = 32  # driving snow is dear, and hides what it costs
    zenith, middle, horizon = lin(13, 18, 26), lin(38, 48, 60), lin(76, 90, 105)
    bed = Bed(wind=0.62, reeds=0.16, tone=0.2, tone_at=((0, 0.4), (9.5, 2.0), (16, 1.0)), seed=61)

    def build(self):
        hz = self.horizon
        self.far = self.sky(((0, self.zenith), (HORIZON * 0.5, self.middle), (HORIZON - 20, hz), (HEIGHT, hz)), 6)
        heights = heightmap(101)
        shades = relief(heights, 140, 2.4, 0.5, 5)
        a, p = mountain_range(heights * 640, shades, z=(3000, 5200), eye=230, horizon=HORIZON,
                              cx=900, cz=2500, cell=9.0, floor=60.0, size=(4300, 1700))  # fmt: skip
        body = hz * f32(0.38)
        self.hills = Layer(a, p, 14.0, oy=10, tint=self.middle * f32(0.4),
                           fog=rows((0, body), (HORIZON - 130, body), (HORIZON, hz * 0.8)))  # fmt: skip
        a = np.zeros((760, 2300), f32)
        x0 = 880
        a[20:720, x0 : x0 + 330] = watchtower(330, 700)
        a, p = charcoal(a, 35, 0.2, 0.5)
        self.tower = Layer(a, p, 5.0, oy=-(HORIZON + 30 - 720), tint=hz * f32(0.04), fog=hz * f32(0.055))
        self.lamp_xy = (x0 + 165 - 190.0, HORIZON + 30 - 720 + 20 + 700 * (0.34 - 0.135))
        w, h = 2500, 560
        yy = np.mgrid[0:h, 0:w][0].astype(f32)
        line = 60 + spectral_line(w, 3.0, 9, lo=2, hi=30) * 9
        below = yy - line[None]
        n = tiled(spectral(1024, 2048, 3.0, 82, ax=2.2, ay=0.6, lo=3), h, w)
        fine = tiled(spectral(1024, 1024, 1.2, 83, ax=1.6, ay=0.6, lo=30), h, w)
        cover = smooth(-1.5, 1.5, below)
        lie = (0.5 + 0.07 * n + 0.05 * fine) * (0.55 + 0.45 * smooth(0, 180, below)) + 0.12 * bump(below, 0, 6)
        self.ground = Layer(
            cover, cover * np.clip(lie, 0.05, 2), 3.0, oy=-(HORIZON - 20), tint=hz * f32(0.34), fog=hz * f32(0.03)
        )
        posts = [(90 * 1.42**k - 40, 120 * 1.29**k) for k in range(12)]
        posts = [(2500 - x, t) for x, t in posts][::-1]
        wire = fence(
            2700, 1300, lambda x: 640 + 440 - 0.17 * max(0.0, 2500 - x) ** 0.94, posts, strands=8, line=2.4, seed=4
        )
        wire = blur(wire, 0.5)
        self.fence_layer = Layer(wire, wire, 2.2, ox=330, oy=60, tint=lin(6, 7, 9), fog=hz * f32(0.030))
        rim = np.clip(wire - np.roll(wire, (1, 2), (0, 1)), 0, 1)
        self.fence_lit = Layer(rim * 0, rim, 2.2, ox=330, oy=60, tint=WARM * f32(0.30))
        where = at_both_sides(0.3, 0.25, 0.6)
        g = blur(reeds(2700, 420, 320, 71, (90, 330), 2.2, plume=0.25, where=where), 1.0)
        self.grass = Layer(g, g, 1.8, oy=-(HEIGHT - 400), tint=hz * f32(0.02), fog=hz * f32(0.018))
        self.weather = snowfall()
        y = ROWS.astype(f32) - HORIZON
        self.mists = [0.55 * bump(y, 0, 60), (0.30 * bump(y, 60, 90)).astype(f32)]
        self.root = np.clip((HEIGHT - ROWS) / 400.0, 0, 2).astype(f32)

    def draw(self, t):
        cam = (self.held(t, 3, 26) + 3.5 * t, self.held(t, 4, 10) + 3 * math.sin(t * 2.1))
        hz = self.horizon
        on_us = smooth(7.6, 9.9, t)
        th = -1.3 * (1 - smooth(2.0, 9.6, t)) + 0.015 * math.sin(t * 2)
        face = max(math.cos(th), 0.0)
        burn = face**26
        self.put(self.far, cam)
        stars(self, t, cam, 120, HORIZON - 100)
        self.put(self.hills, cam)
        self.mist(t, self.mists[0], hz * 0.75, speed=40, contrast=0.4, seed=100, cam=cam, depth=10)
        self.weather[0].draw(self, t, cam, 0.18, wind=420)
        self.put(self.tower, cam)
        x, y = self.lamp_xy[0] - cam[0] / 5, self.lamp_xy[1] - cam[1] / 5
        ux, uy = math.sin(th), 0.16 + 0.16 * face
        q = math.hypot(ux, uy)
        self.put(self.ground, cam)
        kernels.beam(self.img, self.noise, x, y, f32(ux / q), f32(uy / q), f32(300 + 900 * abs(math.sin(th))), f32(7),
                     f32(0.06 + 0.10 * burn), WARM * f32(0.5), HEIGHT, t * 60, t * 5)  # fmt: skip
        kernels.glow(self.img, x, y, 80.0, WARM * f32(0.03 + 0.28 * burn), 1.0, 1.0, 1.1)
        kernels.glow(self.img, x, y, 6.0, WARM * f32(2.2 + 24 * burn), 1.0, 1.0, 1.3)
        kernels.glow(self.img, x, HORIZON + 190.0, 120.0, WARM * f32(0.10 * on_us), 0.5, 1.6, 1.1)
        self.mist(t, self.mists[1], hz * 0.5, speed=90, contrast=0.6, seed=500, cam=cam, depth=4)
        self.weather[1].draw(self, t, cam, 0.28, wind=520)
        self.put(self.fence_layer, cam)
        self.put(self.fence_lit, cam, gain=0.15 + 0.85 * max(burn, 0.3 * face))
        kernels.glow(self.img, x, y, 260.0, WARM * f32(0.10 * on_us), 1.0, 1.0, 1.0)
        self.put(self.grass, cam, shear=(self.root**1.6 * 26 * self.gust(t, 2.0, 1.6)).astype(f32))
        self.weather[2].draw(self, t, cam, 0.35, wind=520)
        self.weather[3].draw(self, t, cam, 0.10, wind=520)
