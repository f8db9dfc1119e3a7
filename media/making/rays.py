"""Walls and ground in one perspective: a ray a pixel finds what it meets, and a lamp in the room lights it."""

import cv2
import numpy as np

from .noise import f32, spectral


class Lane:
    """A straight passage ahead of the eye, in metres; y runs down from the eye and z ahead.

    `left`, `right` and `ground` are distances from the eye; `high` is the walls' height above the eye; a `ceiling`
    closes it at that height, and `far` ends it with a wall. `where` has the pixels' points, `kind` what they belong to.
    """

    SKY, LEFT, RIGHT, GROUND, FAR, CEILING = range(6)

    def __init__(self, size, middle, focal, *, left, right, ground, high, far=60.0, ceiling=None):
        w, h = size
        self.size, self.middle, self.focal = size, middle, focal
        yy, xx = np.mgrid[0:h, 0:w].astype(f32)
        dx, dy = (xx - middle[0]) / focal, (yy - middle[1]) / focal
        small = f32(1e-4)
        walls = np.where(dx < 0, left / np.maximum(-dx, small), right / np.maximum(dx, small))
        floor = np.where(dy > 0, ground / np.maximum(dy, small), 1e6)
        kind = np.where(dx < 0, self.LEFT, self.RIGHT)
        z = walls
        if ceiling is not None:
            above = np.where(dy < 0, ceiling / np.maximum(-dy, small), 1e6)
            kind, z = np.where(above < z, self.CEILING, kind), np.minimum(z, above)
        kind, z = np.where(floor < z, self.GROUND, kind), np.minimum(z, floor)
        kind, z = np.where(z > far, self.FAR, kind), np.minimum(z, far)
        self.where = (dx * z, dy * z, z)
        open_air = (dy * z < -high) & (kind != self.GROUND)
        self.kind = np.where(open_air, self.SKY, kind)

    def on(self, kind):
        """The pixels of one surface, 0 or 1."""
        return (self.kind == kind).astype(f32)

    def at(self, x, y, z):
        """The pixel of a point."""
        return self.middle[0] + self.focal * x / z, self.middle[1] + self.focal * y / z

    def lit(self, lamp, reach=1.0, wrap=0.12):
        """How much of a lamp at (x, y, z) each pixel gets: by its slant and the distance over `reach` m."""
        x, y, z = (p - q for p, q in zip(lamp, self.where, strict=True))
        far2 = x * x + y * y + z * z
        far = np.sqrt(far2) + f32(1e-3)
        facing = np.choose(self.kind, [x * 0, x, -x, -y, -z, y]) / far
        return np.clip((facing + wrap) / (1 + wrap), 0, None) / (0.25 + far2 / reach**2)

    def cloth(self, seed, beta=1.8, lo=6, each=256.0):
        """Noise that lies on the surfaces: `each` texture px a metre."""
        tile = spectral(1024, 1024, beta, seed, lo=lo)
        x, y, z = self.where
        u = np.where((self.kind == self.FAR) | (self.kind == self.SKY), x, z) * each
        v = np.where((self.kind == self.GROUND) | (self.kind == self.CEILING), x, y) * each
        near = cv2.remap(tile, (u % 1024).astype(f32), (v % 1024).astype(f32), cv2.INTER_LINEAR, None, cv2.BORDER_WRAP)
        return near * np.clip(1.4 - z / 14.0, 0.15, 1).astype(f32)  # far off the texture is too fine to show
