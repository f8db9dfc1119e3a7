"""Close by: a phone in a dark room, a letter under a lamp, a miner's lamp."""

import math

import cv2
import numpy as np

from making.canvas import Canvas
from making.figures import hand, walker
from making.film import HEIGHT, WARM, Flakes, Layer, Scene, bump, kernels
from making.noise import blur, f32, lin, rng, smooth, spectral, spectral_line, tiled
from making.sound import Bed


def _flat(h, w, shade, depth, tint, **where):
    return Layer(np.ones((h, w), f32), shade, depth, tint=tint, **where)


class Phone(Scene):
    """First person, a dark room with frost on its window; a phone held below the
    picture lights the wall and our breath at 2.5 s and goes dark at 12.7 s; from 14 s a torch goes along the lane."""

    seconds, moment, focus, seed, exposure, vignette = 18.0, 5.0, 0.70, 51, 1.7, 0.45
    cold = lin(74, 92, 112)
    bed = Bed(
        wind=0.14,
        room=0.35,
        tone_at=((0, 0.15), (2.5, 0.3), (8, 0.5), (13, 0.6), (15.5, 1.2), (18, 0.5)),
        seed=51,
        valley=0.08,
    )

    def build(self):
        w, h = 2200, 1240
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        n = tiled(spectral(1024, 1024, 2.0, 15, lo=2), h, w)
        tooth = tiled(spectral(1024, 1024, 1.0, 16, lo=20), h, w)
        # the window: night, frost from its edges inward
        x0, y0, x1, y1 = 250, 150, 900, 850
        c = Canvas(w, h)
        c.rectangle(x0, y0, x1 - x0, y1 - y0)
        c.fill()
        hole = c.mask()
        c = Canvas(w, h)
        c.rectangle((x0 + x1) / 2 - 10, y0, 20, y1 - y0)
        c.rectangle(x0, y0 + 250, x1 - x0, 18)
        c.fill()
        hole = blur(hole * (1 - c.mask()), 3.0)
        self.night = self.sky(
            ((0, lin(18, 26, 37)), (420, lin(52, 66, 82)), (620, self.cold), (HEIGHT, lin(40, 50, 62))), 3
        )
        hills = blur((yy > 640 + 22 * spectral_line(w, 3.0, 7, lo=2)[None]).astype(f32), 7)
        self.hills = Layer(hills, hills, 9.0, tint=lin(20, 26, 33), oy=80)
        e = np.maximum(
            np.maximum(bump(yy, y1, 190), bump(yy, y0, 90)), np.maximum(bump(xx, x0, 130), bump(xx, x1, 130))
        )
        mull = np.maximum(bump(xx, (x0 + x1) / 2, 60), bump(yy, y0 + 258, 50)) * 0.7
        crystals = np.abs(tiled(spectral(1024, 1024, 1.7, 62, lo=10), h, w))
        frost = np.clip(np.maximum(e, mull) * (0.75 + 0.22 * n) * (0.55 + 0.5 * np.exp(-crystals * 2.2)), 0, 0.92)
        self.frost = Layer(frost, frost * (0.8 + 0.5 * np.exp(-crystals * 5)), 2.35, tint=self.cold * f32(0.95), oy=80)
        self.snow = Flakes(260, 3, 5.0, 1.3)
        wall = 1 - hole
        body = 0.9 + 0.16 * n + 0.05 * tooth
        rim = np.clip(np.roll(hole, -14, 1) - hole, 0, 1) + 0.7 * np.clip(np.roll(hole, -12, 0) - hole, 0, 1)
        cool = 1 / (1 + ((xx - 575) ** 2 + (yy - 700) ** 2) / 480.0**2) ** 1.4
        sill = bump(yy, y1 + 24, 15) * smooth(x0 - 60, x0, xx) * smooth(x1 + 60, x1, xx)
        self.wall = Layer(wall, wall * body * (0.035 + 0.13 * cool) + blur(rim, 3) * 0.10 + sill * 0.22, 2.2,
                          tint=self.cold * f32(0.5), fog=lin(3, 4, 5), oy=80)  # fmt: skip
        # what the phone lights: the wall beside the window, from below
        reach = 1 / (1 + ((xx - 1540) ** 2 + ((yy - 960) * 0.9) ** 2) / 360.0**2) ** 1.6
        self.warmth = Layer(wall * 0, wall * body * reach, 2.2, tint=WARM * f32(0.36), oy=80)
        c = Canvas(w, h, 1)  # our own shadow on the wall, hooded, from the light below
        c.blob(1560, 470, 170, 205)
        c.curve(380, (1180, 1240), (1240, 830), (1420, 660), (1560, 640))
        c.curve(380, (1960, 1240), (1900, 830), (1720, 660), (1560, 640))
        c.poly((1200, 1240), (1300, 760), (1450, 610), (1680, 610), (1830, 760), (1940, 1240))
        a = blur(c.mask(), 24) * smooth(1240, 900, yy)  # the light is below: it fills the shadow's foot
        self.shadow = Layer(a * 0.78 * wall, a * 0, 2.2, tint=WARM, oy=80)

    def draw(self, t):
        cam = (self.held(t, 5, 18), self.held(t, 6, 8) + 3 * math.sin(t * 1.5))
        on = smooth(2.5, 3.1, t) * (1 - smooth(12.4, 13.0, t)) * (0.9 + 0.1 * smooth(5.0, 5.5, t))
        self.put(self.night, cam)
        self.put(self.hills, cam)
        self.snow.draw(self, t, cam, 0.45, wind=50)
        torch = smooth(13.6, 14.6, t) * smooth(17.6, 16.6, t)
        x, y = 190 + (t - 13.6) * 165 - cam[0] / 4, 585 + 5 * math.sin(t * 4.4) - cam[1] / 4
        kernels.glow(self.img, x, y, 2.4, WARM * f32(5 * torch), 1.0, 1.0, 1.4)
        kernels.glow(self.img, x, y, 30.0, WARM * f32(0.34 * torch), 0.8, 1.2, 1.2)
        self.put(self.frost, cam)
        self.put(self.wall, cam)
        self.put(self.warmth, cam, gain=on)
        self.put(self.shadow, cam, gain=on, dx=8 * math.sin(t * 1.1), dy=6 * math.sin(t * 1.5 + 1))
        u = (t - 0.6) % 3.9 / 3.9
        a = smooth(0, 0.12, u) * (1 - u) ** 1.5
        colour = self.cold * f32(0.30) + WARM * f32(0.34 * on)
        for j, (jx, jr) in enumerate(((0, 1.0), (-60, 0.8), (70, 0.8))):
            kernels.puff(self.img, self.noise, 1290 + jx * (1 + 2 * u), 1000 - 420 * u**0.75 - 25 * j,
                         90 + 260 * u * jr, 0.30 * a * jr, colour, j * 170 + t * 40, t * 60 + j * 90, 1.7)  # fmt: skip
        kernels.glow(
            self.img, 1330 - cam[0] / 1.4, HEIGHT + 46 - cam[1] / 1.4, 60.0, WARM * f32(0.55 * on), 0.7, 1.0, 1.3
        )


class Letter(Scene):
    """First person: a folded letter on a table, an oil lamp beyond it, drawn nearer from 6 to 9 s; our
    hand's shadow comes at 3 s, leaves, and is back at 12 s. Nothing is legible."""

    seconds, moment, focus, seed, exposure, vignette = 15.0, 5.0, 0.52, 53, 1.6, 0.5
    bed = Bed(wind=0.10, room=0.3, fire=0.5, tone=0.04, seed=53, valley=0.06)

    def build(self):
        w, h = 2200, 1240
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        lamp = (330.0, 190.0)
        pool = 1 / (1 + ((xx - lamp[0]) ** 2 + ((yy - 330) * 1.25) ** 2) / 640.0**2) ** 1.5
        grain = tiled(spectral(1024, 2048, 2.0, 7, ax=0.12, ay=2.4, lo=4), h, w)
        knots = tiled(spectral(1024, 2048, 2.6, 8, ax=0.5, ay=1.2, lo=2), h, w)
        table = np.clip(0.13 + 0.018 * grain + 0.02 * knots, 0.02, 1)
        planks = np.ones_like(yy)
        for k in range(6):  # boards run away from us to a point behind the lamp
            x = 1100 + (k - 2.5) * 330 * (0.35 + yy / 1000.0)
            planks *= 1 - 0.55 * bump(xx, x, 2.0 + yy / 500)
        self.table = _flat(h, w, table * planks * pool, 2.4, WARM * f32(0.95), fog=lin(3, 3, 4), oy=80)
        paper, cover = self._paper()
        corners = np.array([[700, 420], [1500, 455], [1720, 1085], [560, 1040]], f32)
        turn = cv2.getPerspectiveTransform(np.array([[0, 0], [900, 0], [900, 700], [0, 700]], f32), corners)
        page = cv2.warpPerspective(paper, turn, (w, h), flags=cv2.INTER_AREA)
        mask = cv2.warpPerspective(cover, turn, (w, h), flags=cv2.INTER_AREA)
        shadow = blur(np.roll(mask, (10, 16), (0, 1)), 14)
        self.shadow = Layer(shadow * 0.6, shadow * 0, 2.4, tint=WARM, oy=80)
        self.page = Layer(
            blur(mask, 0.8), blur(page, 0.8) * pool, 2.3, tint=np.array([1.0, 0.74, 0.42], f32) * f32(1.5), oy=80
        )
        c = Canvas(w, h)
        hand(c, 1560, 1180, 300, -0.55, mirrored=True)
        a = blur(c.mask(), 13)  # our hand is only its shadow: the lamp is beyond it
        self.cast = Layer(a * 0.72, a * 0, 2.3, tint=WARM, oy=80)
        self.lamp_xy = (118.0, 96.0)

    def _paper(self):
        """A sheet of 900 × 700: two folds, a stain, lines of a pen too small to read."""
        h, w = 700, 900
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        s = (
            0.80
            + 0.030 * tiled(spectral(1024, 1024, 2.4, 21, lo=2), h, w)
            + 0.016 * tiled(spectral(512, 512, 1.0, 22, lo=20), h, w)
        )
        for at, axis in ((w / 3, xx), (2 * w / 3, xx), (h / 2, yy)):
            s += 0.10 * (bump(axis, at - 3, 4) - bump(axis, at + 3, 5)) - 0.05 * smooth(0, 60, axis - at) * smooth(
                120, 60, axis - at
            )
        c = Canvas(w, h, 2)
        r = rng(31)
        for line in range(15):
            y, x = 92 + line * 36, 84.0
            while x < (820 if line % 5 != 4 else r.uniform(360, 600)):
                for _ in range(int(r.integers(2, 4))):  # a syllable: a few short strokes in a square
                    ax, ay = x + r.uniform(0, 12), y + r.uniform(-9, 6)
                    if r.random() < 0.3:
                        c.new_sub_path()
                        c.arc(ax, ay, r.uniform(2, 4), 0, 7)
                        c.set_line_width(1.7)
                        c.stroke()
                    else:
                        dx, dy = (
                            (r.uniform(6, 12), r.normal(0, 1.5))
                            if r.random() < 0.55
                            else (r.normal(0, 1.5), r.uniform(6, 13))
                        )
                        c.line(r.uniform(1.4, 2.2), (ax, ay), (ax + dx, ay + dy))
                x += r.uniform(17, 21) if r.random() < 0.75 else r.uniform(30, 38)
        ink = blur(c.mask(), 0.7)
        cover = np.ones((h, w), f32)
        cover[:2] = cover[-2:] = 0
        cover[:, :2] = cover[:, -2:] = 0
        return (s * (1 - 0.62 * ink) * cover).astype(f32), cover

    def draw(self, t):
        cam = (self.held(t, 5, 22) + 2.5 * t, self.held(t, 6, 10) + 3 * math.sin(t * 1.5))
        flame = (
            1
            + 0.22 * smooth(6, 9, t)
            + 0.035 * math.sin(t * 7.3)
            + 0.03 * math.sin(t * 12.9 + 1)
            + 0.04 * self.held(t, 21, 1.0)
        )
        tints = [(lay, lay.tint) for lay in (self.table, self.page)]
        for lay, tint in tints:
            lay.tint = (tint * f32(flame)).astype(f32)
        self.img[:] = 0
        self.put(self.table, cam)
        self.put(self.shadow, cam)
        self.put(self.page, cam)
        come = smooth(2.2, 3.8, t) * (1 - smooth(8.0, 9.6, t)) + smooth(11.0, 12.8, t)
        dx, dy = 330 * (come - 1) - 10 * math.sin(t * 0.9), -240 * (1 - come)
        self.put(self.cast, cam, dx=dx * 0.8, dy=dy * 0.8, gain=come)
        x, y = self.lamp_xy[0] - cam[0] / 2.35, self.lamp_xy[1] - cam[1] / 2.35
        kernels.glow(self.img, x, y, 34.0, WARM * f32(3.0 * flame), 1.35, 0.75, 2.4)  # out of focus
        kernels.glow(self.img, x, y, 90.0, WARM * f32(0.30 * flame), 1.0, 1.0, 1.15)
        for lay, tint in tints:
            lay.tint = tint


class MinersLamp(Scene):
    """A still: a gallery of a coal mine, a man from behind, the lamp on his head."""

    moment, focus, seed, exposure, vignette = 1.0, 0.46, 55, 1.7, 0.5

    def build(self):
        w, h = 2200, 1240
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        n = tiled(spectral(1024, 1024, 2.0, 5, lo=3), h, w)
        seam = tiled(spectral(1024, 1024, 1.7, 6, ax=3.0, ay=0.7, lo=5), h, w)
        rock = np.clip(0.34 + 0.07 * n + 0.075 * seam, 0.02, 1.5)
        reach = 1 / (1 + ((xx - 1150) ** 2 + (yy - 560) ** 2) / 170.0**2) ** 1.2
        self.face = _flat(h, w, rock * reach, 6.0, WARM * f32(0.42), fog=lin(2, 3, 4), oy=80)
        self.props = []
        for k, (near, soft, depth) in enumerate(((0.42, 0.8, 5.0), (0.62, 1.4, 3.6), (0.95, 4.0, 2.0))):
            c = Canvas(w, h)
            half, up, down, thick = 560 * near * 1.35, 330 * near * 1.25, 480 * near * 1.3, 46 * near
            cx, cy = 1030, 610
            c.line(thick, (cx - half * 1.06, cy + down), (cx - half * 0.92, cy - up))
            c.line(thick, (cx + half * 1.06, cy + down), (cx + half * 0.92, cy - up))
            c.line(thick * 1.15, (cx - half * 1.1, cy - up), (cx + half * 1.1, cy - up - 8))
            a = blur(c.mask(), soft)
            lit = np.clip(a - np.roll(blur(a, 3), (0, int(-8 * near) or -3), (0, 1)), 0, 1) * (xx < cx) + np.clip(
                a - np.roll(blur(a, 3), (0, int(8 * near) or 3), (0, 1)), 0, 1) * (xx >= cx)  # fmt: skip
            self.props.append(
                Layer(a, a * 0.03 + lit * (0.34, 0.22, 0.05)[k], depth, tint=WARM * f32(0.5), fog=lin(3, 3, 4), oy=80)
            )
        c = Canvas(w, h, 3)
        walker(c, 900, 900, 330, 0.7, lean=0.16)
        c.rectangle(0, 886, w, h)
        c.fill()
        a = blur(c.mask(), 0.9)
        rim = np.clip(a - np.roll(blur(a, 3), (4, -5), (0, 1)), 0, 1) * bump(np.hypot(xx - 1000, yy - 640), 0, 240)
        self.man = Layer(a, a * 0.01 + rim * 0.22, 2.8, tint=WARM * f32(0.5), fog=lin(3, 4, 5), oy=80)
        self.dust = Flakes(240, 9, 3.0, 1.2)

    def draw(self, t):
        cam = (0.0, 0.0)
        self.put(self.face, cam)
        for lay in self.props[:2]:
            self.put(lay, cam)
        x, y = 866.0, 522.0
        kernels.beam(self.img, self.noise, x, y, f32(0.98), f32(0.17), f32(800), f32(9), f32(0.30), WARM * f32(0.8),
                     HEIGHT, 300, 90)  # fmt: skip
        self.dust.draw(self, t, cam, 0.14, wind=20, fall=30, colour=WARM * f32(0.4))
        kernels.glow(self.img, x + 60, y, 70.0, WARM * f32(0.20), 1.0, 1.0, 1.15)
        self.put(self.man, cam)
        kernels.glow(self.img, x, y, 3.4, WARM * f32(8.0), 1.0, 1.0, 1.4)
        self.put(self.props[2], cam)
