"""A farm's yard at dusk, from inside: the door is closed by somebody else."""

import math

import numpy as np

from making.canvas import Canvas
from making.film import HEIGHT, Flakes, Layer, kernels
from making.noise import blur, f32, lin, smooth, spectral, tiled
from making.scenes.country import Country
from making.scenes.farmhouse import Farmhouse
from making.sound import Bed

LEFT, RIGHT, TOP, FOOT = 860, 1330, 190, 985  # px in the wall's texture: the doorway


class EndSold(Farmhouse):
    """The door closes from 8 to 12 s; a line of light is left, and the dust in it."""

    seconds, moment, focus, seed, hills_seed, lamp, exposure = 16.0, 4.0, 0.5, 75, 97, 0.0, 1.7
    passing, snowing = False, 0.7
    lit = (-1, -1)
    houses = ((), ((1160, 40, 420),), ())
    trees = (((900, 60),), ((1640, 300),), ())
    poles = ()
    bed = Bed(wind=0.22, snow=0.02, room=0.45, tone_at=((0, 0.3), (8, 0.8), (12, 1.4), (16, 0.5)), seed=75, valley=0.06)

    def build(self):
        super().build()
        w, h = 2200, 1240
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        n = tiled(spectral(1024, 1024, 2.0, 15, lo=2), h, w)
        grain = tiled(spectral(1024, 1024, 1.8, 16, ax=4.0, ay=0.3, lo=3), h, w)
        c = Canvas(w, h, 2)
        c.rectangle(LEFT, TOP, RIGHT - LEFT, FOOT - TOP)
        c.fill()
        hole = blur(c.mask(), 2.0)
        wall = 1 - hole
        jamb = np.clip(np.roll(hole, 16, 1) - hole, 0, 1) + np.clip(np.roll(hole, -16, 1) - hole, 0, 1)
        floor = smooth(FOOT - 4, FOOT + 6, yy)
        self.wall = Layer(
            wall,
            wall * (0.05 + 0.012 * n) * (1 - 0.5 * floor),
            2.2,
            tint=self.horizon * f32(0.35),
            fog=lin(2, 3, 4),
            oy=80,
        )
        self.jamb = Layer(jamb * 0, blur(jamb, 2.5) * wall, 2.2, tint=self.horizon * f32(0.34), oy=80)
        c = Canvas(w, h, 2)
        c.rectangle(LEFT - 640, TOP - 6, 640, FOOT - TOP + 6)
        c.fill()
        leaf = blur(c.mask(), 1.6)
        boards = 1 - 0.6 * np.exp(-((((xx - LEFT) % 128 - 64) / 3.0) ** 2))
        edge = np.clip(leaf - np.roll(leaf, -9, 1), 0, 1)
        self.leaf = Layer(
            leaf,
            leaf * boards * (0.055 + 0.02 * grain) + edge * 0.34,
            2.2,
            tint=self.horizon * f32(0.45),
            fog=lin(2, 3, 4),
            oy=80,
        )
        self.rows = np.clip((yy[80 : 80 + HEIGHT, :1920] - (FOOT - 0)) / 260.0, 0, 1)
        self.across = xx[80 : 80 + HEIGHT, 140 : 140 + 1920]
        self.on_floor = smooth(FOOT, FOOT + 8, yy)[80 : 80 + HEIGHT, 140 : 140 + 1920]
        self.planks = (0.8 + 0.10 * grain)[80 : 80 + HEIGHT, 140 : 140 + 1920]
        self.dust = Flakes(150, 9, 3.0, 1.1)

    def camera(self, t):
        return Country.camera(self, t * 0.4)

    def shine(self, t, cam):
        """No lamp."""

    def front(self, t, cam):
        shut = smooth(8.0, 11.8, t)
        gap = (RIGHT - LEFT) * (1 - shut) + 7 * shut
        self.put(self.wall, cam)
        self.put(self.jamb, cam, gain=1 - 0.85 * shut)
        left = RIGHT - gap
        self.put(self.leaf, cam, dx=-(left - LEFT))
        ox, oy = cam[0] / 2.2, cam[1] / 2.2
        spread = self.rows * 260
        a, b = left - spread * 0.62 - ox, RIGHT + spread * 0.30 - ox
        soft = 3 + self.rows * 22
        light = smooth(0, 1, (self.across - a) / soft) * smooth(0, 1, (b - self.across) / soft)
        light = light * self.on_floor * self.planks * np.exp(-self.rows * 1.3)
        strength = 0.30 + 0.20 * shut
        self.img += (self.horizon * f32(strength))[:, None, None] * np.roll(light, -round(oy), 0)[None].astype(f32)
        self.dust.draw(self, t, cam, 0.05 + 0.05 * shut, wind=12, fall=16, colour=self.horizon * f32(0.7))
        kernels.glow(
            self.img,
            (left + RIGHT) / 2 - 140 - ox,
            560 - oy,
            120.0,
            self.horizon * f32(0.05 * (1 - 0.8 * shut)),
            1.0,
            0.5,
            1.2,
        )
        kernels.puff(
            self.img, self.noise, 900, 1000 - 60 * math.sin(t * 0.7), 180, 0.02, self.horizon, t * 30, t * 40, 1.7
        )
