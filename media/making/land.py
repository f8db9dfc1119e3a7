"""Mountains: ridged, warped heightmaps seen as voxel landscapes, lit by a low moon."""

import math

import cv2
import numpy as np
from numba import njit

from .noise import f32, half, smooth, spectral


@njit(fastmath=True, cache=True)
def _voxel(heights, shades, w, h, cx, cz, eye, horizon, focal, z0, z1, steps, cell, floor):
    n = heights.shape[0]
    m = n - 1
    cover = np.zeros((h, w), np.float32)
    shade = np.zeros((h, w), np.float32)
    for x in range(w):
        top = h
        for s in range(steps):
            f = s / steps
            z = z0 * (z1 / z0) ** f
            u = (cx + (x - w / 2) * z / focal) / cell
            v = (cz + z) / cell
            iu = math.floor(u)
            iv = math.floor(v)
            fu = u - iu
            fv = v - iv
            a = iv & m
            b = (iv + 1) & m
            c = iu & m
            d = (iu + 1) & m
            hh = (heights[a, c] * (1 - fu) + heights[a, d] * fu) * (1 - fv) + (
                heights[b, c] * (1 - fu) + heights[b, d] * fu
            ) * fv
            wn = math.sin(3.14159 * f)  # a slice must start and end at the floor, or it smears in mid mountain
            hh = hh * wn * (2 - wn) - (1 - wn) * floor
            y = int(horizon - (hh - eye) * focal / z)
            if y < top:
                q = (shades[a, c] * (1 - fu) + shades[a, d] * fu) * (1 - fv) + (
                    shades[b, c] * (1 - fu) + shades[b, d] * fu
                ) * fv
                for row in range(max(y, 0), top):
                    cover[row, x] = 1
                    shade[row, x] = q
                top = max(y, 0)
    return cover, shade


def heightmap(seed, ridge=0.8, n=1024):
    """A periodic n × n heightmap, 0..1."""
    n1 = spectral(n, n, 3.7, seed, lo=2, hi=200)
    n2 = spectral(n, n, 3.7, seed + 1, lo=3)
    n3 = spectral(n, n, 2.4, seed + 2, lo=12)
    wx = spectral(n, n, 3.6, seed + 3, lo=2, hi=30) * 14
    wy = spectral(n, n, 3.6, seed + 4, lo=2, hi=30) * 14
    yy, xx = np.mgrid[0:n, 0:n].astype(f32)
    h = ridge * (1 - np.abs(n1)) + 0.55 * (1 - np.abs(n2) * 1.2) * np.clip(1 - np.abs(n1) * 0.5, 0, 1) + 0.3 * n1
    h = cv2.remap(np.pad(h.astype(f32), 40, mode="wrap"), xx + wx + 40, yy + wy + 40, cv2.INTER_LINEAR)
    h = h + 0.02 * n3
    return ((h - h.min()) / (h.max() - h.min())).astype(f32)


def relief(heights, scale, azimuth, elevation, seed, rock=0.55):
    """Snow and rock, shaded by slope and a low moon (angles in radians)."""
    gy, gx = np.gradient(heights * scale)
    nz = 1 / np.sqrt(1 + gx * gx + gy * gy)
    lx, ly = math.cos(azimuth) * math.cos(elevation), math.sin(azimuth) * math.cos(elevation)
    lit = np.clip((-gx * lx - gy * ly + math.sin(elevation)) * nz, 0, None)
    tooth = spectral(*heights.shape, 1.0, seed, lo=8)
    snow = smooth(rock - 0.12, rock + 0.12, nz + 0.07 * tooth)
    return ((0.10 + 0.9 * lit) * (0.22 + 0.78 * snow) * (1 + 0.10 * tooth)).astype(f32)


def mountain_range(
    heights, shades, *, z, eye, horizon, cx=0.0, cz=0.0, soften=0.8, cell=10.0, floor=80.0, size=(4400, 1900)
):
    """One range between the depths `z`: cover and premultiplied shade at half of `size`; `horizon` in screen rows."""
    cover, shade = _voxel(heights, shades, *size, cx, cz, eye, horizon * 2 + 20, 2600.0, z[0], z[1], 520, cell, floor)
    return blur2(half(cover), half(cover * shade), soften)


def blur2(cover, shade, sigma):
    """Both planes of a layer softened alike."""
    k = (0, 0)
    return cv2.GaussianBlur(cover, k, sigma), cv2.GaussianBlur(shade, k, sigma)
