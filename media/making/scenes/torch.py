"""Among the reeds, close: boots on the bank, a hand torch low over the stalks."""

import math

import numpy as np

from making.canvas import Canvas
from making.film import HEIGHT, WARM, Layer, kernels
from making.noise import blur, f32, smooth
from making.scenes.river import River
from making.sound import Bed


class Torch(River):
    """The beam passes from 3 s, comes back, and rests beside us from 10 s; breath held."""

    seconds, moment, focus, seed, breathing = 15.0, 10.5, 0.5, 81, False
    tower_at, reeds_where, reeds_seed, bank_seed, hills_seed, star_count = None, (0.5, 0.55, 0.5), 541, 157, 47, 60
    bank_density, thickness = 160, 1.5
    bed = Bed(
        wind=0.26,
        reeds=0.34,
        laps=120,
        lapping=0.08,
        tone_at=((0, 0.8), (5, 1.0), (10, 2.0), (15, 1.6)),
        seed=81,
        steps=(0.8, 1.6, 2.4, 3.2, 4.1, 5.0, 6.0, 7.2, 8.6),
        step_in="mud",
    )

    def build(self):
        super().build()
        far, mid, _near = self.reeds

        def lift(layer):  # lit from the left
            return np.clip(layer.cover - np.roll(blur(layer.cover, 2.5), 4, 1), 0, 1)

        self.lit = [
            Layer(
                lay.cover * 0,
                (lift(lay) + 0.10 * lay.cover).astype(f32),
                lay.depth,
                ox=lay.ox,
                oy=lay.oy,
                tint=WARM * f32(power),
            )
            for lay, power in ((far, 0.9), (mid, 1.25))
        ]
        c = Canvas(420, 720, 2)  # boots and the hem of a coat, as far up as the reeds let us see
        for x, s in ((120, 1), (236, -1)):
            c.poly((x - 34, 0), (x + 40, 0), (x + 30, 330), (x - 26, 330))
            c.poly((x - 32, 300), (x + 32, 300), (x + 34, 560), (x - 34, 560))
            c.poly((x - 36, 540), (x + 36, 540), (x + 36 + 22 * s, 604), (x - 40 + 10 * s, 604))
        a = blur(c.mask(), 3.2) * np.clip(np.arange(720)[:, None] / 240, 0, 1).astype(f32)
        self.boots = Layer(a, a, 3.6, ox=-210, oy=-330, tint=self.horizon * f32(0.02), fog=self.horizon * f32(0.045))
        self.xs = np.arange(1920, dtype=f32)

    def camera(self, t):
        return self.held(t, 1, 10), self.held(t, 2, 5) + 1.2 * self.wave(t, 1.55)

    def aim(self, t):
        """Where the beam meets the reeds, 0 left .. 1 right: across, back, and to rest."""
        return -0.15 + 1.05 * smooth(2.6, 5.6, t) - 0.72 * smooth(6.0, 8.4, t) + 0.36 * smooth(8.6, 10.2, t)

    def on_water(self, t, cam):
        step = smooth(1.0, 8.6, t)
        self.put(self.boots, cam, dx=-70 * step + 60, dy=3 * abs(math.sin(t * 3.6)) * smooth(8.8, 8.0, t))

    def in_front(self, t, cam):
        at = self.aim(t)
        here = smooth(2.0, 3.2, t)
        x0, y0 = 250.0 + 70 * smooth(1.0, 8.6, t), 330.0
        tx, ty = at * 1920, 780 - 60 * math.sin(t * 0.9)
        q = math.hypot(tx - x0, ty - y0) + 1e-3
        ux, uy = (tx - x0) / q, (ty - y0) / q
        kernels.beam(
            self.img,
            self.noise,
            x0,
            y0,
            f32(ux),
            f32(uy),
            f32(q * 0.9),
            f32(8),
            f32(0.10),
            WARM * f32(0.55 * here),
            HEIGHT,
            t * 40,
            t * 6,
        )
        kernels.glow(self.img, x0, y0, 5.0, WARM * f32(3.0 * here), 1.0, 1.0, 1.35)
        kernels.glow(self.img, x0, y0, 40.0, WARM * f32(0.16 * here), 1.0, 1.0, 1.15)
        kernels.glow(self.img, tx, ty + 60, 150.0, WARM * f32(0.035 * here), 0.8, 1.1, 1.1)
        pool = np.exp(-(((self.xs - tx) / 250) ** 2)) * f32(here)
        before = self.img.copy()
        self.put(self.lit[0], cam, shear=self._sway(t, 30, 1.6, 1.0, 1.0))
        self.put(self.lit[1], cam, shear=self._sway(t, 34, 1.8, 2.2, 0.8))
        self.img[:] = before + (self.img - before) * pool[None, None]
