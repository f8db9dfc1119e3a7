"""A slice of `make fuzz-media`, and that the watching of it sees what it is there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import __main__ as fuzz
from tests.fuzz.damage import boxes, damaged, shipped

pytestmark = [pytest.mark.vlc, pytest.mark.window]

NUMBERS = (7, 12, 13, 19, 20, 21, 22, 25)
"""Of seed 1: noise, a damaged index, tables and sizes; some play, some are refused, some end early."""


def test_a_film_is_damaged_the_same_way_again() -> None:
    clips = shipped()
    for number in NUMBERS:
        told, film = damaged(1, number, clips)
        assert damaged(1, number, clips) == (told, film)
        assert film != (next(clip for clip in clips if clip.name in told)).read_bytes()
    assert damaged(2, 7, clips) != damaged(1, 7, clips)


def test_the_boxes_of_a_film_are_found() -> None:
    names = [name for name, _, _ in boxes(shipped()[0].read_bytes())]
    assert {b"ftyp", b"moov", b"mdat", b"stsd", b"stts", b"stco"} <= set(names)


def test_damaged_films_come_to_their_end(tmp_path: Path) -> None:
    found = fuzz.run(1, NUMBERS, tmp_path)
    assert found.wrong == []
    assert sum(found.ends.values()) == len(NUMBERS)
    assert any(how.startswith("failed: ") for how in found.ends)
    assert list(tmp_path.iterdir()) == []


def test_a_crash_is_found_kept_and_gone_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor that dies of one film, as VLC might, and hangs in another."""
    (tmp_path / "tests" / "fuzz").mkdir(parents=True)
    (tmp_path / "tests" / "__init__.py").touch()
    (tmp_path / "tests" / "fuzz" / "__init__.py").touch()
    (tmp_path / "tests" / "fuzz" / "visitor.py").write_text(
        "import json, os, sys, time\n"
        "for number in map(int, sys.argv[3:]):\n"
        "    print(json.dumps({'begins': number}), flush=True)\n"
        "    os.abort() if number == 2 else time.sleep(60 if number == 4 else 0)\n"
        "    print(json.dumps({'ended': number, 'how': 'ended', 'rss': 1}), flush=True)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fuzz, "SILENT", 2.0)
    found = fuzz.run(1, (1, 2, 3, 4, 5), tmp_path / "keep")
    assert found.crashed == {2, 4}
    assert found.ends["ended"] == 3
    assert len(found.wrong) == 2
    assert sorted(path.name for path in (tmp_path / "keep").iterdir()) == ["2.mp4", "4.mp4"]
