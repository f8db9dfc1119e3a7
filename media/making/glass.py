"""Rain on a window pane: beads that hold a small inverted picture, and drops that run."""

import math

import numpy as np
from numba import njit

from .film import FPS, HEIGHT, WIDTH
from .noise import f32, rng, smooth, spectral, tiled

ONE = f32(1)


@njit(fastmath=True, cache=True)
def _bilinear(p, iy, ix, gx, gy, c):
    return (p[iy, ix, c] * (1 - gx) + p[iy, ix + 1, c] * gx) * (1 - gy) + (
        p[iy + 1, ix, c] * (1 - gx) + p[iy + 1, ix + 1, c] * gx
    ) * gy


@njit(fastmath=True, cache=True)
def look_through(img, back, sharp, nx, ny, mask, mist, ox, oy, veil):
    """Through the pane at `back` (a third of the size, out of focus); drops show `sharp`, mist mixes in `veil`."""
    h, w = img.shape[1], img.shape[2]
    bh, bw = back.shape[0], back.shape[1]
    k = f32(1 / 3)
    for y in range(h):
        for x in range(w):
            m = mask[y, x]
            fx = x * k + ox
            fy = y * k + oy
            ix = int(fx)
            iy = int(fy)
            gx = fx - ix
            gy = fy - iy
            g = mist[y, x]
            for c in range(3):
                img[c, y, x] = _bilinear(back, iy, ix, gx, gy, c) * (1 - g) + veil[iy >> 3, ix >> 3, c] * g
            if m > f32(0.004):
                dx = nx[y, x]
                dy = ny[y, x]
                u = min(max(fx - dx * f32(95), f32(0)), f32(bw - 2))
                v = min(max(fy - dy * f32(105) - 8, f32(0)), f32(bh - 2))
                iu = int(u)
                iv = int(v)
                gu = u - iu
                gv = v - iv
                rim = min(max(f32(1.15) - (dx * dx + dy * dy) * f32(0.95), f32(0.30)), ONE)
                for c in range(3):
                    img[c, y, x] = img[c, y, x] * (1 - m) + m * rim * _bilinear(sharp, iv, iu, gu, gv, c)


@njit(fastmath=True, cache=True)
def stamp(nx, ny, mask, cx, cy, r, aspect, wobble):
    """One drop: a teardrop of normals."""
    h, w = mask.shape
    for y in range(max(0, int(cy - r * aspect - 2)), min(h, int(cy + r * aspect + 3))):
        for x in range(max(0, int(cx - r - 2)), min(w, int(cx + r + 3))):
            dy = (y - cy) / (r * aspect)
            dx = (x - cx) / r
            dx = dx * (1 + wobble * dy) + 0.12 * wobble * math.sin(dy * 3 + wobble * 9)
            if dy < 0:
                dx = dx * (1 - 0.35 * dy * (aspect - 1))  # narrower above
            d = math.sqrt(dx * dx + dy * dy)
            a = (1 - d) * r / 1.3 + 0.5
            if a > 0:
                a = min(a, 1.0)
                if a > mask[y, x] * 0.6:
                    nx[y, x] = dx * d
                    ny[y, x] = dy * d
                    mask[y, x] = max(mask[y, x], f32(a))


@njit(cache=True)
def _wipe(mist, cx, y0, y1, r, amount):
    h, w = mist.shape
    for y in range(max(0, int(y0)), min(h, int(y1) + 1)):
        for x in range(max(0, int(cx - r * 2)), min(w, int(cx + r * 2) + 1)):
            d = (x - cx) / r
            mist[y, x] *= 1 - amount * math.exp(-d * d * d * d)


class Pane:
    """A wet pane. Running drops are the one simulation in the film: they step from frame 0, always the same."""

    def __init__(self, seed, *, beads=5200, drops=520, large=64, running=17, mist=0.17):
        r = rng(seed)
        self.seed = seed
        nx, ny, mask = (np.zeros((HEIGHT, WIDTH), f32) for _ in range(3))
        n = tiled(spectral(1024, 2048, 2.4, seed + 1, lo=2), HEIGHT, WIDTH)
        yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH].astype(f32)
        fog = mist + 0.085 * n + 0.30 * smooth(700, 1080, yy)
        fog = fog + 0.18 * smooth(420, 0, xx) + 0.28 * smooth(1500, 1900, xx)
        fine = np.clip(0.5 + 0.5 * spectral(1024, 1024, 0.4, seed + 2, lo=90), 0, 1)
        fog = np.clip(fog, 0.03, 0.86).astype(f32) * (1 - 0.13 * tiled(fine, HEIGHT, WIDTH))
        for count, size, shape, scale, aspect, wob in (
            (beads, 0.9, 1.1, 0.8, (0.95, 1.2), 0.1), (drops, 3, 1.4, 2.0, (1.0, 1.35), 0.16),
            (large, 7, 2.0, 2.4, (1.1, 1.6), 0.14),
        ):  # fmt: skip
            for _ in range(count):
                stamp(nx, ny, mask, r.random() * WIDTH, r.random() * HEIGHT, size + r.gamma(shape, scale),
                      r.uniform(*aspect), r.normal(0, wob))  # fmt: skip
        self._dry = (nx, ny, mask, fog)
        self._runs = [
            {"x": r.uniform(120, 1800), "y0": r.uniform(-700, 500), "v": r.uniform(60, 210), "r": r.uniform(6.5, 11),
             "ph": r.random() * 9, "st": r.uniform(0.6, 1.6)} for _ in range(running)
        ]  # fmt: skip
        self._at = None

    def _start(self):
        self.nx, self.ny, self.mask, self.mist = (a.copy() for a in self._dry)
        self._r = rng(self.seed + 3)
        self._y = [d["y0"] for d in self._runs]
        self._at = -1

    @staticmethod
    def _x(d, y):
        return d["x"] + 9 * math.sin(y / 83.0 + d["ph"]) + 4 * math.sin(y / 31.0 + d["ph"] * 3)

    def advance(self, index):
        """Step the drops to frame `index`."""
        if self._at is None or self._at > index:
            self._start()
        while self._at < index:
            self._at += 1
            self._step(self._at / FPS)

    def _step(self, t):
        self.mist += (self._dry[3] - self.mist) * f32(0.004)
        for i, d in enumerate(self._runs):
            g = math.sin(t * 1.3 * d["st"] + d["ph"]) + 0.6 * math.sin(t * 3.1 * d["st"] + d["ph"] * 2)
            speed = d["v"] * max(0, g) ** 1.6 * 1.3 + 3
            y, r = self._y[i], d["r"]
            y2 = y + speed / FPS
            x = self._x(d, y2)
            if -20 < y < HEIGHT + 20:
                rows = slice(max(0, int(y - r * 2 - 2)), max(0, int(y2 - r * 0.4)))
                cols = slice(max(0, int(x - r * 1.1)), min(WIDTH, int(x + r * 1.1) + 1))
                if speed > 20:
                    self.mask[rows, cols] *= 0.25
                _wipe(self.mist, x, y - r, y2, r * 0.95, 0.75)
                if speed > 20 and self._r.random() < 0.25:  # it leaves beads behind
                    size = self._r.uniform(1.0, 2.8)
                    stamp(self.nx, self.ny, self.mask, x + self._r.normal(0, 1.5), y - r * 2.2, size, 1.3, 0.0)
            self._y[i] = -30.0 if y2 > HEIGHT + 60 else y2

    def show(self, img, back, sharp, ox, oy, veil):
        """The view through the pane; the heads of the running drops are there for this frame only."""
        saved = []
        for d, y in zip(self._runs, self._y, strict=True):
            r, x = d["r"], self._x(d, y)
            box = (slice(max(0, int(y - r * 2.4)), max(0, min(HEIGHT, int(y + r * 2.4)))),
                   slice(max(0, int(x - r * 1.6)), min(WIDTH, int(x + r * 1.6))))  # fmt: skip
            if box[0].stop > box[0].start:
                saved.append((box, self.nx[box].copy(), self.ny[box].copy(), self.mask[box].copy()))
                self.mask[box] *= 0.5
                stamp(self.nx, self.ny, self.mask, x, y, r, 1.45, 0.06 * math.sin(d["ph"]))
        look_through(img, back, sharp, self.nx, self.ny, self.mask, self.mist, f32(ox), f32(oy), veil)
        for box, a, b, m in reversed(saved):
            self.nx[box], self.ny[box], self.mask[box] = a, b, m
