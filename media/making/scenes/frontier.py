"""The last border: a double fence down a hillside before day, a hut with one lamp, two who wait in the grass."""

import math

import numpy as np

from making.built import fence
from making.canvas import Canvas
from making.film import HEIGHT, ROWS, WARM, Layer, kernels
from making.noise import blur, f32, lin, rng, smooth
from making.plants import at_both_sides, reeds
from making.scenes.crest import Crest
from making.sound import Bed


def crouched(c, x, y, size, turn=1):
    """Somebody who sits low in the grass, from behind: a broad back under a coat, a hood bent forward a little."""
    u = size
    c.move_to(x - 0.52 * u, y + 0.1 * u)
    c.curve_to(x - 0.56 * u, y - 0.42 * u, x - 0.40 * u, y - 0.74 * u, x - 0.15 * u, y - 0.84 * u)
    c.line_to(x + 0.17 * u, y - 0.83 * u)
    c.curve_to(x + 0.44 * u, y - 0.72 * u, x + 0.55 * u, y - 0.40 * u, x + 0.54 * u, y + 0.1 * u)
    c.close_path()
    c.fill()
    c.move_to(x - 0.20 * u, y - 0.80 * u)
    c.curve_to(x - 0.27 * u, y - 1.02 * u, x - 0.20 * u, y - 1.26 * u, x + 0.02 * u * turn, y - 1.28 * u)
    c.curve_to(x + 0.22 * u, y - 1.26 * u, x + 0.27 * u, y - 1.02 * u, x + 0.21 * u, y - 0.80 * u)
    c.close_path()
    c.fill()


class LastBorder(Crest):
    """Mist in the valley; the hut's lamp goes out at 16 s, and the east is a little paler."""

    seconds, moment, focus, seed, exposure = 22.0, 6.0, 0.55, 73, 1.5
    zenith, middle, horizon = lin(24, 33, 46), lin(60, 72, 88), lin(112, 120, 128)
    snowlight = lin(84, 92, 92)
    hills_seed, slope_seed, party, lantern, snowing, spindrift, firs_near = 104, 191, (), 0.0, 0.0, 0.0, True
    bed = Bed(wind=0.30, reeds=0.14, tone_at=((0, 0.3), (8, 0.6), (15, 1.0), (17, 0.3), (22, 0.6)), seed=73)

    def build(self):
        super().build()
        hz = self.horizon
        posts = [(2360 - 1.0 * x, tall) for x, tall in ((60 * 1.30**k, 300 * 0.845**k) for k in range(13))]
        wires = []
        for off, depth in ((0, 2.5), (150, 2.8)):
            line = [(x - off, tall * (1 - off / 900)) for x, tall in posts]
            a = fence(
                2600,
                1300,
                lambda x: 640 + 0.22 * max(0.0, x - 900) ** 0.98,
                line[::-1],
                strands=7,
                line=2.0,
                seed=5 + off,
            )
            a = blur(a, 0.6)
            wires.append(Layer(a, a, depth, ox=720, oy=40, tint=lin(6, 7, 9), fog=hz * f32(0.05 + off / 2500)))
        self.wires = wires[::-1]
        c = Canvas(300, 200, 4)  # the hut on its legs
        c.rectangle(110, 70, 74, 60)
        c.poly((98, 74), (196, 74), (176, 44), (120, 44))
        for x in (116, 178):
            c.line(4, (x, 128), (x, 190))
        c.fill()
        a = blur(c.mask(), 0.7)
        self.hut = Layer(a, a, 5.0, ox=-1330, oy=-418, tint=hz * f32(0.03), fog=hz * f32(0.07))
        c = Canvas(2400, 500, 2)
        crouched(c, 880, 470, 150, 1)
        crouched(c, 1100, 480, 128, -1)
        a = blur(c.mask(), 1.6)
        rim = np.clip(a - np.roll(blur(a, 3), (5, -3), (0, 1)), 0, 1)
        self.others = Layer(a, a * 0.4 + rim * 3.0, 2.0, oy=-(HEIGHT - 470), tint=hz * f32(0.030), fog=lin(5, 6, 8))
        where = at_both_sides(0.45, 0.45, 0.5)
        g = blur(reeds(2700, 360, 420, 74, (80, 270), 2.4, plume=0.25, where=where), 1.2)
        self.grass = Layer(g, g, 1.8, oy=-(HEIGHT - 330), tint=hz * f32(0.03), fog=hz * f32(0.02))
        self.blades = np.clip((HEIGHT - ROWS) / 400.0, 0, 2).astype(f32)
        self.birds = rng(4).uniform(0, 6.28, 7)

    def exposed(self, t):
        return self.exposure * (1 + 0.14 * smooth(15, 22, t))

    def dawn(self, t, cam):
        """None yet."""

    def beyond(self, t, cam):
        self.put(self.hut, cam)
        on = smooth(16.3, 15.9, t) * (1 + 0.03 * math.sin(t * 8))
        x, y = 1330 + 148 - cam[0] / 5, 418 + 98 - cam[1] / 5
        kernels.glow(self.img, x, y, 2.6, WARM * f32(7 * on), 1.0, 1.0, 1.4)
        kernels.glow(self.img, x, y, 28.0, WARM * f32(0.30 * on), 1.0, 1.0, 1.15)
        kernels.glow(self.img, x, y + 60, 30.0, WARM * f32(0.05 * on), 0.6, 1.4, 1.2)
        flown = t - 8.6
        if 0 < flown < 7:
            for k, phase in enumerate(self.birds):
                bx = 420 + 150 * flown + 46 * k + 20 * math.sin(phase)
                by = 300 - 12 * flown + 26 * math.sin(phase * 3) + 9 * (k % 3)
                beat = 5 * math.sin(t * 11 + phase)
                self.figure(
                    lambda c, px, py, b=beat: (
                        c.line(1.6, (px - 8, py - 14 - b), (px, py - 14)),
                        c.line(1.6, (px, py - 14), (px + 8, py - 14 - b)),
                    ),
                    bx,
                    by,
                    20,
                    self.horizon * f32(0.12),
                    shown=smooth(0, 0.8, flown) * smooth(7, 5.5, flown),
                )

    def walkers(self, t, cam):
        for lay in self.wires:
            self.put(lay, cam)
        breath = 2.5 * math.sin(t * 1.4)
        self.put(self.others, cam, dy=breath)
        self.put(self.grass, cam, shear=(self.blades**1.6 * 16 * self.gust(t, 2.0, 1.1)).astype(f32))
