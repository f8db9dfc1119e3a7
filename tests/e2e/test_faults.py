"""A story of broken clips, walked in the real app on a disk that fails: what is on the screen meanwhile, and what the
journal tells the technician."""

from __future__ import annotations

import random
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from tests.disk import Wrong, failing_disk
from tests.e2e.screens import virtual_screen
from tests.e2e.test_life import kiosk
from tests.footage.studio import ffmpeg

pytestmark = pytest.mark.window

SIZE = (1280, 720)
FILM = "crop=iw*0.4:ih*0.22:iw*0.5:ih*0.12"
"""Where there is film and nothing else."""
RATE = 25
NEAR = 36
"""Levels of 255 between what a clip is and what is seen of it; two clips are 80 apart or more."""
Colour = tuple[int, int, int]
COLOURS: list[Colour] = [(r, g, b) for r in (60, 140, 220) for g in (60, 140, 220) for b in (60, 140, 220)]
AWAY = 200
"""ms that the GUI's thread may be away here, where a recorder and an X server share two processors with the film: it
waits for the interpreter. A disk that is waited for would take seconds."""
SECONDS = 0.8
"""A good clip lasts so long."""


@dataclass(frozen=True)
class Broken:
    """A scene, as it is broken. `told` is what the journal says of its file; "" where it plays.

    Its own picture, or the one before it, stands for `least` to `most` seconds until the next scene's is there."""

    name: str
    told: str
    shows: bool = False
    least: float = 0.0
    most: float = 2.0


WALK = (
    Broken("missing", "missing: there is no such file. To mend it: copy it"),
    Broken("empty", "empty: the file has no bytes. To mend it: copy it"),
    Broken("garbage", "not a film: by its first bytes it is none of MP4, MOV"),
    Broken("cut-short", "truncated: it ended at 0.", True, 0.3, 3),
    Broken("no-index", "not a film: VLC finds neither picture nor sound in it. To mend it: play it in VLC"),
    Broken("folder", "a folder, not a file. To mend it: put the film itself there"),
    Broken("forbidden", "no permission to read it. To mend it: let the kiosk's user read it: chmod a+r"),
    Broken("sound-only", "not a film: it has sound, but no picture. To mend it: "),
    Broken("index-last", "", True, 0.6, 1.6),
    Broken("jumps", "", True, 2, 4),
    Broken("deleted", "", True, 0.6, 2),
    Broken("breaks", "cannot be read: the disk says Input/output error", True, 0.3, 5),
    Broken("slow", "", True, 2.2, 9),
    Broken("stalls", "", True, 9, 16),  # for 6 s of its 5; it is begun again at its place, and goes on
)


def film(path: Path, colour: Colour, seconds: float, *more: str, grain: int = 0) -> None:
    """One colour; with `grain` it takes some 500 kB a second, so that a disk has something to do."""
    noise = f",noise=alls={grain}:allf=t" if grain else ""
    ffmpeg("-f", "lavfi", "-i", f"color=#{bytes(colour).hex()}:s=640x360:r=30:d={seconds},format=yuv420p{noise}",
           "-c:v", "libx264", "-preset", "ultrafast", "-g", "30", *more, path)  # fmt: skip


def seen_clips(raw: bytes, colours: dict[str, Colour]) -> list[tuple[str, float]]:
    """Whose film was on the screen for how many seconds, in order; "?" where it was none of them."""
    means = np.frombuffer(raw, np.uint8).reshape(-1, 9 * 16, 3).mean(1)
    names, known = list(colours), np.array(list(colours.values()))
    far = np.abs(means[:, None, :] - known[None]).max(2)
    seen = [names[int(row.argmin())] if row.min() < NEAR else "?" for row in far]
    return [(name, len(list(run)) / RATE) for name, run in groupby(seen)]


def longest_away(said: str) -> int:
    """ms for which the GUI's thread was away, by what the watch wrote into the journal."""
    return max((int(found) for found in re.findall(r"for (\d+) ms no finger was answered", said)), default=0)


@contextmanager
def recorded(env: dict[str, str], raw: Path) -> Iterator[None]:
    words = ["ffmpeg", "-v", "error", "-y", "-f", "x11grab", "-draw_mouse", "0", "-framerate", str(RATE), "-video_size",
             f"{SIZE[0]}x{SIZE[1]}", "-i", env["DISPLAY"], "-vf", f"{FILM},scale=16:9", "-pix_fmt", "rgb24",
             "-f", "rawvideo", str(raw)]  # fmt: skip
    recorder = subprocess.Popen(words, stdin=subprocess.PIPE)
    try:
        while not (raw.exists() and raw.stat().st_size):
            time.sleep(0.05)
        yield
    finally:
        recorder.communicate(b"q", timeout=30)


def touch(env: dict[str, str]) -> None:
    subprocess.run(["xdotool", "mousemove", "640", "360", "mousedown", "1", "sleep", "0.1", "mouseup", "1"], env=env,
                   check=True)  # fmt: skip


@pytest.fixture(scope="module")
def colours() -> dict[str, Colour]:
    """Of every clip that has a picture, in the order of the walk."""
    names = [name for each in WALK for name in ((each.name,) if each.shows else ()) + (f"after-{each.name}",)]
    return dict(zip(["attract", "good", *names], COLOURS, strict=False))


@pytest.fixture(scope="module")
def exhibition(tmp_path_factory: pytest.TempPathFactory, colours: dict[str, Colour]) -> Path:
    """Every broken clip, each followed by a good one."""
    folder = tmp_path_factory.mktemp("faults") / "playlists" / "broken"
    folder.mkdir(parents=True)
    lines = ["format: 1", "attract: attract.mp4", "scenes:"]
    names = ["good", *(name for each in WALK for name in (each.name, f"after-{each.name}"))]
    for name, to in zip(names, [*names[1:], "home"], strict=True):
        lines.append(f"  {name}: {{clip: {name}.mp4, to: {to}}}")
    (folder / "playlist.yaml").write_text("\n".join(lines) + "\n")
    film(folder / "attract.mp4", colours["attract"], 4)
    for name, colour in colours.items():
        if name in ("cut-short", "breaks", "slow"):
            film(folder / f"{name}.mp4", colour, 2, "-movflags", "+faststart", grain=30)
        elif name == "stalls":  # VLC reads the first megabytes ahead
            film(folder / "stalls.mp4", colour, 5, "-movflags", "+faststart", "-crf", "12", grain=60)
        elif name == "jumps":
            film(folder / "jumps.mp4", colour, SECONDS, "-vf", "setpts=PTS+gte(N\\,12)*2/TB", "-fps_mode", "vfr")
        elif name != "attract":
            film(folder / f"{name}.mp4", colour, SECONDS)
    whole = (folder / "cut-short.mp4").read_bytes()
    (folder / "cut-short.mp4").write_bytes(whole[: len(whole) // 3])
    (folder / "empty.mp4").touch()
    (folder / "garbage.mp4").write_bytes(random.Random(1).randbytes(300_000))
    (folder / "folder.mp4").mkdir()
    (folder / "forbidden.mp4").write_bytes(whole)
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", folder / "sound-only.mp4")
    written = (folder / "index-last.mp4").read_bytes()
    (folder / "no-index.mp4").write_bytes(written[: written.index(b"moov") - 4])
    return folder


def test_a_story_of_broken_clips_goes_on(exhibition: Path, tmp_path: Path, colours: dict[str, Colour]) -> None:
    size = {path.name: path.stat().st_size for path in exhibition.glob("*.mp4")}
    wrong = Wrong(
        forbidden=("forbidden.mp4",),
        breaks_at={"breaks.mp4": size["breaks.mp4"] // 2},
        rate={"slow.mp4": size["slow.mp4"] // 4},
        stalls_at={"stalls.mp4": size["stalls.mp4"] * 4 // 5},
        stalls_for=6,
    )
    with (
        failing_disk(exhibition, tmp_path / "disk") as disk,
        virtual_screen(*SIZE, tmp_path) as env,
        kiosk(env, str(disk.place)) as running,
    ):
        disk.goes(wrong)
        running.until(" shows ")
        time.sleep(1.5)
        with recorded(env, tmp_path / "raw"):
            touch(env)
            running.until("scene deleted", 60)
            (exhibition / "deleted.mp4").unlink()
            running.until("visit ended: home", 60)
            time.sleep(0.2)  # before home's words are on the film
        running.process.terminate()
        running.process.wait(20)
        said = running.rest()
    seen = seen_clips((tmp_path / "raw").read_bytes(), colours)
    assert [name for name, _ in seen] == [*colours, "attract"], f"black, older or left out: {seen}"
    lasted = dict(seen[1:-1])
    for each, before in zip(WALK, ["good", *(f"after-{each.name}" for each in WALK)], strict=False):
        stood = lasted[each.name] if each.shows else lasted[before] - SECONDS
        assert each.least <= stood + 0.2, each
        assert stood <= each.most, each
        if each.told:
            assert f"incident: scene {each.name}: {each.name}.mp4: {each.told}" in said
            assert "To mend it: " in said.split(f"scene {each.name}: ")[1].splitlines()[0]
        else:
            assert f"scene {each.name}: " not in said
    assert said.count("incident: film stood still: stalls.mp4, ") in (1, 2)
    assert longest_away(said) <= AWAY, said
    assert "Traceback" not in said


PICTURES = Path(__file__).parents[2] / "media" / "the-defector"


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """A home with two doors, and pictures on them."""
    folder = tmp_path / "playlists" / "gallery"
    folder.mkdir(parents=True)
    film(folder / "attract.mp4", (60, 60, 140), 4)
    for name in ("city.jpg", "about.jpg"):
        (folder / name).write_bytes((PICTURES / name).read_bytes())
    (folder / "playlist.yaml").write_text(
        "format: 1\nattract: attract.mp4\nhome:\n"
        "  - {open: one, title: One, picture: city.jpg}\n"
        "  - {open: two, title: Two, picture: about.jpg}\n"
        "scenes: {one: {clip: attract.mp4, to: home}, two: {clip: attract.mp4, to: home}}\n"
    )
    return folder


def main_thread(process: subprocess.Popen[str]) -> str:
    """Its state as Linux tells it: "Z" once it has ended, also while the process waits for a thread of it."""
    return Path(f"/proc/{process.pid}/stat").read_text().rsplit(") ")[1][0]


@pytest.mark.parametrize(
    "wrong",
    [Wrong(stalls_at={"attract.mp4": 0, "city.jpg": 0, "about.jpg": 0}), Wrong(stalls=True)],
    ids=["what is read", "anything"],
)
def test_it_ends_in_time_while_the_disk_does_not_answer(gallery: Path, tmp_path: Path, wrong: Wrong) -> None:
    """Qt is reading pictures, VLC films. Linux itself may keep what is left of the process until the disk answers."""
    with (
        failing_disk(gallery, tmp_path / "disk") as disk,
        virtual_screen(*SIZE, tmp_path) as env,
        kiosk(env, str(disk.place)) as running,
    ):
        try:
            if not wrong.stalls:
                disk.goes(wrong)
            running.until(" shows ")
            time.sleep(2)
            disk.goes(wrong)
            touch(env)
            running.until("visit began")
            time.sleep(2)
            running.process.terminate()
            began = time.monotonic()
            while main_thread(running.process) != "Z" and time.monotonic() - began < 10:
                time.sleep(0.05)
            took = time.monotonic() - began
        finally:
            disk.goes(Wrong())
        assert running.process.wait(10) == 0
        said = running.rest()
    assert "kiosk stopped, in" in said
    assert took < 4, "two seconds are the rule; a busy machine gets some more here"
    assert longest_away(said) <= AWAY, said
    assert "Traceback" not in said
