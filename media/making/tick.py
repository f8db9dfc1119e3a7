"""The tick of a touched target, kiosk/screen/sounds/touch.wav: wood, 60 ms, some -30 LUFS.

python3 media/making/tick.py
"""

import wave
from pathlib import Path

import numpy as np

RATE = 48000
PEAK = 0.09  # of full scale: -21 dBFS; so short a sound is then about as loud as a steady one at -30 LUFS
OUT = Path(__file__).parents[2] / "kiosk/screen/sounds/touch.wav"


def tick():
    t = np.arange(round(0.06 * RATE)) / RATE
    wood = sum(
        a * np.sin(2 * np.pi * f * t) * np.exp(-t * d) for f, a, d in ((740, 1, 95), (1630, 0.5, 140), (2950, 0.2, 240))
    )
    wood += 0.25 * np.random.default_rng(7).standard_normal(t.size) * np.exp(-t * 900)
    wood *= np.minimum(t / 0.0008, 1) * np.minimum((t[-1] - t) / 0.01, 1)
    return wood / np.abs(wood).max() * PEAK


def main():
    with wave.open(str(OUT), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((tick() * 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    main()
