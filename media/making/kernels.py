"""Row kernels. A frame is `img`: float32[3, height, width] in linear light; every kernel adds to it in place.

Everything still is a big texture made once; a frame only shifts, tints and composites. Literals are float32 where it
matters: one double in a kernel doubles its time.
"""

import math

import numpy as np
from numba import njit

f32 = np.float32
ONE = f32(1)


@njit(fastmath=True, cache=True)
def layer(img, cover, shade, ox, oy, shear, tint, fog, gain):
    """img·(1−a) + p·tint[y] + a·fog[y]; shifted by whole and part pixels; `shear` moves each row (reeds in wind)."""
    h, w = img.shape[1], img.shape[2]
    th, tw = cover.shape
    for y in range(h):
        sy = y + oy
        iy = math.floor(sy)
        if iy < 0 or iy >= th - 1:
            continue
        fy = f32(sy - iy)
        sx = ox + shear[y]
        ix = math.floor(sx)
        fx = f32(sx - ix)
        x0 = max(0, -ix)
        x1 = min(w, tw - 1 - ix)
        if x1 <= x0:
            continue
        w00, w01, w10, w11 = (1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy
        a0, a1 = cover[iy, ix + x0 : ix + x1 + 1], cover[iy + 1, ix + x0 : ix + x1 + 1]
        p0, p1 = shade[iy, ix + x0 : ix + x1 + 1], shade[iy + 1, ix + x0 : ix + x1 + 1]
        r, g, b = img[0, y, x0:x1], img[1, y, x0:x1], img[2, y, x0:x1]
        t0, t1, t2 = tint[y, 0], tint[y, 1], tint[y, 2]
        g0, g1, g2 = fog[y, 0], fog[y, 1], fog[y, 2]
        for x in range(x1 - x0):
            a = (a0[x] * w00 + a0[x + 1] * w01 + a1[x] * w10 + a1[x + 1] * w11) * gain
            p = (p0[x] * w00 + p0[x + 1] * w01 + p1[x] * w10 + p1[x + 1] * w11) * gain
            q = ONE - a
            r[x] = r[x] * q + p * t0 + a * g0
            g[x] = g[x] * q + p * t1 + a * g1
            b[x] = b[x] * q + p * t2 + a * g2


@njit(fastmath=True, cache=True)
def layer_zoomed(img, cover, shade, ox, oy, cx, cy, scale, tint, fog, gain):
    """`layer`, enlarged by `scale` about the screen point (cx, cy): what comes nearer."""
    h, w = img.shape[1], img.shape[2]
    th, tw = cover.shape
    inv = f32(1 / scale)
    for y in range(h):
        sy = (y - cy) * inv + cy + oy
        iy = math.floor(sy)
        if iy < 0 or iy >= th - 1:
            continue
        fy = f32(sy - iy)
        for x in range(w):
            sx = f32((x - cx) * inv + cx + ox)
            ix = math.floor(sx)
            if ix < 0 or ix >= tw - 1:
                continue
            fx = sx - f32(ix)
            a = (cover[iy, ix] * (ONE - fx) + cover[iy, ix + 1] * fx) * (ONE - fy) + (
                cover[iy + 1, ix] * (ONE - fx) + cover[iy + 1, ix + 1] * fx
            ) * fy
            p = (shade[iy, ix] * (ONE - fx) + shade[iy, ix + 1] * fx) * (ONE - fy) + (
                shade[iy + 1, ix] * (ONE - fx) + shade[iy + 1, ix + 1] * fx
            ) * fy
            a *= gain
            p *= gain
            for c in range(3):
                img[c, y, x] = img[c, y, x] * (ONE - a) + p * tint[y, c] + a * fog[y, c]


@njit(fastmath=True, cache=True)
def fog(img, noise, ox1, oy1, ox2, oy2, density, colour, y0, y1, contrast):
    """Two scrolling periodic noises; density[y] and colour[y] per row; `noise` is tiled once more in x."""
    w = img.shape[2]
    nh = noise.shape[0]
    nw = noise.shape[1] - w - 2
    for y in range(y0, y1):
        d = density[y]
        if d < f32(1e-4):
            continue
        ya = (y + oy1) % nh
        ia = int(ya)
        fa = f32(ya - ia)
        yb = (y * 0.71 + oy2) % nh
        ib = int(yb)
        fb = f32(yb - ib)
        xa = ox1 % nw
        ja = int(xa)
        ga = f32(xa - ja)
        xb = ox2 % nw
        jb = int(xb)
        gb = f32(xb - jb)
        a0, a1 = noise[ia, ja : ja + w + 1], noise[(ia + 1) % nh, ja : ja + w + 1]
        b0, b1 = noise[ib, jb : jb + w + 1], noise[(ib + 1) % nh, jb : jb + w + 1]
        c0, c1, c2 = colour[y, 0], colour[y, 1], colour[y, 2]
        r, g, b = img[0, y], img[1, y], img[2, y]
        for x in range(w):
            n1 = (a0[x] * (1 - ga) + a0[x + 1] * ga) * (1 - fa) + (a1[x] * (1 - ga) + a1[x + 1] * ga) * fa
            n2 = (b0[x] * (1 - gb) + b0[x + 1] * gb) * (1 - fb) + (b1[x] * (1 - gb) + b1[x + 1] * gb) * fb
            a = d * (ONE + contrast * (n1 + n2))
            a = min(max(a, f32(0)), f32(0.97))
            q = 1 - a
            r[x] = r[x] * q + a * c0
            g[x] = g[x] * q + a * c1
            b[x] = b[x] * q + a * c2


@njit(fastmath=True, cache=True)
def glow(img, cx, cy, r, colour, sx, sy, p):
    """An added halo, colour/(1+(d/r)²)^p; a window takes it smoothly to 0 at 14 r. sx, sy squash it."""
    h, w = img.shape[1], img.shape[2]
    lim = f32(14 * r)
    ir2 = f32(1 / (r * r))
    for y in range(max(0, int(cy - lim / sy)), min(h, int(cy + lim / sy) + 1)):
        dy = f32((y - cy) * sy)
        for x in range(max(0, int(cx - lim / sx)), min(w, int(cx + lim / sx) + 1)):
            dx = f32((x - cx) * sx)
            d2 = dx * dx + dy * dy
            u = 1 - d2 / (lim * lim)
            if u > 0:
                g = u * u * math.exp(-f32(p) * math.log(ONE + d2 * ir2))
                img[0, y, x] += g * colour[0]
                img[1, y, x] += g * colour[1]
                img[2, y, x] += g * colour[2]


@njit(fastmath=True, cache=True)
def beam(img, noise, lx, ly, ux, uy, length, width, spread, colour, y1, nox, noy):
    """A shaft of light from (lx, ly) along the unit vector (ux, uy), seen in noisy fog, above row y1."""
    w = img.shape[2]
    nh = noise.shape[0]
    nw = noise.shape[1] - w - 2
    for y in range(y1):
        for x in range(w):
            dx = f32(x - lx)
            dy = f32(y - ly)
            s = dx * ux + dy * uy
            if s <= 0 or s > length:
                continue
            v = dx * uy - dy * ux
            ww = width + s * spread
            e2 = (v / ww) * (v / ww)
            if e2 > 7:
                continue
            f = s / length
            g = math.exp(-e2) * (1 - f) * (1 - f) * width / ww
            n = noise[int(y + noy) % nh, int(x + nox) % nw]
            g *= max(f32(0.2), 1 + f32(0.38) * n) * min(ONE, s / f32(12))
            img[0, y, x] += g * colour[0]
            img[1, y, x] += g * colour[1]
            img[2, y, x] += g * colour[2]


@njit(fastmath=True, cache=True)
def splat(img, px, py, pr, pa, ex, ey, colour):
    """Soft discs laid over, stretched by (ex, ey) as a shutter would: snow, rain, stars."""
    h, w = img.shape[1], img.shape[2]
    for i in range(px.size):
        r = pr[i]
        length = math.sqrt(ex[i] * ex[i] + ey[i] * ey[i])
        ux = 1.0 if length < 1e-6 else ex[i] / length
        uy = 0.0 if length < 1e-6 else ey[i] / length
        mx = r + abs(ex[i]) + 1
        my = r + abs(ey[i]) + 1
        for y in range(max(0, int(py[i] - my)), min(h, int(py[i] + my) + 2)):
            for x in range(max(0, int(px[i] - mx)), min(w, int(px[i] + mx) + 2)):
                dx = x - px[i]
                dy = y - py[i]
                s = max(abs(dx * ux + dy * uy) - length, 0.0)
                v = dx * uy - dy * ux
                t = (r + 0.8 - math.sqrt(s * s + v * v)) / (1.0 + r)
                if t > 0:
                    t = min(t, 1.0)
                    a = f32(t * t * pa[i])
                    for c in range(3):
                        img[c, y, x] = img[c, y, x] * (1 - a) + a * colour[c]


@njit(fastmath=True, cache=True)
def puff(img, noise, cx, cy, r, strength, colour, nox, noy, scale):
    """One soft cloud of breath or smoke, in 2 × 2 blocks because it is soft."""
    h, w = img.shape[1], img.shape[2]
    nh = noise.shape[0]
    nw = noise.shape[1] - w - 2
    for y in range(max(0, int(cy - r * 1.7)) & ~1, min(h, int(cy + r * 1.7)) & ~1, 2):
        for x in range(max(0, int(cx - r * 1.7)) & ~1, min(w, int(cx + r * 1.7)) & ~1, 2):
            dx = f32((x - cx) / r)
            dy = f32((y - cy) / r)
            d = dx * dx + dy * dy
            if d < 2.9:
                u = (x - cx) * scale + nox
                v = (y - cy) * scale + noy
                iu = math.floor(u)
                iv = math.floor(v)
                fu = u - iu
                fv = v - iv
                j0 = iu % nw
                i0 = iv % nh
                i1 = (iv + 1) % nh
                n = (noise[i0, j0] * (1 - fu) + noise[i0, j0 + 1] * fu) * (1 - fv) + (
                    noise[i1, j0] * (1 - fu) + noise[i1, j0 + 1] * fu
                ) * fv
                e = 1 - d / f32(2.9)
                a = f32(strength * math.exp(-d * 1.3) * e * e * min(max(0.72 + 0.40 * n, 0.0), 1.6))
                for c in range(3):
                    k = a * colour[c]
                    q = ONE - a
                    img[c, y, x] = img[c, y, x] * q + k
                    img[c, y, x + 1] = img[c, y, x + 1] * q + k
                    img[c, y + 1, x] = img[c, y + 1, x] * q + k
                    img[c, y + 1, x + 1] = img[c, y + 1, x + 1] * q + k


@njit(fastmath=True, cache=True)
def grade(img, lut, vignette, grain, gx, gy, grain_amount, exposure, yy, uu, vv, dither, dx, dy):
    """Exposure, vignette, film curve, luma grain and dither, straight to BT.709 limited-range planes."""
    h, w = img.shape[1], img.shape[2]
    n = lut.size - 1
    for y in range(0, h, 2):
        for x in range(0, w, 2):
            su = f32(0)
            sv = f32(0)
            for j in range(2):
                for i in range(2):
                    e = vignette[y + j, x + i] * exposure
                    r = img[0, y + j, x + i] * e
                    g = img[1, y + j, x + i] * e
                    b = img[2, y + j, x + i] * e
                    r = lut[int(min(math.sqrt(max(r, f32(0))) * f32(0.25), ONE) * n)]
                    g = lut[int(min(math.sqrt(max(g, f32(0))) * f32(0.25), ONE) * n)]
                    b = lut[int(min(math.sqrt(max(b, f32(0))) * f32(0.25), ONE) * n)]
                    lum = f32(0.2126) * r + f32(0.7152) * g + f32(0.0722) * b
                    gr = grain[y + j + gy, x + i + gx] * grain_amount
                    gr *= f32(0.35) + f32(1.6) * math.sqrt(lum) * (1 - lum)
                    su += b - lum
                    sv += r - lum
                    v = (lum + gr) * 219 + 16 + dither[(y + j + dy) & 511, (x + i + dx) & 511]
                    yy[y + j, x + i] = np.uint8(min(max(v + f32(0.5), f32(16)), f32(235)))
            d = dither[(y + dy + 77) & 511, (x + dx + 191) & 511]
            d2 = dither[(y + dy + 277) & 511, (x + dx + 91) & 511]
            uu[y >> 1, x >> 1] = np.uint8(su * f32(0.25 / 1.8556 * 224) + 128 + d + f32(0.5))
            vv[y >> 1, x >> 1] = np.uint8(sv * f32(0.25 / 1.5748 * 224) + 128 + d2 + f32(0.5))
