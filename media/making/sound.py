"""The air of each place: wind, reeds, water, rain, snow, rails, steps, one low tone that swells with risk.

48 kHz stereo, seeded, exactly as long as the clip, with 20 ms raised-cosine ends; brought to −23 LUFS by one static
gain measured with ffmpeg's ebur128 (a loudness that moves would pump in a quiet bed).
"""

import re
import wave
from dataclasses import dataclass

import numpy as np
from scipy.signal import butter, fftconvolve, sosfilt, sosfiltfilt

from . import ffmpeg
from .noise import rng

RATE = 48000
LEAD = 2.0  # s made before and after the clip, so that filters have settled
LOUDNESS = -23.0  # LUFS, EBU R 128
OVERLAP = 1.2  # s of a loop's end that is folded into its beginning


@dataclass(frozen=True, slots=True)
class Bed:
    """How much of each there is; 0 is none. `tone_at` and `steps` are in seconds of the clip."""

    wind: float = 0.3
    reeds: float = 0.0
    laps: int = 0  # how many in 8 s
    lapping: float = 0.0
    rain: float = 0.0
    snow: float = 0.0
    rail: float = 0.0
    room: float = 0.0
    fire: float = 0.0
    city: float = 0.0
    tone: float = 0.16
    tone_at: tuple[tuple[float, float], ...] = ((0.0, 0.2),)
    steps: tuple[float, ...] = ()
    step_in: str = "snow"  # or "mud"
    valley: float = 0.25
    seed: int = 7


def _band(x, lo, hi):
    return sosfilt(butter(2, [lo, hi], "band", fs=RATE, output="sos"), x)


def _low(x, f):
    return sosfilt(butter(2, f, "low", fs=RATE, output="sos"), x)


class _Maker:
    def __init__(self, bed, seconds):
        self.bed, self.seconds = bed, seconds
        self.n = round((seconds + 2 * LEAD) * RATE)
        self.r = rng(bed.seed)
        self.t = np.arange(self.n) / RATE - LEAD

    def pink(self):
        k = np.fft.rfftfreq(self.n, 1 / RATE)
        k[0] = 1
        z = self.r.standard_normal(k.size) + 1j * self.r.standard_normal(k.size)
        x = np.fft.irfft(z * k**-0.5, self.n)
        return x / x.std()

    def slow(self, rate, lo, hi, seed):
        q = rng(seed + self.bed.seed * 31).random(int((self.seconds + 2 * LEAD) * rate) + 4)
        x = np.interp(np.arange(self.n) / RATE * rate, np.arange(q.size), q)
        return lo + (hi - lo) * np.clip(_low(x, rate * 1.2), 0, 1)

    def pair(self, make):
        return np.stack([make(), make()])

    def white(self, lo, hi):
        return self.pair(lambda: _band(self.r.standard_normal(self.n), lo, hi))

    def grains(self, count, length, f0, gain, shape):
        """`count` short bursts over 8 s, band-passed around f0 and panned at random: drops, laps, sparks."""
        out, r = np.zeros((2, self.n)), self.r
        for _ in range(int(count * (self.seconds + 2 * LEAD) / 8)):
            size = int(RATE * r.uniform(*length))
            at, f = int(r.random() * (self.n - size)), r.uniform(*f0)
            k = np.arange(size) / RATE
            g = r.gamma(1.0, 0.05) * gain
            p = r.random()
            s = shape(k, f, size, r) * g
            out[0, at : at + size] += s * (1 - p)
            out[1, at : at + size] += s * p
        return out

    def mix(self):
        b = self.bed
        body = self.pair(lambda: _low(self.pink(), 420)) * self.slow(0.5, 0.25, 1.0, 1)
        whistle = 0.45 * self.pair(lambda: _band(self.pink(), 380, 900)) * self.slow(0.7, 0, 1, 2) ** 2
        x = b.wind * (body + whistle)
        if b.reeds:
            x += b.reeds * self.white(2200, 6500) * self.slow(1.1, 0, 1, 3) ** 3
        if b.laps:
            x += self.grains(b.laps, (0.05, 0.28), (260, 900), 0.9, _lap)
        if b.lapping:
            x += b.lapping * self.pair(lambda: _band(self.pink(), 180, 1400)) * self.slow(0.9, 0, 1, 4) ** 2
        if b.rain:
            x += b.rain * 0.5 * self.pair(lambda: _band(self.pink(), 900, 7000)) * self.slow(0.4, 0.75, 1, 5)
            x += self.grains(900 * b.rain, (0.004, 0.02), (1400, 5200), 1.6 * b.rain, _drop)
        if b.snow:
            x += b.snow * self.white(3500, 9000) * self.slow(0.8, 0.1, 1, 6) ** 2
        if b.fire:
            x += b.fire * self.grains(46, (0.002, 0.012), (900, 4200), 2.2, _drop)
            x += b.fire * 0.10 * self.pair(lambda: _low(self.pink(), 300))
        if b.room:
            x += b.room * self.pair(lambda: _low(self.pink(), 180)) + b.room * 0.05 * self.pair(self.pink)
        if b.city:
            x += b.city * self.pair(lambda: _low(self.pink(), 260)) * self.slow(0.3, 0.5, 1, 7)
            x += 0.3 * b.city * self.pair(lambda: _band(self.pink(), 300, 900)) * self.slow(0.25, 0, 1, 8) ** 2
        if b.rail:
            x += b.rail * self._rails()
        for at in b.steps:
            self._step(x, at)
        return x + self._tone()

    def _rails(self):
        """A carriage from inside: rumble and the double knock of each rail joint, every 0.73 s."""
        x = self.pair(lambda: _low(self.pink(), 160)) + 0.2 * self.pair(lambda: _band(self.pink(), 500, 2200))
        k = np.arange(int(0.16 * RATE)) / RATE
        for i in range(int((self.seconds + 2 * LEAD - 1) / 0.73)):
            for gap, g in ((0.0, 1.0), (0.14, 0.7)):
                at = int((i * 0.73 + gap) * RATE)
                hit = _band(self.r.standard_normal(k.size), 90, 600) * np.exp(-k * 38) * g
                hit *= np.minimum(k / 0.002, 1)
                x[:, at : at + k.size] += 1.6 * hit
        return x

    def _step(self, x, at):
        size = int(0.32 * RATE)
        k = np.arange(size) / RATE
        lo, hi, length = (900, 4800, 0.20) if self.bed.step_in == "snow" else (160, 1300, 0.16)
        grain = self.r.random(size) < (0.05 if self.bed.step_in == "snow" else 0.4)  # snow crunches, mud does not
        e = np.sin(np.pi * np.clip(k / length, 0, 1)) ** 1.5
        s = _band(self.r.standard_normal(size) * (0.35 + grain), lo, hi) * e * 0.5
        s += _low(self.r.standard_normal(size), 110) * np.exp(-k * 26) * np.minimum(k / 0.004, 1) * 0.9
        i = int((at + LEAD) * RATE)
        x[:, i : i + size] += 0.42 * s * np.array([[0.9], [1.0]])

    def _tone(self):
        risk = np.interp(self.t, [p[0] for p in self.bed.tone_at], [p[1] for p in self.bed.tone_at])
        x = np.zeros((2, self.n))
        for f, a in ((55, 1.0), (55.18, 0.8), (82.6, 0.35), (110.3, 0.16)):
            x += a * np.stack([np.sin(2 * np.pi * f * self.t + 0.3), np.sin(2 * np.pi * (f + 0.07) * self.t + 1.1)])
        return self.bed.tone * x * risk


def _lap(k, f, size, r):
    """A cavity filling: the pitch rises."""
    e = np.sin(np.pi * np.arange(size) / size) ** 2 * np.exp(-k * 9)
    sung = np.sin(2 * np.pi * np.cumsum(f * (1 + 1.2 * k)) / RATE) * 0.5
    return e * (sung + 0.9 * _band(r.standard_normal(size), f, f * 3))


def _drop(k, f, size, r):
    return r.standard_normal(size) * np.exp(-k * 420) * np.minimum(k / 0.0006, 1) * np.cos(2 * np.pi * f * k)


def render(bed, seconds, loop):
    """float64[2, n] at −23 LUFS."""
    made = seconds + OVERLAP if loop else seconds
    m = _Maker(bed, made)
    x = m.mix()
    if bed.valley:
        size = int(1.6 * RATE)
        echo = np.stack([rng(20 + c).standard_normal(size) for c in (0, 1)]) * np.exp(-np.arange(size) / RATE * 4.2)
        echo = sosfilt(butter(1, 2600, "low", fs=RATE, output="sos"), echo)
        echo /= np.sqrt((echo**2).sum(1, keepdims=True))
        x = x * 0.8 + bed.valley * np.stack([fftconvolve(x[c], echo[c])[: m.n] for c in (0, 1)])
    x = sosfiltfilt(butter(2, 32, "high", fs=RATE, output="sos"), x)
    n = round(seconds * RATE)
    start = int(LEAD * RATE)
    if loop:
        k = int(OVERLAP * RATE)
        u = np.linspace(0, np.pi / 2, k)
        head = x[:, start : start + k] * np.sin(u) + x[:, start + n : start + n + k] * np.cos(u)
        x = np.concatenate([head, x[:, start + k : start + n]], 1)
    else:
        x = x[:, start : start + n]
    ramp = int(0.02 * RATE)
    w = np.sin(np.linspace(0, np.pi / 2, ramp)) ** 2
    x[:, :ramp] *= w
    x[:, -ramp:] *= w[::-1]
    x *= 0.1 / np.abs(x).max()
    for _ in range(2):  # a second turn corrects what the soft limit took
        x *= 10 ** ((LOUDNESS - _loudness(x)) / 20)
        x = np.where(np.abs(x) > 0.5, np.sign(x) * (0.5 + 0.35 * np.tanh((np.abs(x) - 0.5) / 0.35)), x)
    return x


def pcm(x, seed=1):
    """16 bit, dithered."""
    r = rng(seed)
    q = np.round(x.T * 32767 + r.random(x.T.shape) - r.random(x.T.shape))
    return np.clip(q, -32768, 32767).astype("<i2").tobytes()


def write(x, path):
    """A WAV file."""
    with wave.open(str(path), "wb") as o:
        o.setnchannels(2)
        o.setsampwidth(2)
        o.setframerate(RATE)
        o.writeframes(pcm(x))


def _loudness(x):
    raw = ["-f", "f32le", "-ac", 2, "-ar", RATE, "-i", "-"]
    said = ffmpeg.run(*raw, "-af", "ebur128", "-f", "null", "-", data=x.T.astype("<f4").tobytes())
    return float(re.findall(rb"I:\s+(-?[\d.]+) LUFS", said)[-1])
