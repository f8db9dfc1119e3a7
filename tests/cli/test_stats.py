"""`kiosk stats`: this machine's ledger or another one's, as a table and for a spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.ledger import Ledger
from kiosk.playlist.reading import read
from tests.ledger.visits import answered

ROOT = Path(__file__).parents[2]
DEFECTOR = ROOT / "playlists" / "the-defector"


def stats(*words: str, state: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "stats", *words],
        capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "STATE_DIRECTORY": str(state)},
    )  # fmt: skip


@pytest.fixture
def state(tmp_path: Path) -> Path:
    ledger = Ledger(tmp_path / "ledger.sqlite", read(DEFECTOR))
    for _ in range(30):
        ledger.add(answered("call", scene="village"))
    ledger.close()
    return tmp_path


def test_a_table(state: Path) -> None:
    done = stats("the-defector", state=state)
    assert done.returncode == 0
    assert done.stdout.startswith("The Defector: 30 visits on 2026-08-13\n")
    assert "100 %  Call her" in done.stdout
    assert "전화하기" in stats("the-defector", "--language", "ko", state=state).stdout
    nobody = f"Nobody has finished a visit yet; counted in {state / 'ledger.sqlite'}.\n"
    assert stats("hello", state=state).stdout == nobody
    page = state / "none.html"
    assert stats("hello", "--page", str(page), state=state).stdout == f"{nobody}{page}: 0 visits, drawn.\n"


def test_a_spreadsheet_of_another_machine(state: Path, tmp_path: Path) -> None:
    done = stats("the-defector", "--csv", "--ledger", str(state / "ledger.sqlite"), state=tmp_path / "none")
    table = list(csv.reader(io.StringIO(done.stdout)))
    assert table[0] == ["what", "where", "choice", "how", "visits"]
    assert ["answer", "village", "call", "touch", "30"] in table


def test_a_wrong_call(tmp_path: Path) -> None:
    done = stats("the-defector", state=tmp_path)
    assert (done.returncode, "there is no ledger" in done.stderr) == (2, True)
    done = stats("the-defector", "--language", "xx", state=tmp_path)
    assert (done.returncode, "only en, ko, fr" in done.stderr) == (2, True)
    assert "Did you mean" in stats("the-defectr", state=tmp_path).stderr


def test_a_page_that_needs_no_other_file(state: Path, tmp_path: Path) -> None:
    page = tmp_path / "stats.html"
    done = stats("the-defector", "--page", str(page), state=state)
    assert (done.returncode, done.stdout) == (0, f"{page}: 30 visits, drawn.\n")
    text = page.read_text()
    assert "<h1>The Defector</h1>" in text
    assert text.count("<svg") >= 6
    assert "http" not in text
    assert "전화하기" in _page(state, tmp_path, "--language", "ko")
    assert "cannot be written" in stats("the-defector", "--page", str(tmp_path / "no" / "x"), state=state).stderr


def _page(state: Path, folder: Path, *words: str) -> str:
    stats("the-defector", *words, "--page", str(folder / "other.html"), state=state)
    return (folder / "other.html").read_text()
