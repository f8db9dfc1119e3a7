"""Away from the house before day: our own shadow on the snow, and then none."""

import math

import numpy as np

from making.canvas import Canvas
from making.film import HEIGHT, WARM, WIDTH, bump, stars
from making.noise import blur, f32, lin, smooth
from making.scenes.crest import HORIZON, Crest
from making.sound import Bed


class Leaving(Crest):
    """First person: the light of the window behind us lies on the snow, our shadow in it; it is put out at 10 s."""

    seconds, moment, focus, seed, exposure = 18.0, 5.0, 0.46, 71, 1.75
    zenith, middle, horizon = lin(15, 20, 29), lin(36, 46, 58), lin(74, 88, 102)
    snowlight = lin(100, 114, 128)
    hills_seed, slope_seed, party, lantern, snowing, spindrift, firs_near = 96, 187, (), 0.0, 0.30, 0.4, False
    bed = Bed(wind=0.36, snow=0.03, tone_at=((0, 0.2), (9, 0.4), (10.4, 1.2), (18, 0.5)), seed=71,
              steps=(0.8, 1.7, 2.6, 3.5, 4.4, 11.8, 12.8, 13.8, 14.8, 15.8))  # fmt: skip

    def build(self):
        super().build()
        yy, xx = np.mgrid[0:HEIGHT, 0:WIDTH].astype(f32)
        # the window's light fans out over the slope before us
        mid = 900 + (yy - HEIGHT) * 0.10
        fan = np.exp(-(((xx - mid) / (250 + (HEIGHT - yy) * 0.80)) ** 2)) * smooth(640, 800, yy)
        fan *= (0.25 + 0.75 * smooth(640, 1080, yy)) / 1.0
        c = Canvas(WIDTH, HEIGHT, 1)  # a shadow of somebody in a hood, lengthened by a low light
        c.blob(862, 716, 30, 42)
        c.poly((838, 740), (886, 740), (930, 800), (1010, 1090), (770, 1090), (812, 800))
        c.poly((812, 800), (930, 800), (966, 880), (792, 880))
        self.shadow = blur(c.mask(), 5) * smooth(1120, 760, yy) ** 0.25
        cross = np.maximum(bump(xx - mid, 0, 12), 0)  # the bar of the window, out of focus, hides in the shadow
        self.fan = (fan * (1 - 0.10 * cross) * (1 - 0.86 * self.shadow)).astype(f32)

    def camera(self, t):
        x, y = super().camera(t)
        walk = smooth(5.2, 4.2, t) + smooth(11.0, 12.0, t)
        return x, y + walk * 7 * abs(math.sin(t * 2 * math.pi * 0.55))

    def walkers(self, t, cam):  # noqa: ARG002  # the frame says what it takes
        on = smooth(10.7, 9.9, t) * (1 + 0.02 * math.sin(t * 9.1))
        if on <= 0:
            return
        sway = round(4 * math.sin(t * 2 * math.pi * 0.55) * smooth(5.2, 4.2, t))
        light = np.roll(self.fan, sway, 1) * f32(3.4 * on)
        self.img *= 1 + WARM[:, None, None] * light[None]
        self.img += WARM[:, None, None] * (np.roll(self.fan, sway, 1) * f32(0.012 * on))[None]

    def beyond(self, t, cam):
        stars(self, t, cam, 160, HORIZON)
