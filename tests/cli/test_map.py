"""`kiosk map`: a page, a picture, or text; and what it says where it cannot draw."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ledger import Ledger
from kiosk.playlist.reading import read
from tests.ledger.visits import answered

ROOT = Path(__file__).parents[2]


def draw(*words: str, folder: Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | ({"PATH": path} if path is not None else {})
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "map", *words],
        capture_output=True, text=True, timeout=120, check=False, cwd=folder, env=environment,
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz draws the map")
def test_a_page_and_a_picture(tmp_path: Path) -> None:
    done = draw(str(ROOT / "playlists" / "the-defector"), "--no-media", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "the-defector.html\n")
    assert "<title>river&#45;bank</title>" in (tmp_path / "the-defector.html").read_text(encoding="utf-8")
    done = draw(str(ROOT / "playlists" / "hello"), "--svg", "--no-media", "-o", "-", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("<svg")


def test_text_needs_no_graphviz(tmp_path: Path) -> None:
    done = draw(str(ROOT / "playlists" / "the-defector"), "--mermaid", "--no-media", "--language", "ko",
                folder=tmp_path, path="")  # fmt: skip
    assert done.returncode == 0
    assert "전화하기" in done.stdout
    assert draw(str(ROOT / "playlists" / "hello"), "--dot", "--no-media", folder=tmp_path).stdout.startswith("digraph")


def test_without_graphviz_it_says_what_to_install(tmp_path: Path) -> None:
    done = draw(str(ROOT / "playlists" / "hello"), "--no-media", folder=tmp_path, path="")
    assert done.returncode == 1
    assert "sudo apt install graphviz" in done.stderr


def test_a_wrong_call(tmp_path: Path) -> None:
    assert "Did you mean" in draw("the-defectr", folder=ROOT).stderr
    done = draw(str(ROOT / "playlists" / "hello"), "--language", "xx", folder=tmp_path)
    assert done.returncode == 2
    assert "only en" in done.stderr


def counted(folder: Path, visitors: int) -> Path:
    """A ledger in which so many called the sister."""
    ledger = Ledger(folder / "ledger.sqlite", read(ROOT / "playlists" / "the-defector"))
    for _ in range(visitors):
        ledger.add(answered("call", scene="village"))
    ledger.close()
    return ledger.file


def test_what_visitors_did_from_thirty_of_them_on(tmp_path: Path) -> None:
    words = (str(ROOT / "playlists" / "the-defector"), "--mermaid", "--no-media", "--ledger")
    done = draw(*words, str(counted(tmp_path, 29)), folder=tmp_path)
    assert (done.returncode, done.stdout.count("100 % ")) == (0, 0)
    done = draw(*words, str(counted(tmp_path, 1)), folder=tmp_path)
    assert (done.returncode, done.stdout.count("100 % ")) == (0, 1)


def test_a_ledger_that_cannot_be_used_is_explained(tmp_path: Path) -> None:
    words = (str(ROOT / "playlists" / "hello"), "--dot", "--no-media", "--ledger")
    done = draw(*words, str(tmp_path / "nowhere.sqlite"), folder=tmp_path)
    assert done.returncode == 2
    assert "/var/lib/kiosk" in done.stderr
    (tmp_path / "text").write_text("no database" * 100)
    done = draw(*words, str(tmp_path / "text"), folder=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr, "cannot be read" in done.stderr) == (1, False, True)
    done = draw(*words, str(tmp_path), folder=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr, "cannot be read" in done.stderr) == (1, False, True)
