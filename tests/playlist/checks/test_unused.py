"""Files that nothing names: a misspelt language is told with the name that would be found (W48)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.playlist.checks import Known, check
from tests.visit.stories import HELLO


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("film.kr.vtt", "`kr` is no language of this playlist (`languages` has `en`, `ko`). Add it there, or rename"),
        ("film.kr.vtt", "such as to `film.en.vtt`."),
        ("film.en-GB.vtt", "`en-GB` is no language"),
        ("film_en.vtt", "Captions are found by their names, such as `film.en.vtt`."),
        ("film-ko.srt", "such as `film.en.srt`"),
        ("film_old.mp4", "Use it, or move it elsewhere."),
        ("other.ko.m4a", "Use it, or move it elsewhere."),
        ("notes.vtt", "Use it, or move it elsewhere."),
    ],
)
def test_what_it_should_be_called(name: str, cure: str) -> None:
    playlist = replace(HELLO, languages=("en", "ko"))
    found = [finding for finding in check(Known(playlist, unused=(name,))) if finding.rule.id == "W48"]
    assert len(found) == 1
    assert name in found[0].what
    assert cure in found[0].cure
