"""A gallery of a coal mine: a man with a lamp ahead of us, who stops and listens."""

import math

import numpy as np

from making.figures import walker
from making.film import HEIGHT, WARM, kernels
from making.noise import f32, lin, smooth
from making.scenes.rooms import MinersLamp
from making.sound import Bed


class Mine(MinersLamp):
    """He walks before us and stops at 9.5 s; lights come far off and stop; his lamp is out at 17.5 s."""

    seconds, moment, focus, seed = 20.0, 5.0, 0.48, 69
    bed = Bed(wind=0.10, room=0.5, tone_at=((0, 0.2), (9, 0.4), (14, 1.3), (18, 0.9), (20, 0.5)), seed=69, valley=0.05,
              steps=tuple(0.5 + 0.98 * k for k in range(10)), step_in="mud")  # fmt: skip

    def draw(self, t):
        going = 9.5 * (1 - (1 - min(t, 9.5) / 9.5) ** 1.25)  # s of walking so far; he slows down
        on = 1 - smooth(16.8, 17.5, t)
        cam = (self.held(t, 5, 20) + 1.5 * t, self.held(t, 6, 9) + 5 * abs(math.sin(going * 3.2)) * smooth(9.5, 8.5, t))
        zoom = 1.0 + 0.012 * going
        about = (905, 560)
        layers = [self.face, *self.props]
        tints = [lay.tint for lay in layers]
        dim = 0.16 + 0.84 * on
        for lay, tint in zip(layers, tints, strict=True):
            lay.tint = (tint * f32(dim * (1 + 0.03 * math.sin(t * 7.7)))).astype(f32)
        self.img[:] = 0
        self.put(self.face, cam, zoom=1 + (zoom - 1) * 0.4, about=about)
        come = smooth(11.0, 14.0, t)
        shown = come * (1 - 0.25 * smooth(17.0, 19.5, t))
        for k, (dx, dy) in enumerate(((0, 0), (26, 3), (-17, 5))):
            x = 955 + dx * (0.4 + 0.6 * come) - cam[0] / 6
            y = 520 + dy - cam[1] / 6 + 2.0 * math.sin(t * 3.1 + k * 2) * (1 - smooth(13, 14.5, t))
            kernels.glow(self.img, x, y, 1.6 + 0.5 * come, WARM * f32(3.2 * shown), 1.0, 1.0, 1.4)
            kernels.glow(self.img, x, y, 15.0, WARM * f32(0.10 * shown), 1.0, 1.0, 1.2)
        for lay in self.props[:2]:
            self.put(lay, cam, zoom=zoom, about=about)
        bob = 4 * abs(math.sin(going * 3.2)) * smooth(9.5, 8.5, t)
        mx, my = 815 - cam[0] / 2.8, 872 - cam[1] / 2.8 - bob
        sway = 6 * math.sin(going * 3.2) * smooth(9.6, 8.4, t)
        turn = smooth(10.0, 11.2, t) * 0.25
        x, y = mx + 44 + sway, my - 316
        ux = f32(math.cos(0.17 + turn * 0.5))
        kernels.beam(self.img, self.noise, x, y, ux, f32(math.sin(0.17 - turn)), f32(760), f32(9), f32(0.26 * on),
                     WARM * f32(0.8 * on), HEIGHT, 300 + t * 9, 90)  # fmt: skip
        self.dust.draw(self, t, cam, 0.05 + 0.11 * on, wind=20, fall=30, colour=WARM * f32(0.4))
        kernels.glow(self.img, x + 60, y, 70.0, WARM * f32(0.20 * on), 1.0, 1.0, 1.15)
        kernels.glow(self.img, mx + 60, my + 6, 70.0, WARM * f32(0.045 * on), 0.5, 2.6, 1.2)
        step = going * 3.2
        self.figure(lambda c, px, py: walker(c, px, py, 330, step, lean=0.14 - 0.05 * turn), mx, my, 330,
                    lin(5, 5, 6) * f32(0.7), soft=0.9)  # fmt: skip
        kernels.glow(self.img, x, y, 3.4, WARM * f32(8.0 * on), 1.0, 1.0, 1.4)
        self.put(self.props[2], cam, zoom=1 + (zoom - 1) * 1.6, about=about)
        low = np.array([1.0, 0.5, 0.2], f32)  # our own lamp, turned down, below the picture
        kernels.glow(self.img, 1010, HEIGHT + 120, 190.0, low * f32(0.10), 0.6, 1.0, 1.2)
        for lay, tint in zip(layers, tints, strict=True):
            lay.tint = tint
