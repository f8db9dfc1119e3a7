"""A Chinese city seen from hiding, through rain on glass."""

import math

import cv2
import numpy as np

from making.canvas import Canvas
from making.film import FPS, HEIGHT, ROWS, Layer, Scene
from making.glass import Pane
from making.noise import blur, f32, lin, rng, smooth, spectral, spectral_line, tiled
from making.sound import Bed

SODIUM = np.array([1.0, 0.52, 0.17], f32)
SIZE = (900, 420)  # px of the city: it is never in focus, a third of the size is enough


def skyline(seed, sky, floor=290, lamps=26):
    """Towers in four depths with a few lit windows, street lamps below; linear light, float32[h, w, 3]."""
    r = rng(seed)
    w, h = SIZE
    stops = [0, 150, floor]
    im = np.empty((h, w, 3), f32)
    im[:] = np.stack([np.interp(np.arange(h), stops, [c[k] for c in sky]) for k in range(3)], 1)[:, None]
    haze, ink = lin(74, 77, 82), lin(9, 12, 16)
    for depth in range(4):
        x = -20
        f = (0.72, 0.45, 0.22, 0.07)[depth]
        while x < w:
            wide = int(r.integers(18, 46) * (1 + depth * 0.45))
            top = max(int(floor - r.gamma(3.0, 22) * (1 + 0.25 * depth) - 20 + depth * 22), 112)
            if r.random() < 0.16:
                x += wide // 2
                continue
            im[top:, max(0, x) : x + wide] = haze * f + ink * (1 - f)
            if r.random() < 0.3:
                im[top - int(r.integers(3, 12)) : top, max(0, x + wide // 3) : max(0, x + wide // 3) + 3] = haze * f
            _windows(im, r, x, top, wide, depth)
            x += wide + int(r.integers(0, 10))
    for _ in range(lamps):
        x, y = r.random() * w, r.uniform(318, 350)
        colour = SODIUM * np.array([1, r.uniform(0.85, 1.1), r.uniform(0.6, 1.3)]) * (r.gamma(2.0, 5.0) + 3) * 0.55
        cv2.circle(im, (int(x), int(y)), 2, tuple(float(v) for v in colour), -1, cv2.LINE_AA)
    return im


def _windows(im, r, x, top, wide, depth):
    h, w = im.shape[:2]
    across, down, share = max(2, wide // (4 + depth)), max(3, (330 - top) // (6 + depth)), r.uniform(0.02, 0.15)
    for i in range(across):
        for j in range(down):
            if r.random() >= share:
                continue
            px, py = int(x + 2 + i * (wide - 3) / across), top + 4 + j * (6 + depth)
            if 0 <= px < w - 3 and py < h - 3:
                k, size = r.random(), 2 + depth // 2
                colour = SODIUM if k < 0.80 else np.array([1, 0.74, 0.44]) if k < 0.975 else np.array([0.55, 0.75, 1.0])
                im[py : py + size, px : px + size] += (colour * r.gamma(1.6, 0.35) * (0.35 + 0.35 * depth)).astype(f32)


def through_lens(im, radius):
    """Disc blur, as a lens does it; in linear light lamps become discs by themselves."""
    d = int(radius * 8) | 1
    k = cv2.circle(np.zeros((d, d), f32), (d // 2, d // 2), int(radius * 4), 1.0, -1, cv2.LINE_AA)
    k = cv2.resize(k, (int(radius * 2) | 1, int(radius * 2) | 1), interpolation=cv2.INTER_AREA)
    return cv2.filter2D(im, -1, k / k.sum(), borderType=cv2.BORDER_REPLICATE)


class Behind(Scene):
    """What every picture behind a wet pane does; figures below are what they change."""

    seed, exposure, vignette = 33, 1.65, 0.30
    city_seed = 7
    sky_colours = (lin(14, 20, 28), lin(38, 46, 56), lin(84, 84, 86))
    focus_on_glass = (1.2, 3.4)  # s: when focus comes from the city to the pane; once
    blurs = (3.2, 7.8)
    bars: tuple[tuple[int, int, int, int], ...] = ()
    pane_figures: dict[str, float] = {}  # noqa: RUF012  # read only
    bed = Bed(wind=0.10, rain=0.5, city=0.5, tone=0.10, tone_at=((0, 0.3),), seed=33)

    def build(self):
        self.view = skyline(self.city_seed, self.sky_colours)
        self.pane = Pane(self.seed, **self.pane_figures)
        c = Canvas(2200, 1240)
        for bar in self.bars:
            c.rectangle(*bar)
        c.fill()
        a = blur(c.mask(), 3.2)
        edge = np.clip(np.gradient(a, axis=1) * 3, 0, 1) + np.clip(np.gradient(a, axis=0) * 4, 0, 1) * 0.7
        g = tiled(spectral(1024, 1024, 1.8, 15, ax=3.0, ay=0.4, lo=2), 1240, 2200)
        self.frame_layer = Layer(a, a * (0.10 + 0.02 * g) + blur(edge, 2.5) * 0.55, 2.2, oy=80,
                                 tint=lin(96, 84, 72) * f32(0.20), fog=lin(5, 6, 8))  # fmt: skip

    def camera(self, t):
        return self.held(t, 5, 16), self.held(t, 6, 8) + 2.5 * self.wave(t, 1.5)

    def outside(self, _t):
        """The city at a time."""
        return self.view

    def draw(self, t):
        cam = self.camera(t)
        im = self.outside(t)
        rack = smooth(*self.focus_on_glass, t)
        back = np.ascontiguousarray(through_lens(im, self.blurs[0] + (self.blurs[1] - self.blurs[0]) * rack), f32)
        w, h = SIZE
        veil = cv2.resize(back, (w // 4, h // 4), interpolation=cv2.INTER_AREA)
        veil = cv2.resize(cv2.GaussianBlur(veil, (0, 0), 11), (w // 8 + 2, h // 8 + 2)) * f32(1.05)
        self.pane.advance(round(t * FPS))
        self.pane.show(self.img, back, cv2.GaussianBlur(im, (0, 0), 1.3), 110 + cam[0] / 6, 26 + cam[1] / 6, veil)
        self.put(self.frame_layer, cam)
        self.front(t, cam)

    def front(self, t, cam):
        """What is on our side of the pane."""


class City(Behind):
    """First person, behind a curtain: focus comes from the city to the drops, 2 to 4.5 s; from 5.4 s a train passes;
    then windows go dark, one after the other."""

    seconds, moment, focus = 22.0, 6.5, 0.60
    focus_on_glass = (2.0, 4.5)
    bars = ((0, 0, 250, 1240), (1850, 0, 400, 1240), (0, 0, 2200, 96), (0, 1110, 2200, 200), (1210, 0, 34, 1240))
    bed = Bed(wind=0.10, rain=0.5, city=0.5, tone_at=((0, 0.2), (7, 0.5), (14, 0.2), (20, 0.9), (22, 0.7)), seed=34)

    def build(self):
        super().build()
        r = rng(4)
        cars = np.zeros((26, 1500, 3), f32)
        body = np.zeros((26, 1500), f32)
        for k in range(10):
            x = k * 150
            body[3:24, x + 2 : x + 147] = 1
            cars[3:24, x + 2 : x + 147] = lin(16, 19, 24)
            for j in range(7):
                if r.random() < 0.95:
                    cars[8:15, x + 10 + j * 19 : x + 20 + j * 19] += np.array([1.0, 0.66, 0.32]) * r.uniform(1.3, 2.2)
        self.cars, self.body = cv2.blur(cars, (5, 1)), cv2.blur(body, (5, 1))[..., None]
        w = 2400
        x = np.arange(w)
        fold = spectral_line(w, 2.2, 44, lo=14, hi=60)
        y = np.arange(1300)[:, None]
        edge = 640 + 70 * np.sin(y / 420.0 + 0.4) + 0.14 * (y - 500) + 10 * np.sin(y / 95.0)
        a = smooth(10, -10, x[None] - edge)
        shine = np.interp(x[None] + 0.10 * (y - 600) * (x[None] / 700.0), x, fold)
        weave = tiled(spectral(1024, 1024, 0.8, 46, lo=60), 1300, w)
        thin = np.exp(-np.clip(edge - x[None], 0, None) / 150.0)
        p = a * np.clip(0.13 + 0.10 * shine + 0.03 * weave + thin * (0.5 + 0.35 * shine), 0.02, 3)
        self.curtain = Layer(blur(a, 5.5), blur(p.astype(f32), 4.0), 1.1, oy=110, tint=lin(92, 70, 52) * f32(0.30),
                             fog=lin(4, 5, 7) * f32(0.7))  # fmt: skip
        bright = self.view.max(2)
        bright[300:] = 0  # street lamps stay
        ys, xs = np.nonzero(bright > 0.6 * bright.max())
        pick = rng(61).permutation(len(xs))[:14]
        self.late = [(int(xs[k]), int(ys[k])) for k in pick]
        self.hang = np.clip(ROWS / HEIGHT, 0, 1).astype(f32)

    def outside(self, t):
        im = self.view.copy()
        for k, (wx, wy) in enumerate(self.late):
            im[wy - 3 : wy + 5, wx - 3 : wx + 5] *= f32(1 - 0.94 * smooth(12.0 + 0.62 * k, 12.4 + 0.62 * k, t))
        w, y = im.shape[1], 278
        x = 1150 - (t - 3.4) * 205.0
        xi = math.floor(x)
        im[y + 24 : y + 28] = im[y + 24 : y + 28] * 0.35 + lin(12, 14, 18) * 0.65  # the viaduct
        a0, a1 = max(0, xi), min(w, xi + 1499)
        if a1 > a0:
            cut = slice(a0 - xi, a1 - xi)
            im[y : y + 26, a0:a1] = im[y : y + 26, a0:a1] * (1 - self.body[:, cut]) + self.cars[:, cut] * 0.62
        for p in range(60, w, 84):
            im[y + 28 : y + 70, p : p + 6] = lin(12, 14, 18)
        return im

    def front(self, t, cam):
        """The curtain; the train's light runs over it."""
        pulse = 1 + 0.5 * smooth(4.5, 6.0, t) * (1 - smooth(10.0, 12.0, t)) * (0.8 + 0.2 * math.sin(t * 21))
        tint = self.curtain.tint
        self.curtain.tint = (tint * pulse).astype(f32)
        self.put(self.curtain, cam, shear=(self.hang * 9 * self.gust(t, 0.4, 0.7)).astype(f32))
        self.curtain.tint = tint


class CityLights(Behind):
    """Attract: the city through rain, nothing happens; it ends where it began."""

    seconds, loop, moment, focus, seed, city_seed = 10.0, True, 5.0, 0.45, 37, 19
    focus_on_glass = (-2.0, -1.0)
    blurs = (3.0, 5.2)
    bars = ((0, 0, 170, 1240), (2060, 0, 200, 1240), (0, 1150, 2200, 200), (760, 0, 30, 1240))
    bed = Bed(wind=0.08, rain=0.55, city=0.5, tone=0.05, seed=37)


class About(Behind):
    """A still: a small camera on the sill, before the city."""

    moment, seed, city_seed, focus = 2.0, 38, 23, 0.42
    focus_on_glass = (-2.0, -1.0)
    blurs = (3.0, 6.4)
    bars = ((0, 0, 200, 1240), (0, 1080, 2200, 240), (1500, 0, 34, 1240))

    def build(self):
        super().build()
        c = Canvas(1000, 700, 3)
        c.rectangle(180, 250, 520, 300)
        c.rectangle(330, 190, 210, 70)
        c.rectangle(230, 226, 60, 30)
        c.fill()
        c.blob(435, 410, 138, 138)
        c.curve(16, (190, 300), (20, 330), (60, 560), (230, 556))
        c.curve(16, (690, 300), (860, 380), (800, 560), (880, 575))
        a = blur(c.mask(), 1.6)
        c = Canvas(1000, 700, 3)
        c.set_line_width(5)
        for q in (132, 104, 70):
            c.new_sub_path()
            c.arc(435, 410, q, 2.6, 5.4)
            c.stroke()
        c.line(4, (186, 262), (690, 262))
        c.line(5, (334, 196), (536, 196))
        lines = blur(c.mask(), 1.2)
        n = tiled(spectral(512, 512, 1.4, 9, lo=6), 700, 1000)
        self.camera_layer = Layer(a, a * (0.05 + 0.012 * n) + lines * 0.16, 1.8, ox=-330, oy=-432,
                                  tint=lin(150, 124, 100) * f32(0.35), fog=lin(4, 5, 6))  # fmt: skip

    def front(self, _t, cam):
        self.put(self.camera_layer, cam)


class Film3(About):
    """The film's third place: the camera on the sill, rain, a train's light goes by from 6 to 10 s."""

    seconds, moment, seed = 15.0, 3.0, 38
    bed = Bed(wind=0.10, rain=0.45, city=0.5, tone=0.04, seed=41)

    def exposed(self, t):
        return self.exposure * (1 + 0.10 * smooth(5.5, 7.5, t) * smooth(11.0, 8.5, t))
