"""The black market's lane at dusk: it is taken down, and one man stays."""

import math

import numpy as np

from making.canvas import Canvas
from making.figures import walker
from making.film import HEIGHT, WARM, Layer, Scene, bump, kernels, snowfall
from making.noise import blur, f32, lin, rng, smooth, spectral, tiled
from making.rays import Lane
from making.sound import Bed

EYE = (1090, 590)  # px in the layers: where the lane runs to
MAN = (0.62, 13.0)  # m: to the right, and ahead


class Market(Scene):
    """A stall's lamp is put out at 6 s; the sellers have gone by 11 s; at the end of the lane an ember glows."""

    seconds, moment, focus, seed, exposure, vignette = 20.0, 4.0, 0.5, 91, 1.7, 0.42
    zenith, horizon = lin(28, 36, 46), lin(92, 104, 116)
    bed = Bed(wind=0.28, snow=0.03, tone_at=((0, 0.2), (9, 0.5), (12, 1.0), (20, 0.7)), seed=91,
              steps=(0.7, 1.3, 2.0, 2.6, 3.3, 4.0, 4.7, 5.5, 6.4, 7.4, 8.6), valley=0.10)  # fmt: skip

    def build(self):
        w, h = 2200, 1240
        self.far = self.sky(((0, self.zenith), (380, self.horizon * f32(0.75)), (520, self.horizon)), 5)
        lane = Lane((w, h), EYE, 1250.0, left=2.5, right=2.3, ground=1.5, high=1.25, far=16.0)
        self.lane = lane
        x, _y, z = lane.where
        ground, walls = lane.on(Lane.GROUND), lane.on(Lane.LEFT) + lane.on(Lane.RIGHT)
        grit = lane.cloth(15) * 0.07 + lane.cloth(16, beta=2.6, lo=2, each=70.0) * 0.05
        trodden = np.exp(-((x / 1.0) ** 2)) * ground
        stones = 1 - 0.25 * walls * np.exp(-((((lane.where[1] + 0.1) % 0.34 - 0.17) / 0.02) ** 2))
        body = ground * (1.1 - 0.5 * trodden + grit) + walls * (0.20 + grit) * stones
        sky = np.clip(z / 16.0, 0, 1)
        cover = blur(np.maximum(ground, walls), 1.0)
        deep = 0.10 + 0.42 * sky**0.9 + 0.10 * ground
        tint = np.repeat(self.horizon[None], HEIGHT, 0).astype(f32)
        self.body = Layer(cover, np.clip(body, 0.01, 2) * deep * cover, 3.4, tint=tint, fog=lin(3, 4, 5), oy=80)
        lamp = (-1.25, -0.15, 5.2)
        self.lamp_at = lane.at(*lamp)
        self.warmth = Layer(cover * 0, np.clip(body, 0.01, 2) * lane.lit(lamp, 1.15), 3.4, tint=WARM * f32(0.30), oy=80)
        self.stalls = [self._stall(lane, *s) for s in ((-1, 8.6, 1.0), (1, 7.0, 0.9), (-1, 4.9, 1.15), (1, 3.7, 1.2))]
        self.roofs = self._roofs(w, h)
        self.flakes = snowfall()

    def _roofs(self, w, h):
        """Eaves with snow on them, along the tops of both walls."""
        c = Canvas(w, h, 2)
        for side in (-2.5, 2.3):
            out = side * 0.90
            c.poly(*(self.lane.at(*p) for p in ((side * 1.3, -1.75, 1.0), (out, -1.16, 1.0), (out, -1.16, 16.0),
                                                (side * 1.3, -1.75, 16.0))))  # fmt: skip
        a = blur(c.mask(), 1.4)
        snow = np.clip(a - np.roll(blur(a, 2), (-6, 0), (0, 1)), 0, 1)
        return Layer(a, a * 0.055 + snow * 0.10, 3.3, tint=self.horizon * f32(0.8), fog=lin(3, 4, 5), oy=80)

    def _stall(self, lane, side, z, size):
        """A tarpaulin over poles, a table under it with covered goods."""
        w, h = lane.size
        r = rng(int(z * 10))
        wall, out = side * 2.3, side * (2.3 - 1.25 * size)
        near, end = z, z + 1.7 * size
        c = Canvas(w, h, 2)
        roof = [lane.at(*p) for p in ((wall, -1.05, near), (out, -0.66, near), (out, -0.62, end), (wall, -1.0, end))]
        c.poly(*roof)
        c.poly(roof[0], roof[1], lane.at(out, -0.36, near), lane.at(wall, -0.5, near))
        c.move_to(*roof[1])  # the cloth hangs over the edge, in folds
        for k in range(8):
            c.line_to(*lane.at(out, -0.36 + r.uniform(-0.05, 0.07), near + (end - near) * k / 7))
        c.line_to(*roof[2])
        c.close_path()
        c.fill()
        cloth = blur(c.mask(), 1.4)
        c = Canvas(w, h, 2)
        for q in (near, end):
            c.line(46 / q + 2, lane.at(out, -0.5, q), lane.at(out, 1.5, q))
        goods = Canvas(w, h, 2)
        goods.poly(
            lane.at(wall, 0.55, near), lane.at(out, 0.55, near), lane.at(out, 0.55, end), lane.at(wall, 0.55, end)
        )
        goods.poly(lane.at(out, 0.55, near), lane.at(out, 1.2, near), lane.at(out, 1.2, end), lane.at(out, 0.55, end))
        goods.poly(
            lane.at(wall, 0.55, near), lane.at(out, 0.55, near), lane.at(out, 1.15, near), lane.at(wall, 1.15, near)
        )
        for _ in range(5):
            q, k = r.uniform(near + 0.1, end - 0.1), r.uniform(0.15, 0.9)
            x, y = lane.at(wall + (out - wall) * k, 0.47, q)
            goods.blob(x, y, r.uniform(130, 220) / q, r.uniform(110, 190) / q)
        things = np.maximum(blur(c.mask(), 1.0), blur(goods.mask(), 1.4))
        snow = np.clip(cloth - np.roll(blur(cloth, 2), 7, 0), 0, 1)
        crest = np.clip(things - np.roll(blur(things, 2), 5, 0), 0, 1)
        a = np.maximum(cloth, things)
        far = np.clip(z / 16, 0.1, 1)
        worn = 1 + 0.30 * tiled(spectral(1024, 1024, 1.9, int(z * 7), ax=1.6, lo=3), h, w)
        shade = (a * (0.03 + 0.10 * far) + cloth * 0.05) * worn + snow * (0.16 + 0.2 * far) + crest * 0.07
        dark = Layer(a, shade, 3.0, tint=self.horizon * f32(0.8), fog=lin(3, 4, 5), oy=80)
        glow = lane.lit((-1.25, -0.15, 5.2), 1.0, wrap=0.6)
        return dark, Layer(a * 0, a * (0.5 + 1.2 * crest) * worn * glow, 3.0, tint=WARM * f32(0.20), oy=80)

    def draw(self, t):
        walk = smooth(9.4, 7.6, t)
        cam = (self.held(t, 5, 18), self.held(t, 6, 9) + 8 * walk * abs(math.sin(t * 4.7)))
        near = 1 + 0.10 * smooth(0, 9.5, t) + 0.02 * smooth(10, 20, t)
        on = smooth(6.1, 5.9, t) * (1 + 0.03 * math.sin(t * 8.7))
        about = (950, 510)
        self.put(self.far, cam)
        self.mist(t, bump(np.arange(HEIGHT), 500, 90) * 0.5, self.horizon, speed=8, cam=cam, depth=6.0)
        self.put(self.body, cam, zoom=near, about=about)
        self.put(self.warmth, cam, gain=on, zoom=near, about=about)
        self._people(t, cam, near, about)
        for dark, glow in self.stalls:
            self.put(dark, cam, zoom=near, about=about)
            self.put(glow, cam, gain=on, zoom=near, about=about)
        self.put(self.roofs, cam, zoom=near, about=about)
        x, y = self._at(self.lamp_at, cam, near, about)
        self.lamp(x, y, on * 1.1, size=1.5)
        for f in self.flakes:
            f.draw(self, t, cam, 0.42, wind=30, fall=120, colour=self.horizon * f32(1.1))
        self.breath(t, 1180, HEIGHT + 60, self.horizon * f32(0.5), strength=0.12)

    def _at(self, point, cam, near, about):
        x, y = point[0] - 140 - cam[0] / 3.4, point[1] - 80 - cam[1] / 3.4
        return about[0] + (x - about[0]) * near, about[1] + (y - about[1]) * near

    def _people(self, t, cam, near, about):
        """Two sellers go away with their bundles, one across to the other side; a man does not go."""
        x, z = MAN
        px, py = self._at(self.lane.at(x, 1.5, z), cam, near, about)
        tall = 1.66 * self.lane.focal / z * near
        self.figure(lambda c, a, b, u=tall: self._man(c, a, b, u), px, py, tall, self.horizon * f32(0.07), soft=0.7)
        glow = 0.35 + 0.65 * max(bump(t, 10.6, 0.8), bump(t, 14.2, 0.8), bump(t, 18.2, 0.8), 0.7 * bump(t, 2.4, 0.8))
        glow *= smooth(0.5, 1.2, t)
        ex, ey = px - 0.10 * tall, py - 0.80 * tall
        kernels.glow(self.img, ex, ey, 1.6, WARM * f32(7.0 * glow), 1.0, 1.0, 1.5)
        kernels.glow(self.img, ex, ey, 13.0, WARM * f32(0.30 * glow), 1.0, 1.0, 1.15)
        for x, z, pace, begun, gone, bundle in ((-0.75, 5.6, 0.85, 6.6, 12.5, True), (-0.15, 7.5, 0.8, 1.0, 8.0, True)):
            far = z + pace * max(0.0, t - begun)
            shown = smooth(gone, gone - 1.6, t) * (1.0 if begun < 6 else smooth(6.2, 6.7, t))
            px, py = self._at(self.lane.at(x + 0.03 * math.sin(t * 2), 1.5, far), cam, near, about)
            tall = 1.56 * self.lane.focal / far * near
            step = (t - begun) * 4.6 if t > begun else 0.3
            colour = self.horizon * f32(0.02 + 0.012 * far)
            self.figure(lambda c, a, b, u=tall, s=step, k=bundle: walker(c, a, b, u, s, bundle=k, lean=0.06), px, py,
                        tall, colour, shown=shown, soft=0.9)  # fmt: skip

    @staticmethod
    def _man(c, x, y, u):
        """Leaning at the wall's end, a shoulder to it, a hand at his mouth."""
        c.line(0.10 * u, (x - 0.03 * u, y - 0.46 * u), (x - 0.09 * u, y - 0.02 * u))
        c.line(0.10 * u, (x + 0.05 * u, y - 0.46 * u), (x + 0.05 * u, y - 0.02 * u))
        c.poly((x - 0.12 * u, y - 0.36 * u), (x + 0.13 * u, y - 0.36 * u), (x + 0.12 * u, y - 0.80 * u),
               (x + 0.02 * u, y - 0.85 * u), (x - 0.10 * u, y - 0.78 * u))  # fmt: skip
        c.blob(x + 0.0 * u, y - 0.90 * u, 0.068 * u, 0.085 * u)
        c.poly((x - 0.10 * u, y - 0.93 * u), (x + 0.08 * u, y - 0.95 * u), (x + 0.06 * u, y - 1.0 * u),
               (x - 0.05 * u, y - 1.0 * u))  # fmt: skip
        c.curve(0.07 * u, (x - 0.10 * u, y - 0.74 * u), (x - 0.20 * u, y - 0.60 * u), (x - 0.19 * u, y - 0.64 * u),
                (x - 0.09 * u, y - 0.80 * u))  # fmt: skip
