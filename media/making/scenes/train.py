"""A night train, first person: the window, and a land with almost no lamps in it."""

import math

import cairo
import cv2
import numpy as np

from making.canvas import Canvas, charcoal
from making.film import HEIGHT, ROWS, WARM, WIDTH, Layer, Scene, bump, kernels, rows
from making.land import heightmap, mountain_range, relief
from making.noise import blur, f32, lin, rng, smooth, spectral, spectral_line, tiled
from making.plants import bare_tree, poplar
from making.sound import Bed

HORIZON = 520


def _wrapped(a, period):
    """A periodic texture made long enough that any offset below its period fills the frame."""
    return np.ascontiguousarray(tiled(a[:, :period], a.shape[0], period + WIDTH + 260))


def _fields(period, seed, base, amp, count, heights):
    """A periodic ground line with bare trees and poplars."""
    h = 420
    c = Canvas(period, h)
    r = rng(seed)
    g = spectral_line(period, 3.0, seed, lo=2, hi=60)
    c.poly((-5, h), *[(x, base + g[x % period] * amp) for x in range(-6, period + 6, 4)], (period + 5, h))
    dense = spectral_line(period, 2.0, seed + 2, lo=3)
    for i in range(count):
        x, tall, kind = r.random() * period, r.uniform(*heights), r.random()
        if dense[int(x)] < r.normal(0.1, 0.5):
            continue
        y = base + g[int(x)] * amp + 3
        for shift in (0,) if 200 < x < period - 200 else (0, -period, period):
            one = rng(seed * 1000 + i)
            (poplar if kind < 0.3 else bare_tree)(c, one, x + shift, y, tall)
    return c.mask()


class Train(Scene):
    """Poles and wires, fields, one lit window far off that stays with us from 3 s and passes by 11 s; from 15 s a
    lamp comes along the carriage behind us, seen in the glass, and stands still at 22 s."""

    seconds, moment, focus, seed, exposure, vignette = 24.0, 6.0, 0.55, 44, 1.7, 0.34
    zenith, middle, low = lin(14, 20, 30), lin(40, 52, 66), lin(92, 102, 114)
    bed = Bed(wind=0.06, rail=0.5, room=0.2, tone_at=((0, 0.2), (14, 0.3), (21, 1.3), (24, 0.9)), seed=44, valley=0.1)

    def build(self):
        low = self.low
        self.far = self.sky(((0, self.zenith), (HORIZON * 0.6, self.middle), (HORIZON - 6, low), (HEIGHT, low)), 3,
                            depth=80, ay=0.3)  # fmt: skip
        heights = heightmap(140)
        shades = relief(heights, 90, 2.9, 0.35, 5)
        self.ranges = [
            self._range(heights, shades, (5200, 8800), 420, 800, 1.0, 0.50, 0.80, 20),
            self._range(heights, shades, (3000, 4600), 480, 6000, 0.8, 0.24, 0.50, 60),
        ]
        self.bands = [
            self._band(2600, 11, 130, 7, 300, (22, 60), 1, 0.16, 0.42, HORIZON - 20, -(HORIZON - 70)),
            self._band(3400, 12, 200, 12, 120, (70, 170), 5, 0.07, 0.20, HORIZON + 10, -(HORIZON - 110)),
            self._band(4400, 13, 250, 22, 70, (60, 200), 19, 0.03, 0.08, HORIZON + 90, -(HORIZON + 30)),
        ]
        self._line()
        self._window()
        y = ROWS.astype(f32) - HORIZON
        self.mists = [0.62 * bump(y, 20, 46), 0.60 * bump(y, 85, 55), 0.34 * bump(y, 170, 60)]

    def _range(self, heights, shades, z, eye, cz, soften, near, foot, y1):
        a, p = mountain_range(heights * 760, shades, z=z, eye=eye, horizon=HORIZON, cx=3000, cz=cz, soften=soften,
                              size=(5200, 1700))  # fmt: skip
        f0, f1 = self.low * f32(near), self.low * f32(foot)
        fog = rows((0, f0), (HORIZON - 130, f0), (HORIZON + y1, f1), (HEIGHT, f1))
        return Layer(a, p, 1.0, ox=0, tint=self.middle * f32(0.3), fog=fog)

    def _band(self, period, seed, base, amp, count, heights, smear, near, foot, y0, oy):
        a, p = charcoal(_fields(period, seed, base, amp, count, heights), seed, 0.28, 0.5)
        a, p = _wrapped(a, period), _wrapped(p, period)
        if smear > 1:  # the shutter: as long as the band moves in a sixtieth of a second
            a, p = cv2.blur(a, (smear, 1)), cv2.blur(p, (smear, 1))
        f0, f1 = self.low * f32(near), self.low * f32(foot)
        fog = rows((0, f0), (y0, f0), (y0 + 200, f1), (HEIGHT, f1))
        return Layer(a, p, 1.0, ox=0, oy=oy, tint=self.middle * f32(0.08), fog=fog), period

    def _line(self):
        """Poles and wires share a period of 1500 px."""
        period, h = 1500, 760
        c = Canvas(period, h)
        x = 300
        c.line(21, (x, h), (x - 3, 70))
        for y, n in ((96, 74), (142, 60)):
            c.line(8, (x - n, y + 2), (x + n, y - 2))
        for k in (-1, -0.42, 0.42, 1):
            c.rectangle(x + k * 64 - 4, 77, 8, 18)
            c.rectangle(x + k * 52 - 4, 123, 8, 18)
        c.fill()
        c.line(4, (x, 190), (x + 46, 140))
        a = cv2.blur(_wrapped(c.mask(), period), (17, 1))
        self.poles = Layer(a, a, 1.0, ox=0, oy=-(HORIZON - 450), tint=lin(5, 6, 8), fog=lin(5, 6, 8))
        c = Canvas(period + WIDTH + 260, h)
        for y, n, width in ((78, 64, 1.6), (78, -64, 1.5), (124, 52, 1.7), (124, -25, 1.4), (78, 31, 1.3)):
            for k in range(-1, 4):
                a0 = 300 + 1500 * k + n
                sag = [(a0 + 1500 * u / 30, y + 248 * u / 30 * (1 - u / 30) * (1 + 0.1 * n / 74)) for u in range(31)]
                c.line(width, *sag)
        a = c.mask()
        self.wires = Layer(a, a, 1.0, ox=0, oy=-(HORIZON - 450), tint=lin(9, 11, 14), fog=lin(6, 8, 10))

    def _window(self):
        """Frame, curtain, condensation and the faint reflection of whoever looks out."""
        w, h = 2200, 1240
        x0, y0, x1, y1 = 300, 110, 1950, 960

        def opening(grow, q):
            c = Canvas(w, h)
            c.rectangle(0, 0, w, h)
            a, b, d, e = x0 - grow, y0 - grow, x1 + grow, y1 + grow
            c.new_sub_path()
            c.arc(d - q, b + q, q, -math.pi / 2, 0)
            c.arc(d - q, e - q, q, 0, math.pi / 2)
            c.arc(a + q, e - q, q, math.pi / 2, math.pi)
            c.arc(a + q, b + q, q, math.pi, 1.5 * math.pi)
            c.close_path()
            c.set_fill_rule(cairo.FILL_RULE_EVEN_ODD)
            c.fill()
            return c.mask()

        inner, outer = opening(0, 64), opening(26, 86)
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        n = tiled(spectral(1024, 1024, 1.6, 65, lo=4), h, w)
        sill = bump(yy, y1 + 62, 24) * smooth(x0 - 30, x0 + 200, xx) * smooth(x1 + 30, x1 - 200, xx)
        edge = blur(np.clip(np.gradient(blur(outer, 1.5), axis=0), 0, 1), 1.2)
        shade = outer * (0.10 + 0.8 * blur(1 - inner, 55) + 0.02 * n + 0.5 * sill) + edge
        shade += np.clip(inner - outer, 0, 1) * 0.05
        self.frame_layer = Layer(blur(inner, 1.4), blur(shade.astype(f32), 1.2), 2.2, tint=self.low * f32(0.11),
                                 fog=lin(4, 5, 7), oy=70)  # fmt: skip
        sides = 0.5 * np.maximum(bump(xx, x0, 150), bump(xx, x1, 150)) * smooth(250, 800, yy)
        e = np.maximum(bump(yy, y1, 96) * 0.95, sides)
        frost = np.clip(0.02 + e * (0.55 + 0.17 * tiled(spectral(1024, 2048, 2.6, 61, lo=3), h, w)), 0, 0.75)
        self.frost = Layer(frost, frost, 2.4, tint=self.low * f32(0.55), oy=70)
        fold = spectral_line(w, 2.2, 45, lo=18, hi=70)
        side = smooth(1786, 1800, xx + 26 * np.sin(yy / 310.0))
        cloth = side * np.clip(0.16 + 0.10 * np.interp(xx + 0.05 * (yy - 600), np.arange(w), fold), 0.02, 1)
        lit = np.exp(-np.clip(xx - 1790, 0, None) / 90.0)
        self.curtain = Layer(blur(side, 4), blur((cloth * (0.5 + 1.6 * lit)).astype(f32), 3), 1.5, oy=80,
                             tint=lin(84, 70, 60) * f32(0.30), fog=lin(4, 5, 7))  # fmt: skip
        c = Canvas(1000, 1000)
        c.translate(430, 330)
        c.blob(10, 10, 132, 165)
        c.curve(240, (-240, 700), (-200, 380), (-60, 300), (10, 300))
        c.curve(240, (270, 700), (220, 380), (90, 300), (10, 300))
        a = blur(c.mask(), 16)
        down = smooth(1000, 560, np.mgrid[0:1000, 0:1000][0].astype(f32))
        self.reflection = Layer(a * 0.24 * down, a * 0.03 * down, 2.0, ox=-1010, oy=-240, tint=self.low,
                                fog=lin(7, 9, 13))  # fmt: skip

    def draw(self, t):
        cam = (self.held(t, 7, 12), self.held(t, 8, 7))
        k = (t * 1.37) % 1
        joint = 0.9 * math.sin(t * 17.0) * self.held(t * 2, 12, 1.0) + 1.6 * math.exp(-k * 14) * math.sin(k * 60)
        low = self.low

        def outside(lay, speed, period, shake):
            along = t * speed + cam[0] / 9
            self.put(lay, dx=along % period if period else along, dy=joint * shake + cam[1] / 9)

        self.put(self.far, (t * 60 + cam[0] * 8, cam[1] * 8))
        outside(self.ranges[0], 9, 0, 0.1)
        self.mist(t, self.mists[0] * 0.6, low * 0.80, speed=21, contrast=0.30, depth=9)
        outside(self.ranges[1], 30, 0, 0.2)
        self.mist(t, self.mists[0] * 0.8, low * 0.58, speed=60, contrast=0.40, seed=500, depth=9)
        outside(self.bands[0][0], 95, self.bands[0][1], 0.35)
        self.lit_house(t, joint)
        self.mist(t, self.mists[1] * 0.9, low * 0.38, speed=150, contrast=0.45, seed=900, depth=9)
        self.img[:, HORIZON + 160 :] = (low * f32(0.20))[:, None, None]
        outside(self.bands[1][0], 270, self.bands[1][1], 0.6)
        self.mist(t, self.mists[2], low * 0.20, speed=420, contrast=0.50, seed=1500, depth=9)
        outside(self.wires, 1250, 1500, 1.0)
        outside(self.poles, 1250, 1500, 1.0)
        self.img[:, HORIZON + 380 :] = (low * f32(0.08))[:, None, None]
        outside(self.bands[2][0], 900, self.bands[2][1], 1.0)
        self.put(self.reflection, (cam[0] + 4 * math.sin(t * 1.1), cam[1] + joint * 0.8 + 3 * math.sin(t * 0.9)))
        self.conductor(t, cam, joint)
        self.put(self.frost, cam)
        out = 0.5 - 0.5 * math.cos(t * 2 * math.pi / 4.2)  # our breath on the pane
        kernels.puff(self.img, self.noise, 1090 - cam[0] / 2.4, 600 - cam[1] / 2.4, 92 + 16 * out,
                     0.10 + 0.20 * out**1.4, low * f32(0.55), 300, 120, 1.3)  # fmt: skip
        self.put(self.frame_layer, cam)
        self.put(self.curtain, (cam[0] + 5 * math.sin(t * 1.9), cam[1] + joint))

    def conductor(self, t, cam, joint):
        """A lamp in the carriage, as the pane gives it back: doubled, soft, nearer with every step."""
        near = smooth(15.0, 22.0, t)
        shown = smooth(14.6, 16.4, t)
        x, y = 560 + 330 * near - cam[0] / 2.0, 420 + 46 * near + joint + 5 * math.sin(t * 5.2) * (1 - near)
        for dx, part in ((0, 1.0), (13, 0.45)):
            flame, halo = f32((0.35 + 0.75 * near) * shown * part), f32((0.05 + 0.09 * near) * shown * part)
            kernels.glow(self.img, x + dx, y - dx * 0.4, 7.0 + 9 * near, WARM * flame, 1.0, 1.0, 1.5)
            kernels.glow(self.img, x + dx, y, 50.0 + 60 * near, WARM * halo, 1.0, 1.0, 1.15)

    def lit_house(self, t, joint):
        """The one lamp: a house beyond the fields, slower than they are."""
        x, y = 1640 - 110 * (t - 1.5), HORIZON + 42 + joint * 0.4
        shown = smooth(1.0, 2.5, t) * smooth(13.5, 11.5, t)
        kernels.glow(self.img, x, y, 2.6, WARM * f32(7 * shown), 1.0, 1.0, 1.4)
        kernels.glow(self.img, x, y, 24.0, WARM * f32(0.16 * shown), 0.8, 1.2, 1.2)
