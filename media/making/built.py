"""Masks of what was built: watchtower, houses, fence, poles, boats."""

import itertools

import numpy as np

from .canvas import Board, Canvas
from .noise import blur, f32, rng, spectral, tiled


def watchtower(w, h):
    """A lattice tower with a cabin under a flat, tilted roof; lines 0.8 to 2.4 px, or they shimmer."""
    c = Canvas(w, h, 4)
    k = w / 110  # drawn for 110 × 230
    cx, g, top = w / 2, h, h * 0.34
    for s in (-1, 1):
        c.line(2.4 * k, (cx + s * w * 0.30, g), (cx + s * w * 0.17, top))
        c.line(1.5 * k, (cx + s * w * 0.17, g), (cx + s * w * 0.10, top))
    for j in range(4):
        y0, y1 = g + (top - g) * j / 4, g + (top - g) * (j + 1) / 4
        a, b = w * (0.30 - 0.13 * j / 4), w * (0.30 - 0.13 * (j + 1) / 4)
        c.line(1.1 * k, (cx - a, y0), (cx + b, y1))
        c.line(1.1 * k, (cx + a, y0), (cx - b, y1))
        c.line(1.1 * k, (cx - b, y1), (cx + b, y1))
    c.rectangle(cx - w * 0.27, top - 3 * k, w * 0.54, 5 * k)
    c.fill()
    for j in range(9):
        x = cx - w * 0.26 + w * 0.52 * j / 8
        c.line(k, (x, top), (x, top - h * 0.055))
    c.line(k, (cx - w * 0.27, top - h * 0.055), (cx + w * 0.27, top - h * 0.055))
    c.rectangle(cx - w * 0.19, top - h * 0.085, w * 0.38, h * 0.085)
    for x in (-0.19, -0.01, 0.165):
        c.rectangle(cx + w * x, top - h * 0.2, w * 0.03, h * 0.2)
    c.fill()
    roof = ((-0.29, 0.185), (-0.25, 0.215), (0.27, 0.235), (0.31, 0.195))
    c.poly(*[(cx + w * x, top - h * y) for x, y in roof])
    c.line(k, (cx + w * 0.12, top - h * 0.21), (cx + w * 0.12, top - h * 0.42))
    c.line(0.8 * k, (cx + w * 0.02, g), (cx + w * 0.02, top))
    c.line(0.8 * k, (cx + w * 0.08, g), (cx + w * 0.08, top))
    return c.mask()


def house(w, h, seed, *, snow=1.0, windows=(), door=None, chimney=0.8):
    """A low house under a hipped tile roof, as a `Board`; ground at the lower edge.

    `windows` are (x, y, width, height) in parts of the house; they are left dark, the lamp is added by the scene.
    `snow` 0..1 is how white the roof is.
    """
    b = Board(int(w), int(h))
    wall_top, eaves, ridge = h * 0.50, h * 0.52, h * 0.14
    n = tiled(spectral(512, 512, 1.6, seed, lo=4), int(h), int(w))
    c = Canvas(w, h, 3)
    c.rectangle(w * 0.08, wall_top, w * 0.84, h)
    c.fill()
    wall = c.mask()
    yy = np.linspace(0, 1, int(h), dtype=f32)[:, None]
    b.paint(wall, np.clip(0.17 + 0.03 * n - 0.09 * np.exp(-(((yy - 0.53) / 0.06) ** 2)) - 0.07 * (yy > 0.93), 0.02, 1))
    c = Canvas(w, h, 3)
    if chimney:
        c.rectangle(w * chimney, ridge - h * 0.10, w * 0.035, h * 0.3)
        c.fill()
    b.paint(c.mask(), 0.16)
    c = Canvas(w, h, 3)  # the roof sags between its ridge ends and lifts at the eaves
    c.move_to(w * 0.005, eaves + h * 0.01)
    c.curve_to(w * 0.09, eaves - h * 0.06, w * 0.14, ridge + h * 0.10, w * 0.19, ridge)
    c.curve_to(w * 0.4, ridge + h * 0.035, w * 0.6, ridge + h * 0.035, w * 0.81, ridge)
    c.curve_to(w * 0.86, ridge + h * 0.10, w * 0.91, eaves - h * 0.06, w * 0.995, eaves + h * 0.01)
    c.curve_to(w * 0.7, eaves + h * 0.045, w * 0.3, eaves + h * 0.045, w * 0.005, eaves + h * 0.01)
    c.close_path()
    c.fill()
    roof = c.mask()
    c = Canvas(w, h, 3)
    tiles = int(w / 7)
    for i in range(tiles):
        f = (i + 0.5) / tiles
        c.line(w * 0.0032, (w * (0.19 + 0.62 * f), ridge), (w * (0.02 + 0.96 * f), eaves + h * 0.03))
    ribs = c.mask() * roof
    lit = (0.30 + 0.92 * snow) * (1 - 0.10 * ribs - 0.25 * (1 - snow) * ribs)
    b.paint(roof, np.clip(lit + 0.05 * n - 0.30 * np.clip(yy - 0.42, 0, 1), 0.05, 1.6))
    c = Canvas(w, h, 3)
    c.curve(h * 0.028, (w * 0.02, eaves + h * 0.03), (w * 0.3, eaves + h * 0.062), (w * 0.7, eaves + h * 0.062),
            (w * 0.98, eaves + h * 0.03))  # fmt: skip
    b.paint(c.mask(), 0.07)
    c = Canvas(w, h, 3)
    for x, y, ww, hh in windows:
        c.rectangle(w * x, h * y, w * ww, h * hh)
    if door:
        c.rectangle(w * door, h * 0.60, w * 0.055, h * 0.4)
    c.fill()
    b.paint(c.mask(), 0.05)
    b.cover, b.shade = blur(b.cover, 0.5), blur(b.shade.astype(f32), 0.5)
    return b


def window_light(w, h, x, y, ww, hh, panes=2):
    """The mask of a lit paper window in a house of w × h, crossed by its bars."""
    c = Canvas(w, h, 4)
    c.rectangle(w * x, h * y, w * ww, h * hh)
    c.fill()
    lit = c.mask()
    c = Canvas(w, h, 4)
    for i in range(1, panes):
        c.line(max(0.9, w * ww * 0.05), (w * (x + ww * i / panes), h * y), (w * (x + ww * i / panes), h * (y + hh)))
    c.line(max(0.9, w * ww * 0.05), (w * x, h * (y + hh * 0.45)), (w * (x + ww), h * (y + hh * 0.45)))
    return blur(np.clip(lit - 0.85 * c.mask(), 0, 1), 0.6)


def fence(w, h, ground, posts, *, strands=9, line=1.3, seed=1):
    """A border fence in perspective: `posts` are (x, height); the wire hangs between them, barbed."""
    c = Canvas(w, h, 2)
    r = rng(seed)
    for x, tall in posts:
        g = ground(x)
        c.line(tall * 0.030, (x, g + tall * 0.12), (x, g - tall * 0.86))
        c.line(tall * 0.026, (x, g - tall * 0.86), (x - tall * 0.13, g - tall))
    for (x0, t0), (x1, t1) in itertools.pairwise(posts):
        for s in range(strands):
            f = (s + 1) / strands
            ax, ay, bx, by = x0, ground(x0) - t0 * 0.86 * f, x1, ground(x1) - t1 * 0.86 * f
            sag = (abs(bx - ax)) * 0.012 * r.uniform(0.4, 1.6)
            wide = line * (t0 + t1) / 900
            c.curve(max(0.5, wide), (ax, ay), (ax * 0.67 + bx * 0.33, ay * 0.67 + by * 0.33 + sag),
                    (ax * 0.33 + bx * 0.67, ay * 0.33 + by * 0.67 + sag), (bx, by))  # fmt: skip
            for k in range(1, 9):
                q = k / 9
                x, y, n = ax + (bx - ax) * q, ay + (by - ay) * q + sag * 3 * q * (1 - q), (t0 + t1) * 0.008
                c.line(max(0.5, wide * 0.8), (x - n * 0.6, y - n), (x + n * 0.6, y + n))
                c.line(max(0.5, wide * 0.8), (x - n * 0.6, y + n), (x + n * 0.6, y - n))
        (ax, ay), (bx, by) = (x0 - t0 * 0.13, ground(x0) - t0), (x1 - t1 * 0.13, ground(x1) - t1)
        c.line(max(0.5, line * (t0 + t1) / 900), (ax, ay), (bx, by))
    return c.mask()


def pole(c, x, ground, tall):
    """A wooden power pole with two arms."""
    c.line(tall * 0.028, (x, ground + 3), (x - tall * 0.01, ground - tall))
    for f, n in ((0.93, 0.13), (0.84, 0.10)):
        c.line(tall * 0.014, (x - tall * n, ground - tall * f + 1), (x + tall * n, ground - tall * f - 1))


def boat(c, x, y, size):
    """A small wooden fishing boat with a mast, its waterline at y."""
    c.move_to(x - size, y - size * 0.20)
    c.curve_to(x - size * 0.8, y + size * 0.02, x - size * 0.5, y + size * 0.05, x, y + size * 0.05)
    c.curve_to(x + size * 0.5, y + size * 0.05, x + size * 0.85, y, x + size * 1.08, y - size * 0.34)
    c.curve_to(x + size * 0.6, y - size * 0.17, x, y - size * 0.13, x - size, y - size * 0.20)
    c.fill()
    c.rectangle(x - size * 0.52, y - size * 0.52, size * 0.46, size * 0.4)
    c.fill()
    c.line(size * 0.035, (x + size * 0.12, y - size * 0.1), (x + size * 0.10, y - size * 1.25))
    c.line(size * 0.016, (x + size * 0.10, y - size * 1.2), (x + size * 0.98, y - size * 0.30))
    c.line(size * 0.016, (x + size * 0.10, y - size * 1.2), (x - size * 0.95, y - size * 0.22))
