"""An alley by night: the guide, who does not turn round."""

import math

import numpy as np

from making.canvas import Canvas
from making.film import HEIGHT, WARM, Flakes, Layer, Scene, bump, kernels
from making.noise import blur, f32, lin, smooth, spectral, tiled
from making.rays import Lane
from making.sound import Bed

LAMP = (-1.28, -0.75, 6.4)  # m: on the left wall, beyond him


class Guide(Scene):
    """A man from behind, against a wall lamp in the wet alley; he turns his head a little at 8 s, and back at 12 s."""

    seconds, moment, focus, seed, exposure, vignette = 20.0, 5.0, 0.55, 93, 1.7, 0.48
    air = lin(66, 78, 92)
    bed = Bed(wind=0.18, rain=0.22, room=0.15, city=0.10, tone_at=((0, 0.3), (8, 0.8), (13, 1.2), (20, 0.5)), seed=93,
              valley=0.06)  # fmt: skip

    def build(self):
        w, h = 2200, 1240
        self.far = self.sky(((0, lin(14, 18, 25)), (420, self.air * f32(0.34)), (560, self.air * f32(0.55))), 5)
        lane = Lane((w, h), (1010, 600), 1350.0, left=1.5, right=1.7, ground=1.55, high=2.6, far=30.0)
        _x, y, z = lane.where
        ground, walls = lane.on(Lane.GROUND), lane.on(Lane.LEFT) + lane.on(Lane.RIGHT)
        grit = lane.cloth(15) * 0.09 + lane.cloth(16, beta=2.6, lo=2, each=80.0) * 0.12
        course = np.exp(-((((y + 0.03) % 0.16 - 0.08) / 0.012) ** 2))
        brick = course + (1 - course) * np.exp(-((((z + 0.21 * ((y + 0.03) // 0.16 % 2)) % 0.42 - 0.21) / 0.014) ** 2))
        fine = np.clip(1.5 - z / 5.0, 0, 1)
        body = walls * np.clip(0.34 + grit, 0.02, 2) * (1 - 0.42 * brick * fine) + ground * np.clip(
            0.26 + grit, 0.02, 2
        )
        cover = blur(np.maximum(walls, ground), 1.0)
        self.body = Layer(cover, body * cover * (0.05 + 0.16 * np.clip(z / 14, 0, 1)), 3.2, tint=self.air, oy=80,
                          fog=lin(3, 4, 5))  # fmt: skip
        wet = np.clip(lane.cloth(31, beta=2.2, lo=2, each=60.0) * 0.5 + 0.5, 0, 1) * ground
        mirror = lane.at(LAMP[0], 2 * 1.55 - LAMP[1], LAMP[2])
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        streak = (
            bump(xx, mirror[0], 40 + 0.10 * np.clip(yy - 640, 0, None)) * smooth(660, 900, yy) * (0.35 + 0.65 * wet)
        )
        light = body * lane.lit(LAMP, 1.5) + 0.5 * streak * ground
        self.warmth = Layer(cover * 0, light, 3.2, tint=WARM * f32(0.42), oy=80)
        self.lamp_at = lane.at(*LAMP)
        self.fitting = self._fitting(lane)
        self.man, self.man_rim = self._man(w, h)
        self.rain = [Flakes(420, 3, 5.0, 1.0), Flakes(160, 4, 2.6, 1.6)]

    def _fitting(self, lane):
        """The arm and the shade over the lamp, and two pipes down the walls."""
        w, h = lane.size
        c = Canvas(w, h, 2)
        x, y = self.lamp_at
        c.line(5, (x - 46, y - 30), (x - 6, y - 34), (x, y - 18))
        c.poly((x - 30, y - 6), (x + 30, y - 6), (x + 12, y - 24), (x - 12, y - 24))
        c.line(16, lane.at(1.62, -2.6, 4.0), lane.at(1.62, 1.5, 4.0))
        c.line(8, lane.at(-1.44, -2.6, 8.0), lane.at(-1.44, 1.5, 8.0))
        for k in range(3):  # wires over the alley
            a, b = lane.at(-1.5, -2.1 - 0.2 * k, 5.0 + k), lane.at(1.7, -2.2 - 0.1 * k, 6.5 + k)
            c.curve(1.7, a, (a[0] + 200, a[1] + 60), (b[0] - 200, b[1] + 60), b)
        a = blur(c.mask(), 0.8)
        return Layer(a, a * 0.012, 3.1, tint=self.air, fog=lin(2, 3, 4), oy=80)

    @staticmethod
    def _shoulders(c, x, y):
        c.move_to(x - 330, 1240)
        c.curve_to(x - 335, 960, x - 320, 800, x - 236, y + 236)
        c.curve_to(x - 170, y + 196, x - 96, y + 186, x - 84, y + 120)
        c.line_to(x + 84, y + 120)
        c.curve_to(x + 96, y + 186, x + 176, y + 196, x + 244, y + 240)
        c.curve_to(x + 330, 804, x + 344, 960, x + 346, 1240)
        c.close_path()
        c.fill()
        c.move_to(x - 128, y + 216)  # a collar turned up
        c.curve_to(x - 132, y + 150, x - 120, y + 110, x - 104, y + 88)
        c.curve_to(x - 50, y + 126, x + 50, y + 126, x + 106, y + 86)
        c.curve_to(x + 124, y + 112, x + 134, y + 152, x + 130, y + 218)
        c.close_path()
        c.fill()

    @staticmethod
    def _head(c, x, y):
        c.blob(x, y, 88, 112)
        c.move_to(x - 98, y - 30)  # a knitted cap, turned up
        c.curve_to(x - 104, y - 120, x - 60, y - 158, x, y - 160)
        c.curve_to(x + 62, y - 158, x + 106, y - 118, x + 98, y - 28)
        c.curve_to(x + 40, y - 10, x - 40, y - 10, x - 98, y - 30)
        c.fill()

    def _man(self, w, h):
        """Coat and head apart, so that the head can turn; each with its rim of light."""
        x, y = 1330, 520
        coat, head = Canvas(w, h, 2), Canvas(w, h, 2)
        self._shoulders(coat, x, y)
        self._head(head, x, y)
        n = tiled(spectral(1024, 1024, 1.6, 22, lo=6), h, w)
        dark, rims = [], []
        for mask in (coat.mask(), head.mask()):
            a = blur(mask, 2.2)
            rim = np.clip(a - np.roll(blur(a, 3.5), 9, 1), 0, 1)
            faint = np.clip(a - np.roll(blur(a, 3), (5, -5), (0, 1)), 0, 1)
            dark.append(Layer(a, a * (0.010 + 0.002 * n) + 0.05 * faint, 1.7, tint=self.air, fog=lin(2, 3, 4), oy=80))
            rims.append(Layer(a * 0, rim * (1 + 0.25 * n), 1.7, tint=WARM * f32(0.55), oy=80))
        face = Canvas(w, h, 2)  # brow, nose and chin, past the cheek: only when he turns
        face.move_to(x - 60, y - 52)
        face.curve_to(x - 96, y - 40, x - 98, y - 20, x - 94, y - 6)
        face.curve_to(x - 104, y + 14, x - 116, y + 30, x - 110, y + 38)
        face.curve_to(x - 92, y + 44, x - 100, y + 58, x - 94, y + 74)
        face.curve_to(x - 92, y + 98, x - 60, y + 110, x - 20, y + 104)
        face.close_path()
        face.fill()
        a = blur(face.mask(), 2.2)
        rim = np.clip(a - np.roll(blur(a, 3), 7, 1), 0, 1)
        self.face = (
            Layer(a, a * 0.010, 1.7, tint=self.air, fog=lin(2, 3, 4), oy=80),
            Layer(a * 0, rim, 1.7, tint=WARM * f32(0.5), oy=80),
        )
        return dark, rims

    def draw(self, t):
        cam = (self.held(t, 5, 20) + 1.0 * t, self.held(t, 6, 9) + 3 * math.sin(t * 1.5))
        on = 1 + 0.02 * math.sin(t * 9.3) + 0.03 * self.held(t, 21, 1.0)
        turn = smooth(7.6, 8.8, t) * smooth(12.6, 11.4, t)
        self.put(self.far, cam)
        self.put(self.body, cam)
        self.put(self.warmth, cam, gain=on)
        self.mist(
            t, bump(np.arange(HEIGHT), 620, 120) * 0.22, self.air * f32(0.5) + WARM * f32(0.03), speed=14, cam=cam
        )
        self.rain[0].draw(self, t, cam, 0.20, wind=20, fall=150, rain=True, colour=self.air + WARM * f32(0.1))
        x, y = self.lamp_at[0] - 140 - cam[0] / 3.2, self.lamp_at[1] - 80 - cam[1] / 3.2
        self.put(self.fitting, cam)
        self.lamp(x, y, 1.2 * on, size=2.4)
        bx, by = 1330 - 140 - cam[0] / 1.7, 520 - 80 - cam[1] / 1.7
        u = (t - 1.6) % 4.4 / 4.4  # his breath goes up before him, against the lamp
        a = smooth(0, 0.12, u) * (1 - u) ** 1.5
        kernels.puff(self.img, self.noise, bx - 120 - 40 * turn - 60 * u, by + 20 - 150 * u, 60 + 190 * u, 0.34 * a,
                     WARM * f32(0.30) + self.air * f32(0.25), t * 40, t * 60, 1.7)  # fmt: skip
        sway = 3 * math.sin(t * 1.1)
        for lay in self.face:
            self.put(lay, cam, dx=-64 * (1 - turn) - sway, gain=min(1.0, turn * 1.6) if lay is self.face[1] else 1.0)
        for k, (dark, rim) in enumerate(zip(self.man, self.man_rim, strict=True)):
            dx = -sway - (10 * turn if k else 0)
            self.put(dark, cam, dx=dx)
            self.put(rim, cam, dx=dx, gain=on)
        self.rain[1].draw(self, t, cam, 0.16, wind=26, fall=150, rain=True, colour=self.air + WARM * f32(0.1))
        self.breath(t, 760, HEIGHT + 70, self.air * f32(0.4), strength=0.10)
