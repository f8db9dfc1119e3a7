"""`kiosk pack` and `kiosk update` as a technician calls them; docs/updates.md, done as it stands."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.content import Options, find_playlist, missing_playlist, read_content, store_of
from kiosk.station.settings import Settings
from tests.cli.test_commands import kiosk
from tests.updates.packs import exhibition, packed, take

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "updates.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    kiosk (.+)$", GUIDE, re.M)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A working folder with the playlist our-town, and settings that name a content folder."""
    exhibition(tmp_path, "town", name="our-town")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "kiosk.yaml").write_text("playlist: our-town\ncontent: content\n")
    return tmp_path


def test_the_guide_as_it_stands(town: Path) -> None:
    assert [words.split()[0] for words in COMMANDS] == ["pack", "pack", "update", "update", "update", "update"]
    assert [words.split()[-1] for words in COMMANDS[-2:]] == ["--list", "--back"]
    remote = {"RCLONE_CONFIG_MUSEUM_TYPE": "alias", "RCLONE_CONFIG_MUSEUM_REMOTE": str(town / "museum")}
    for words in COMMANDS:
        if "rclone:" in words:
            if not shutil.which("rclone"):
                continue
            exhibition(town, "changed", name="our-town")
            assert kiosk("pack", "playlists/our-town", "--to", "museum/packs/our-town", folder=town).returncode == 0
        elif words.endswith("--back") and not shutil.which("rclone"):
            continue
        done = kiosk(*words.split(), folder=town, **remote)
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
    assert not shutil.which("rclone") or kiosk("update", "--list", folder=town).stdout.count("is shown") == 1


def test_every_cure_of_the_guide_is_about_something_that_is_said() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kiosk" / "updates").glob("*.py"))
    words = re.findall(r"^\| (`.+?`) \|", GUIDE, re.M)
    for one in (word for row in words for word in re.findall("`(.+?)`", row)):
        for part in one.split("…"):
            assert part.strip() in said, part


def test_what_update_says(town: Path) -> None:
    assert kiosk("pack", "--to", "stick", folder=town).stdout.startswith("stick: our-town, 3 files, 0.0 MB.")
    assert kiosk("update", "--list", folder=town).stdout.endswith("nothing was installed here yet.\n")
    done = kiosk("update", "stick", folder=town)
    assert "town, 3 files: 0 as before, 3 new" in done.stdout
    assert kiosk("update", "stick", folder=town).stdout.endswith("just that is there already, and whole.\n")
    listed = kiosk("update", "--list", folder=town).stdout
    assert "is shown; on trial" in listed
    shutil.rmtree(town / "stick" / "media")
    (town / "content" / "current" / "media" / "our-town" / "loop.mp4").unlink()
    done = kiosk("update", "stick", folder=town)
    assert (done.returncode, done.stdout) == (1, "")
    assert "loop.mp4 is missing in the pack. Copy the whole pack again" in done.stderr
    assert kiosk("update", "--back", folder=town).returncode == 1
    (town / "content" / "versions" / "0009-00000000").mkdir()
    assert "0009-00000000 cannot be read" in kiosk("update", "--list", folder=town).stdout


def test_an_undone_version_is_listed_with_its_reason(tmp_path: Path) -> None:
    from kiosk.updates import trial
    from kiosk.updates.store import Store

    store = Store(tmp_path / "content")
    one, two = take(store, packed(tmp_path, "one")), None
    assert one is not None
    trial.confirm(store, one.version)
    two = take(store, packed(tmp_path, "two"))
    assert two is not None
    words = ("update", "--list", "--content", "content")
    assert "--back goes to it" in kiosk(*words, folder=tmp_path).stdout
    trial.undo(store, two.version, "showed nothing within 60 s")
    assert "undone: it showed nothing within 60 s" in kiosk(*words, folder=tmp_path).stdout


def test_called_wrongly(town: Path) -> None:
    for words in ([], ["stick", "--list"], ["--settings", "nowhere.yaml", "stick"]):
        assert kiosk("update", *words, folder=town).returncode == 2
    (town / "config" / "kiosk.yaml").write_text("playlist: our-town\n")
    done = kiosk("update", "stick", folder=town)
    assert done.returncode == 2
    assert "Write `content: /var/lib/kiosk/content`" in done.stderr
    (town / "config" / "kiosk.yaml").write_text("plylist: our-town\n")
    done = kiosk("update", "stick", folder=town)
    assert done.returncode == 1
    assert "kiosk.yaml:1:1" in done.stderr
    assert kiosk("pack", "nowhere", folder=town).returncode == 2


def test_what_is_not_packed(town: Path) -> None:
    (town / "full").mkdir()
    (town / "full" / "letter.txt").write_text("mine")
    done = kiosk("pack", "our-town", "--to", "full", "--force", folder=town)
    assert done.returncode == 2
    assert "is no pack" in done.stderr
    (town / "stick").write_text("a file")
    assert kiosk("pack", "our-town", "--to", "stick/x", folder=town).returncode == 1
    assert kiosk("pack", "our-town", folder=town).stdout.startswith("our-town-pack: ")
    assert "Give --force" in kiosk("pack", "our-town", folder=town).stderr
    file = town / "playlists" / "our-town" / "playlist.yaml"
    shutil.copy(file, file.with_name("other.yaml"))
    assert "to be called playlist.yaml" in kiosk("pack", "playlists/our-town/other.yaml", folder=town).stderr
    (town / "media" / "our-town" / "film.mp4").unlink()
    done = kiosk("pack", "our-town", "--to", "new", folder=town)
    assert done.returncode == 1
    assert "There is no file `film.mp4`" in done.stderr
    assert not (town / "new").exists()
    file.write_text("secnes")
    assert kiosk("pack", "our-town", "--to", "new", folder=town).returncode == 1


def test_ctrl_c_leaves_what_was_there(town: Path) -> None:
    assert kiosk("pack", "our-town", "--to", "stick", folder=town).returncode == 0
    (town / "stick" / "media" / "our-town" / "film.mp4").unlink()
    program = "import os, signal; from kiosk.updates import updating\n"
    program += "updating._judge = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
    program += "updating._copy = lambda *_: None\n"
    program += "from kiosk.cli import main; raise SystemExit(main(['update', 'stick']))"
    done = subprocess.run([sys.executable, "-c", program], cwd=town, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "broken off" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (town / "content" / "staging").exists()
    assert not (town / "content" / "current").is_symlink()


# ---- what the settings name


def test_the_playlist_is_that_of_the_version_that_is_shown(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(town)
    settings = Settings(playlist="our-town", content="content")
    store = store_of(settings)
    assert store is not None
    assert find_playlist(Options(), settings) == Path("playlists/our-town"), "nothing was installed yet"
    done = take(store, packed(town, "new", name="our-town"))
    assert done is not None
    place = store.folder(done.version) / "playlists" / "our-town"
    assert find_playlist(Options(), settings) == place
    assert find_playlist(Options(playlist=Path("our-town")), settings) == Path("playlists/our-town")
    assert missing_playlist(Options(), settings) is None
    lost = missing_playlist(Options(), Settings(playlist="hello", content="content"))
    assert lost is not None
    assert "There are: our-town." in lost.cure
    content = read_content(Options())
    assert content.playlist is not None
    assert content.playlist.file == place / "playlist.yaml"
    assert content.changed() == {}
    time.sleep(0.01)
    take(store, packed(town, "newer", name="our-town"))
    assert list(content.changed()) == [store.current]
    assert store_of(Settings()) is None


def test_what_the_control_socket_asked_for_is_done_once(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.updates.asked import ask_unit

    monkeypatch.setenv("STATE_DIRECTORY", str(town / "state"))
    assert kiosk("pack", "--to", "stick", folder=town).returncode == 0
    with (town / "config" / "kiosk.yaml").open("a") as settings:
        settings.write(f"sources: {{stick: {town / 'stick'}}}\n")
    assert "nothing was asked for" in kiosk("update", "--asked", folder=town).stdout
    ask_unit(town / "state", "stick")
    done = kiosk("update", "--asked", folder=town)
    assert (done.returncode, "files" in done.stdout) == (0, True), done.stderr
    assert "nothing was asked for" in kiosk("update", "--asked", folder=town).stdout
    ask_unit(town / "state", "../../etc")
    done = kiosk("update", "--asked", folder=town)
    assert (done.returncode, "name no source `../../etc`" in done.stderr) == (1, True)
