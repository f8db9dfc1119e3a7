"""Updates that go well, and every way in which one cannot: what is shown is then what was shown before."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kiosk.playlist import read
from kiosk.updates import disk, updating
from kiosk.updates.faults import UpdateError
from kiosk.updates.manifest import FILE, Entry, Manifest, in_order, parse
from kiosk.updates.packing import pack
from kiosk.updates.sources import Folder, source_of
from kiosk.updates.store import Store
from kiosk.updates.telling import Told
from kiosk.updates.trial import Trial, confirm
from kiosk.updates.trial import read as trial_of
from kiosk.updates.updating import back, update
from tests.updates.packs import WHEN, exhibition, packed, take, taken, wrong_with

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "content")


@pytest.fixture
def shown(tmp_path: Path, store: Store) -> str:
    """A version that is shown already."""
    return taken(store, packed(tmp_path, "old"))


def manifest(place: Path) -> Manifest:
    return parse((place / FILE).read_bytes())


def refused(store: Store, place: Path | str, *words: str) -> None:
    """The update says `words`, and changes nothing."""
    before = (store.shown(), store.all())
    with pytest.raises(UpdateError) as error:
        update(store, source_of(str(place)), None, WHEN, Told())
    for word in words:
        assert word in str(error.value)
    assert error.value.cure
    assert (store.shown(), store.all()) == before
    assert not store.staging.exists() or not any(store.staging.iterdir())


def test_the_first_and_the_second(tmp_path: Path, store: Store) -> None:
    first, second = packed(tmp_path, "first"), packed(tmp_path, "second", film_en_vtt=b"WEBVTT\n")
    one = taken(store, first)
    assert wrong_with(store, one, manifest(first)) == ""
    assert store.current.is_symlink()
    done = take(store, second)
    assert done is not None
    assert (done.kept, len(done.manifest.files), store.shown()) == (1, 4, done.version)
    assert wrong_with(store, done.version, manifest(second)) == ""
    assert wrong_with(store, one, manifest(first)) == ""
    assert [name.partition("-")[0] for name in store.all()] == ["0001", "0002"]
    assert store.installed(done.version) == WHEN
    same = [store.folder(version) / "media" / "town" / "loop.mp4" for version in (one, done.version)]
    assert same[0].samefile(same[1])
    assert same[0].stat().st_mode & 0o777 == 0o444


def test_only_the_last_two_are_kept(tmp_path: Path, store: Store) -> None:
    for title in ("a", "b", "c", "d"):
        taken(store, packed(tmp_path, title))
    assert [name.partition("-")[0] for name in store.all()] == ["0003", "0004"]
    assert not list(store.staging.iterdir())


def test_what_is_shown_already_is_not_taken_again(tmp_path: Path, store: Store, shown: str) -> None:
    assert take(store, tmp_path / "pack-old") is None
    assert store.all() == [shown]


def test_a_file_that_the_disk_has_spoilt_is_taken_again(tmp_path: Path, store: Store, shown: str) -> None:
    film = store.folder(shown) / "media" / "town" / "film.mp4"
    film.chmod(0o644)
    film.write_bytes(film.read_bytes()[:-1] + b"!")
    done = take(store, tmp_path / "pack-old")
    assert done is not None
    assert done.kept == 2
    assert wrong_with(store, done.version, manifest(tmp_path / "pack-old")) == ""


def test_without_hard_links_everything_is_copied(
    tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    done = take(store, packed(tmp_path, "new"))
    assert done is not None
    assert wrong_with(store, done.version, manifest(tmp_path / "pack-new")) == ""


def test_back_and_there_again(tmp_path: Path, store: Store, shown: str) -> None:
    newer = taken(store, packed(tmp_path, "new"))
    assert back(store) == shown == store.shown()
    assert store.all() == [shown, newer]
    with pytest.raises(UpdateError, match=f"no version before {shown}.*newer one, {newer}"):
        back(store)
    done = take(store, tmp_path / "pack-new")
    assert done is not None
    assert wrong_with(store, done.version, manifest(tmp_path / "pack-new")) == ""


def test_back_from_nothing(store: Store) -> None:
    with pytest.raises(UpdateError, match="Nothing was installed"):
        back(store)


def test_what_never_showed_anything_is_not_gone_back_to(tmp_path: Path, store: Store, shown: str) -> None:
    untried = take(store, packed(tmp_path, "untried"))
    third = take(store, packed(tmp_path, "third"))
    assert untried is not None
    assert third is not None
    assert store.before(third.version) == shown
    assert store.all() == [shown, third.version]


def test_an_update_is_on_trial(tmp_path: Path, store: Store) -> None:
    done = take(store, packed(tmp_path, "new"))
    assert done is not None
    assert trial_of(store) == Trial(done.version)


def test_a_version_that_somebody_shows_stays(tmp_path: Path, store: Store, shown: str) -> None:
    number = store.use()
    assert number is not None
    taken(store, packed(tmp_path, "b"))
    done = take(store, packed(tmp_path, "c"))
    assert done is not None
    assert done.stayed == (shown,)
    assert wrong_with(store, shown, manifest(tmp_path / "pack-old")) == ""
    os.close(number)
    confirm(store, done.version)
    take(store, packed(tmp_path, "d"))
    assert shown not in store.all()


def test_what_cannot_be_removed_keeps_nothing_from_going_live(
    tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(store, packed(tmp_path, "b"))
    place = packed(tmp_path, "c")

    def busy(folder: Path) -> None:
        raise OSError(16, "Device or resource busy", str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(disk, "in_use", busy)
        third = taken(store, place)
    assert store.shown() == third
    assert shown in store.all()
    taken(store, packed(tmp_path, "d"))
    assert shown not in store.all()


def test_another_playlist_than_the_settings_name(tmp_path: Path, store: Store) -> None:
    place = packed(tmp_path, "new")
    with pytest.raises(UpdateError, match=r"`hall`.*`town`.*write `playlist: town`"):
        update(store, source_of(str(place)), "hall", WHEN, Told())
    assert update(store, source_of(str(place)), "town", WHEN, Told()) is not None


# ---- what is wrong with the pack


def test_a_pack_that_is_not_there(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    refused(store, tmp_path / "nowhere", "is not there")
    refused(store, place / FILE, "is no folder")
    refused(store, tmp_path, "holds no pack", "Did you mean ")
    refused(store, place / "media", "holds no pack", "`kiosk pack` wrote")


@pytest.mark.parametrize("spoil", ["other bytes", "shorter", "longer", "endless"])
def test_a_file_that_is_not_what_was_packed(tmp_path: Path, store: Store, shown: str, spoil: str) -> None:
    place = packed(tmp_path, "new")
    film = place / "media" / "town" / "film.mp4"
    data = film.read_bytes()
    spoilt = {"other bytes": data[:-1] + b"!", "shorter": data[:-1], "longer": data + b"!", "endless": data * 9}
    film.write_bytes(spoilt[spoil])
    refused(store, place, "media/town/film.mp4 in the pack is ", "longer" if len(spoilt[spoil]) > len(data) else "not")
    assert take(store, packed(tmp_path, "whole")) is not None, "what is left does not matter"


def test_a_file_that_is_missing_a_folder_or_a_pipe(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    film = place / "media" / "town" / "film.mp4"
    film.unlink()
    refused(store, place, "film.mp4 is missing in the pack")
    film.mkdir()
    refused(store, place, "film.mp4 in the pack is no file")
    film.rmdir()
    os.mkfifo(film)
    refused(store, place, "film.mp4 in the pack is no file")


def test_links_are_not_followed_out_of_the_pack(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    film = place / "media" / "town" / "film.mp4"
    film.rename(tmp_path / "film.mp4")
    film.symlink_to(tmp_path / "film.mp4")
    refused(store, place, "is a link out of it", "Put the file itself there.")
    film.unlink()
    film.symlink_to(film)
    refused(store, place, "cannot be read")
    film.unlink()
    (tmp_path / "film.mp4").rename(film)
    (place / "media").rename(tmp_path / "media")
    (place / "media").symlink_to(tmp_path / "media")
    refused(store, place, "is a link out of it")


class Pulled(Folder):
    """A stick that is pulled while one of its files is read."""

    def _open(self, path: str) -> int:
        number = super()._open(path)
        if path.endswith("film.mp4"):
            os.close(number)
            return os.open(self.place, os.O_RDONLY)  # reading it fails as a device that is gone does
        return number


def test_the_stick_is_pulled(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    with pytest.raises(UpdateError, match=r"film\.mp4 in the pack cannot be read.*the stick stays in"):
        update(store, Pulled(place), None, WHEN, Told())
    assert store.shown() == shown

    def pull(phase: str, _part: float) -> None:
        if phase == "copying":
            shutil.rmtree(place, ignore_errors=True)

    with pytest.raises(UpdateError, match="is missing in the pack"):
        update(store, source_of(str(place)), None, WHEN, Told(pull))
    assert store.shown() == shown


def test_a_playlist_that_cannot_be_shown(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    file = place / "playlists" / "town" / "playlist.yaml"

    def instead(text: str) -> None:
        file.write_text(text, encoding="utf-8")
        old = manifest(place)
        entry = Entry("playlists/town/playlist.yaml", file.stat().st_size, disk.sum_of(file))
        files = in_order([entry, *(one for one in old.files if one.path != entry.path)])
        (place / FILE).write_bytes(Manifest(old.name, old.title, old.created, files).written())

    instead("format: 1\nattract: loop.mp4\nsecnes: {film: film.mp4}\n")
    refused(store, place, "playlist.yaml:3: ", "and pack it again")
    instead("format: 1\nattract: loop.mp4\nscenes: {film: other.mp4}\n")
    refused(store, place, "There is no file `other.mp4`")


def test_a_list_without_end(tmp_path: Path, store: Store, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = packed(tmp_path, "new")
    monkeypatch.setattr(updating, "MOST_BYTES", 100)
    refused(store, place, "has more than 100 bytes")


# ---- what is wrong with the kiosk


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


# ---- through rclone


needs_rclone = pytest.mark.skipif(not shutil.which("rclone"), reason="rclone is not installed")


@needs_rclone
def test_through_rclone(tmp_path: Path, store: Store, shown: str) -> None:
    place = packed(tmp_path, "new")
    done = take(store, Path(f"rclone::local:{place}"))
    assert done is not None
    assert wrong_with(store, done.version, manifest(place)) == ""
    (place / "media" / "town" / "film.mp4").unlink()
    (place / "media" / "town" / "loop.mp4").write_bytes(b"it is longer than it was" * 9)
    taken(store, packed(tmp_path, "third"))
    refused(store, f"rclone::local:{place}", "rclone cannot read :local:", "film.mp4", "`rclone ls` lists it")
    refused(store, f"rclone::local:{tmp_path}/nowhere/", "rclone cannot read")


def test_rclone_named_wrongly_or_missing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(store, "rclone:museum", "names no remote", "rclone:REMOTE:PATH")
    monkeypatch.setenv("PATH", os.devnull)
    refused(store, "rclone:museum:packs", "rclone is not installed here", "sudo apt install rclone")


# ---- packing


def test_just_what_is_used_is_packed(tmp_path: Path) -> None:
    place = exhibition(tmp_path, "town", film_ko_mp4=b"Korean", film_en_vtt=b"WEBVTT\n", film_ko_m4a=b"sound",
                       film_en_ad_m4a=b"told", film_portrait_mp4=b"upright", film_fr_mp4=b"no such language",
                       other_mp4=b"nobody uses it")  # fmt: skip
    (tmp_path / "media" / "shared.jpg").write_bytes(b"picture")
    (tmp_path / "media" / "town" / "letter.md").write_text("A letter")
    (tmp_path / "media" / "town" / "letter.ko.md").write_text("Korean")
    (place / "beside.jpg").write_bytes(b"picture")
    for name in ("README.txt", "playlist.yaml~", ".playlist.swp", "unused.mp4"):
        (place / name).write_text("x")
    (place / "out.txt").symlink_to(tmp_path / "media" / "shared.jpg")
    with (place / "playlist.yaml").open("a") as file:
        file.write("pages:\n  letter: {title: Letter, text: letter.md, picture: shared.jpg}\n"
                   "  said: {title: Said, text: see ../notes.txt and nothing.md, picture: beside.jpg}\n"
                   "home:\n  - {open: film, title: Film}\n  - {open: letter, title: L}\n"
                   "  - {open: said, title: S}\n")  # fmt: skip
    playlist = read(place)
    told: list[tuple[str, float]] = []
    made = pack(playlist, tmp_path / "pack", WHEN, Told(lambda phase, part: told.append((phase, part))))
    town = "media/town"
    assert [one.path for one in made.files] == [
        "media/shared.jpg", f"{town}/film.en.ad.m4a", f"{town}/film.en.vtt", f"{town}/film.ko.m4a",
        f"{town}/film.ko.mp4", f"{town}/film.mp4", f"{town}/film.portrait.mp4", f"{town}/letter.ko.md",
        f"{town}/letter.md", f"{town}/loop.mp4", "playlists/town/README.txt", "playlists/town/beside.jpg",
        "playlists/town/playlist.yaml",
    ]  # fmt: skip
    assert (told[0], told[-1]) == (("packing", 0.0), ("packing", 1.0))
    again = read(tmp_path / "pack" / "playlists" / "town")
    assert again.pages["letter"].text == playlist.pages["letter"].text
    assert parse((tmp_path / "pack" / FILE).read_bytes()) == made
    twice = pack(playlist, tmp_path / "twice", "another time", Told())
    assert (twice.whole, twice.files) == (made.whole, made.files)


def test_what_no_stick_can_keep(tmp_path: Path) -> None:
    place = exhibition(tmp_path, "town", "'what?.mp4'")
    with pytest.raises(UpdateError, match=r"which sticks cannot keep.*Rename it"):
        pack(read(place), tmp_path / "pack", WHEN, Told())
    place = exhibition(tmp_path / "other", "town", "Film.mp4", film_mp4=b"x")
    with (place / "playlist.yaml").open("a") as file:
        file.write("timing: {window: 10s}\n")
    text = (place / "playlist.yaml").read_text().replace("{film: Film.mp4}", "{film: Film.mp4, small: film.mp4}")
    (place / "playlist.yaml").write_text(text)
    with pytest.raises(UpdateError, match="are one and the same on a stick"):
        pack(read(place), tmp_path / "pack", WHEN, Told())
    assert not (tmp_path / "pack").exists()


def test_a_pack_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    place = exhibition(tmp_path, "town")
    playlist = read(place)
    (tmp_path / "media" / "town" / "film.mp4").unlink()
    (tmp_path / "media" / "town" / "film.mp4").mkdir()
    with pytest.raises(OSError, match="directory"):
        pack(playlist, tmp_path / "pack", WHEN, Told())
    assert not (tmp_path / "pack").exists()


def test_an_empty_pack_s_progress() -> None:
    told: list[float] = []
    progress = Told(lambda _, part: told.append(part))
    progress.begin("packing", 0)
    progress.bytes(0)
    assert told == [0.0, 1.0]


def test_state_that_is_no_state(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps([1]))
    assert disk.read_json(tmp_path / "x.json") == {}
    assert disk.read_json(tmp_path / "y.json") == {}
