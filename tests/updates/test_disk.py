"""Kiosks whose disk is full, locked, failing or in use: what is shown is what was shown before."""

from __future__ import annotations

import fcntl
import os
import resource
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.updates import disk, updating
from kiosk.updates.faults import UpdateError
from kiosk.updates.manifest import FILE
from kiosk.updates.store import Store
from kiosk.updates.updating import back
from tests.updates.packs import manifest, packed, refused, take, taken, wrong_with

ROOT = Path(__file__).parents[2]


def test_not_enough_room(tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "SPARE", 2**60)
    refused(store, packed(tmp_path, "new"), "not enough room", "MB are needed", "MB are free")


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
from kiosk.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_disk_is_full(tmp_path: Path, store: Store, shown: str) -> None:
    words = ["update", str(packed(tmp_path, "new")), "--content", str(store.place)]
    done = subprocess.run([sys.executable, "-c", LIMITED, *words], cwd=tmp_path, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)  # fmt: skip
    assert done.returncode == 1
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert (store.shown(), store.all()) == (shown, [shown])
    assert take(store, tmp_path / "pack-new") is not None
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 5000


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (13, "may not be written"),
        (28, "The disk is full"),
        (30, "may only be read"),
        (5, "cannot be written: Input/output error"),
    ],
)
def test_a_disk_that_cannot_be_written(
    tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    """Root may write everywhere, so what the system says is said here."""
    place = packed(tmp_path, "new")

    def fails(*words: object, **_: object) -> int:
        raise OSError(number, os.strerror(number), str(words[0]))

    with monkeypatch.context() as patched:
        patched.setattr(os, "mkdir", fails)
        refused(store, place, says)
    taken(store, place)
    with monkeypatch.context() as patched:
        patched.setattr(os, "symlink", fails)
        with pytest.raises(UpdateError, match=says):
            back(store)


def test_a_disk_that_writes_other_bytes(
    tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = packed(tmp_path, "new")
    sums = disk.sum_of
    monkeypatch.setattr(disk, "sum_of", lambda file: "0" * 64 if "staging" in str(file) else sums(file))
    refused(store, place, "this kiosk's disk is failing")


def test_one_at_a_time(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    answers: list[str] = []

    def second() -> None:
        try:
            take(store, place)
        except UpdateError as error:
            answers.append(error.what)

    with store.updating():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert answers == ["Another update of this kiosk is under way."]
    assert take(store, place) is not None


def test_the_content_folder_is_a_file(tmp_path: Path, store: Store) -> None:
    place = packed(tmp_path, "new")
    store.place.write_text("")
    refused(store, place, "is no folder", "Correct `content`")


@pytest.mark.parametrize("user", [0, 1000])
def test_what_root_makes_belongs_to_whom_the_folder_above_belongs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int
) -> None:
    given: list[tuple[Path, int, int]] = []
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(os, "chown", lambda *words: given.append(words))
    disk.make_folder(tmp_path / "content" / "versions")
    above = tmp_path.stat()
    made = (tmp_path / "content", tmp_path / "content" / "versions")
    assert given == ([(folder, above.st_uid, above.st_gid) for folder in made] if user == 0 else [])


def test_a_version_that_is_being_removed_is_not_used(tmp_path: Path, store: Store, shown: str) -> None:
    number = os.open(store.folder(shown), os.O_RDONLY)
    fcntl.flock(number, fcntl.LOCK_EX)
    assert store.use() is None
    os.close(number)
    number = store.use() or 0
    assert number
    os.close(number)
    assert disk.use(tmp_path / "nowhere") is None


def test_a_bad_block(tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sums = disk.sum_of

    def reads(file: Path) -> str:
        if file == store.folder(shown) / "media" / "town" / "loop.mp4":
            raise OSError(5, "Input/output error")
        return sums(file)

    monkeypatch.setattr(disk, "sum_of", reads)
    done = take(store, packed(tmp_path, "new"))
    assert done is not None
    assert done.kept == 0
    assert wrong_with(store, done.version, manifest(tmp_path / "pack-new")) == ""


def test_what_stands_in_the_place_of_things(tmp_path: Path, store: Store, shown: str) -> None:
    """A link that leads nowhere, a version with a strange name, a state that nobody can read."""
    (store.versions / "notes").mkdir()
    store.staging.unlink(missing_ok=True) if store.staging.is_file() else shutil.rmtree(store.staging)
    store.staging.write_text("a file")
    (store.place / "trial.json").write_text("[]")
    done = take(store, packed(tmp_path, "new"))
    assert done is not None
    disk.point(store.current, "versions/9999-00000000")
    assert store.shown() is None
    disk.point(store.current, "/etc")
    assert store.shown() is None
    assert store.use() is None
    assert store.prune() == []


def test_a_version_s_list_is_gone(store: Store, shown: str) -> None:
    (store.folder(shown) / FILE).unlink()
    with pytest.raises(UpdateError, match=f"{shown} cannot be read"):
        store.manifest(shown)
