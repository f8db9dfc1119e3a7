"""`kiosk pin`: typed twice, printed hashed, put where it belongs."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.secret import fits
from kiosk.station.settings import read_settings

ROOT = Path(__file__).parents[2]


def pin(typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "pin", *words], input=typed, cwd=ROOT, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


def test_the_line_can_be_pasted_into_the_settings(tmp_path: Path) -> None:
    done = pin("48392716\n48392716\n")
    assert done.returncode == 0
    assert "48392716" not in done.stdout
    (tmp_path / "kiosk.yaml").write_text(done.stdout)
    assert fits("48392716", read_settings(tmp_path / "kiosk.yaml").technician.pin)


def test_it_is_put_where_the_old_one_stands_and_nothing_else_changes(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.yaml"
    before = (ROOT / "config" / "kiosk.yaml").read_text()
    file.write_text(before)
    file.chmod(0o640)
    assert pin("48392716\n48392716\n", "--write", str(file)).returncode == 0
    assert fits("48392716", read_settings(file).technician.pin)
    assert file.stat().st_mode & 0o777 == 0o640
    changed = set(before.splitlines()) ^ set(file.read_text().splitlines())
    assert len(changed) == 2
    assert all("pin:" in line for line in changed)
    assert os.listdir(tmp_path) == ["kiosk.yaml"]  # noqa: PTH208 - hidden ones, too


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("123\n123\n", "4 to 8 digits"),
        ("abcd\nabcd\n", "4 to 8 digits"),
        ("4839\n4838\n", "another one"),
        ("1234\n1234\n", "strangers try first"),
        ("2580\n2580\n", "printed in the manual"),
        ("", "broken off"),
        ("4839\n", "broken off"),
    ],
)
def test_what_cannot_be_used_is_said(typed: str, why: str) -> None:
    done = pin(typed)
    assert done.returncode == 1
    assert why in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("playlist: a\n", "no line `pin:`"),
        ("technician: {pin: '2580'}\n", "no line `pin:`"),
        ('technician:\n  pin: "2580"\nplaylist: [1]\n', "could not be read with it"),
    ],
)
def test_a_file_it_cannot_be_put_into_stays_and_the_line_is_said(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "kiosk.yaml"
    file.write_text(text)
    done = pin("4839\n4839\n", "--write", str(file))
    assert done.returncode == 1
    assert why in done.stderr
    assert "$argon2id$" in done.stderr
    assert file.read_text() == text
    assert pin("4839\n4839\n", "--write", str(tmp_path / "none")).returncode == 2


def test_on_a_terminal_nothing_is_seen_of_it() -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "kiosk.cli", "pin"])
    seen = b""
    asked = 0
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            seen += os.read(terminal, 4096)
        except OSError:  # it ended
            break
        if seen.count(b": ") > asked and asked < 2:
            asked += 1
            time.sleep(0.2)  # getpass throws away what was typed before it asked
            os.write(terminal, b"48392716\n")
    os.waitpid(child, 0)
    os.close(terminal)
    assert b"$argon2id$" in seen
    assert b"48392716" not in seen
