"""A car by night, from the back seat: snow in its lamps, two in front who do not turn round."""

import math

import cv2
import numpy as np

from making.canvas import Canvas
from making.film import HEIGHT, WARM, WIDTH, Layer, Scene, bump, kernels
from making.noise import blur, f32, lin, rng, smooth, spectral, tiled
from making.plants import firs
from making.sound import Bed

EYE = 470  # row of the road's end
MIDDLE = 930


class Car(Scene):
    """Trees go by at the road's edge; from 11 s a lit gate comes nearer, and the car stops at 17 s."""

    seconds, moment, focus, seed, exposure, vignette = 18.0, 6.0, 0.5, 83, 1.7, 0.5
    crf = 31
    night, air = lin(14, 19, 27), lin(60, 72, 86)
    bed = Bed(wind=0.30, rail=0.10, room=0.3, tone_at=((0, 0.3), (8, 0.6), (13, 1.3), (18, 0.9)), seed=83, valley=0.04)

    def build(self):
        w, h = 2200, 1240
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        n = tiled(spectral(1024, 1024, 2.2, 15, lo=2), h, w)
        self.far = self.sky(
            ((0, self.night), (EYE - 120, self.night * 1.6), (EYE, self.air * 0.5), (HEIGHT, self.air * 0.3)), 5
        )
        road = smooth(EYE + 78, EYE + 86, yy)
        deep = np.clip((yy - EYE - 80) / 420, 0.02, 1)
        track = np.zeros_like(yy)
        for k in (-0.34, 0.30):
            track += bump(xx - (MIDDLE + 140) - k * 1500 * deep, 0, 30 + 150 * deep)
        lit = np.exp(-(((xx - MIDDLE - 140) / (180 + 900 * deep)) ** 2)) * smooth(0.0, 0.10, deep) * (1 - 0.65 * deep)
        snow = (0.55 + 0.10 * n) * (1 - 0.30 * np.clip(track, 0, 1))
        self.road = Layer(
            road,
            road * snow * (0.05 + 0.95 * lit),
            9.0,
            oy=80,
            tint=self.air * f32(1.5) + WARM * f32(0.10),
            fog=lin(2, 3, 4),
        )
        wood = np.zeros((700, 2600), f32)
        trees = firs(2600, 700, 150, 33, (120, 330), where=lambda r: r.random() * 2599, ground=lambda _x: 640)
        gap = smooth(90, 330, np.abs(np.arange(2600, dtype=f32) - 1290))[None]
        wood = blur(trees * gap, 1.2)
        self.wood = Layer(
            wood, wood * 0.6, 12.0, ox=330, oy=640 - EYE - 92, tint=self.air * f32(0.10), fog=self.air * f32(0.10)
        )
        r = rng(9)
        self.passing = [
            (r.uniform(0, 1), -1 if k % 2 else 1, r.uniform(0.9, 1.5), r.uniform(700, 1000)) for k in range(9)
        ]
        trunk = np.zeros((1200, 420), f32)
        c = Canvas(420, 1200, 1)
        c.line(34, (210, 1200), (206, 60))
        for k in range(11):
            y = 160 + k * 90
            for s in (-1, 1):
                c.curve(9, (208, y), (208 + s * 60, y + 6), (208 + s * 120, y + 40), (208 + s * (150 + 3 * k), y + 84))
        trunk[:] = blur(c.mask(), 2)
        self.trunk = trunk
        self.flake = rng(12).random((3, 420))
        self.cabin, self.glass = self._cabin(w, h, n)

    def _cabin(self, w, h, n):
        """Roof, posts, dashboard and two seats with who sits in them, all dark; and the mask of the windscreen."""
        c = Canvas(w, h, 2)
        c.rectangle(0, 0, w, h)
        c.fill()
        c.set_operator(0)  # clear
        c.move_to(300, 250)
        c.curve_to(800, 196, 1400, 196, 1900, 250)
        c.curve_to(1960, 480, 2010, 650, 2060, 800)
        c.curve_to(1500, 764, 700, 764, 140, 800)
        c.curve_to(190, 650, 240, 480, 300, 250)
        c.fill()
        frame = blur(c.mask(), 3.0)
        c = Canvas(w, h, 2)
        for x, wide in ((560, 400), (1640, 400)):  # seats
            c.move_to(x - wide / 2, h)
            c.curve_to(x - wide / 2 - 20, 860, x - wide / 2 + 10, 690, x - wide / 2 + 70, 660)
            c.line_to(x + wide / 2 - 70, 660)
            c.curve_to(x + wide / 2 - 10, 690, x + wide / 2 + 20, 860, x + wide / 2, h)
            c.fill()
        c.move_to(420, 760)  # the driver: a shoulder, a cap
        c.curve_to(430, 640, 500, 610, 540, 600)
        c.line_to(600, 600)
        c.curve_to(680, 615, 730, 660, 750, 780)
        c.close_path()
        c.fill()
        c.blob(572, 520, 78, 98)
        c.curve(44, (500, 482), (520, 420), (620, 420), (648, 480))
        c.move_to(1480, 780)  # the woman: a hood
        c.curve_to(1490, 650, 1560, 600, 1566, 560)
        c.curve_to(1540, 470, 1570, 396, 1642, 390)
        c.curve_to(1716, 396, 1742, 480, 1716, 560)
        c.curve_to(1730, 600, 1800, 650, 1810, 780)
        c.close_path()
        c.fill()
        c.blob(1080, 330, 92, 26)  # the mirror
        c.line(9, (1080, 330), (1080, 210))
        people = blur(c.mask(), 3.4)
        rim = np.clip(people - np.roll(blur(people, 4), (6, 0), (0, 1)), 0, 1)
        a = np.maximum(frame, people)
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        dash = bump(xx, 900, 330) * bump(yy, 806, 26)
        shade = frame * (0.014 + 0.004 * n) + rim * 0.05 * (1 - frame) + dash * 0.14 * frame
        self.warmth = Layer(a * 0, dash * frame, 1.4, tint=WARM * f32(0.16), oy=80)
        return Layer(a, shade, 1.4, oy=80, tint=self.air * f32(0.7), fog=lin(2, 3, 4)), 1 - frame

    def speed(self, t):
        """How far the car has come, in units of the wood's depth; it slows from 12 s and stands at 17 s."""
        return t * 1.0 if t < 12 else 12 + 2.5 * (1 - (1 - min((t - 12) / 5, 1)) ** 2)

    def draw(self, t):
        gone = self.speed(t)
        pace = 1.0 if t < 12 else max(0.0, 1 - (t - 12) / 5)
        shake = (
            self.held(t, 5, 9) + 2.2 * pace * math.sin(t * 17),
            self.held(t, 6, 6) + 2.6 * pace * math.sin(t * 23 + 1),
        )
        cam = (shake[0] + 40 * math.sin(t * 0.5) * pace, shake[1])
        self.put(self.far, cam)
        self.put(self.wood, cam, zoom=1 + 0.012 * gone, about=(MIDDLE, EYE + 60))
        self.put(self.road, cam)
        self._gate(t, cam)
        self._trees(gone, cam)
        self._snow(t, gone, pace, cam)
        kernels.glow(self.img, MIDDLE, 770.0, 210.0, (self.air + WARM * f32(0.3)) * f32(0.10), 0.5, 1.3, 1.1)
        self._wipers(t)
        still = (shake[0] * 0.35, shake[1] * 0.35)
        self.put(self.cabin, still)
        self.put(self.warmth, still, gain=1 + 0.04 * math.sin(t * 3))

    def _gate(self, t, cam):
        """Two posts and a lamp over them, far off, then near."""
        near = smooth(10.5, 17.0, t)
        if t < 10.4:
            return
        shown = smooth(10.4, 11.6, t)
        k = 0.10 + 0.62 * near**1.7
        x, y = MIDDLE + 40 - cam[0] / 6, EYE + 86 - cam[1] / 6 + 110 * k
        size = int(520 * k) + 8

        def draw(c, px, py):
            for s in (-1, 1):
                c.line(46 * k, (px + s * 240 * k, py), (px + s * 240 * k, py - 330 * k))
            c.line(26 * k, (px - 262 * k, py - 336 * k), (px + 262 * k, py - 336 * k))
            for j in range(-4, 5):
                c.line(7 * k, (px + j * 50 * k, py), (px + j * 50 * k, py - 210 * k))
            c.line(9 * k, (px - 220 * k, py - 150 * k), (px + 220 * k, py - 150 * k))

        self.figure(draw, x, y, size, self.air * f32(0.05), shown=shown, soft=0.8)
        lx, ly = x + 190 * k, y - 380 * k
        kernels.glow(self.img, lx, ly, 2.0 + 5 * k, WARM * f32(6 * shown), 1.0, 1.0, 1.4)
        kernels.glow(self.img, lx, ly, 20.0 + 70 * k, WARM * f32(0.26 * shown), 1.0, 1.0, 1.15)
        kernels.glow(self.img, x, y, 60 * k + 8, WARM * f32(0.16 * shown), 0.5, 1.6, 1.2)

    def _trees(self, gone, cam):
        """Trunks in the lamps' light, each of them growing as it comes by."""
        for place, side, far, tall in self.passing:
            u = (place + gone * 0.16) % 1.0
            z = 1 / (1.06 - u)
            if z > 9:
                continue
            x = MIDDLE + side * (64 + 150 * far) * (z - 0.6) - cam[0] / 5
            foot = EYE + 84 + 40 * (z - 0.9) - cam[1] / 5
            k = tall * 0.16 * z / 1200
            w, h = int(420 * k), int(1200 * k)
            if w < 3 or h < 8 or x + w < 0 or x - w > WIDTH:
                continue
            m = cv2.resize(self.trunk, (w, h), interpolation=cv2.INTER_AREA)
            x0, y0 = int(x - w / 2), int(foot - h)
            xs, ys = slice(max(0, x0), min(WIDTH, x0 + w)), slice(max(0, y0), min(HEIGHT, y0 + h))
            if xs.stop <= xs.start or ys.stop <= ys.start:
                continue
            part = m[ys.start - y0 : ys.stop - y0, xs.start - x0 : xs.stop - x0] * f32(smooth(0, 0.25, u))
            lit = 0.05 + 0.24 * bump(z, 1.6, 0.9)
            box = self.img[:, ys, xs]
            box *= 1 - part
            box += part * (self.air * f32(lit) + WARM * f32(0.02))[:, None, None]

    def _snow(self, t, gone, pace, cam):
        """Flakes come at us out of the road's end; when the car stands they only fall."""
        a, b, phase = self.flake
        u = (phase + gone * 0.36 + t * 0.03) % 1.0
        z = 1 / (1.05 - u)
        px = MIDDLE + 100 + (a - 0.5) * 620 * z - cam[0] / 4
        py = EYE + 10 + (b - 0.55) * 420 * z - cam[1] / 4 + 30 * t * (1 - pace) % 60
        alpha = 0.75 * smooth(0.05, 0.5, u) * (1 - smooth(0.88, 1.0, u))
        radius = 0.45 + 0.30 * z
        ex, ey = (px - MIDDLE - 100) * 0.012 * pace * z, (py - EYE - 10) * 0.012 * pace * z
        kernels.splat(self.img, px, py, radius, alpha, ex, ey, self.air * f32(1.9) + WARM * f32(0.12))

    def _wipers(self, t):
        c = Canvas(WIDTH // 2, HEIGHT // 2, 2)
        turn = 0.5 - 0.5 * math.cos(t * 2.3)
        for x in (330, 690):
            a = math.pi * (1.02 + 0.62 * turn)
            c.line(3.4, (x, 372), (x + 250 * math.cos(a), 372 + 250 * math.sin(a)))
        m = cv2.resize(blur(c.mask(), 0.8), (WIDTH, HEIGHT))
        self.img *= 1 - 0.9 * m
