"""The stories that are walked are as large as their names say, and nothing in them is amiss."""

from __future__ import annotations

from pathlib import Path

from bench.walking import STORIES, story, table
from kiosk.playlist import read, walk


def test_the_smaller_story_has_as_many_states_as_it_says(tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_text(story(*STORIES["69,000 states"]))
    found = walk(read(tmp_path, []))
    assert found.complete
    assert round(found.states, -3) == 69_000
    assert len(found.scenes) == 60
    assert not found.trapped


def test_the_table_tells_the_pace() -> None:
    runs = [{"states": 1_000, "seconds": seconds, "MB": 30.0} for seconds in (0.5, 0.5, 2.0)]
    assert table({"a story": runs}).splitlines()[-1].split() == [
        "a",
        "story",
        "3",
        "1,000",
        "0.50",
        "0.50",
        "2.00",
        "30.0",
        "2000",
    ]
