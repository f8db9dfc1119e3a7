"""The border river at night, and what is done with it: a loop, a patrol, fog, a day, a figure at the water."""

import math

import numpy as np

from making.built import watchtower
from making.canvas import Canvas, charcoal
from making.figures import walker, woman_from_behind
from making.film import HEIGHT, ROWS, WARM, WIDTH, Layer, Scene, bump, kernels, rows, stars
from making.land import heightmap, mountain_range, relief
from making.noise import blur, f32, lin, rng, smooth, spectral
from making.plants import at_both_sides, reeds, treeline
from making.sound import Bed
from making.water import mirror, water

HORIZON = 470


class River(Scene):
    """Everything the river pictures share; figures below are what they change."""

    seed, exposure, vignette = 11, 2.0, 0.36
    zenith, middle, horizon = lin(13, 18, 26), lin(38, 49, 61), lin(74, 90, 105)
    deep = lin(20, 27, 34) * f32(0.8)
    hills_seed, bank_seed, reeds_seed = 21, 31, 41
    bank_density = 460
    tower_at: float | None = 0.62  # part of the width
    reeds_shown = True
    reeds_where = (0.13, 0.16, 0.55)
    breathing = True
    star_count = 230
    rough = 0.5
    eye = 26.0
    thickness = 1.0  # of every mist
    bed = Bed(wind=0.34, reeds=0.16, laps=210, lapping=0.12, tone_at=((0, 0.2), (6, 0.6), (12, 0.2)))

    def build(self):
        h = HORIZON
        self.far = self.sky(((0, self.zenith), (h * 0.5, self.middle), (h - 20, self.horizon), (HEIGHT, self.horizon)))
        heights = heightmap(self.hills_seed)
        shades = relief(heights, 140, 2.4, 0.5, 5)
        self.hills = [
            self._hill(heights * 640, shades, (4200, 7200), 120, 20.0, 500, 1.0, 0.5),
            self._hill(heights * 640, shades, (2600, 4000), 330, 12.0, 3500, 0.8, 0.4),
        ]
        a, p = charcoal(treeline(2300, 230, self.bank_seed, self.bank_density), 33, 0.3, 0.8)
        ink, foot = self.horizon * f32(0.055), self.horizon * f32(0.28)
        self.bank = Layer(a, p, 7.0, oy=-(h - 150), tint=ink, fog=rows((0, ink), (h - 40, ink), (h, foot)))
        if self.tower_at is not None:
            x0 = int(self.tower_at * WIDTH + 190 - 55)
            a = np.zeros((260, 2300), f32)
            a[10:240, x0 : x0 + 110] = watchtower(110, 230)
            a, p = charcoal(a, 35, 0.2, 0.5)
            tint, fog = self.horizon * f32(0.035), self.horizon * f32(0.05)
            self.tower = Layer(np.maximum(a, blur(a, 0.5)), p, 7.0, oy=-(h - 246), tint=tint, fog=fog)
            self.lamp_x, self.lamp_y = x0 + 55 - 190.0, h - 246 + 10 + 230 * (0.34 - 0.135)
        self.ripples = np.ascontiguousarray(spectral(1024, 1024, 2.0, 9, lo=22))
        self.env = np.zeros((3, h // 2 + 1, WIDTH // 2), f32)
        if self.reeds_shown:
            self.reeds = self._reeds()
        y = ROWS - h
        self.mist_far = (0.62 * bump(y, -6, 46) + 0.22 * bump(y, -70, 90) * (y < 0)).astype(f32)
        self.mist_bank = (0.50 * bump(y, 16, 34) + 0.10 * np.exp(-np.abs(y - 60) / 120)).astype(f32)
        self.mist_water = 0.16 * smooth(0, 120, y.astype(f32)) * np.exp(-np.clip(y - 120, 0, None) / 320)
        self.root = np.clip((HEIGHT - ROWS) / 700.0, 0, 2).astype(f32)

    def _hill(self, heights, shades, z, eye, depth, cz, soften, tone):
        a, p = mountain_range(heights, shades, z=z, eye=eye, horizon=HORIZON, cx=900.0 + cz, cz=cz, soften=soften,
                              cell=9.0, floor=60.0, size=(4300, 1600))  # fmt: skip
        body = self.horizon * f32(tone)
        fog = rows(
            (0, body * 0.9), (HORIZON - 150, body * 0.95), (HORIZON, self.horizon * 0.95), (HEIGHT, self.horizon)
        )
        return Layer(a, p, depth, oy=10, tint=self.middle * f32(tone), fog=fog)

    def _reeds(self):
        where = at_both_sides(*self.reeds_where)
        ink = self.horizon * f32(0.06)
        far, p = charcoal(reeds(2500, 560, 380, self.reeds_seed, (140, 380), 1.9, plume=0.45, where=where), 1, 0.4, 0.4)
        mid = blur(reeds(2700, 900, 190, self.reeds_seed + 1, (380, 820), 3.6, plume=0.55, where=where), 1.6)
        edge = at_both_sides(self.reeds_where[0] * 0.6, self.reeds_where[1] * 0.45, 0.5)
        near = blur(reeds(3000, 1150, 26, self.reeds_seed + 4, (600, 1100), 9.0, plume=0.25, where=edge), 11)
        return [
            Layer(far, p, 3.2, oy=-(HEIGHT - 535), tint=ink, fog=ink * f32(0.3)),
            Layer(mid, mid, 1.9, oy=-(HEIGHT - 850), tint=ink * f32(0.5), fog=ink * f32(0.35)),
            Layer(near, near, 1.0, oy=-(HEIGHT - 1090), tint=ink * f32(0.2), fog=ink * f32(0.15)),
        ]

    def camera(self, t):
        """Breath lifts a hider's eye by 2 px."""
        return self.held(t, 1, self.eye) + self.creep(t, 5.0), self.held(t, 2, 9) + 2 * self.wave(t, 1.55)

    def facing(self, t):
        """Where the tower's lamp points, rad: 0 is at us, ±π/2 along the bank."""
        return -1.25 + 0.30 * t

    def fog_at(self, _t):
        """How thick the mist is, as a factor."""
        return self.thickness

    def ahead(self, _t):
        """How far we have moved on over the water, in noise units."""
        return 0.0

    def bank_zoom(self, _t):
        """How much nearer the far bank has come."""
        return 1.0

    def lights(self, t, cam):
        """What shines on the far bank, before the water mirrors it."""
        if self.tower_at is not None:
            self.searchlight(t, cam)

    def searchlight(self, t, cam):
        """The tower's lamp and its sweeping shaft."""
        z = self.bank_zoom(t)
        lx = (self.lamp_x - cam[0] / 7 - WIDTH / 2) * z + WIDTH / 2
        ly = (self.lamp_y - cam[1] / 7 - HORIZON) * z + HORIZON
        th = self.facing(t)
        face = max(math.cos(th), 0.0)
        burn = face**26
        ux, uy = math.sin(th), 0.10 + 0.16 * face
        q = math.hypot(ux, uy)
        kernels.beam(self.img, self.noise, lx, ly, f32(ux / q), f32(uy / q), f32(190 + 880 * abs(math.sin(th))),
                     f32(2.6 * z), f32(0.045 + 0.10 * burn), WARM * f32(0.55), HORIZON + 8, t * 24, t * 5)  # fmt: skip
        kernels.glow(self.img, lx, ly, 34.0 * z, WARM * f32(0.020 + 0.30 * burn), 1.0, 1.0, 1.1)
        kernels.glow(self.img, lx, ly, 2.2 * z, WARM * f32(2.2 + 26 * burn), 1.0, 1.0, 1.25)
        kernels.glow(self.img, lx, ly, 10.0 * z, WARM * f32(0.22 + 1.5 * burn), 0.55, 1.3, 1.5)

    def before_bank(self, t, cam):
        """What stands between the hills and the bank (a sun, a far light)."""

    def on_water(self, t, cam):
        """What floats, or stands on our side of the water."""

    def in_front(self, t, cam):
        """What is nearest."""

    def draw(self, t):
        cam = self.camera(t)
        hz, thick = self.horizon, self.fog_at(t)
        self.put(self.far, cam)
        if self.star_count:
            stars(self, t, cam, self.star_count, HORIZON)
        self.put(self.hills[0], cam)
        self.mist(t, self.mist_far * 0.55 * thick, hz * 0.95, speed=9, contrast=0.32, seed=100, cam=cam, depth=16)
        self.put(self.hills[1], cam)
        self.mist(t, self.mist_far * 0.8 * thick, hz * 0.8, speed=14, contrast=0.36, seed=700, cam=cam, depth=10)
        self.before_bank(t, cam)
        zoom = {"zoom": self.bank_zoom(t), "about": (WIDTH / 2, HORIZON)}
        self.put(self.bank, cam, **zoom)
        if self.tower_at is not None:
            self.put(self.tower, cam, **zoom)
        self.lights(t, cam)
        self.mist(t, self.mist_bank * 0.85 * thick, hz * 0.62, speed=18, contrast=0.40, seed=300, cam=cam, depth=7)
        mirror(self.img, self.env)
        water(self.img, self.env, self.ripples, HORIZON, f32(t), f32(WIDTH / 2 - cam[0] * 0.2), self.deep,
              hz * f32(0.55), f32(self.rough), f32(0.9), f32(self.ahead(t)))  # fmt: skip
        low = (self.mist_bank * 0.7 + self.mist_water) * thick
        self.mist(t, low, hz * 0.50, speed=26, contrast=0.55, seed=900, cam=cam, depth=4)
        self.on_water(t, cam)
        if self.reeds_shown:
            self.put(self.reeds[0], cam, shear=self._sway(t, 30, 1.6, 1.0, 1.0))
        if self.breathing:
            self.breath(t, 980, 1065, hz * f32(1.25))
        self.in_front(t, cam)
        if self.reeds_shown:
            self.put(self.reeds[1], cam, shear=self._sway(t, 34, 1.8, 2.2, 0.8))
            self.put(self.reeds[2], cam, shear=self._sway(t, 40, 1.8, 3.7, 0.6))

    def _sway(self, t, amp, power, phase, rate):
        return (self.root**power * amp * self.gust(t, phase, rate)).astype(f32)


class RiverAtNight(River):
    """The attract loop: nothing happens but the lamp, which turns to us once."""

    seconds, loop, moment, focus = 12.0, True, 2.6, 0.62

    def facing(self, t):
        return -1.15 * math.cos(2 * math.pi * t / self.seconds) + 0.12 * math.sin(4 * math.pi * t / self.seconds)


class RiverShort(RiverAtNight):
    """The same in six seconds, for the smallest example playlist."""

    seconds = 6.0


class RiverBank(River):
    """First person in the reeds: a patrol walks along the far bank with a torch, 6 to 16 s."""

    seconds, moment, focus, seed = 26.0, 10.6, 0.5, 12
    tower_at, reeds_where, reeds_seed, bank_seed, hills_seed = None, (0.20, 0.20, 0.5), 141, 57, 24
    bank_density = 110
    bed = Bed(wind=0.30, reeds=0.22, laps=230, lapping=0.14, seed=12,
              tone_at=((0, 0.1), (6, 0.3), (11, 1.2), (16, 0.4), (26, 0.15)))  # fmt: skip

    def lights(self, t, cam):
        shown = smooth(5.8, 7.2, t) * smooth(16.2, 14.6, t)
        if shown <= 0:
            return
        c = Canvas(420, 90, 4)
        lead = 380 + (t - 6.2) * 120 - cam[0] / 7
        base = HORIZON - 4 - cam[1] / 7
        for i, gap in enumerate((120.0, 66.0, 0.0)):
            walker(c, 250 - gap + lead % 1, 80, 50, t * 4.2 + i * 2.0)
        a = blur(c.mask(), 0.6) * shown
        x0, y0 = math.floor(lead) - 262, int(base - 80)
        lo, hi = max(0, x0), min(WIDTH, x0 + 420)
        if hi > lo:
            part = a[:, lo - x0 : hi - x0]
            box = self.img[:, y0 : y0 + 90, lo:hi]
            box *= 1 - part
            box += part * (self.horizon * f32(0.05))[:, None, None]
        aim = 1.05 + 0.55 * math.sin(t * 1.3)  # the torch swings along the water's edge, and once across to us
        turn = bump(t, 11.0, 0.9)
        ux, uy = math.sin(aim) * (1 - turn * 0.8), 0.22 + 0.2 * turn
        q = math.hypot(ux, uy)
        lx, ly = lead + 6.0, base - 22.0
        kernels.beam(self.img, self.noise, lx, ly, f32(ux / q), f32(uy / q), f32(300 - 120 * turn), f32(2.0), f32(0.13),
                     WARM * f32(0.9 * shown), HORIZON + 10, t * 20, t * 4)  # fmt: skip
        kernels.glow(self.img, lx, ly, 1.8, WARM * f32((3 + 20 * turn) * shown), 1.0, 1.0, 1.3)
        kernels.glow(self.img, lx, ly, 20.0, WARM * f32((0.06 + 0.35 * turn) * shown), 1.0, 1.0, 1.15)


class Fog(River):
    """The same water; fog comes up it, has drowned the lamp by 12 s, and is all there is."""

    seconds, moment, focus, seed, bank_seed, tower_at = 18.0, 4.6, 0.36, 13, 77, 0.36
    hills_seed, reeds_seed = 27, 241
    bed = Bed(wind=0.26, reeds=0.1, laps=190, lapping=0.14, tone_at=((0, 0.5), (12, 0.05)), seed=13)

    def build(self):
        super().build()
        y = (ROWS - HORIZON).astype(f32)
        self.wall = smooth(-430, -40, y) * (1 - 0.45 * smooth(120, 600, y))

    def facing(self, t):
        return -0.5 + 0.07 * t

    def fog_at(self, t):
        return 1.0 + 0.5 * smooth(0.5, 9, t)

    def on_water(self, t, cam):
        grown = smooth(1.0, 12.5, t)
        for k, (speed, seed) in enumerate(((22, 40), (38, 610), (60, 1500))):
            self.mist(t, self.wall * (0.66 * grown), self.horizon * (0.74 - 0.07 * k), speed=speed, contrast=0.42,
                      seed=seed, cam=cam, depth=5 - k)  # fmt: skip


class SookJa(River):
    """A woman from behind at the water, her collar up; the lamp lies on the river before her. A drawing of nobody."""

    seconds, moment, focus, seed, tower_at = 8.0, 3.4, 0.54, 14, 0.40
    bank_seed, breathing, reeds_where, hills_seed = 91, False, (0.10, 0.05, 0.85), 29
    bed = Bed(wind=0.3, reeds=0.12, laps=200, lapping=0.12, tone_at=((0, 0.2), (8, 0.3)), seed=14)

    def build(self):
        super().build()
        board = woman_from_behind(1100, 1150, (520, 220), rng(5))
        a, p = blur(board.cover, 1.8), blur(board.shade, 1.8)
        rim = np.clip(a - np.roll(blur(a, 5), (4, 10), (0, 1)), 0, 1)  # one-sided: the lamp is to the left
        low = smooth(980, 200, np.mgrid[0:1150, 0:1100][0].astype(f32))
        self.woman = Layer(a, p, 1.5, ox=-840, oy=-255, tint=lin(150, 156, 164) * f32(0.36), fog=lin(4, 5, 7))
        self.woman_rim = Layer(a * 0, rim * 0.26 * low, 1.5, ox=-840, oy=-255, tint=WARM * f32(0.22))

    def facing(self, t):
        return -0.62 + 0.16 * t

    def in_front(self, t, cam):
        at = (cam[0], cam[1] + 4 * math.sin(t * 1.5))
        self.put(self.woman, at)
        self.put(self.woman_rim, at, gain=0.35 + 0.65 * max(math.cos(self.facing(t)), 0) ** 8)
