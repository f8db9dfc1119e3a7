"""The river's water by day: the foggy border river of the film, and the harbour at the end of the way."""

import math

import numpy as np

from making.built import boat
from making.canvas import Canvas
from making.film import NONE, WARM, Layer, even, kernels
from making.noise import blur, f32, lin, smooth
from making.scenes.river import HORIZON, River
from making.sound import Bed


class RiverByDay(River):
    """The film, first landscape: the border river on a foggy day, a low sun in it."""

    seconds, moment, focus, seed, exposure = 16.0, 5.0, 0.4, 15, 1.25
    zenith, middle, horizon = lin(96, 106, 116), lin(134, 142, 148), lin(178, 182, 182)
    deep = lin(70, 80, 86) * f32(0.7)
    tower_at, star_count, bank_seed, hills_seed, breathing = 0.71, 0, 131, 35, False
    reeds_where, reeds_seed, thickness = (0.10, 0.08, 0.6), 341, 1.25
    bed = Bed(wind=0.3, reeds=0.2, laps=170, lapping=0.16, tone=0.05, seed=15)

    def lights(self, t, cam):
        pass

    def before_bank(self, _t, cam):
        x, y = 690 - cam[0] / 40, 330 - cam[1] / 40
        kernels.glow(self.img, x, y, 26.0, np.array([1.0, 0.72, 0.45], f32) * f32(1.1), 1.0, 1.0, 2.2)
        kernels.glow(self.img, x, y, 120.0, np.array([1.0, 0.66, 0.40], f32) * f32(0.16), 0.8, 1.0, 1.2)


class Harbour(River):
    """Arrived: a still harbour at dawn, the light grows warm, one boat goes out."""

    seconds, moment, focus, seed, exposure = 20.0, 13.0, 0.45, 16, 1.45
    zenith, middle, horizon = lin(40, 54, 74), lin(104, 114, 126), lin(206, 168, 134)
    deep = lin(44, 56, 68) * f32(0.8)
    tower_at, star_count, bank_seed, hills_seed, breathing = None, 0, 151, 43, False
    bank_density = 240
    reeds_shown, rough, thickness = False, 0.34, 0.8
    bed = Bed(wind=0.2, laps=300, lapping=0.2, tone=0.0, seed=16)

    def build(self):
        super().build()
        c = Canvas(2400, 420, 3)
        for x, y, s in ((560, 262, 58), (760, 260, 40), (1560, 262, 50), (1900, 264, 92)):
            boat(c, x, y, s)
        going = Canvas(2400, 420, 3)
        boat(going, 830, 266, 66)
        self.leaving = Layer(blur(going.mask(), 0.6), blur(going.mask(), 0.6), 5.0, oy=-(HORIZON - 266), tint=NONE,
                             fog=even(lin(30, 33, 40)))  # fmt: skip
        self.boats = Layer(blur(c.mask(), 0.6), blur(c.mask(), 0.6), 5.0, oy=-(HORIZON - 266), tint=NONE,
                           fog=even(lin(28, 32, 40)))  # fmt: skip

    def exposed(self, t):
        return self.exposure * (0.72 + 0.40 * smooth(0, 16, t))

    def before_bank(self, t, cam):
        up = smooth(0.5, 16, t)
        x, y = 850 - cam[0] / 40, HORIZON - 30 - 34 * up - cam[1] / 40
        kernels.glow(self.img, x, y, 150.0, WARM * f32(0.10 + 0.42 * up), 0.6, 1.5, 1.2)
        kernels.glow(self.img, x, y, 20.0, np.array([1.0, 0.62, 0.30], f32) * f32(0.15 + 3.4 * up), 1.0, 1.0, 1.8)

    def lights(self, t, cam):
        self.put(self.boats, (cam[0], cam[1] + 6 * math.sin(t * 1.1)))
        self.put(self.leaving, (cam[0], cam[1] + 7 * math.sin(t * 0.9 + 2)), dx=-(t * 13))
