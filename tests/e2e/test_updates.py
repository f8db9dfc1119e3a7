"""A kiosk that is updated while it runs: it takes up what is good at rest, and undoes what is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.playlist import read
from kiosk.updates import trial
from kiosk.updates.packing import pack
from kiosk.updates.store import Store
from kiosk.updates.telling import Told
from kiosk.updates.trial import Moment
from tests.e2e.screens import virtual_screen
from tests.e2e.test_life import Running
from tests.updates.packs import WHEN, exhibition, take

pytestmark = pytest.mark.window

ROOT = Path(__file__).parents[2]
IMPATIENT = """
import sys
import time
from kiosk import probation
probation.WITHIN = 4000
from kiosk.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""A minute is 4 s; the program that it starts anew has the usual minute."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "kiosk.yaml").write_text(f"playlist: town\ncontent: {tmp_path / 'content'}\nstatistics: off\n")
    return Store(tmp_path / "content")


def town(folder: Path, title: str, *, plays: bool = True) -> Path:
    """A pack whose attract loop plays, or is no film at all."""
    place = exhibition(folder / title, title)
    if plays:
        for name in ("loop.mp4", "film.mp4"):
            shutil.copy(ROOT / "media" / "loop" / name, folder / title / "media" / "town" / name)
    pack(read(place), folder / f"pack-{title}", WHEN, Told())
    return folder / f"pack-{title}"


@contextmanager
def kiosk(env: dict[str, str], store: Store, program: str = IMPATIENT) -> Iterator[Running]:
    words = [sys.executable, "-u", "-c", program, "run", "--settings", str(store.place.parent / "kiosk.yaml")]
    env = {**env, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(words, env=env, stderr=subprocess.PIPE, text=True, bufsize=1)
    running = Running(process)
    try:
        yield running
    finally:
        process.kill()
        process.wait()
        running.reader.join(10)
        assert process.stderr is not None
        process.stderr.close()


def test_what_is_good_is_taken_up_and_what_cannot_be_read_is_undone(tmp_path: Path, store: Store) -> None:
    one = take(store, town(tmp_path, "one"))
    assert one is not None
    with virtual_screen(1280, 720, tmp_path) as env, kiosk(env, store) as running:
        assert f"versions/{one.version}/playlists/town" in running.until(" shows ")
        running.until(f"content {one.version} is healthy")
        two = take(store, town(tmp_path, "two"))
        assert two is not None
        running.until("the files have changed: starting anew")
        assert f"versions/{two.version}/playlists/town" in running.until(" shows ")
        running.until(f"content {two.version} is healthy")
        three = take(store, town(tmp_path, "three"))
        assert three is not None
        spoil(store, three.version)
        assert f"{two.version} is shown again" in running.until(f"incident: content {three.version} cannot be read: ")
        assert store.shown() == two.version
        assert running.process.poll() is None
        running.process.terminate()
        assert running.process.wait(10) == 0
        rest = running.rest()
    assert "Traceback" not in rest
    assert " shows " not in rest.split("is shown again")[1]


def spoil(store: Store, version: str) -> None:
    """What no check could see: the disk spoils it afterwards."""
    file = store.folder(version) / "playlists" / "town" / "playlist.yaml"
    file.unlink()
    file.write_text("secnes")


def test_what_cannot_be_read_at_a_start_is_undone_at_once(tmp_path: Path, store: Store) -> None:
    one = take(store, town(tmp_path, "one"))
    assert one is not None
    trial.confirm(store, one.version)
    two = take(store, town(tmp_path, "two"))
    assert two is not None
    spoil(store, two.version)
    with virtual_screen(1280, 720, tmp_path) as env, kiosk(env, store) as running:
        running.until(f"incident: content {two.version} cannot be read: ")
        assert one.version in running.until(" shows ")


def test_what_shows_nothing_within_its_time_is_undone(tmp_path: Path, store: Store) -> None:
    one = take(store, town(tmp_path, "one"))
    assert one is not None
    trial.confirm(store, one.version)
    two = take(store, town(tmp_path, "two", plays=False))
    assert two is not None
    with virtual_screen(1280, 720, tmp_path) as env, kiosk(env, store) as running:
        assert two.version in running.until(" shows ")
        running.until(f"incident: content {two.version} showed nothing within 4 s; it was undone, and {one.version}")
        assert one.version in running.until(" shows ")
    assert store.shown() == one.version


@pytest.mark.parametrize("ago", [(61.0,), (2.0, 1.0)])
def test_what_was_started_often_or_long_ago_is_undone(tmp_path: Path, store: Store, ago: tuple[float, ...]) -> None:
    """The clock is moved by what is written down of the starts."""
    one = take(store, town(tmp_path, "one"))
    assert one is not None
    trial.confirm(store, one.version)
    two = take(store, town(tmp_path, "two"))
    assert two is not None
    now = Moment.now()
    trial.write(store, trial.Trial(two.version, tuple(Moment(now.boot, now.at - seconds) for seconds in ago)))
    with virtual_screen(1280, 720, tmp_path) as env, kiosk(env, store) as running:
        running.until(f"incident: content {two.version} ")
        assert one.version in running.until(" shows ")


def test_while_the_museum_is_closed_no_picture_is_asked_for(tmp_path: Path, store: Store) -> None:
    one = take(store, town(tmp_path, "one"))
    assert one is not None
    trial.confirm(store, one.version)
    two = take(store, town(tmp_path, "two"))
    assert two is not None
    settings = tmp_path / "kiosk.yaml"
    days = "".join(f"    {date.today() + timedelta(days=n)}: closed\n" for n in (0, 1))
    settings.write_text(f"{settings.read_text()}hours:\n  open: {{mon-sun: 9:00-18:00}}\n  except:\n{days}")
    with virtual_screen(1280, 720, tmp_path) as env, kiosk(env, store) as running:
        running.until("hours: closed")
        time.sleep(6)
        assert running.process.poll() is None
        assert store.shown() == two.version
        running.process.terminate()
        assert "showed nothing" not in running.rest()
