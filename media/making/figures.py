"""People, always far off, from behind or in part: a silhouette is drawn, never a face."""

import math

import numpy as np

from .canvas import Board, Canvas
from .noise import blur, f32


def walker(c, x, y, tall, step, *, bundle=False, lean=0.10, lantern=False):
    """A walker seen from behind; feet at (x, y), `step` the phase of the gait. Returns where a lantern would hang."""
    u = tall
    bob = abs(math.cos(step)) * 0.012 * u
    hip, shoulder, tip = y - 0.46 * u + bob, y - 0.80 * u + bob, lean * u
    for p in (step, step + math.pi):
        s, up = math.sin(p), max(0, math.cos(p)) * 0.05 * u
        fx, fy, kx, ky = x + s * 0.085 * u, y - up, x + s * 0.05 * u + 0.02 * u, y - 0.23 * u - up * 0.4
        c.line(0.108 * u, (x + 0.2 * tip, hip), (kx, ky))
        c.line(0.086 * u, (kx, ky), (fx, fy - 0.03 * u))
        c.blob(fx + 0.018 * u, fy - 0.02 * u, 0.055 * u, 0.026 * u)
    hx = x - 0.01 * u * math.sin(step)  # the hem swings
    c.move_to(x + tip * 0.85 - 0.085 * u, shoulder + 0.01 * u)
    c.curve_to(
        x + tip * 0.7 - 0.15 * u, shoulder + 0.05 * u, hx - 0.145 * u, hip - 0.12 * u, hx - 0.135 * u, hip + 0.17 * u
    )
    c.curve_to(hx - 0.04 * u, hip + 0.20 * u, hx + 0.05 * u, hip + 0.195 * u, hx + 0.13 * u, hip + 0.16 * u)
    c.curve_to(
        hx + 0.14 * u, hip - 0.1 * u, x + tip * 0.9 + 0.145 * u, shoulder + 0.06 * u,
        x + tip * 0.9 + 0.085 * u, shoulder + 0.01 * u,
    )  # fmt: skip
    c.close_path()
    c.fill()
    _hood(c, x + tip * 1.12 - 0.01 * u, shoulder + 0.04 * u, u)
    swing = math.sin(step + math.pi) * 0.05 * u
    arm = 0.07 * u
    c.curve(
        arm, (x + tip * 0.8 - 0.105 * u, shoulder + 0.07 * u), (x + tip * 0.6 - 0.15 * u, shoulder + 0.18 * u),
        (x - 0.15 * u + swing, hip - 0.1 * u), (x - 0.125 * u + swing * 1.3, hip + 0.01 * u),
    )  # fmt: skip
    if lantern:
        c.curve(
            arm, (x + tip * 0.9 + 0.10 * u, shoulder + 0.07 * u), (x + 0.16 * u, shoulder + 0.16 * u),
            (x + 0.19 * u, shoulder + 0.22 * u), (x + 0.25 * u, shoulder + 0.25 * u),
        )  # fmt: skip
    else:
        c.curve(
            arm, (x + tip * 0.8 + 0.105 * u, shoulder + 0.07 * u), (x + tip * 0.6 + 0.16 * u, shoulder + 0.18 * u),
            (x + 0.15 * u - swing, hip - 0.1 * u), (x + 0.125 * u - swing * 1.3, hip + 0.01 * u),
        )  # fmt: skip
    if bundle:
        c.blob(x + tip * 0.5 - 0.06 * u, shoulder + 0.13 * u, 0.155 * u, 0.175 * u, -0.12)
        c.line(0.02 * u, (x + tip * 0.5 - 0.12 * u, shoulder), (x + tip, shoulder + 0.02 * u))
    return x + 0.25 * u, shoulder + 0.34 * u


def _hood(c, x, y, u):
    """Head and hood as one pear, nodding into the wind and falling on to the shoulders."""
    c.save()
    c.translate(x, y)
    c.rotate(0.20)
    c.scale(u, u)
    c.move_to(-0.15, 0.035)
    c.curve_to(-0.115, -0.03, -0.112, -0.07, -0.098, -0.115)
    c.curve_to(-0.075, -0.205, 0.03, -0.215, 0.072, -0.135)
    c.curve_to(0.088, -0.10, 0.072, -0.055, 0.078, -0.03)
    c.curve_to(0.10, -0.01, 0.13, 0.01, 0.15, 0.05)
    c.close_path()
    c.restore()
    c.fill()


def woman_from_behind(w, h, at, r):
    """Coat, turned-up collar and hair cut at the collar, as a `Board` of w × h px; a drawing of nobody."""
    board = Board(w, h)

    def part(draw, squat=1.0, about=0.0):
        c = Canvas(w, h, 2)
        c.translate(*at)
        c.translate(0, about)
        c.scale(1.0, squat)
        c.translate(0, -about)
        draw(c)
        return c.mask()

    def coat(c):
        c.move_to(-400, 950)
        c.curve_to(-395, 640, -372, 470, -282, 404)
        c.curve_to(-214, 360, -150, 340, -104, 300)
        c.line_to(104, 296)
        c.curve_to(152, 340, 222, 362, 290, 408)
        c.curve_to(376, 470, 398, 640, 402, 950)
        c.close_path()
        c.fill()

    def hair(c):
        c.move_to(-112, 262)
        c.curve_to(-150, 170, -150, 40, -104, -40)
        c.curve_to(-70, -126, 56, -134, 100, -48)
        c.curve_to(146, 26, 148, 160, 108, 258)
        c.curve_to(60, 284, -60, 286, -112, 262)
        c.fill()
        for _ in range(70):  # loose ends below
            x = r.uniform(-118, 112)
            y, n = 236 + 22 * (1 - (x / 118) ** 2), r.uniform(14, 60)
            c.curve(r.uniform(2, 4), (x, y), (x, y + n * 0.4), (x + 4, y + n * 0.8), (x + r.normal(10, 8), y + n))
        for _ in range(34):  # and what the wind takes off the outline, to the right
            a = r.uniform(-1.4, 0.5)
            x, y, n = 116 * math.cos(a), 90 + 150 * math.sin(a), r.uniform(30, 95)
            p1, p2 = (x + n * 0.3, y + 4), (x + n * 0.6, y + n * 0.3)
            c.curve(r.uniform(1.0, 2.0), (x, y), p1, p2, (x + n * 0.8, y + n * 0.5))

    def strands(c):
        for _ in range(240):
            a = r.uniform(-1.0, 1.0)
            top, end = a * 58 + r.normal(0, 6), a * 124 + r.normal(0, 8)
            p1, p2 = (a * 128, -20 + 30 * a * a), (a * 142, 120)
            c.curve(r.uniform(0.8, 2.2), (top, -88 + 60 * a * a), p1, p2, (end, 250 + r.uniform(-20, 20)))

    def collar(c):
        c.move_to(-150, 380)
        c.curve_to(-158, 300, -150, 240, -134, 196)
        c.curve_to(-80, 252, 80, 252, 132, 192)
        c.curve_to(150, 240, 160, 300, 152, 380)
        c.curve_to(60, 352, -60, 352, -150, 380)
        c.fill()

    def seams(c):
        c.curve(3.5, (0, 366), (4, 500), (2, 700), (6, 950))
        c.curve(3.0, (-270, 420), (-236, 520), (-232, 700), (-248, 950))
        c.curve(3.0, (276, 424), (244, 520), (238, 700), (250, 950))
        c.curve(6.0, (-150, 376), (-60, 346), (60, 346), (152, 376))

    cloth = part(coat)
    fold = blur(part(seams), 3.0) * cloth
    board.paint(cloth, 0.020)
    board.shade += cloth * (0.05 * np.clip(fold - np.roll(fold, 7, 1), 0, 1) - 0.02 * np.clip(fold, 0, 1) + 0.003)
    mane = part(hair, 0.84, 250)
    board.paint(mane, 0.006)
    sheen = blur(part(strands, 0.84, 250), 0.8) * mane
    rows = np.mgrid[0:h, 0:w][0] - at[1]
    board.shade += sheen * (0.010 + 0.05 * np.exp(-(((rows - 40) / 60) ** 2)))
    up = part(collar, 0.80, 380)
    board.paint(up, 0.026)
    edge = np.clip(up - np.roll(blur(up, 2), 5, 0), 0, 1)
    board.shade += 0.10 * edge
    board.shade = np.clip(board.shade, 0, 1).astype(f32)
    return board


def hand(c, x, y, size, turn=0.0, mirrored=False):
    """A hand in silhouette, fingers together and a little bent, the thumb apart; the wrist at (x, y), pointing up."""
    c.save()
    c.translate(x, y)
    c.rotate(turn)
    c.scale(-size if mirrored else size, size)
    c.move_to(-0.30, 0.9)
    c.curve_to(-0.30, 0.3, -0.34, 0.1, -0.36, -0.15)
    c.curve_to(-0.37, -0.30, -0.34, -0.42, -0.30, -0.52)
    c.line_to(0.26, -0.52)
    c.curve_to(0.34, -0.40, 0.36, -0.2, 0.34, 0.0)
    c.curve_to(0.32, 0.3, 0.28, 0.4, 0.30, 0.9)
    c.close_path()
    c.fill()
    for fx, top, bend in ((-0.27, -0.98, -0.05), (-0.09, -1.14, -0.01), (0.09, -1.10, 0.03), (0.24, -0.92, 0.07)):
        c.curve(0.165, (fx, -0.42), (fx, -0.6), (fx + bend, -0.8), (fx + bend * 2, top))
    c.curve(0.19, (-0.26, 0.02), (-0.42, -0.12), (-0.52, -0.24), (-0.56, -0.46))
    c.restore()
