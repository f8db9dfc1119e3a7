"""`python -m making [--all] [--jobs N] [--look NAME T…] [--sheet] [name…]`: renders what is missing."""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from . import encode, ffmpeg
from .scenes import CLIPS, EXAMPLES, STILLS

MEDIA = Path(__file__).resolve().parent.parent
FILM = MEDIA / "the-defector"
BUILD = MEDIA.parent / "build"


def main():
    """Render what is missing, or all of it, or the named pictures; two at a time."""
    p = argparse.ArgumentParser(prog="making", description=__doc__)
    p.add_argument("names", nargs="*", help="clips or stills; none means every missing one")
    p.add_argument("--all", action="store_true", help="render what is there, too")
    p.add_argument("--jobs", type=int, default=2, help="processes at a time")
    p.add_argument("--stills", action="store_true", help="only the still pictures")
    p.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    p.add_argument("--look", nargs="+", metavar=("NAME", "T"), help="frames of one clip as JPEG, to judge it by")
    p.add_argument("--sheet", action="store_true", help="all stills on one page, build/media-sheet.png")
    p.add_argument("--into", type=Path, default=BUILD, help="where --look puts them")
    a = p.parse_args()
    if a.look:
        look(a.look[0], [float(t) for t in a.look[1:]], a.into)
    elif a.sheet:
        sheet(BUILD / "media-sheet.png")
    elif a.one:
        render(a.names[0], a.stills)
    else:
        known = [*CLIPS, *STILLS, *EXAMPLES]
        unknown = set(a.names) - set(known)
        if unknown:
            p.error(f"no picture of this name: {', '.join(sorted(unknown))}")
        several(a.names or [n for n in known if a.all or missing(n)], a.jobs, a.stills)


def missing(name):
    """Whether a file of this picture is not there."""
    if name in EXAMPLES:
        return not (MEDIA / name).exists()
    return not (FILM / f"{name}.jpg").exists() or (name in CLIPS and not (FILM / f"{name}.mp4").exists())


def look(name, times, into):
    """Frames of one picture at half size."""
    scene = {**CLIPS, **STILLS}[name]()
    into.mkdir(parents=True, exist_ok=True)
    began = time.process_time()
    for t in times:
        encode.still(scene, t, into / f"{name}_{t:g}.jpg", width=960)
    sys.stdout.write(f"{name}: {(time.process_time() - began) / len(times) * 1000:.0f} ms a look\n")


def render(name, stills_only):
    """One picture: its clip, if it has one, and its still."""
    began = time.monotonic()
    if name in EXAMPLES:
        example(name)
        files = [MEDIA / name]
    else:
        FILM.mkdir(parents=True, exist_ok=True)
        if name in CLIPS and not stills_only:
            encode.clip(CLIPS[name], FILM / f"{name}.mp4")
        scene = {**CLIPS, **STILLS}[name]()
        encode.still(scene, scene.moment, FILM / f"{name}.jpg")
        files = [f for f in (FILM / f"{name}.mp4", FILM / f"{name}.jpg") if f.exists()]
    size = sum(f.stat().st_size for f in files) / 1e6
    sys.stdout.write(f"{name}: {time.monotonic() - began:.0f} s, {size:.2f} MB\n")
    sys.stdout.flush()


def example(name):
    """Small footage for an example playlist, 1280 px wide."""
    path, made = MEDIA / name, EXAMPLES[name]
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(made, tuple):
        source, start, seconds = made
        encode.smaller(FILM / f"{source}.mp4", path, start=start, seconds=seconds, loop=CLIPS[source].loop)
    else:
        encode.clip(made, path, width=1280)


def sheet(path):
    """Every still on one page, four across."""
    stills = [FILM / f"{n}.jpg" for n in [*CLIPS, *STILLS]]
    inputs = [a for f in stills for a in ("-i", f)]
    small = "".join(f"[{i}]scale=480:270[s{i}];" for i in range(len(stills)))
    places = "|".join(f"{i % 4 * 484}_{i // 4 * 274}" for i in range(len(stills)))
    joined = "".join(f"[s{i}]" for i in range(len(stills)))
    graph = f"{small}{joined}xstack=inputs={len(stills)}:layout={places}:fill=black"
    ffmpeg.run(*inputs, "-filter_complex", graph, "-frames:v", 1, path)


def several(names, jobs, stills_only):
    """A process a picture, `jobs` at a time; pieces of other clips come last. One that fails fails the making."""
    waiting = sorted(names, key=lambda n: isinstance(EXAMPLES.get(n), tuple))
    running, failed = [], []
    while waiting or running:
        while waiting and len(running) < jobs and not (running and isinstance(EXAMPLES.get(waiting[0]), tuple)):
            name = waiting.pop(0)
            extra = ["--stills"] if stills_only else []
            command = [sys.executable, "-m", "making", "--one", *extra, name]
            running.append((name, subprocess.Popen(command)))  # noqa: S603  # our own names
        time.sleep(0.2)
        failed += [n for n, q in running if q.poll() not in (None, 0)]
        running = [(n, q) for n, q in running if q.poll() is None]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
