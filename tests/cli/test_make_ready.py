"""`kiosk make-ready` as a technician calls it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_commands import kiosk
from tests.desk.masters import Order, order

__all__ = ["order"]

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "media").mkdir()
    return tmp_path


def make_ready(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return kiosk("make-ready", *words, folder=house, XDG_CACHE_HOME=str(house / "cache"))


def test_what_it_was_and_what_it_became(house: Path, order: Order) -> None:
    shutil.copy(order("prores.mov"), house / "Master.mov")
    done = make_ready(house, "Master.mov", str(order("silence.mov")), "--to", "media")
    assert done.returncode == 0
    first, second, third, fourth, note = done.stdout.splitlines()
    assert first == "Master.mov: ProRes 422 HQ, 320x180, 25 pictures a second, 5.1 sound"
    assert second.startswith("  -> media/Master.mp4: H.264, 320x180, 25 pictures a second, stereo, from -1")
    assert re.search(r" to -2[23]\.\d LUFS, 0\.\d MB$", second)
    assert third.endswith("silence.mov: Motion JPEG, 320x180, 25 pictures a second, stereo sound")
    assert "stereo, silent" in fourth
    assert note == "  Its sound is silence, and stays so."
    assert "Master.mov: encoding its picture\n" in done.stderr
    assert "\033" not in done.stderr


def test_what_is_ready_is_told_so(house: Path, order: Order) -> None:
    done = make_ready(house, str(order("ready.mp4")))
    assert done.stdout.splitlines()[1].endswith("packed anew without loss")


def test_one_that_cannot_be_does_not_keep_the_others_from_it(house: Path, order: Order) -> None:
    (house / "junk.mov").write_bytes(bytes(range(256)) * 20)
    done = make_ready(house, "junk.mov", str(order("cut-short.mp4")), str(order("silent.mkv")), "--to", "media")
    assert done.returncode == 1
    assert "junk.mov: It cannot be read as film: " in done.stderr
    assert "cut-short.mp4: It could not be made ready: only " in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (house / "media").iterdir()] == ["silent.mp4"]


@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_the_original_is_never_written_over(house: Path, order: Order, link: object) -> None:
    shutil.copy(order("ready.mp4"), house / "master.mp4")
    before = (house / "master.mp4").read_bytes()
    assert callable(link)
    link(house / "master.mp4", house / "media" / "master.mp4")
    for words in ([], ["--to", "media"], ["--to", "media/../master.mp4"]):
        done = make_ready(house, "master.mp4", *words, "--force")
        assert done.returncode == 2
        assert "would lie on the original master.mp4, which stays as it is. Say where to: another --to" in done.stderr
    assert (house / "master.mp4").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gone.mov"], "gone.mov is not there"),
        (["media"], "media is not a file"),
        (["a.mkv", "--to", "nowhere"], "There is no folder nowhere. Make it: mkdir -p 'nowhere'"),
        (["a.mkv", "--to", "media"], "media/a.mp4 is there already. Give --force"),
        (["a.mkv", "a.mov", "--to", "."], "a.mkv and a.mov would both become a.mp4"),
        (["a.mkv", "--to", "media/sub"], "media/sub/a.mp4 is a folder"),
        (["a.mkv", "--height", "9"], "`9` is not a number of lines from 144 to 4320"),
        (["a.mkv", "--sound", "1+2+3"], "neither a track (1) nor two or six of them (1+2)"),
        (["a.mkv", "--frames", "26"], "invalid choice: 26"),
    ],
)
def test_called_wrongly(house: Path, words: list[str], said: str) -> None:
    for name in ("a.mkv", "a.mov", "media/a.mp4"):
        (house / name).write_bytes(b"somebody's")
    (house / "media/sub/a.mp4").mkdir(parents=True)
    done = make_ready(house, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert (house / "media/a.mp4").read_bytes() == b"somebody's"


def test_without_ffmpeg_it_says_how_to_get_it(house: Path) -> None:
    (house / "a.mov").write_bytes(b"film")
    done = kiosk("make-ready", "a.mov", folder=house, PATH=os.devnull)
    assert done.returncode == 1
    assert "sudo apt install ffmpeg" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_broken_off_it_leaves_nothing(house: Path, number: signal.Signals) -> None:
    # ten minutes of one picture a second: made at once, and long to encode
    still = ("-f", "lavfi", "-i", "color=gray:s=1280x720:r=1:d=600", "-c:v", "libx264", "-preset", "ultrafast")
    subprocess.run(["ffmpeg", "-v", "error", *still, "-pix_fmt", "yuv420p", house / "long.mkv"], check=True)
    command = [sys.executable, "-m", "kiosk.cli", "make-ready", "long.mkv", "--to", "media"]
    with subprocess.Popen(command, cwd=house, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 40
        while not list((house / "media").glob(".make-ready-*/whole.mp4")):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        process.send_signal(number)
        assert process.stderr is not None
        told = process.stderr.read()
    assert process.returncode == 1
    assert "broken off. Nothing is left of the film that was under way." in told
    assert "Traceback" not in told
    assert list((house / "media").iterdir()) == []
    assert encoders(house) == []


def encoders(house: Path) -> list[int]:
    """Processes that still have a file of `house` in their command."""
    found = []
    for one in Path("/proc").iterdir():
        try:
            if one.name.isdecimal() and str(house).encode() in (one / "cmdline").read_bytes():
                found.append(int(one.name))
        except OSError:
            continue  # it has ended meanwhile
    return found
