"""docs/technician.md, done as it stands: every command of it, in its order, on a screen."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ledger import Ledger
from kiosk.playlist import read
from tests.e2e.screens import virtual_screen
from tests.footage.studio import ffmpeg
from tests.ledger.visits import answered

ROOT = Path(__file__).parents[2]
COMMANDS = re.findall(r"^    kiosk (.+)$", (ROOT / "docs" / "technician.md").read_text(encoding="utf-8"), re.M)
LASTING = ("try", "run")
"""What goes on until it is ended."""

pytestmark = pytest.mark.window


def test_every_command_was_found() -> None:
    assert [words.split()[0] for words in COMMANDS] == [
        "new", "try", "try", "try", "make-ready", "media", "check", "check", "map", "budget", "rehearse", "rehearse",
        "rehearse",
        "doctor", "run", "stats", "map",
    ]  # fmt: skip


@pytest.mark.skipif(
    not shutil.which("dot") or not shutil.which("ffmpeg"), reason="graphviz and ffmpeg draw and measure"
)
def test_the_first_afternoon(tmp_path: Path) -> None:
    with virtual_screen(1280, 720, tmp_path) as screen:
        env = {**screen, "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state"),
               "PYTHONPATH": str(ROOT)}  # fmt: skip
        for words in COMMANDS:
            line = [sys.executable, "-m", "kiosk.cli", *words.split()]
            if words in MEANWHILE:
                MEANWHILE[words](tmp_path)
            if words.split()[0] in LASTING:
                assert lasts(line, env, tmp_path), words
                continue
            done = subprocess.run(
                line, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False
            )  # fmt: skip
            ends = (
                (0, 1) if words.startswith("doctor") else (0,)
            )  # this machine lacks what a kiosk needs, and is told so
            assert done.returncode in ends, f"{words}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}"
            assert "Traceback" not in done.stderr
    assert (tmp_path / "our-town.html").stat().st_size > 20_000
    assert (tmp_path / "our-town.png").stat().st_size > 50_000


def hurry(folder: Path) -> None:
    """Pictures are not cut short: here they stand only as long as a film that is."""
    file = folder / "playlists" / "our-town" / "playlist.yaml"
    text = file.read_text(encoding="utf-8")
    assert "lasts: 16s" in text
    file.write_text(text.replace("lasts: 16s", "lasts: 4s"), encoding="utf-8")


def deliver(folder: Path) -> None:
    picture, sound = "testsrc2=size=640x360:rate=25:duration=3", "sine=frequency=440:duration=3"
    ffmpeg("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-c:v", "prores_ks", folder / "master.mov")


def settle(folder: Path) -> None:
    (folder / "config").mkdir()
    (folder / "config" / "kiosk.yaml").write_text("playlist: our-town\n", encoding="utf-8")


def open_the_doors(folder: Path) -> None:
    """Thirty visitors came, and the ledger of the machine was copied here."""
    playlist = read(folder / "playlists" / "our-town")
    place = folder / "state" / "kiosk" / "ledger.sqlite"
    place.parent.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(place, playlist)
    for _ in range(30):
        ledger.add(answered("ask-someone", scene="arrival"))
    ledger.close()
    shutil.copy(place, folder)


MEANWHILE = {
    next(words for words in COMMANDS if words.startswith(command)): does
    for command, does in (("make-ready", deliver), ("rehearse", hurry), ("run", settle), ("stats", open_the_doors))
}
"""What a technician, or time, does before the first of such commands."""


def lasts(line: list[str], env: dict[str, str], folder: Path) -> bool:
    """Whether it shows something and goes on, until it is ended."""
    process = subprocess.Popen(line, env=env, cwd=folder, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        shown = any("shows" in said for said in iter(process.stderr.readline, ""))
        return shown and process.poll() is None
    finally:
        process.terminate()
        process.communicate(timeout=20)
