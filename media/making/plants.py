"""Masks of what grows: reeds, bank scrub, firs, bare trees."""

import math

import numpy as np

from .canvas import Canvas
from .noise import rng, spectral_line


def reeds(w, h, count, seed, heights, line, *, plume=0.35, where=None):
    """Reeds rooted at the lower edge; `where(u, r)` says at which part of the width (0..1) each stands."""
    c = Canvas(w, h)
    r = rng(seed)
    for _ in range(count):
        u = r.random()
        x = w * (where(u, r) if where else u)
        tall = r.uniform(*heights) * (0.6 + 0.4 * r.random())
        lean = r.normal(0, 0.16) * tall + 0.10 * tall
        b = line * r.uniform(0.5, 1.2)
        x1, y1, x2, y2 = x + lean * 0.35, h - tall * 0.55, x + lean, h - tall
        kind = r.random()
        if kind < 0.35:  # bent over
            x2 += r.choice([-1, 1]) * tall * 0.25
            y2 += tall * r.uniform(0.12, 0.3)
        c.move_to(x - b, h + 5)
        c.curve_to(x - b * 0.8, h - tall * 0.3, x1 - b * 0.5, y1, x2, y2)
        c.curve_to(x1 + b * 0.5, y1, x + b * 0.8, h - tall * 0.3, x + b, h + 5)
        c.fill()
        for _leaf in range(r.integers(1, 3)):
            f = r.uniform(0.25, 0.75)
            px, py, s, n = x + lean * 0.72 * f * f, h - tall * f, r.choice([-1, 1]), tall * r.uniform(0.12, 0.22)
            e = r.uniform(0.5, 1.25)
            c.move_to(px, py)
            c.curve_to(px + s * n * 0.2, py - n * 0.5, px + s * n * 0.45, py - n * 0.8, px + s * n, py - n * e)
            c.curve_to(px + s * n * 0.4, py - n * 0.65, px + s * n * 0.2, py - n * 0.3, px, py + b * 2)
            c.fill()
        c.curve(line * 0.42, (x, h), (x, h - tall * 0.3), (x1, y1), (x2, y2))
        if kind > 1 - plume:
            _plume(c, r, (x1, y1), (x2, y2), tall * 0.16, line)
    return c.mask()


def _plume(c, r, below, tip, length, line):
    for k in range(46):
        f = k / 46
        qx = tip[0] + (tip[0] - below[0]) * 0.25 * f * length / 60
        qy = tip[1] - length * (f - 0.35)
        n = length * 0.34 * (1 - f) * r.uniform(0.5, 1.3)
        a = r.normal(0.55, 0.3)
        p1, p2 = (qx + n * 0.4, qy - n * 0.5), (qx + n * 0.8 * a, qy - n * 0.3)
        c.curve(max(0.6, line * 0.22), (qx, qy), p1, p2, (qx + n * a * 1.5, qy + n * 0.35))


def bare_tree(c, r, x, y, tall, *, splay=1.0, depth=5):
    """A leafless crown, branching from the root (x, y) upward."""

    def branch(x0, y0, angle, length, width, left):
        x1, y1 = x0 + math.cos(angle) * length, y0 + math.sin(angle) * length
        bow = (x0 + math.cos(angle + 0.15) * length * 0.4, y0 + math.sin(angle + 0.15) * length * 0.4)
        c.curve(max(width, 0.45), (x0, y0), bow, (x1, y1), (x1, y1))
        if left:
            for s in (-1, 1) if r.random() < 0.65 else (-1, 0, 1):
                turn = r.normal(0, 0.20) + s * r.uniform(0.18, 0.55) * splay
                branch(x1, y1, angle + turn, length * r.uniform(0.62, 0.86), width * 0.62, left - 1)

    branch(x, y, -math.pi / 2 + r.normal(0, 0.06), tall * 0.30, tall * 0.035, depth)


def poplar(c, r, x, y, tall):
    """A bare poplar: narrow, brushed upward."""
    for _ in range(60):
        f = r.random() ** 0.8
        bx, by = x + r.normal(0, tall * 0.012), y - tall * f * 0.8
        a = r.normal(0, 0.16) + (0.22 if r.random() < 0.5 else -0.22)
        n = tall * 0.26 * (1 - f * 0.6)
        p1, p2 = (bx + a * n * 0.6, by - n * 0.3), (bx + a * n, by - n * 0.6)
        c.curve(r.uniform(0.5, 1.1) * tall / 110, (bx, by), p1, p2, (bx + a * n * 1.1, by - n))
    c.line(tall * 0.022, (x, y), (x, y - tall * 0.7))


def treeline(w, h, seed, density=900, *, poplars=0.05):
    """A far bank: a low ridge with scrub, bare crowns and a few poplars."""
    c = Canvas(w, h)
    r = rng(seed)
    base = h * 0.62 - spectral_line(w, 2.6, seed, lo=2) * h * 0.06
    c.poly((0, h), *[(x, base[x]) for x in range(0, w, 3)], (w, h))
    clumps = spectral_line(w, 2.0, seed + 3, lo=3)
    for _ in range(density):
        x = int(r.random() * w)
        if clumps[x] + r.normal(0, 0.7) < -0.1:
            continue
        kind, y = r.random(), base[x] + 4
        tall = h * r.uniform(0.05, 0.20) * (1 + 0.5 * max(clumps[x], 0))
        if kind < poplars:
            poplar(c, r, x, y, tall * 1.5)
        elif kind < 0.22:
            bare_tree(c, r, x, y, tall * 1.3, depth=4)
        else:
            _scrub(c, r, x, y, tall * 1.1)
    return c.mask()


def _scrub(c, r, x, y, tall):
    c.line(r.uniform(1.0, 2.0), (x, y), (x + r.normal(0, 2), y - tall * 0.5))
    for _ in range(34):
        a = r.normal(-math.pi / 2, 0.62)
        n = tall * r.uniform(0.55, 1.0) * (1 - 0.35 * abs(a + math.pi / 2))
        by = y - tall * r.uniform(0.15, 0.5) * 0.8
        p1, p2 = (x + math.cos(a) * n * 0.3, by - n * 0.15), (x + math.cos(a) * n * 0.45, by - n * 0.35)
        c.curve(r.uniform(0.45, 0.9), (x, by), p1, p2, (x + math.cos(a) * n * 0.75, y + math.sin(a) * n))


def firs(w, h, count, seed, heights, *, where=None, ground=None):
    """Firs with drooping, uneven branches; `ground(x)` is the row each stands on."""
    c = Canvas(w, h)
    r = rng(seed)
    for _ in range(count):
        x = where(r) if where else r.random() * w
        y, tall = ground(x) if ground else h, r.uniform(*heights)
        lean, b = r.normal(0, 0.02) * tall, max(0.6, tall * 0.009)
        c.poly((x - b, y + 6), (x + lean, y - tall), (x + b, y + 6))
        f = 0.04
        while f < 1:
            yy, wide = y - tall * (1 - f), tall * 0.20 * f**0.85 * r.uniform(0.55, 1.25)
            for s in (-1, 1):
                if r.random() < 0.12:
                    continue
                d = wide * r.uniform(0.7, 1.1)
                drop, xx = tall * 0.035 + d * 0.30, x + lean * (1 - f)
                c.move_to(xx, yy - tall * 0.02)
                c.curve_to(xx + s * d * 0.4, yy, xx + s * d * 0.8, yy + drop * 0.6, xx + s * d, yy + drop)
                c.curve_to(xx + s * d * 0.6, yy + drop * 0.75, xx + s * d * 0.3, yy + drop * 0.5, xx, yy + tall * 0.03)
                c.close_path()
                c.fill()
            f += r.uniform(0.03, 0.055)
    return c.mask()


def at_both_sides(left=0.13, right=0.16, part=0.55):
    """A `where` for reeds: dense at both edges of the picture, open in the middle."""

    def where(u, r):
        x = abs(r.normal(0, left)) if u < part else 1 - abs(r.normal(0, right))
        return float(np.clip(x, -0.05, 1.05))

    return where
