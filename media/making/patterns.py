"""Draws the patterns that `kiosk doctor` measures a machine with: `python3 media/making/patterns.py [NAME...]`.

Each is a few pictures of moving texture with grain, at the data rate of real film, which play for three seconds: the
file holds them once, and its table of samples names them again and again (ISO/IEC 14496-12, 8.5 to 8.7; a sample may
lie anywhere in the file). They begin with a key picture, so that any decoder can begin anew with each round. An odd
number of pictures: where a slow machine leaves out every second one, all are seen after two rounds.

Needs ffmpeg with x264, x265, libvpx and SVT-AV1 (Debian: apt-get install ffmpeg). Writes kiosk/footage/patterns/.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "kiosk" / "footage" / "patterns"
SECONDS = 3
TAGS = "-color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv"
H264 = "-c:v libx264 -preset medium -profile:v high -bf 2 -x264-params keyint=infinite:scenecut=0 -pix_fmt yuv420p"
HEVC = "-c:v libx265 -preset medium -tag:v hvc1 -x265-params keyint=-1:open-gop=0:scenecut=0:log-level=none"
VP9 = "-c:v libvpx-vp9 -pix_fmt yuv420p -b:v 0 -deadline good -cpu-used 3 -row-mt 1 -tile-columns 2 -g 999"

# name: (suffix, size, pictures a second, pictures, how it is encoded)
PATTERNS: dict[str, tuple[str, str, int, int, str]] = {
    "h264-1080p30": ("mp4", "1920x1080", 30, 9, f"{H264} -crf 24"),
    "h264-1080p60": ("mp4", "1920x1080", 60, 9, f"{H264} -crf 26"),
    "h264-2160p30": ("mp4", "3840x2160", 30, 5, f"{H264} -crf 29"),
    "hevc-1080p30": ("mp4", "1920x1080", 30, 9, f"{HEVC} -pix_fmt yuv420p -crf 26"),
    "hevc-1080p60": ("mp4", "1920x1080", 60, 9, f"{HEVC} -pix_fmt yuv420p -crf 28"),
    "hevc-2160p30": ("mp4", "3840x2160", 30, 5, f"{HEVC} -pix_fmt yuv420p -crf 31"),
    "hevc10-1080p30": ("mp4", "1920x1080", 30, 9, f"{HEVC} -pix_fmt yuv420p10le -crf 26"),
    "vp9-1080p30": ("mp4", "1920x1080", 30, 9, f"{VP9} -crf 42"),
    "av1-1080p30": ("mp4", "1920x1080", 30, 9, "-c:v libsvtav1 -pix_fmt yuv420p -preset 6 -crf 38 -g 999"),
    "mpeg2-1080p30": ("mp4", "1920x1080", 30, 5, "-c:v mpeg2video -pix_fmt yuv420p -bf 0 -g 999 -q:v 9"),
    "prores-1080p30": ("mov", "1920x1080", 30, 3, "-c:v prores_ks -profile:v 0 -pix_fmt yuv422p10le"),
    "mjpeg-1080p30": ("mov", "1920x1080", 30, 3, "-c:v mjpeg -pix_fmt yuvj420p -q:v 9"),
}  # fmt: skip


def main(names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in names or list(PATTERNS):
        suffix, size, rate, pictures, encoding = PATTERNS[name]
        target = FOLDER / f"{name}.{suffix}"
        with tempfile.TemporaryDirectory() as folder:
            few = Path(folder) / f"few.{suffix}"
            encode(few, size, rate, pictures, encoding)
            target.write_bytes(repeated(few.read_bytes(), -(-SECONDS * rate // pictures)))
        print(f"{target.name}: {target.stat().st_size // 1000} kB")


def encode(target: Path, size: str, rate: int, pictures: int, encoding: str) -> None:
    """A zoom into the Mandelbrot set, with the grain of film: it moves, and it does not compress to nothing."""
    source = f"mandelbrot=size={size}:rate={rate}:start_scale=0.4:end_scale=0.02,noise=alls=5:allf=t"
    command = ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-frames:v", str(pictures)]
    command += [*encoding.split(), *TAGS.split(), "-an", "-fflags", "+bitexact", "-map_metadata", "-1", str(target)]
    subprocess.run(command, check=True)  # noqa: S603 our own words


# ---- the table of samples

Atom = tuple[bytes, bytes]
DROPPED = (b"sdtp", b"sgpd", b"sbgp", b"cslg", b"udta")  # what says something of single samples, and names of programs


def repeated(data: bytes, rounds: int) -> bytes:
    """The film in `data` (one track, the table of samples behind the samples), played `rounds` times."""
    return b"".join(atom(kind, changed(kind, body, {}, rounds)) for kind, body in atoms(data))


def changed(kind: bytes, body: bytes, beside: dict[bytes, bytes], rounds: int) -> bytes:
    """What is in an atom, for a film that is played `rounds` times; `beside` are the atoms that lie beside it."""
    match kind:
        case b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" | b"edts":
            inner = dict(atoms(body))
            kept = ((name, part) for name, part in atoms(body) if name not in DROPPED)
            return b"".join(atom(name, changed(name, part, inner, rounds)) for name, part in kept)
        case b"mvhd" | b"mdhd":
            return times(body, 16, rounds)
        case b"tkhd":
            return times(body, 20, rounds)
        case b"elst":
            return times(body, 8, rounds)
        case b"stts" | b"ctts":
            return times(body, 4, rounds) + body[8:] * (rounds - 1)
        case b"stss":
            (count,) = struct.unpack_from(">I", beside[b"stsz"], 8)
            return table(key + turn * count for turn in range(rounds) for key in numbers(body, 4))
        case b"stsz":
            return bytes(8) + table(sizes(body) * rounds)[4:]
        case b"stsc":
            return struct.pack(">5I", 0, 1, 1, 1, 1)  # every sample is a chunk
        case b"stco":
            return table(places(beside) * rounds)
        case b"free":
            return bytes(len(body))
        case _:
            return body


def places(inner: dict[bytes, bytes]) -> list[int]:
    """Where each sample lies in the file."""
    chunks, runs, found = numbers(inner[b"stco"], 4), numbers(inner[b"stsc"], 4, 3), []
    rest = sizes(inner[b"stsz"])
    for index, place in enumerate(chunks, 1):
        many = next(runs[run + 1] for run in range(len(runs) - 3, -1, -3) if runs[run] <= index)
        found += [place + sum(rest[:sample]) for sample in range(many)]
        rest = rest[many:]
    return found


def sizes(part: bytes) -> list[int]:
    alike, count = struct.unpack_from(">II", part, 4)
    return [alike] * count if alike else numbers(part, 8)


def numbers(part: bytes, at: int, each: int = 1) -> list[int]:
    """The table at byte `at`: how many rows, then rows of `each` numbers."""
    (count,) = struct.unpack_from(">I", part, at)
    return list(struct.unpack_from(f">{count * each}I", part, at + 4))


def table(values: list[int] | Iterator[int]) -> bytes:
    row = list(values)
    return struct.pack(f">II{len(row)}I", 0, len(row), *row)


def times(part: bytes, at: int, rounds: int) -> bytes:
    """The number at byte `at`, `rounds` times as large."""
    (value,) = struct.unpack_from(">I", part, at)
    return part[:at] + struct.pack(">I", value * rounds) + part[at + 4 :]


def atoms(data: bytes) -> Iterator[Atom]:
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + size]
        at += size


def atom(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


if __name__ == "__main__":
    main(sys.argv[1:])
