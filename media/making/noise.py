"""Seeded noise and the small number helpers every picture uses. All randomness comes from PCG64."""

import math

import cv2
import numpy as np

f32 = np.float32


def rng(seed):
    """A generator whose stream is the same on every machine."""
    return np.random.Generator(np.random.PCG64(seed))


def lin(r, g, b):
    """An 8-bit sRGB colour as linear light, float32[3]."""
    c = np.array([r, g, b], np.float64) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4).astype(f32)


def spectral(h, w, beta, seed, ax=1.0, ay=1.0, lo=0.0, hi=1e9):
    """Periodic 1/f^beta noise (mean 0, deviation 1); a larger `ax` draws it out in x; lo..hi in cycles a picture."""
    fy = np.fft.fftfreq(h)[:, None] * h * ay
    fx = np.fft.rfftfreq(w)[None, :] * w * ax
    k = np.sqrt(fx * fx + fy * fy)
    k[0, 0] = 1
    s = np.fft.rfft2(rng(seed).standard_normal((h, w))) * k ** (-beta / 2) * (k >= lo) * (k <= hi)
    s[0, 0] = 0
    n = np.fft.irfft2(s, s=(h, w))
    return (n / n.std()).astype(f32)


def spectral_line(n, beta, seed, lo=1, hi=1e9):
    """The same along one line: ground profiles, folds, densities."""
    k = np.fft.rfftfreq(n) * n
    k[0] = 1
    s = np.fft.rfft(rng(seed).standard_normal(n)) * k ** (-beta / 2) * (k >= lo) * (k <= hi)
    s[0] = 0
    x = np.fft.irfft(s, n)
    return (x / x.std()).astype(f32)


def tiled(a, h, w):
    """A periodic texture repeated to h × w."""
    return np.tile(a, (-(-h // a.shape[0]), -(-w // a.shape[1])))[:h, :w]


def blur(a, sigma, sigma_y=None):
    """Gaussian blur; 0 leaves the picture alone."""
    if sigma <= 0:
        return a
    return cv2.GaussianBlur(
        a, (0, 0), sigma, sigmaY=sigma if sigma_y is None else sigma_y, borderType=cv2.BORDER_REPLICATE
    )


def half(a):
    """Half size, by area."""
    return cv2.resize(a, (a.shape[1] // 2, a.shape[0] // 2), interpolation=cv2.INTER_AREA)


def smooth(e0, e1, x):
    """Smoothstep from e0 to e1, on numbers and on arrays."""
    t = np.clip((x - e0) / (e1 - e0), 0, 1)
    v = t * t * (3 - 2 * t)
    return v.astype(f32) if isinstance(v, np.ndarray) else float(v)


def bump(x, centre, width):
    """A bell, 1 at the centre."""
    return np.exp(-(((x - centre) / width) ** 2))


def handheld(t, seed, amp, period=0.0):
    """A held camera: four slow sines that never agree; with a `period` (s) they all fit it: the end meets the start."""
    r = rng(seed)
    v = 0.0
    for f in (0.11, 0.19, 0.31, 0.53):
        g = f * r.uniform(0.85, 1.15)
        if period:
            g = max(1, round(g * period)) / period
        v += math.sin(2 * math.pi * (g * t + r.random())) * (0.11 / f) ** 0.8
    return amp * v * 0.6
