"""A stairwell at night: the light is on a timer."""

import math

import numpy as np

from making.canvas import Canvas
from making.film import HEIGHT, WARM, WIDTH, Flakes, Layer, Scene, bump, kernels
from making.noise import blur, f32, lin, smooth
from making.rays import Lane
from making.sound import Bed

DOOR = (-0.55, 0.45, -0.62, 1.42)  # m: left, right, top, foot, on the wall at the end
END = 5.2  # m to the wall at the end


class Stairwell(Scene):
    """A landing with one door; the bulb goes out at 10 s, and at 14 s two feet stand in the line of light below it."""

    seconds, moment, focus, seed, exposure, vignette = 18.0, 5.0, 0.5, 87, 1.7, 0.5
    air = lin(70, 84, 98)
    bed = Bed(wind=0.12, room=0.5, tone_at=((0, 0.2), (9.5, 0.4), (10.4, 1.0), (14, 1.6), (18, 0.8)), seed=87,
              steps=(1.0, 2.1, 3.3, 4.6, 6.0, 7.6), step_in="mud", valley=0.05)  # fmt: skip

    def build(self):
        w, h = 2200, 1240
        lane = Lane((w, h), (1090, 560), 1500.0, left=1.35, right=1.25, ground=1.45, high=9, far=END, ceiling=1.25)
        x, y, z = lane.where
        grit = lane.cloth(15) * 0.10 + lane.cloth(16, beta=2.6, lo=2, each=90.0) * 0.08
        end = lane.on(Lane.FAR)
        door = end * smooth(-0.02, 0.0, x - DOOR[0]) * smooth(0.02, 0.0, x - DOOR[1]) * smooth(-0.02, 0.0, y - DOOR[2])
        frame = end * (bump(x, DOOR[0] - 0.05, 0.03) + bump(x, DOOR[1] + 0.05, 0.03)) * (y > DOOR[2] - 0.09)
        frame += end * bump(y, DOOR[2] - 0.05, 0.03) * (x > DOOR[0] - 0.09) * (x < DOOR[1] + 0.09)
        panels = sum(
            np.exp(-((np.maximum(np.abs(x + 0.05) - 0.33, np.abs(y - middle) - tall) / 0.012) ** 2))
            for middle, tall in ((-0.10, 0.34), (0.82, 0.42))
        )
        side = lane.on(Lane.LEFT) + lane.on(Lane.RIGHT) + end * (1 - door)
        paint = 1 - 0.45 * smooth(0.30, 0.33, y) * side + 0.5 * bump(y, 0.315, 0.012) * side  # oil paint to the hip
        treads = 1 - 0.55 * lane.on(Lane.GROUND) * np.exp(-((((z - 0.2) % 0.42 - 0.2) / 0.02) ** 2)) * (z < 3.1)
        rise = 1 - 0.35 * lane.on(Lane.GROUND) * (z < 3.1)
        body = np.clip(0.42 + grit, 0.02, 2) * paint * treads * rise
        body = body * (1 - 0.62 * door) * (1 + 0.8 * frame) * (1 - 0.35 * door * panels)
        number = Canvas(w, h, 2)  # a plate over the door, nothing on it
        px, py = lane.at(-0.05, DOOR[2] - 0.2, END)
        number.rectangle(px - 24, py - 14, 48, 24)
        number.fill()
        body += blur(number.mask(), 1.2) * 0.35
        bulb = (0.25, -1.02, 3.4)
        whole = np.ones((h, w), f32)
        self.bulb_at = lane.at(*bulb)
        faint = 0.034 + 0.07 * lane.lit((-1.0, -0.8, 0.6), 1.4)
        self.room = Layer(whole, body * faint, 2.4, tint=self.air * f32(0.8),
                          fog=lin(2, 3, 4), oy=80)  # fmt: skip
        self.warmth = Layer(whole * 0, body * lane.lit(bulb, 0.9), 2.4, tint=WARM * f32(0.30), oy=80)
        self.moonlight = lane.on(Lane.LEFT) * bump(z, 2.2, 0.5) * smooth(-0.9, -0.7, y) * smooth(0.5, 0.2, y)
        bars = 1 - 0.8 * bump(z, 2.2, 0.05)
        self.moon = Layer(whole * 0, body * blur(self.moonlight * bars, 5), 2.4, tint=self.air * f32(0.16), oy=80)
        rail = Canvas(w, h, 2)
        a, b = lane.at(1.02, 0.52, 0.9), lane.at(1.02, 0.52, 4.4)
        rail.set_line_width(1)
        rail.poly((a[0], a[1] - 44), (b[0], b[1] - 6), (b[0], b[1] + 7), (a[0], a[1] + 46))
        for k in range(12):
            near = 0.9 + 0.33 * k
            top, foot = lane.at(1.02, 0.54, near), lane.at(1.02, 1.45, near)
            rail.line(26 / near, top, foot)
        a = blur(rail.mask(), 1.0)
        top = np.clip(a - np.roll(blur(a, 2), 5, 0), 0, 1) * lane.lit(bulb, 1.2)
        self.rail = Layer(a, a * 0.008 + 0 * top, 2.1, tint=self.air * f32(0.6), fog=lin(2, 3, 4), oy=80)
        self.rail_lit = Layer(a * 0, top * 1.4, 2.1, tint=WARM * f32(0.22), oy=80)
        self.foot_l, self.foot_y = lane.at(DOOR[0], DOOR[3], END)
        self.foot_r = lane.at(DOOR[1], DOOR[3], END)[0]
        ys, xs = np.mgrid[0:HEIGHT, 0:WIDTH].astype(f32)
        self.grid = xs, ys
        self.dust = Flakes(110, 9, 3.4, 1.0)

    def exposed(self, t):
        """The eye grows used to the dark."""
        return self.exposure * (1 + 0.55 * smooth(10.4, 13.0, t))

    def draw(self, t):
        walk = smooth(9.2, 7.8, t)
        cam = (self.held(t, 5, 15), self.held(t, 6, 8) + 9 * walk * abs(math.sin(t * 2.6)))
        near = 1 + 0.055 * smooth(0, 8.6, t) + 0.03 * smooth(11, 18, t)
        about = (960, 540)
        on = smooth(10.40, 9.95, t) * (1 + 0.05 * math.sin(t * 31) * bump(t, 9.6, 0.3) + 0.01 * math.sin(t * 9))
        self.img[:] = 0
        for lay, gain in ((self.room, 1.0), (self.moon, 1.0), (self.warmth, on)):
            self.put(lay, cam, gain=gain, zoom=near, about=about)
        self._line(t, cam, near)
        x = 960 + (self.bulb_at[0] - 140 - cam[0] / 2.4 - 960) * near
        y = 540 + (self.bulb_at[1] - 80 - cam[1] / 2.4 - 540) * near
        kernels.glow(self.img, x, y, 8.0, WARM * f32(6.0 * on), 1.0, 1.2, 1.6)
        kernels.glow(self.img, x, y, 54.0, WARM * f32(0.30 * on), 1.0, 1.0, 1.15)
        self.put(self.rail, cam, zoom=near, about=about)
        self.put(self.rail_lit, cam, gain=on, zoom=near, about=about)
        self.dust.draw(self, t, cam, 0.06 * on + 0.006, wind=10, fall=12, colour=WARM * f32(0.4))

    def _line(self, t, cam, near):
        """Under the door: a line of light, what it does to the floor, and who stands behind."""
        seen = smooth(10.3, 11.8, t) * 0.85 + 0.15
        xs, ys = self.grid
        left, right = (960 + (v - 140 - cam[0] / 2.4 - 960) * near for v in (self.foot_l, self.foot_r))
        y = 540 + (self.foot_y - 80 - cam[1] / 2.4 - 540) * near
        here = smooth(13.2, 14.2, t)
        cut = np.ones(WIDTH, f32)
        column = xs[0]
        for k in (0.42, 0.62):  # two feet, coming from the left
            centre = left + (right - left) * (k - 0.5 * (1 - here))
            cut *= 1 - 0.93 * smooth(0, 0.2, here) * np.exp(-(((column - centre) / 19.0) ** 4)).astype(f32)
        span = smooth(left - 3, left + 3, column) * smooth(right + 3, right - 3, column)
        line = bump(ys, y, 2.4) * (span * cut)[None]
        below = np.clip(ys - y, 0, None)
        wide = below * 0.55
        soft = 4 + below * 0.4
        fall = smooth(0, 1, (xs - left + wide) / soft) * smooth(0, 1, (right + wide - xs) / soft)
        pool = fall * np.exp(-below / 46.0) * (ys > y) * blur(np.repeat(cut[None], 3, 0), 6)[1][None]
        flick = 1 + 0.02 * math.sin(t * 7.1)
        self.img += (WARM * f32(2.0 * seen * flick))[:, None, None] * line[None].astype(f32)
        self.img += (WARM * f32(0.05 * seen * flick))[:, None, None] * pool[None].astype(f32)
        kernels.glow(self.img, (left + right) / 2, y, 60.0, WARM * f32(0.03 * seen), 0.3, 1.6, 1.1)
