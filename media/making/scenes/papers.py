"""Under one lamp: a booklet with somebody's name, and another laid beside it. Nothing is legible."""

import math

import cv2
import numpy as np

from making.canvas import Canvas
from making.figures import hand
from making.film import WARM, Layer, kernels
from making.noise import blur, f32, rng, smooth, spectral, tiled
from making.scenes.rooms import Letter
from making.sound import Bed


class Papers(Letter):
    """A hand's shadow lays a second booklet down at 6 s, and withdraws; a pencil, a photograph's corner."""

    seconds, moment, focus, seed = 15.0, 9.5, 0.5, 59
    bed = Bed(wind=0.08, room=0.35, fire=0.4, tone=0.06, tone_at=((0, 0.2), (6, 0.5), (15, 0.2)), seed=59, valley=0.06)

    def build(self):
        super().build()
        w, h = 2200, 1240
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        self.pool = 1 / (1 + ((xx - 330) ** 2 + ((yy - 330) * 1.25) ** 2) / 640.0**2) ** 1.5
        self.first = self._lay(self._open(61), ((560, 470), (1190, 480), (1270, 900), (480, 880)), 2.3)
        self.second = self._lay(self._cover(62), ((1300, 560), (1620, 600), (1560, 1030), (1190, 970)), 2.25)
        c = Canvas(w, h, 3)
        c.line(11, (760, 1000), (1090, 962))
        c.line(5, (1090, 962), (1128, 957))
        a = blur(c.mask(), 0.9)
        edge = np.clip(a - np.roll(a, 3, 0), 0, 1)
        self.pencil = Layer(a, (a * 0.16 + edge * 0.3) * self.pool, 2.3, tint=WARM * f32(1.2), oy=80)
        c = Canvas(w, h)
        hand(c, 1640, 1230, 290, -0.5, mirrored=True)
        a = blur(c.mask(), 13)
        self.cast = Layer(a * 0.74, a * 0, 2.25, tint=WARM, oy=80)

    def _lay(self, sheet, corners, depth):
        """A sheet in perspective on the table: its shadow, and itself."""
        paper, cover = sheet
        h0, w0 = cover.shape
        turn = cv2.getPerspectiveTransform(np.array([[0, 0], [w0, 0], [w0, h0], [0, h0]], f32), np.array(corners, f32))
        size = (2200, 1240)
        page = cv2.warpPerspective(paper, turn, size, flags=cv2.INTER_AREA)
        mask = cv2.warpPerspective(cover, turn, size, flags=cv2.INTER_AREA)
        shade = blur(np.roll(mask, (9, 15), (0, 1)), 12)
        shadow = Layer(shade * 0.62, shade * 0, 2.4, tint=WARM, oy=80)
        tint = np.array([1.0, 0.74, 0.42], f32) * f32(1.5)
        return shadow, Layer(blur(mask, 0.8), blur(page, 0.8) * self.pool, depth, tint=tint, oy=80)

    def _sheet(self, h, w, seed, tone):
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        s = tone + 0.03 * tiled(spectral(512, 512, 2.2, seed, lo=2), h, w)
        s += 0.015 * tiled(spectral(512, 512, 1.0, seed + 1, lo=20), h, w)
        cover = np.ones((h, w), f32)
        cover[:2] = cover[-2:] = 0
        cover[:, :2] = cover[:, -2:] = 0
        return yy, xx, s.astype(f32), cover

    def _open(self, seed):
        """Two pages: a photograph without a face, and lines of a pen."""
        h, w = 520, 820
        _, xx, s, cover = self._sheet(h, w, seed, 0.72)
        s -= 0.34 * np.exp(-(((xx - w / 2) / 9) ** 2)) - 0.06 * np.exp(-(((xx - w / 2 - 16) / 14) ** 2))
        photo = Canvas(w, h, 2)
        photo.rectangle(90, 96, 190, 250)
        photo.fill()
        p = photo.mask()
        s = s * (1 - p) + p * 0.40
        head = Canvas(w, h, 2)  # paler than a face, turned away: the picture has faded
        head.blob(185, 190, 44, 56)
        head.blob(185, 330, 92, 76)
        s -= 0.10 * blur(head.mask() * p, 7)
        c, r = Canvas(w, h, 2), rng(seed)
        for line in range(7):
            y, x = 110 + line * 46, w / 2 + 52.0
            while x < (w - 60 if line % 3 != 2 else w - r.uniform(140, 220)):
                for _ in range(2):
                    ax, ay = x + r.uniform(0, 10), y + r.uniform(-8, 5)
                    dx, dy = (r.uniform(6, 12), r.normal(0, 1.5)) if r.random() < 0.5 else (r.normal(0, 1.5), 11)
                    c.line(r.uniform(1.4, 2.2), (ax, ay), (ax + dx, ay + dy))
                x += r.uniform(17, 21) if r.random() < 0.75 else r.uniform(30, 38)
        for k in range(4):
            c.line(1.4, (90, 390 + 26 * k), (w / 2 - 60, 390 + 26 * k))
        return (np.clip(s - 0.45 * blur(c.mask(), 0.7), 0.02, 2) * cover).astype(f32), cover

    def _cover(self, seed):
        """A closed booklet of dark cloth with an embossed ring."""
        h, w = 520, 380
        yy, xx, s, cover = self._sheet(h, w, seed, 0.13)
        ring = np.exp(-(((np.hypot(xx - w / 2, yy - 210) - 62) / 5) ** 2))
        s += 0.10 * ring + 0.05 * np.exp(-(((np.hypot(xx - w / 2, yy - 210) - 46) / 3) ** 2))
        s += 0.06 * np.exp(-(((xx - 16) / 5) ** 2))
        return (np.clip(s, 0.02, 2) * cover).astype(f32), cover

    def draw(self, t):
        cam = (self.held(t, 5, 20) + 2.0 * t, self.held(t, 6, 9) + 3 * math.sin(t * 1.4))
        flame = 1 + 0.035 * math.sin(t * 7.3) + 0.03 * math.sin(t * 12.9 + 1) + 0.04 * self.held(t, 21, 1.0)
        here = smooth(4.6, 6.4, t)
        away = smooth(7.6, 9.6, t)
        layers = [self.table, *self.first, self.pencil, *self.second]
        tints = [lay.tint for lay in layers]
        for lay, tint in zip(layers, tints, strict=True):
            lay.tint = (tint * f32(flame)).astype(f32)
        self.img[:] = 0
        for lay in (self.table, *self.first, self.pencil):
            self.put(lay, cam)
        come = (1 - here) * 620
        if here > 0:
            for lay in self.second:
                self.put(lay, cam, dx=-come, dy=-come * 0.55)
            self.put(self.cast, cam, dx=-come - 520 * away, dy=-come * 0.55 - 360 * away, gain=1 - away * 0.4)
        x, y = self.lamp_xy[0] - cam[0] / 2.35, self.lamp_xy[1] - cam[1] / 2.35
        kernels.glow(self.img, x, y, 34.0, WARM * f32(3.0 * flame), 1.35, 0.75, 2.4)
        kernels.glow(self.img, x, y, 90.0, WARM * f32(0.30 * flame), 1.0, 1.0, 1.15)
        for lay, tint in zip(layers, tints, strict=True):
            lay.tint = tint
