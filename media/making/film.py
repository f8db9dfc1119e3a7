"""The frame, the layers put into it, and the film look that takes it to 8 bit."""

import math

import cv2
import numpy as np

from . import kernels
from .canvas import Canvas
from .noise import blur, bump, f32, handheld, lin, rng, smooth, spectral

cv2.setNumThreads(1)  # two renders share the machine
WIDTH, HEIGHT, FPS = 1920, 1080, 30
ROWS = np.arange(HEIGHT)
NO_SHEAR = np.zeros(HEIGHT, f32)
WARM = np.array([1.0, 0.56, 0.22], f32)  # every picture's one lamp
NONE = np.zeros((HEIGHT, 3), f32)


def even(colour):
    """One colour for every row."""
    return np.repeat(np.asarray(colour, f32)[None], HEIGHT, 0)


def rows(*stops):
    """A colour per row from (row, colour) stops."""
    ys = [s[0] for s in stops]
    return np.stack([np.interp(ROWS, ys, [s[1][c] for s in stops]) for c in range(3)], 1).astype(f32)


class Layer:
    """A texture at a depth: cover, premultiplied shade, and a tint and a fog colour per screen row."""

    __slots__ = ("cover", "depth", "fog", "ox", "oy", "shade", "tint")

    def __init__(self, cover, shade, depth, *, tint, fog=None, ox=None, oy=0.0):
        self.cover = np.ascontiguousarray(cover, f32)
        self.shade = np.ascontiguousarray(shade, f32)
        self.depth = depth
        self.ox = (cover.shape[1] - WIDTH) / 2 if ox is None else ox
        self.oy = oy
        self.tint = tint if tint.ndim == 2 else even(tint)
        self.fog = NONE if fog is None else fog if fog.ndim == 2 else even(fog)


def _film_curve(n=16384):
    """Soft shoulder, a breath of base fog, then sRGB's transfer; indexed by the root of the light, 0..16."""
    x = (np.linspace(0, 1, n + 1) * 4) ** 2
    v = np.clip(1 - np.exp(-1.15 * x) + 0.0015, 0, 1)
    return np.where(v <= 0.0031308, 12.92 * v, 1.055 * v ** (1 / 2.4) - 0.055).astype(f32)


class Scene:
    """One picture. Subclasses set the figures, make textures in `build` and composite back to front in `draw`."""

    seconds = 10.0
    loop = False  # the end meets the start: periodic camera, and the rest cross-faded by the renderer
    seed = 1
    exposure = 1.6
    vignette = 0.36
    grain = 0.004
    crf = 30
    moment = 4.0  # the second the still picture shows
    focus = 0.5  # where the eye belongs, 0 left to 1 right: a portrait screen crops around it

    def __init__(self):
        self.img = np.zeros((3, HEIGHT, WIDTH), f32)
        self._lut = _film_curve()
        g = blur(rng(self.seed + 999).standard_normal((HEIGHT + 256, WIDTH + 256)).astype(f32), 0.85)
        self._grain = g / g.std()
        r = rng(self.seed + 998)
        d = (r.random((512, 512)) + r.random((512, 512)) - 1).astype(f32)
        self._dither = (d - blur(d, 1.5)) * f32(0.75)
        yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH].astype(f32)
        q = ((xx - WIDTH / 2) / (WIDTH * 0.62)) ** 2 + ((yy - HEIGHT * 0.5) / (HEIGHT * 0.72)) ** 2
        self._vignette = (1 / (1 + self.vignette * q) ** 2).astype(f32)
        self._planes = tuple(np.empty((HEIGHT // k, WIDTH // k), np.uint8) for k in (1, 2, 2))
        n = spectral(1024, 2048, 3.3, self.seed + 5, lo=2)
        self.noise = np.ascontiguousarray(np.concatenate([n, n[:, : WIDTH + 2]], 1))
        self.build()

    def build(self):
        """Make every texture, once."""
        raise NotImplementedError

    def draw(self, t):
        """Composite the frame at `t` seconds into `img`."""
        raise NotImplementedError

    def exposed(self, _t):
        """Exposure at a time; a picture in which the light changes overrides it."""
        return self.exposure

    def planes(self, index, t):
        """The frame in `img` as yuv420p bytes; the grain is seeded by its number."""
        r = rng(self.seed * 100003 + index)
        gx, gy, dx, dy = (int(v) for v in r.integers(0, 256, 4))
        y, u, v = self._planes
        kernels.grade(
            self.img, self._lut, self._vignette, self._grain, gx, gy, f32(self.grain), f32(self.exposed(t)),
            y, u, v, self._dither, dx, dy,
        )  # fmt: skip  # one line a group reads better than one an argument
        return y.tobytes() + u.tobytes() + v.tobytes()

    # --- movement -----------------------------------------------------------------------------------------------
    def held(self, t, seed, amp):
        """A slow handheld wander of `amp` px; periodic in a loop."""
        return handheld(t, seed, amp, self.seconds if self.loop else 0.0)

    def wave(self, t, rate, phase=0.0):
        """A sine of `rate` rad/s; in a loop the nearest rate that fits."""
        if self.loop:
            rate = max(1, round(rate * self.seconds / (2 * math.pi))) * 2 * math.pi / self.seconds
        return math.sin(t * rate + phase)

    def creep(self, t, speed, breadth=24.0):
        """A steady sideways creep in px; in a loop it goes there and back."""
        return breadth * math.sin(2 * math.pi * t / self.seconds) if self.loop else t * speed

    def gust(self, t, phase, rate=1.0):
        """Wind for one plane of plants, about −2..2."""
        return (
            self.wave(t, 0.9 * rate, phase)
            + 0.5 * self.wave(t, 1.7 * rate, phase * 2.3)
            + 0.7 * self.held(t, int(phase * 10) + 50, 1.0)
        )

    # --- compositing --------------------------------------------------------------------------------------------
    def put(self, lay, cam=(0.0, 0.0), *, gain=1.0, shear=None, dx=0.0, dy=0.0, zoom=1.0, about=(960, 540)):
        """Lay one layer over the frame, shifted by the camera over its depth."""
        ox, oy = float(lay.ox + cam[0] / lay.depth + dx), float(lay.oy + cam[1] / lay.depth + dy)
        if zoom == 1.0:
            s = NO_SHEAR if shear is None else shear
            kernels.layer(self.img, lay.cover, lay.shade, ox, oy, s, lay.tint, lay.fog, f32(gain))
        else:
            kernels.layer_zoomed(
                self.img, lay.cover, lay.shade, ox, oy, float(about[0]), float(about[1]), float(zoom),
                lay.tint, lay.fog, f32(gain),
            )  # fmt: skip

    def mist(self, t, density, colour, *, speed=20.0, contrast=0.35, seed=0, cam=(0.0, 0.0), depth=3.0):
        """A bank of fog between two layers; density per row (0 at its first row), speed in px/s."""
        ys = np.nonzero(density > 1e-4)[0]
        if not ys.size:
            return
        colour = colour if colour.ndim == 2 else even(colour)
        cx, cy = cam[0] / depth, cam[1] / depth
        kernels.fog(
            self.img, self.noise, seed + t * speed + cx, seed * 0.37 + cy, seed * 1.7 - t * speed * 0.6 + cx,
            seed + t * speed * 0.13 + 50, density.astype(f32), colour, int(ys[0]), int(ys[-1]) + 1, f32(contrast),
        )  # fmt: skip

    def lamp(self, x, y, power=1.0, colour=WARM, size=1.0):
        """A lamp as fog shows it: a hot core, a soft halo, a wide faint air glow."""
        kernels.glow(self.img, x, y, 2.0 * size, colour * f32(9 * power), 1.0, 0.9, 1.5)
        kernels.glow(self.img, x, y, 22.0 * size, colour * f32(0.26 * power), 1.0, 1.0, 1.15)

    def breath(self, t, x, y, colour, *, every=4.1, strength=0.21):
        """Our own breath, from below the frame; three puffs a breath."""
        if self.loop:
            every = self.seconds / max(1, round(self.seconds / every))
        ph = (t - 1.1) % every
        u = ph / (every * 0.98)
        a = strength * smooth(0, 0.10, u) * (1 - min(u, 1)) ** 1.6
        for j, (jx, jr) in enumerate(((0, 1.0), (-50, 0.75), (62, 0.8))):
            kernels.puff(
                self.img, self.noise, x + jx * (1 + 2 * u) + 55 * u, y - 330 * u**0.75 - 25 * j,
                100 + 300 * u * jr, a * jr, colour, j * 170 + t * 40, t * 60 + j * 90, 1.7,
            )  # fmt: skip

    def figure(self, draw, x, y, tall, colour, *, shown=1.0, soft=0.6):
        """A small dark figure, its feet at (x, y): `draw(canvas, x, y)` makes its shape, up to 1.4 `tall` high."""
        if shown <= 0:
            return
        w, h = int(tall * 3), int(tall * 1.7)
        x0, y0 = math.floor(x - w / 2), math.floor(y - tall * 1.45)
        c = Canvas(w, h, 3)
        draw(c, x - x0, y - y0)
        xs, ys = slice(max(0, x0), min(WIDTH, x0 + w)), slice(max(0, y0), min(HEIGHT, y0 + h))
        if xs.stop <= xs.start or ys.stop <= ys.start:
            return
        mask = blur(c.mask(), soft)[ys.start - y0 : ys.stop - y0, xs.start - x0 : xs.stop - x0] * f32(shown)
        box = self.img[:, ys, xs]
        box *= 1 - mask
        box += mask * colour[:, None, None]

    def sky(self, stops, seed=3, *, tooth=0.13, depth=40.0, ay=0.8):
        """The sky layer: colours per row, with a baked charcoal smudge so that nothing bands."""
        h, w = HEIGHT + 80, WIDTH + 300
        a = np.tile(spectral(1024, 2048, 2.6, seed, ay=ay, lo=2), (2, 2))[:h, :w]
        b = np.tile(spectral(1024, 1024, 1.4, seed + 1, lo=40), (2, 3))[:h, :w]
        return Layer(np.ones((h, w)), 1 + tooth * a + 0.03 * b, depth, tint=rows(*stops), oy=20)


class Flakes:
    """Falling snow or rain at one depth; a pure function of time."""

    def __init__(self, count, seed, depth, radius):
        r = rng(seed)
        self.x, self.y = r.random(count), r.random(count)
        self.radius = r.uniform(0.6, 1.3, count) * radius
        self.alpha = r.uniform(0.3, 1.0, count)
        self.depth = depth
        self.phase = r.uniform(0, 7, count)

    def draw(self, scene, t, cam, alpha, *, wind=150.0, fall=300.0, rain=False, colour=None):
        """Lay them over the scene; `wind` and `fall` in px/s at depth 1 (rain falls eight times as fast)."""
        w, h, d = WIDTH + 300, HEIGHT + 200, self.depth
        k = self.radius / self.radius.mean()
        speed = 8.0 if rain else 1.0
        vx = (wind / d * 4) * (0.8 + 0.4 * k)
        vy = (fall / d) * (0.6 + 0.6 * k) * speed
        swing = 0 if rain else 10 / d * np.sin(t * 1.6 + self.phase)
        gx = 0.5 * scene.held(t, 77, 1.0) * 170 / d
        px = (self.x * w - t * vx - gx + swing - cam[0] / d) % w - 150
        py = (self.y * h + t * vy - cam[1] / d) % h - 100
        shutter = 0.007 if rain else 0.0042
        radius = self.radius * (0.45 if rain else 1.0)
        colour = lin(200, 212, 222) if colour is None else colour
        kernels.splat(scene.img, px, py, radius, self.alpha * alpha, -vx * shutter, vy * shutter, colour)


def snowfall():
    """Four depths of snow, far to near."""
    return [Flakes(1500, 1, 8.0, 0.9), Flakes(800, 2, 4.0, 1.5), Flakes(170, 3, 2.2, 3.2), Flakes(26, 4, 1.2, 13.0)]


def stars(scene, t, cam, count=230, horizon=470, seed=8):
    """Faint stars that go out towards the horizon; soft, or the drift makes them twinkle."""
    r = rng(seed)
    x, y = r.uniform(-60, WIDTH + 60, count), r.uniform(0, 1, count) ** 1.3 * (horizon - 120)
    radius, a, ph = r.uniform(0.35, 0.95, count) ** 2, r.uniform(0.1, 1, count) ** 3, r.uniform(0, 9, count)
    a = a * 1.1 * (0.75 + 0.25 * np.sin(t * 2.1 + ph * 3)) * np.clip(1.25 - y / horizon * 1.2, 0, 1)
    kernels.splat(scene.img, x - cam[0] / 40, y - cam[1] / 40, radius * 1.25, a, x * 0, x * 0, lin(190, 205, 225))


__all__ = [
    "FPS", "HEIGHT", "NONE", "ROWS", "WARM", "WIDTH", "Flakes", "Layer", "Scene", "bump", "even", "kernels", "rows",
    "snowfall", "stars",
]  # fmt: skip  # what a scene file needs, in one import
