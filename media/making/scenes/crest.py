"""A slope with a path and walkers on its crest: through snow with a lantern, at dawn on the road south, on a ridge."""

import math

import cv2
import numpy as np

from making.canvas import Canvas
from making.figures import walker
from making.film import HEIGHT, ROWS, WARM, WIDTH, Layer, Scene, bump, kernels, rows, snowfall
from making.land import heightmap, mountain_range, relief
from making.noise import blur, f32, lin, rng, smooth, spectral, spectral_line, tiled
from making.plants import firs
from making.sound import Bed

HORIZON = 430
SLOPE = (2600, 760)


def _at_the_edges(r):
    """Where the near firs stand: left and right, never before the walkers."""
    return (r.random() ** 1.4 * 0.20 if r.random() < 0.6 else 0.80 + 0.08 * r.random()) * 2900


class Crest(Scene):
    """Snow on a mountain crest. `party` are (place, height, bundle, lean), the first carries the lantern."""

    seed, exposure, vignette = 22, 1.55, 0.40
    seconds, moment, focus = 14.0, 6.0, 0.60
    zenith, middle, horizon = lin(26, 34, 45), lin(58, 70, 83), lin(104, 119, 133)
    snowlight = lin(125, 138, 150)
    hills_seed, slope_seed = 77, 81
    party = ((1470, 97, False, 0.13), (1375, 101, True, 0.17), (1288, 78, False, 0.15))
    pace = 15.0
    step_rate = 0.46
    lantern = 1.0
    snowing = 1.0
    spindrift = 1.0
    glow_at: tuple[float, float] | None = None  # where dawn comes from
    firs_near = True
    bed = Bed(wind=0.46, snow=0.05, tone=0.12, tone_at=((0, 0.3), (14, 0.5)), seed=22)

    def build(self):
        hz = self.horizon
        self.far = self.sky(((0, self.zenith), (HORIZON * 0.7, self.middle), (HORIZON + 60, hz), (HEIGHT, hz)), 3,
                            tooth=0.12, depth=60)  # fmt: skip
        heights = heightmap(self.hills_seed, ridge=0.9)
        shades = relief(heights, 120, 2.5, 0.46, 5, rock=0.56)
        spec = (
            ((7600, 11500), 560, 30.0, 0.45, (0.60, 0.96), (-150, 80), (3000, 300), 0.9),
            ((4600, 7400), 760, 18.0, 0.62, (0.34, 0.88), (-90, 130), (5200, 2400), 0.7),
            ((2900, 4700), 960, 10.0, 0.80, (0.14, 0.74), (-40, 190), (1500, 5200), 0.6),
        )
        self.ranges = []
        for z, eye, depth, tone, fogs, (y0, y1), (cx, cz), soften in spec:
            a, p = mountain_range(heights * 1150, shades, z=z, eye=eye, horizon=HORIZON + 30, cx=cx, cz=cz,
                                  soften=soften, cell=14.0, floor=200.0, size=(4400, 2300))  # fmt: skip
            t = self.snowlight * f32(tone)
            tint = rows((0, t), (HORIZON + y0 - 60, t), (HORIZON + y1 - 40, t * 0.12), (HEIGHT, t * 0.05))
            fog = rows(
                (0, hz * fogs[0]), (HORIZON + y0, hz * fogs[0]), (HORIZON + y1, hz * fogs[1]), (HEIGHT, hz * fogs[1])
            )
            self.ranges.append(Layer(a, p, depth, oy=25, tint=tint, fog=fog))
        self.spur = self._spur()
        self.slope = self._slope()
        if self.firs_near:
            t = firs(2900, 1400, 9, 91, (700, 1300), where=_at_the_edges, ground=lambda _x: 1400)
            t = blur(t, 9)
            self.near = Layer(
                t, t * 0.4, 1.35, ox=430, oy=-(HEIGHT - 1325), tint=self.middle * f32(0.2), fog=lin(5, 7, 9)
            )
        self.weather = snowfall()
        y = ROWS.astype(f32) - HORIZON
        self.mists = [0.60 * bump(y, 60, 80), 0.66 * bump(y, 165, 72), 0.46 * bump(y, 270, 80),
                      0.78 * bump(y, 210, 85) + 0.12 * bump(y, 70, 120)]  # fmt: skip
        self.drift = ((0.08 + 0.12 * bump(y, 370, 170)) * smooth(110, 260, y)).astype(f32)
        self.root = np.clip((HEIGHT - ROWS) / 900.0, 0, 2).astype(f32)

    def _spur(self):
        """The forested shoulder behind the slope."""
        w = 2500
        wave = spectral_line(w, 2.8, 71, lo=1) * 26
        xs = np.arange(w) / w
        top = 330 + wave - 190 * smooth(0.45, 1.0, xs) + 40 * smooth(0.0, 0.3, 1 - xs)
        trees = firs(w, 900, 240, 51, (60, 150), where=lambda r: r.random() ** 0.8 * (w - 1),
                     ground=lambda x: top[int(x)] + 8 + rng(int(x * 7)).random() * 60)  # fmt: skip
        land = blur((np.mgrid[0:900, 0:w][0] > top[None]).astype(f32), 1.0)
        n = tiled(spectral(1024, 1024, 2.0, 61, ay=0.5, lo=3), 900, w)
        shade = land * (1 - trees) * (0.5 + 0.11 * n) + trees * 0.06
        fog = rows(
            (0, self.horizon * 0.10),
            (620, self.horizon * 0.10),
            (860, self.horizon * 0.5),
            (HEIGHT, self.horizon * 0.5),
        )
        return Layer(np.maximum(land, trees), shade, 5.5, oy=-300, tint=self.snowlight * f32(0.56), fog=fog)

    def _slope(self):
        w, h = SLOPE
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        x1 = xx[:1] / w
        top = 215 - 130 * bump(x1, 0.10, 0.20) + 120 * x1 - 66 * bump(x1, 0.78, 0.16)
        self.top = (top + spectral_line(w, 3.0, self.slope_seed, lo=2)[None] * 9)[0].astype(f32)
        below = yy - self.top[None]
        n = tiled(spectral(1024, 2048, 3.1, 82, ax=2.2, ay=0.6, lo=3), h, w)
        fine = tiled(spectral(1024, 2048, 1.8, 83, ax=2.4, ay=0.6, lo=50), h, w)
        path, feet = self._path(w, h)
        lee = np.gradient(path, axis=1) * 6 + np.gradient(path, axis=0) * 5
        p = (0.66 + 0.055 * n + 0.020 * fine) * (1 - 0.17 * path) - 0.10 * lee
        p += -0.24 * feet + 0.10 * np.roll(feet, -3, 0) * (1 - feet)
        p = p * (0.62 + 0.38 * smooth(-5, 210, below) - 0.10 * smooth(200, 560, below)) + 0.20 * bump(below, 0, 7)
        a = smooth(-1.2, 1.2, below)
        t = self.snowlight
        tint = rows((0, t * 0.70), (640, t * 0.66), (HEIGHT, t * 0.42))
        return Layer(a, a * np.clip(p, 0.05, 2), 2.6, oy=-(HEIGHT - 690), tint=tint, fog=self.horizon * f32(0.02))

    def _path(self, w, h):
        """The trodden way up to the crest, and the footprints in it."""
        ends = [(0.34 * w, h + 20), (0.56 * w, 470), (0.16 * w, 360), (0.385 * w, self.top[int(0.385 * w)] + 13)]
        pts = []
        for k in range(240):
            u = k / 239
            weights = ((1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3)
            pts.append(tuple(sum(c * e[axis] for c, e in zip(weights, ends, strict=True)) for axis in (0, 1)))
        for k in range(1, 240):
            x = 0.385 * w + k * 0.30 * w / 240
            pts.append((x, self.top[int(x)] + 13 - 9 * (k / 240)))
        wide = [2.2 + max(0, y - self.top[int(np.clip(x, 0, w - 1))]) * 0.085 for x, y in pts]
        c = Canvas(w, h)
        feet = np.zeros((h, w), f32)
        r, gone, side = rng(6), 0.0, 1
        for (x0, y0), (x1, y1), wd in zip(pts[:-1], pts[1:], wide[:-1], strict=True):
            c.line(wd * 1.5, (x0, y0), (x1, y1))
            gone += math.hypot(x1 - x0, (y1 - y0) * 2.2)
            if gone > wd * 0.62 + 1.5:
                gone, side = 0.0, -side
                for _ in range(2):
                    at = (
                        int((x0 + side * wd * 0.26 + r.normal(0, wd * 0.09)) * 8),
                        int((y0 + r.normal(0, wd * 0.05)) * 8),
                    )
                    size = (int((0.6 + wd * 0.12) * 8), int((0.5 + wd * 0.085) * 8))
                    cv2.ellipse(feet, at, size, 0, 0, 360, 1.0, -1, cv2.LINE_AA, 3)
        return blur(c.mask(), 2.2), blur(feet, 0.9) * 0.9

    def camera(self, t):
        return self.held(t, 3, 22) + self.creep(t, 7), self.held(t, 4, 9) + 3 * self.wave(t, 5.34)

    def draw(self, t):
        cam, hz = self.camera(t), self.horizon
        self.put(self.far, cam)
        if self.glow_at:
            self.dawn(t, cam)
        self.put(self.ranges[0], cam)
        self.mist(t, self.mists[0], hz * 0.98, speed=16, contrast=0.30, seed=50, cam=cam, depth=25)
        self.put(self.ranges[1], cam)
        self.fall(0, t, cam, 0.22)
        self.mist(t, self.mists[1], hz * 0.86, speed=26, contrast=0.36, seed=400, cam=cam, depth=14)
        self.put(self.ranges[2], cam)
        self.mist(t, self.mists[2], hz * 0.74, speed=38, contrast=0.42, seed=800, cam=cam, depth=8)
        self.put(self.spur, cam)
        self.mist(t, self.mists[3], hz * 0.80, speed=60, contrast=0.42, seed=1300, cam=cam, depth=4)
        self.beyond(t, cam)
        self.put(self.slope, cam)
        self.walkers(t, cam)
        if self.spindrift:
            d = self.drift * f32(self.spindrift * (0.9 + 0.5 * self.held(t, 9, 1.0)))
            self.mist(t, d, hz * 0.62, speed=330, contrast=0.85, seed=210, cam=cam, depth=2.6)
        self.fall(1, t, cam, 0.5)
        self.fall(2, t, cam, 0.42)
        if self.firs_near:
            self.put(self.near, cam, shear=(self.root**1.7 * 16 * self.gust(t, 3.1)).astype(f32))
        self.fall(3, t, cam, 0.13)

    def beyond(self, t, cam):
        """What is behind the slope and before the hills."""

    def dawn(self, t, cam):
        """Warm light behind the ranges; it grows with the clip."""
        x, y = self.glow_at[0] - cam[0] / 40, self.glow_at[1] - cam[1] / 40
        up = smooth(0, self.seconds * 1.1, t)
        kernels.glow(self.img, x, y, 170.0, WARM * f32(0.30 + 0.55 * up), 0.55, 1.6, 1.25)
        kernels.glow(self.img, x, y, 34.0, WARM * f32(0.25 + 1.0 * up), 0.7, 1.4, 1.3)

    def fall(self, k, t, cam, alpha):
        """Snow at depth k."""
        if self.snowing:
            self.weather[k].draw(self, t, cam, alpha * self.snowing)

    def walkers(self, t, cam):
        """The party on the crest, its lantern's pool on the snow, and their shadows in it."""
        if not self.party:
            return
        ox, oy = self.slope.ox + cam[0] / 2.6, self.slope.oy + cam[1] / 2.6
        feet = []
        for place, tall, _, _ in self.party:
            x = place + t * self.pace
            feet.append((x - ox, float(np.interp(x, np.arange(SLOPE[0]), self.top)) - oy + 3, tall))
        tallest = max(f[2] for f in feet)
        w, h = int(max(f[0] for f in feet) - min(f[0] for f in feet) + tallest * 3), int(tallest * 2.3)
        x0, y0 = int(min(f[0] for f in feet) - tallest * 1.5), int(min(f[1] for f in feet) - tallest * 1.7)
        c = Canvas(w, h, 3)
        lamp = (0.0, 0.0)
        for i, ((x, y, tall), (_, _, bundle, lean)) in enumerate(zip(feet, self.party, strict=True)):
            hang = walker(c, x - x0, y - y0, tall, t * 2 * math.pi * self.step_rate + i * 2.1, bundle=bundle, lean=lean,
                          lantern=i == 0 and self.lantern > 0)  # fmt: skip
            if i == 0:
                lamp = (hang[0] + x0 + 1.5 * math.sin(t * 5.1), hang[1] + y0)
        mask = blur(c.mask(), 0.55)
        flame = self.lantern * (1 + 0.05 * math.sin(t * 9.1) + 0.04 * math.sin(t * 14.3 + 1))
        if self.lantern:
            self._pool(feet, lamp, flame, (x0, y0, w, h), ox, oy)
        xs, ys = slice(max(0, x0), min(WIDTH, x0 + w)), slice(max(0, y0), min(HEIGHT, y0 + h))
        mask = mask[ys.start - y0 : ys.stop - y0, xs.start - x0 : xs.stop - x0]
        near = np.hypot(np.arange(xs.start, xs.stop)[None] - lamp[0], np.arange(ys.start, ys.stop)[:, None] - lamp[1])
        rim = np.clip(mask - np.roll(mask, -2, 1), 0, 1) * np.exp(-((near / 48) ** 2)) * min(self.lantern, 1)
        box = self.img[:, ys, xs]
        box *= 1 - mask
        box += mask * (self.horizon * f32(0.022) + lin(6, 7, 8))[:, None, None] + rim * WARM[:, None, None] * f32(0.20)
        if self.lantern:
            kernels.glow(self.img, lamp[0], lamp[1], 1.7, WARM * f32(9 * flame), 1.0, 0.85, 1.5)
            kernels.glow(self.img, lamp[0], lamp[1], 24.0, WARM * f32(0.26 * flame), 1.0, 1.0, 1.15)

    def _pool(self, feet, lamp, flame, box, ox, oy):
        x0, y0, w, h = box
        xs, ys = slice(max(0, x0 - 200), min(WIDTH, x0 + w + 200)), slice(max(0, y0 - 120), min(HEIGHT, y0 + h + 240))
        part = self.img[:, ys, xs]
        gy = np.arange(ys.start, ys.stop, dtype=f32)[:, None]
        gx = np.arange(xs.start, xs.stop, dtype=f32)[None]
        px, py, _ = feet[0]
        dx, dy = gx - lamp[0], (gy - (py + 3)) * 2.6
        pool = 1 / (1 + (dx * dx + dy * dy) / 46.0**2) ** 1.7
        crest = self.top[np.clip((gx[0] + ox).astype(int), 0, self.top.size - 1)][None] - oy
        lit = smooth(-3, 5, gy - crest)
        for qx, qy, tall in feet:
            vx, vy = qx - lamp[0], (qy - py) * 2.6 + (14.0 if qx < px - 5 else 40.0)
            d = math.hypot(vx, vy) + 1e-3
            vx, vy = vx / d, vy / d
            s = (gx - qx) * vx + (gy - qy) * 2.6 * vy
            e = ((gx - qx) * vy - (gy - qy) * 2.6 * vx) / (tall * 0.13 + np.maximum(s, 0) * 0.12)
            lit = lit * (1 - 0.8 * np.exp(-e * e) * smooth(-4, 10, s))
        part *= 1 + WARM[:, None, None] * (pool * lit * f32(9 * flame))[None]


class Snow(Crest):
    """Three on the crest in snow, a lantern; they come to where somebody stands and waits."""

    seconds, moment = 22.0, 9.0
    bed = Bed(wind=0.46, snow=0.05, tone=0.12, tone_at=((0, 0.3), (14, 0.4), (22, 0.7)), seed=22)

    def walkers(self, t, cam):
        super().walkers(t, cam)
        ox, oy = self.slope.ox + cam[0] / 2.6, self.slope.oy + cam[1] / 2.6
        x = 1985.0 - ox
        y = float(np.interp(1985.0, np.arange(SLOPE[0]), self.top)) - oy + 4
        self.figure(lambda c, px, py: walker(c, px, py, 98, 0.12 + 0.05 * math.sin(t * 0.7), lean=0.03), x, y, 98,
                    self.horizon * f32(0.024) + lin(6, 7, 8))  # fmt: skip


class RoadSouth(Crest):
    """A mountain path before sunrise; the sky behind the ranges grows warm. Two walkers, no snow falling."""

    seconds, moment, focus, seed, exposure = 18.0, 12.0, 0.40, 23, 1.35
    zenith, middle, horizon = lin(40, 54, 74), lin(96, 106, 120), lin(182, 154, 132)
    snowlight = lin(104, 104, 104) * f32(0.9)
    hills_seed, party, lantern, snowing, spindrift = (
        78,
        ((1010, 88, True, 0.12), (925, 84, False, 0.10)),
        0.0,
        0.0,
        0.25,
    )
    glow_at, pace = (1240.0, 395.0), 15.0
    bed = Bed(wind=0.34, tone=0.03, steps=tuple(0.5 + 1.1 * k for k in range(16)), step_in="mud", seed=23)


class MountainRoad(Crest):
    """The film, second landscape: a mountain road at nightfall, one pair of headlamps far along it."""

    seconds, moment, focus, seed, exposure = 16.0, 5.0, 0.38, 24, 1.5
    zenith, middle, horizon = lin(44, 56, 74), lin(84, 98, 116), lin(138, 144, 152)
    hills_seed, party, snowing, spindrift, firs_near, slope_seed = 92, (), 0.35, 0.4, False, 181
    bed = Bed(wind=0.4, tone=0.04, seed=24)

    def beyond(self, t, cam):
        """A car comes along the spur's foot, its lamps in the mist."""
        x, y = 420 + 46 * t - cam[0] / 4, 596 + 7 * math.sin(t * 0.5) - cam[1] / 4
        for gap in (0, 9):
            kernels.glow(self.img, x + gap, y, 1.8, WARM * f32(6), 1.0, 1.0, 1.4)
        kernels.glow(self.img, x + 4, y, 24.0, WARM * f32(0.26), 0.6, 1.3, 1.15)
        kernels.beam(self.img, self.noise, x + 8, y, f32(0.99), f32(0.12), f32(330), f32(3), f32(0.10), WARM * f32(0.5),
                     700, t * 24, t * 5)  # fmt: skip


class Dragon(Crest):
    """A still: one man on a ridge path, from behind, before day."""

    moment, focus, seed, exposure = 2.0, 0.52, 25, 1.4
    zenith, middle, horizon = lin(34, 46, 62), lin(84, 94, 108), lin(160, 144, 134)
    hills_seed, party, lantern, snowing, spindrift = 79, ((1310, 170, True, 0.10),), 1.0, 0.4, 0.5
    firs_near, slope_seed, glow_at = False, 281, None


class People(Crest):
    """A still: five on the crest."""

    moment, focus, seed = 5.0, 0.55, 26
    hills_seed, slope_seed, snowing = 80, 381, 0.7
    party = ((1560, 100, False, 0.12), (1460, 104, True, 0.14), (1370, 74, False, 0.10), (1290, 98, False, 0.16),
             (1190, 102, True, 0.14))  # fmt: skip
