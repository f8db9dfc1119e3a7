"""`kiosk check` with its rules, on real footage: what it says to people, to programs, and to GitHub."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.playlist.checks import rules

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg measures the films")


def check(*words: str, cache: Path | None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk.cli", "check", *words]
    environment = {**os.environ, **({"XDG_CACHE_HOME": str(cache)} if cache is not None else {})}
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT, env=environment)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A playlist with real films, and something to say about it: its window ends where its film does."""
    film = ROOT / "media" / "hello" / "film.mp4"
    for name in ("loop.mp4", "one.mp4", "two.mp4"):
        shutil.copyfile(film, tmp_path / name)
    (tmp_path / "playlist.yaml").write_text(
        """\
format: 1
attract: loop.mp4
scenes:
  one:
    clip: one.mp4
    decision:
      opens: 2s
      window: 5s
      ask: Which way?
      choices:
        left: {label: Left, to: two}
        right: {label: Right, to: two}
      default: left
  two: {clip: two.mp4, to: home}
""",
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize("name", ["the-defector", "hello", "loop"])
def test_nothing_is_wrong_with_what_is_shipped(name: str) -> None:
    done = check(name, "--strict", cache=None)  # what was measured in this run is not measured again
    assert done.returncode == 0, done.stdout
    assert re.search(r"1:1: I50 \d+ files of footage", done.stdout)
    assert "Nothing is to be mended" not in done.stdout
    assert done.stdout.endswith(f"playlists/{name}: nothing wrong.\n")


def test_a_finding_has_its_place_its_line_and_its_cure(mine: Path, tmp_path: Path) -> None:
    done = check(str(mine), cache=tmp_path / "cache")
    found = re.search(r"playlist\.yaml:7:7: W45 (.*)\n    .*opens: 2s\n +\^", done.stdout)
    assert found is not None, done.stdout
    assert "Open the decision earlier." in found[1] or "opens" in found[1]
    assert "should be mended" in done.stdout.splitlines()[-1]
    assert done.returncode == 0
    assert check(str(mine), "--strict", cache=tmp_path / "cache").returncode == 1


LONG = "Wait for the fog to come down from the hills before you cross the river to the other bank"


def test_checked_twice_it_says_the_same_without_qt(mine: Path, tmp_path: Path) -> None:
    file = mine / "playlist.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("label: Left", f"label: {LONG}"), encoding="utf-8")
    first = check(str(mine), "--json", cache=tmp_path / "cache")
    assert any("lines" in one["what"] for one in json.loads(first.stdout)), first.stdout
    program = (
        f"import sys, kiosk.cli as c; c.main(['check', {str(mine)!r}, '--json']); "
        "print({'vlc', 'PySide6'} & set(sys.modules), file=sys.stderr)"
    )
    again = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, timeout=300, check=True, cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )  # fmt: skip
    assert (again.stdout, again.stderr) == (first.stdout, "set()\n")


def test_a_changed_label_is_looked_at_again(mine: Path, tmp_path: Path) -> None:
    file = mine / "playlist.yaml"
    short = check(str(mine), "--json", cache=tmp_path / "cache")
    assert not any("lines" in one["what"] for one in json.loads(short.stdout))
    file.write_text(file.read_text(encoding="utf-8").replace("label: Left", f"label: {LONG}"), encoding="utf-8")
    every = json.loads(check(str(mine), "--json", cache=tmp_path / "cache").stdout)
    assert any(LONG in one["what"] for one in every)


def test_an_exception_with_a_reason_is_counted(mine: Path, tmp_path: Path) -> None:
    every = json.loads(check(str(mine), "--json", cache=tmp_path / "cache").stdout)
    known = {one["rule"] for one in every if one["level"] == "warning"}
    assert "W45" in known
    file = mine / "playlist.yaml"
    allow = "".join(f"  - {{rule: {rule}, why: A test.}}\n" for rule in sorted(known))
    file.write_text(file.read_text(encoding="utf-8") + f"allow:\n{allow}", encoding="utf-8")
    done = check(str(mine), "--strict", cache=tmp_path / "cache")
    assert done.returncode == 0, done.stdout
    assert re.search(r"nothing wrong\. \d+ allowed\.$", done.stdout.strip())
    again = json.loads(check(str(mine), "--json", cache=tmp_path / "cache").stdout)
    assert {one["allowed"] for one in again if one["level"] == "warning"} == {"A test."}


def test_a_film_that_is_none_must_be_mended(mine: Path, tmp_path: Path) -> None:
    (mine / "two.mp4").write_bytes(b"no film at all" * 100)
    done = check(str(mine), cache=tmp_path / "cache")
    assert done.returncode == 1
    assert ":14:15: E40 " in done.stdout
    marks = check(str(mine), "--github", cache=tmp_path / "cache").stdout.splitlines()
    assert any(re.match(r"::error file=.*playlist\.yaml,line=14,col=15,title=E40 [^:]*::", mark) for mark in marks)


def test_programs_hear_of_faults_in_reading_too(mine: Path, tmp_path: Path) -> None:
    file = mine / "playlist.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("default: left", "default: lft"), encoding="utf-8")
    done = check(str(mine), "--json", cache=tmp_path / "cache")
    assert done.returncode == 1
    (fault,) = json.loads(done.stdout)
    assert (fault["rule"], fault["level"], fault["line"]) == (None, "error", 13)
    assert "left" in fault["cure"]


def test_every_rule_is_explained(tmp_path: Path) -> None:
    listed = check("--rules", cache=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(rules())
    done = check("--explain", "w45", cache=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("W45: ")
    assert "- {rule: W45" in done.stdout
    assert "allow" not in check("--explain", "E40", cache=tmp_path).stdout
    unknown = check("--explain", "W4", cache=tmp_path)
    assert (unknown.returncode, unknown.stdout) == (2, "")


def test_the_document_of_the_rules_is_true() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    for rule in rules().values():
        assert f"### {rule.id}: {rule.title}\n\n{rule.why} {rule.mend}\n" in text
    assert text.count("\n### ") == len(rules())


def test_who_reads_only_the_first_lines_sees_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m kiosk.cli check --rules | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
