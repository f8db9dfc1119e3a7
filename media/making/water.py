"""Water that mirrors the finished picture above it, ripples in perspective."""

import math

import numpy as np
from numba import njit

f32 = np.float32
ONE = f32(1)


@njit(fastmath=True, cache=True)
def mirror(img, env):
    """A half-size copy of what stands above the horizon. It keeps linear light, so a lamp's path comes by itself."""
    for c in range(3):
        for y in range(env.shape[1]):
            for x in range(env.shape[2]):
                env[c, y, x] = f32(0.25) * (
                    img[c, 2 * y, 2 * x]
                    + img[c, 2 * y, 2 * x + 1]
                    + img[c, 2 * y + 1, 2 * x]
                    + img[c, 2 * y + 1, 2 * x + 1]
                )


@njit(fastmath=True, cache=True)
def _at(noise, u, v):
    m = noise.shape[0] - 1
    iu = math.floor(u)
    iv = math.floor(v)
    fu = f32(u - iu)
    fv = f32(v - iv)
    return (noise[iv & m, iu & m] * (1 - fu) + noise[iv & m, (iu + 1) & m] * fu) * (1 - fv) + (
        noise[(iv + 1) & m, iu & m] * (1 - fu) + noise[(iv + 1) & m, (iu + 1) & m] * fu
    ) * fv


@njit(fastmath=True, cache=True)
def water(img, env, noise, horizon, t, cx, deep, haze_colour, rough, flow, ahead):
    """Ripples below row `horizon`; `flow` drifts them sideways, `ahead` (noise units) is how far we have moved on."""
    h, w = img.shape[1], img.shape[2]
    h2, w2 = env.shape[1], env.shape[2]
    big = np.zeros(w + 8, np.float32)
    small = np.zeros(w + 8, np.float32)
    for y in range(horizon, h):
        k = f32(y - horizon + 1.0)
        z = f32(900.0) / k
        near = min(k / f32(560.0), ONE)
        fresnel = f32(0.40) + f32(0.54) * math.exp(-k / f32(240.0))
        haze = math.exp(-k / f32(26.0)) * f32(0.55)
        a1 = ONE / (1 + z * z * f32(0.012))  # far waves are smaller than a pixel: without this they boil
        a2 = ONE / (1 + z * z * f32(0.10))
        step = 1 if k < 110 else (2 if k < 260 else 4)  # near waves are big: every second or fourth pixel will do
        for m in range((w + step - 1) // step + 1):
            j = m * step
            x3 = f32(j - cx) * z
            big[m] = _at(noise, x3 * f32(0.030) + t * flow * f32(9), z * f32(34.0) + t * f32(7.0) + ahead)
            small[m] = _at(
                noise, x3 * f32(0.085) - t * flow * f32(15), z * f32(105.0) - t * f32(19.0) + f32(300) + ahead * f32(3)
            )
        for x in range(w):
            j = x // step
            fr = f32(x - j * step) / f32(step)
            q = big[j] + (big[j + 1] - big[j]) * fr
            s = small[j] + (small[j + 1] - small[j]) * fr
            slope = (q * a1 + f32(0.55) * s * a2) * rough
            my = horizon - k * f32(0.92) - slope * (f32(2.0) + k * f32(0.34))
            mx = x + (q - s) * a1 * rough * (ONE + k * f32(0.035))
            ey = abs(my * f32(0.5))
            ex = mx * f32(0.5)
            ey = min(ey, f32(h2 - 2))
            ex = min(max(ex, f32(0)), f32(w2 - 2))
            iy = int(ey)
            ix = int(ex)
            gy = ey - iy
            gx = ex - ix
            r = fresnel * (ONE - f32(0.22) * slope * near)
            r = min(max(r, f32(0.05)), f32(0.98))
            for c in range(3):
                e = (env[c, iy, ix] * (1 - gx) + env[c, iy, ix + 1] * gx) * (1 - gy) + (
                    env[c, iy + 1, ix] * (1 - gx) + env[c, iy + 1, ix + 1] * gx
                ) * gy
                val = e * r + deep[c] * (1 - r)
                img[c, y, x] = val * (1 - haze) + haze_colour[c] * haze
