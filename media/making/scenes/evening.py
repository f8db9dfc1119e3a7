"""One cold room by night: an oil lamp on the floor, what there is to sell, frost on the window."""

import math

import numpy as np

from making.canvas import Board, Canvas
from making.film import WARM, Layer, kernels
from making.noise import blur, f32, lin, smooth, spectral, tiled
from making.scenes.rooms import Phone
from making.sound import Bed

LAMP = (1290.0, 985.0)  # px in the room's texture: the flame


class Evening(Phone):
    """First person: folded blankets beside an oil lamp; its flame sinks at 8 s and is turned up again at 10 s."""

    seconds, moment, focus, seed = 20.0, 5.0, 0.62, 57
    bed = Bed(wind=0.2, room=0.3, fire=0.35, tone_at=((0, 0.15), (9, 0.5), (12, 0.2), (20, 0.3)), seed=57, valley=0.08)

    def build(self):
        super().build()
        w, h = 2200, 1240
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        n = tiled(spectral(1024, 1024, 2.0, 15, lo=2), h, w)
        weave = tiled(spectral(512, 512, 1.2, 58, lo=12), h, w)
        wall = self.wall.cover
        reach = 1 / (1 + ((xx - LAMP[0]) ** 2 + ((yy - LAMP[1]) * 1.05) ** 2) / 330.0**2) ** 1.55
        self.warmth = Layer(wall * 0, wall * (0.9 + 0.16 * n) * reach, 2.2, tint=WARM * f32(0.44), oy=80)
        floor = smooth(1046, 1062, yy)
        boards = 1 - 0.5 * np.exp(-((((yy - 1060) % 62) - 4) ** 2) / 5.0)
        near = 1 / (1 + ((xx - LAMP[0]) ** 2 + ((yy - 1085) * 3.4) ** 2) / 300.0**2) ** 1.3
        self.floor = Layer(
            floor,
            floor * boards * (0.03 + 0.9 * near * (0.7 + 0.12 * n)),
            2.0,
            tint=WARM * f32(0.30),
            fog=lin(3, 3, 4),
            oy=80,
        )
        self.stack = self._blankets(w, h, weave)
        c = Canvas(w, h, 3)  # the lamp: a foot, a glass, its rim
        c.poly((LAMP[0] - 44, 1100), (LAMP[0] - 30, 1030), (LAMP[0] + 30, 1030), (LAMP[0] + 44, 1100))
        c.rectangle(LAMP[0] - 13, 1012, 26, 24)
        c.fill()
        a = blur(c.mask(), 1.0)
        top = np.clip(a - np.roll(a, 5, 0), 0, 1)
        self.foot = Layer(a, a * 0.02 + top * 0.5, 1.95, tint=WARM * f32(0.5), fog=lin(3, 3, 4), oy=80)
        c = Canvas(w, h, 3)
        c.curve(3.0, (LAMP[0] - 16, 1014), (LAMP[0] - 34, 985), (LAMP[0] - 24, 950), (LAMP[0] - 15, 912))
        c.curve(3.0, (LAMP[0] + 16, 1014), (LAMP[0] + 34, 985), (LAMP[0] + 24, 950), (LAMP[0] + 15, 912))
        a = blur(c.mask(), 0.9)
        self.chimney = Layer(a * 0.3, a * 0.5, 1.95, tint=WARM * f32(0.5), oy=80)

    def _blankets(self, w, h, weave):
        """Two folded blankets on the floor, lit from their left."""
        board = Board(w, h)
        xx = np.mgrid[0:h, 0:w][1].astype(f32)
        fall = np.clip(1.15 - (xx - 1480) / 520, 0.12, 1.2)
        y = 1096
        for wide, tall, tone, off in ((410, 76, 0.26, 0), (396, 70, 0.33, 10), (372, 66, 0.20, 4)):
            x = 1480 + off
            c = Canvas(w, h, 2)
            c.move_to(x + 10, y)
            c.curve_to(x - 12, y - 8, x - 12, y - tall + 6, x + 14, y - tall)
            c.curve_to(x + wide * 0.4, y - tall - 7, x + wide * 0.7, y - tall + 5, x + wide, y - tall + 2)
            c.curve_to(x + wide + 9, y - tall * 0.6, x + wide + 7, y - 8, x + wide - 4, y)
            c.close_path()
            c.fill()
            a = blur(c.mask(), 1.2)
            c = Canvas(w, h, 2)
            for k in (0.47,):
                c.curve(
                    2.0,
                    (x + 4, y - tall * k),
                    (x + wide * 0.3, y - tall * k + 3),
                    (x + wide * 0.7, y - tall * k - 3),
                    (x + wide - 4, y - tall * k + 1),
                )
            fold = blur(c.mask(), 1.0)
            crest = np.clip(a - np.roll(blur(a, 3), 6, 0), 0, 1)
            board.paint(a, np.clip(tone * fall * (1 + 0.10 * weave - 0.5 * fold) + 0.22 * crest * fall, 0.01, 2))
            y -= tall - 2
        return Layer(board.cover, board.shade, 1.95, tint=WARM * f32(0.55), fog=lin(3, 3, 4), oy=80)

    def flame(self, t):
        """1 is as it was lit."""
        sinks = 1 - 0.62 * smooth(7.6, 9.0, t) * (1 - smooth(10.0, 11.4, t)) + 0.12 * smooth(10.4, 11.6, t)
        return sinks * (1 + 0.03 * math.sin(t * 8.3) + 0.02 * math.sin(t * 13.7 + 1) + 0.02 * self.held(t, 21, 1.0))

    def draw(self, t):
        cam = (self.held(t, 5, 16) + 1.2 * t, self.held(t, 6, 8) + 3 * math.sin(t * 1.4))
        on = self.flame(t)
        for lay in (self.night, self.hills):
            self.put(lay, cam)
        self.snow.draw(self, t, cam, 0.5, wind=40)
        self.put(self.frost, cam)
        self.put(self.wall, cam)
        self.put(self.warmth, cam, gain=on)
        for lay in (self.floor, self.stack, self.foot):
            tint = lay.tint
            lay.tint = (tint * f32(on)).astype(f32)
            self.put(lay, cam)
            lay.tint = tint
        x, y = LAMP[0] - self.foot.ox - cam[0] / 1.95, LAMP[1] - 80 - cam[1] / 1.95
        kernels.glow(self.img, x, y - 14 * on, 7.0, WARM * f32(7.0 * on), 1.6, 0.75, 1.6)
        kernels.glow(self.img, x, y - 10, 46.0, WARM * f32(0.34 * on), 1.0, 1.0, 1.15)
        self.put(self.chimney, cam, gain=on)
        u = (t - 0.6) % 4.2 / 4.2
        a = smooth(0, 0.12, u) * (1 - u) ** 1.5
        colour = self.cold * f32(0.16) + WARM * f32(0.26 * on)
        for j, (jx, jr) in enumerate(((0, 1.0), (-60, 0.8), (70, 0.8))):
            kernels.puff(
                self.img,
                self.noise,
                960 + jx * (1 + 2 * u),
                1080 - 400 * u**0.75 - 25 * j,
                90 + 250 * u * jr,
                0.24 * a * jr,
                colour,
                j * 170 + t * 40,
                t * 60 + j * 90,
                1.7,
            )
