"""Houses in the hills: a village under snow, a farmhouse in its fields, and that farmhouse seen from inside."""

import math

import numpy as np

from making.built import house, pole, window_light
from making.canvas import Board, Canvas
from making.figures import walker
from making.film import HEIGHT, ROWS, WARM, WIDTH, Flakes, Layer, Scene, bump, even, kernels, rows, snowfall
from making.land import heightmap, mountain_range, relief
from making.noise import blur, f32, lin, rng, smooth, spectral, spectral_line, tiled
from making.plants import at_both_sides, bare_tree, reeds
from making.sound import Bed

HEAD = 620  # rows of a strip above its ground, for what stands on it
BAND = (2600, 1320)  # px of one strip of ground
THAWED = np.array([0.34, 0.33, 0.27], f32)  # what snow keeps of its light when it is gone


class Country(Scene):
    """Sky, two ranges, three strips of ground with what stands on them, weather between."""

    seed, exposure, vignette = 31, 1.75, 0.40
    zenith, middle, horizon = lin(20, 27, 37), lin(48, 59, 72), lin(88, 102, 117)
    ground = lin(122, 136, 150) * f32(0.56)
    hills_seed = 61
    snow_on_roofs = 1.0
    snowing, raining = 1.0, 0.0
    furrows = 0.0
    lamp = 1.0
    breathing = False
    strips = ((600, 7.0, 14.0), (690, 4.4, 18.0), (880, 2.5, 22.0))  # top row, depth, unevenness
    houses: tuple[tuple[tuple[float, float, float], ...], ...] = ((), (), ())  # per strip: x, dy, width
    lit: tuple[int, int] = (1, 0)  # strip and house of the lit window
    windows = ((0.30, 0.60, 0.10, 0.22), (0.58, 0.60, 0.10, 0.22))
    trees: tuple[tuple[tuple[float, float], ...], ...] = ((), (), ())  # per strip: x, height
    poles: tuple[tuple[int, float, float], ...] = ()  # strip, x, height
    bed = Bed(wind=0.34, snow=0.02, tone_at=((0, 0.25),))

    def build(self):
        hz = self.horizon
        self.far = self.sky(
            ((0, self.zenith), (300, self.middle), (520, hz), (HEIGHT, hz)), self.seed, tooth=0.12, depth=60
        )
        heights = heightmap(self.hills_seed, ridge=0.9)
        shades = relief(heights, 120, 2.5, 0.46, 5, rock=0.56)
        self.ranges = [
            self._range(heights, shades, (7600, 11500), 560, 30.0, 0.58, (0.50, 0.84), (300, 540), (3000, 300)),
            self._range(heights, shades, (4300, 7000), 800, 16.0, 0.62, (0.22, 0.60), (360, 620), (5200, 2400)),
        ]
        self.lamps = []
        self.ground_layers = [self._strip(i) for i in range(3)]
        self.white = [lay.tint for lay in (*self.ranges, *self.ground_layers)]
        self.weather = snowfall()
        self.rain = [Flakes(420, 11, 5.0, 1.2), Flakes(260, 12, 2.6, 1.7), Flakes(60, 13, 1.3, 3.4)]
        dry = at_both_sides(0.16, 0.18, 0.5)  # dry stalks stand out of the snow, near and out of focus
        far = blur(reeds(2700, 330, 150, self.seed + 60, (60, 240), 1.9, plume=0.4, where=dry), 0.9)
        near = blur(reeds(3000, 620, 34, self.seed + 61, (260, 520), 5.0, plume=0.4, where=dry), 6)
        ink = self.horizon * f32(0.10)
        self.stalks = [Layer(far, far, 2.1, oy=-(HEIGHT - 300), tint=ink, fog=ink * f32(0.3)),
                       Layer(near, near, 1.3, oy=-(HEIGHT - 540), tint=ink * f32(0.4), fog=ink * f32(0.3))]  # fmt: skip
        self.root = np.clip((HEIGHT + 60 - ROWS) / 420.0, 0, 2).astype(f32)
        y = ROWS.astype(f32)
        self.mists = [0.60 * bump(y, 500, 80), 0.60 * bump(y, 575, 66), 0.40 * bump(y, 668, 60)]

    def _range(self, heights, shades, z, eye, depth, tone, fogs, at, where):
        a, p = mountain_range(heights * 1150, shades, z=z, eye=eye, horizon=440, cx=where[0], cz=where[1], cell=14.0,
                              floor=200.0, size=(4400, 2200))  # fmt: skip
        t = self.ground * f32(tone * 1.3)
        tint = rows((0, t), (at[0], t), (at[1], t * 0.12), (HEIGHT, t * 0.05))
        fog = rows((0, self.horizon * fogs[0]), (at[0] + 60, self.horizon * fogs[0]), (at[1], self.horizon * fogs[1]),
                   (HEIGHT, self.horizon * fogs[1]))  # fmt: skip
        return Layer(a, p, depth, oy=25, tint=tint, fog=fog)

    def _strip(self, i):
        """One strip of ground: a lit profile with wind-blown texture, its trees, then its houses."""
        (w, h), (top_row, depth, rough) = BAND, self.strips[i]
        line = HEAD + spectral_line(w, 3.0, self.seed * 7 + i, lo=2, hi=(60, 40, 14)[i]) * rough
        yy = np.mgrid[0:h, 0:w][0].astype(f32)
        below = yy - line[None]
        board = Board(w, h)
        n = tiled(spectral(1024, 2048, 3.1, self.seed + 82 + i, ax=2.2, ay=0.6, lo=3), h, w)
        fine = tiled(spectral(1024, 2048, 1.8, self.seed + 83 + i, ax=2.4, ay=0.6, lo=50), h, w)
        lie = (0.66 + 0.055 * n + 0.020 * fine) * (
            0.62 + 0.38 * smooth(-5, 170, below) - 0.14 * smooth(200, 560, below)
        )
        if self.furrows:
            lie *= 1 - self.furrows * self._furrows(below, w, i)
        lie += 0.16 * np.exp(-((below / 7) ** 2))
        c = Canvas(w, h, 2)
        r = rng(self.seed + 40 + i)
        for x, tall in self.trees[i]:
            bare_tree(c, r, x, line[int(x)] + 4, tall, depth=6)
        for strip, x, tall in self.poles:
            if strip == i:
                pole(c, x, line[int(x)] + 4, tall)
        board.paint(c.mask(), 0.04)
        board.paint(smooth(-1.2, 1.2, below), np.clip(lie, 0.05, 2))
        for j, (x, dy, wide) in enumerate(self.houses[i]):
            foot = int(line[int(x + wide / 2)] + dy)
            self._stand(board, i, j, int(x), foot, int(wide), depth, top_row)
        oy = -(top_row - HEAD)
        tint = rows((0, self.ground), (top_row + 200, self.ground * 0.95), (HEIGHT, self.ground * 0.55))
        haze = (0.22, 0.09, 0.02)[i]
        return Layer(board.cover, board.shade * (1 - haze * 1.6), depth, oy=oy, tint=tint, fog=self.horizon * f32(haze))

    def _furrows(self, below, w, i):
        """Ploughed rows running to a point on the horizon, 0..1, faint far off."""
        x = np.arange(w, dtype=f32)[None] - w * 0.42
        d = np.clip(below, 1, None) + 30
        wave = 0.5 + 0.5 * np.sin(x / d * 15 + 1.3 * i + 0.5 * np.sin(x / d * 3))
        return (wave**1.5 * smooth(30, 200, below)).astype(f32)

    def _stand(self, board, i, j, x, foot, wide, depth, top_row):
        tall = int(wide * 0.45)
        b = house(wide, tall, self.seed + i * 10 + j, snow=self.snow_on_roofs, windows=self.windows,
                  door=0.46 if j % 2 == 0 else 0.2, chimney=(0.74, 0.22, 0.6)[j % 3])  # fmt: skip
        ys = slice(foot - tall, foot)
        xs = slice(x, x + wide)
        board.shade[ys, xs] = board.shade[ys, xs] * (1 - b.cover) + b.shade
        board.cover[ys, xs] = 1 - (1 - board.cover[ys, xs]) * (1 - b.cover)
        drift = slice(foot - 3, foot + 5)  # snow lies against the wall
        board.shade[drift, xs] = 0.5 * board.shade[drift, xs] + 0.5 * 0.5
        if (i, j) == self.lit:
            m = np.zeros((BAND[1], BAND[0]), f32)
            m[ys, xs] = window_light(wide, tall, *self.windows[0])
            glow = Layer(m * 0, m, depth, oy=-(top_row - HEAD), tint=even(WARM * f32(1.0)))
            wx, wy, ww, hh = self.windows[0]
            at = (x + wide * (wx + ww / 2) - (BAND[0] - WIDTH) / 2, foot - tall * (1 - wy - hh / 2) + top_row - HEAD)
            chimney = (
                x + wide * ((0.74, 0.22, 0.6)[j % 3] + 0.017) - (BAND[0] - WIDTH) / 2,
                foot - tall * 1.0 + top_row - HEAD,
            )
            self.lamps = [(glow, at, foot + top_row - HEAD, chimney, wide, depth)]

    def camera(self, t):
        return self.held(t, 3, 22) + self.creep(t, 6.0), self.held(t, 4, 8) + 2.5 * self.wave(t, 1.5)

    def lamp_at(self, _t):
        """How bright the window is."""
        return self.lamp

    def whiteness(self, _t):
        """How much it snows, and how much it rains."""
        return self.snowing, self.raining

    def thawed(self, _t):
        """How much of the snow on the ground has gone, 0..1."""
        return 0.0

    def draw(self, t):
        cam, hz = self.camera(t), self.horizon
        snow, rain = self.whiteness(t)
        gone = f32(self.thawed(t))
        for lay, tint in zip([*self.ranges, *self.ground_layers], self.white, strict=True):
            lay.tint = tint * (1 - gone + gone * THAWED)
        self.put(self.far, cam)
        self.put(self.ranges[0], cam)
        self.mist(t, self.mists[0], hz * 0.80, speed=14, contrast=0.30, seed=50, cam=cam, depth=25)
        self.put(self.ranges[1], cam)
        self.fall(0, t, cam, 0.22, snow, 0)
        self.mist(t, self.mists[1], hz * 0.58, speed=22, contrast=0.36, seed=400, cam=cam, depth=12)
        for i, lay in enumerate(self.ground_layers):
            self.put(lay, cam)
            if self.lit[0] == i:
                self.shine(t, cam)
            if i == 0:
                self.between(t, cam)
                self.mist(t, self.mists[2], hz * 0.50, speed=32, contrast=0.42, seed=800, cam=cam, depth=6)
                self.fall(1, t, cam, 0.5, snow, rain)
        self.fall(2, t, cam, 0.42, snow, rain)
        if self.breathing:
            self.breath(t, 900, 1075, hz * f32(1.15))
        for k, lay in enumerate(self.stalks):
            self.put(lay, cam, shear=(self.root**1.7 * (9 + 9 * k) * self.gust(t, 3.1 + k)).astype(f32))
        self.fall(3, t, cam, 0.13, snow, rain)
        self.front(t, cam)

    def between(self, t, cam):
        """What goes by behind the second strip of ground."""

    def front(self, t, cam):
        """What is nearest."""

    def fall(self, k, t, cam, alpha, snow, rain):
        """Snow and rain at depth k."""
        if snow > 0:
            self.weather[k].draw(self, t, cam, alpha * snow, wind=110)
        if rain > 0 and k:
            self.rain[k - 1].draw(self, t, cam, 0.20 * rain, wind=60, rain=True, colour=self.horizon * f32(1.5))

    def shine(self, t, cam):
        """The lit window, its halo in the falling snow, its light on the ground, the smoke over the roof."""
        layer, (x, y), foot, chimney, wide, depth = self.lamps[0]
        power = self.lamp_at(t) * (1 + 0.03 * self.wave(t, 9.1) + 0.02 * self.wave(t, 14.3, 1))
        x, y, foot = x - cam[0] / depth, y - cam[1] / depth, foot - cam[1] / depth
        k = wide / 300
        self.put(layer, cam, gain=1.25 * power)
        kernels.glow(self.img, x, y, 26.0 * k, WARM * f32(0.14 * power), 1.0, 1.0, 1.15)
        kernels.glow(self.img, x, foot + 16 * k, 22.0 * k, WARM * f32(0.20 * power), 0.7, 2.4, 1.3)
        cx, cy = chimney[0] - cam[0] / depth, chimney[1] - cam[1] / depth
        for j in range(9):
            u = ((t + j * 1.0) % 9.0) / 9.0
            x = cx - 190 * k * u**1.2 - 8 * k * math.sin(u * 9 + j)
            kernels.puff(self.img, self.noise, x, cy - 130 * k * u**0.8,
                         (9 + 62 * u) * k, 0.26 * (1 - u) ** 1.3 * smooth(0, 0.08, u), self.horizon * f32(0.85),
                         j * 130 + t * 20, t * 30 + j * 60, 2.4)  # fmt: skip


class Village(Country):
    """First person: the village at night under snow, one window lit, hills behind."""

    seconds, moment, focus, breathing = 20.0, 6.0, 0.55, True
    houses = (
        ((420, 26, 130), (620, 12, 150), (860, 30, 140), (1120, 16, 160), (1500, 22, 150), (1900, 14, 140)),
        ((1330, 40, 290), (380, 60, 270), (760, 36, 240), (1740, 74, 300)),
        (),
    )
    trees = (((300, 90), (1060, 120), (1420, 80), (1760, 100)), ((1230, 210), (690, 150), (2140, 240)), ())
    poles = ((1, 1110, 230), (1, 1690, 260), (0, 800, 120))
    bed = Bed(wind=0.34, snow=0.03, tone_at=((0, 0.15), (8, 0.3), (12, 0.6), (20, 0.3)), seed=31,
              steps=(0.9, 1.6, 2.3, 3.05, 3.8, 4.7))  # fmt: skip

    def camera(self, t):
        """A few slow steps, then standing still."""
        x, y = super().camera(t)
        walk = smooth(5.2, 4.2, t)
        gone = 10 * min(t, 5.5) * (1 - 0.3 * smooth(4, 6, t))
        return x + gone, y + walk * 7 * abs(math.sin(t * 2 * math.pi * 0.7))

    def lamp_at(self, t):
        """The power goes at 11 s; an oil lamp takes its place."""
        return 1 - 0.62 * smooth(10.8, 11.8, t) + 0.16 * smooth(13.5, 15.0, t)

    def between(self, t, cam):
        """From 6 to 18 s somebody with a load goes along the lane behind the lit house."""
        x, y = 420 + (t - 6) * 62 - cam[0] / 5.4, 668 - cam[1] / 5.4
        shown = smooth(6.0, 7.2, t) * smooth(18.0, 16.6, t)
        self.figure(lambda c, px, py: walker(c, px, py, 46, t * 4.3, bundle=True, lean=0.16), x, y, 46,
                    self.horizon * f32(0.10), shown=shown)  # fmt: skip


class EndBack(Village):
    """The village again; the window goes dark between 9.5 and 10.5 s, and then it slowly grows grey."""

    seconds, moment, focus, seed, hills_seed, breathing = 16.0, 3.0, 0.34, 33, 71, False
    houses = (
        ((520, 20, 140), (760, 30, 150), (1280, 26, 150), (1560, 12, 140), (1980, 22, 150)),
        ((860, 44, 310), (1560, 40, 260), (1960, 80, 290)),
        (),
    )
    trees = (((460, 100), (1180, 110), (1840, 90)), ((1300, 230), (770, 170)), ())
    poles = ((1, 1440, 250), (0, 1000, 130))
    bed = Bed(wind=0.42, snow=0.03, tone_at=((0, 0.2), (9.5, 0.9), (16, 0.1)), seed=33)

    def camera(self, t):
        return Country.camera(self, t)

    def lamp_at(self, t):
        return smooth(10.5, 9.5, t)

    def exposed(self, t):
        return self.exposure * (1 + 0.28 * smooth(9, 16, t))

    def between(self, t, cam):
        """Nobody is out yet."""
