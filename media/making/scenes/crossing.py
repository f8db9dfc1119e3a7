"""Crossing: low over moving water, the far bank comes nearer; unseen, or the beam finds us and stays."""

import math

from making.film import WARM, WIDTH, kernels
from making.noise import f32, smooth
from making.sound import Bed

from .river import HORIZON, River


class CrossingSafe(River):
    """Out through the last reeds by 2.5 s, then only water; the lamp looks elsewhere."""

    seconds, moment, focus, seed = 16.0, 9.0, 0.36, 17
    tower_at, bank_seed, hills_seed, reeds_seed, eye = 0.36, 171, 51, 441, 34.0
    rough, thickness, reeds_where = 0.62, 0.85, (0.15, 0.15, 0.5)
    bed = Bed(wind=0.26, laps=420, lapping=0.34, tone_at=((0, 0.6), (8, 1.1), (16, 0.3)), seed=17)

    def camera(self, t):
        """Wading, then swimming: a slow roll and a bob."""
        x, y = super().camera(t)
        return x + 16 * math.sin(t * 1.2), y + 14 * math.sin(t * 2.4) * smooth(0.5, 3, t)

    def facing(self, t):
        return -1.45 + 0.02 * t

    def ahead(self, t):
        return 22.0 * t

    def bank_zoom(self, t):
        return 1.0 + 0.052 * t

    def in_front(self, t, cam):
        """The reeds part and go by on both sides."""
        if t > 3.2:
            return
        gone = smooth(2.0, 3.2, t)
        zoom = 1.0 + 0.22 * t + 0.12 * t * t
        for k, lay in enumerate(self.reeds):
            self.put(lay, cam, zoom=zoom * (1 + 0.12 * k * t), about=(WIDTH / 2, HORIZON), gain=1 - gone)

    def build(self):
        super().build()
        self.reeds_shown = False  # they are put in front by `in_front`, growing


class CrossingSeen(CrossingSafe):
    """The same; the beam turns to us from 5 s, is on us at 11 s and stays. It brightens once and never flashes."""

    seed, moment = 18, 10.6
    bed = Bed(wind=0.26, laps=420, lapping=0.34, tone=0.2, tone_at=((0, 0.5), (6, 0.8), (11, 2.4), (16, 2.2)), seed=18)

    def facing(self, t):
        return -1.35 * (1 - smooth(4.6, 11.0, t)) + 0.012 * math.sin(t * 2.0)

    def in_front(self, t, cam):
        super().in_front(t, cam)
        on_us = smooth(8.6, 11.6, t)
        z = self.bank_zoom(t)
        x = (self.lamp_x - cam[0] / 7 - WIDTH / 2) * z + WIDTH / 2
        y = (self.lamp_y - cam[1] / 7 - HORIZON) * z + HORIZON
        kernels.glow(self.img, x, y, 230.0, WARM * f32(0.11 * on_us), 1.0, 1.0, 1.0)
        kernels.glow(self.img, x, HORIZON + 330.0, 170.0, WARM * f32(0.06 * on_us), 0.8, 0.8, 1.1)
