"""The commands as a technician calls them, in a process of their own, with their exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HELLO = "format: 1\nattract: hello.mp4\nscenes: {film: film.mp4}\n"


def kiosk(*words: str, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", *words],
        capture_output=True, text=True, timeout=60, check=False, cwd=folder, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    folder = tmp_path / "playlists" / "hello"
    folder.mkdir(parents=True)
    (folder / "playlist.yaml").write_text(HELLO)
    for name in ("hello.mp4", "film.mp4"):
        (folder / name).write_bytes(b"film")
    return tmp_path


def test_check_finds_nothing(hello: Path) -> None:
    done = kiosk("check", "hello", "--no-media", folder=hello)
    assert (done.returncode, done.stdout) == (0, "playlists/hello: nothing wrong.\n")


def test_check_says_where_and_how_to_mend_it(hello: Path) -> None:
    (hello / "playlists" / "hello" / "playlist.yaml").write_text(HELLO.replace("scenes", "secnes"))
    (hello / "playlists" / "hello" / "hello.mp4").unlink()
    done = kiosk("check", "hello", "--no-media", folder=hello)
    assert done.returncode == 1
    assert "playlists/hello/playlist.yaml:3:1: " in done.stdout
    assert "Did you mean `scenes`?" in done.stdout
    assert done.stdout.endswith("Then check again: the story is looked into once the playlist can be read.\n")
    assert "    secnes: {film: film.mp4}\n    ^\n" in done.stdout


def test_check_looks_for_films_though_the_story_leads_nowhere(hello: Path) -> None:
    (hello / "playlists" / "hello" / "playlist.yaml").write_text(
        "format: 1\nattract: hello.mp4\nscenes:\n  film:\n    clip: flim.mp4\n    to: flim\n"
    )
    done = kiosk("check", "hello", "--no-media", folder=hello)
    assert done.returncode == 1
    assert "playlist.yaml:5:11: There is no file `flim.mp4`" in done.stdout
    assert "playlist.yaml:6:9: " in done.stdout
    assert "2 to mend. Then check again" in done.stdout


def test_check_finds_missing_media(hello: Path) -> None:
    (hello / "playlists" / "hello" / "film.mp4").unlink()
    done = kiosk("check", "hello", "--no-media", folder=hello)
    assert done.returncode == 1
    assert "playlist.yaml:3:16: There is no file `film.mp4`" in done.stdout
    assert done.stdout.endswith("1 thing to mend.\n")


def test_check_reads_the_settings_too(hello: Path) -> None:
    (hello / "mine.yaml").write_text("playlist: hello\nsound: {volume: 11}\n")
    done = kiosk("check", "hello", "--no-media", "--settings", "mine.yaml", folder=hello)
    assert done.returncode == 1
    assert "mine.yaml:2:17" in done.stdout
    (hello / "config").mkdir()
    (hello / "config" / "kiosk.yaml").write_text("playlist: hello\n")
    done = kiosk("check", "--no-media", folder=hello)
    assert done.stdout == "config/kiosk.yaml: nothing else wrong.\nplaylists/hello: nothing wrong.\n"
    assert done.stderr.startswith("Settings: config/kiosk.yaml\n")


def test_what_is_not_there_is_a_wrong_call(hello: Path) -> None:
    done = kiosk("check", "nowhere", folder=hello)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no playlist `nowhere`" in done.stderr
    assert kiosk("check", "--settings", "nowhere.yaml", folder=hello).returncode == 2
    assert kiosk("run", "--settings", "nowhere.yaml", folder=hello).returncode == 2
    assert kiosk("run", "--size", "wide", folder=hello).returncode == 2
    assert kiosk("dance", folder=hello).returncode == 2


@pytest.mark.parametrize("command", ["run", "rehearse"])
def test_without_a_screen_nothing_can_be_shown(command: str, hello: Path) -> None:
    done = kiosk(command, "hello", folder=hello, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 3
    assert "screen" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["run", "rehearse"])
@pytest.mark.parametrize("screen", [{"DISPLAY": ":77"}, {"WAYLAND_DISPLAY": "wayland-77", "DISPLAY": ""}])
def test_a_screen_that_does_not_answer_is_none(command: str, screen: dict[str, str], hello: Path) -> None:
    done = kiosk(command, "hello", folder=hello, **{"WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "", **screen})
    assert done.returncode == 3
    assert "does not answer" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.window
def test_a_rehearsal_does_not_wait_for_a_film_that_is_missing(tmp_path: Path) -> None:
    text = "format: 1\nattract: a.mp4\nscenes:\n  one: {clip: a.mp4, to: two}\n  two: {clip: b.mp4, to: one}\n"
    (tmp_path / "playlist.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a.mp4").touch()
    done = kiosk("rehearse", str(tmp_path), "--everywhere", folder=tmp_path)
    assert done.returncode == 1
    assert f"{tmp_path}/playlist.yaml:5:15: There is no file `b.mp4`." in done.stderr
    assert "the robot would wait for its scene. Supply what is missing" in done.stderr
    assert "Traceback" not in done.stderr
    done = kiosk("rehearse", str(tmp_path), "--visits", "1", "--settings", "none.yaml", folder=tmp_path)
    assert "the robot would wait" not in done.stderr  # a walk may not come there


def test_check_needs_neither_qt_nor_vlc(hello: Path) -> None:
    words = ["check", "hello", "--no-media"]
    program = f"import sys, kiosk.cli as c; c.main({words}); print({{'vlc', 'PySide6'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=hello, check=True)
    assert done.stdout.endswith("set()\n")


def test_a_playlist_s_name_nearly_right(hello: Path) -> None:
    assert "Did you mean `hello`?" in kiosk("check", "helo", folder=hello).stderr


def test_schema_is_json() -> None:
    assert "scenes" in json.loads(kiosk("schema").stdout)["properties"]
    assert "sound" in json.loads(kiosk("schema", "--settings").stdout)["properties"]


def test_help_says_what_a_command_is_for() -> None:
    for command in ("run", "check", "doctor", "schema", "rehearse"):
        done = kiosk(command, "--help")
        assert done.returncode == 0
        assert len(done.stdout) > 300


def test_a_misspelt_command_is_answered_with_the_one_that_is_meant() -> None:
    done = kiosk("chek")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kiosk: there is no command `chek`. Did you mean `check`?\n"
