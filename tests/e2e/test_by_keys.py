"""The whole story by keys alone, with eyes; and by a keypad with the screen off, by ear."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read
from kiosk.rehearsal.shortening import shortened
from kiosk.rehearsal.ways import Way, ways
from tests.e2e.keypad import Lines, Listener, press
from tests.e2e.screens import virtual_screen
from tests.e2e.test_fingers import Eyes

pytestmark = [pytest.mark.vlc, pytest.mark.window]
ROOT = Path(__file__).parents[2]
SIZE = (960, 540)
"""Of the screen: nothing here looks at pictures."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    playlist = read(ROOT / "playlists" / "the-defector", [ROOT / "media"])
    return shortened(playlist, tmp_path_factory.mktemp("short"))


@pytest.fixture(scope="module")
def playlist(story: Path) -> Playlist:
    return read(story, [story.parents[1] / "media"])


@pytest.fixture(scope="module")
def way(playlist: Playlist) -> Way:
    """The shortest to any ending."""
    return min((one for one in ways(playlist, 1).values() if not one.gentle), key=lambda one: len(one.choices))


@contextmanager
def process(env: dict[str, str], *words: str) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [sys.executable, "-m", *words], env=env, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        yield started
    finally:
        started.terminate()
        started.wait(30)
        time.sleep(0.2)  # whoever reads what it tells comes to the end of it
        assert started.stdout is not None
        started.stdout.close()


def test_the_whole_story_by_keys_alone(story: Path, way: Way, tmp_path: Path) -> None:
    """Only arrows and select, on the real window: each target is reached by the frame, and then pressed."""
    with virtual_screen(*SIZE, tmp_path) as env, process(env, "tests.e2e.seen", str(story)) as app:
        eyes = Eyes(app)

        def take(name: str) -> None:
            """Go there as one sees where the frame is, and press."""
            for _ in range(20):
                if eyes.last["focused"] == name:
                    press(env, "Return")
                    return
                before = eyes.last["focused"]
                press(env, "Right")
                while eyes.still(0.8)["focused"] == before:
                    press(env, "Down")  # at a row's end
            raise AssertionError(f"{name} was not reached: {eyes.last}")

        eyes.until(screen="attract")
        press(env, "Return")
        eyes.until(screen="home")
        take(f"door-{way.door}")
        eyes.until(screen="before")
        take("take-your-time")
        for choice in way.choices:
            name = f"choice-{choice}"
            while name not in eyes.last["targets"]:
                eyes.until(screen="scene")
                eyes.still(0.5)
            take(name)
            while name in eyes.last["targets"]:
                eyes.still(0.3)
        eyes.until(screen="ending", complete=True)
        while "retry" not in eyes.last["targets"]:  # it can only be read at first
            eyes.until(screen="ending", complete=True)
            eyes.still(0.3)
        take("retry")
        eyes.until(screen="scene")
        press(env, "Home")
        eyes.until(screen="home")


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_whole_story_by_ear(story: Path, playlist: Playlist, way: Way, tmp_path: Path) -> None:
    """Nobody looks. The listener knows what they want to do, and hears whether it is offered, and what came of it."""
    settings = tmp_path / "kiosk.yaml"
    settings.write_text("keys: {preset: storm-audionav}\n")
    decisions = [scene.decision for scene in playlist.scenes.values() if scene.decision is not None]
    asks = {decision.ask.say("en") for decision in decisions}
    choices = [choice for decision in decisions for choice in decision.choices if choice.id in way.choices]
    wanted = {choice.label.say("en").rstrip(".") for choice in choices}
    ending = playlist.scenes[way.ending].ending
    assert ending is not None
    with virtual_screen(*SIZE, tmp_path) as env, process(env, "tests.e2e.heard", str(story), str(settings)) as app:
        lines = Lines(app)
        visitor = Listener(lines, env)
        visitor.started()
        visitor.press("jack-in")
        visitor.until("Reading aloud is on")
        visitor.press("again")  # no patience for how it is used
        visitor.until("Start page")
        assert way.door is not None
        door = playlist.home[way.door].title.say("en")
        visitor.choose(lambda said: said.startswith(door))
        visitor.until("^Before you begin")
        visitor.choose(lambda said: said.startswith("Begin"))
        for _ in way.choices:
            visitor.until(r"^(\d+ choices|One choice)\.$")
            taken = visitor.choose(lambda said: said.rstrip(".") in wanted)
            assert visitor.until("^You chose").startswith(f"You chose: {taken.rstrip('.')}")
        visitor.until(f"^{ending.title.say('en')}")
        visitor.until("^Your way: ")
        assert visitor.stands_on()
        visitor.press("jack-out")
        said = len(visitor.transcript)
        visitor.press("next")
        assert visitor.hear(1.5) is None, visitor.transcript[said:]
    told = "\n".join(visitor.transcript)
    assert set(visitor.languages) <= {"en", *playlist.languages}
    parts = told.split("You chose: ")
    assert len(parts) == len(way.choices) + 1
    for part in parts[:-1]:
        assert asks & set(part.splitlines()), f"what is asked is said before it is answered: {part}"
    assert "{" not in told
    (tmp_path / "transcript.txt").write_text(told)
