"""docs/python.md is true: its examples are run as they stand."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

import kiosk.playlist

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg measures the films")
def test_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert tried > 12
    assert failed == 0


def test_what_is_promised_is_there() -> None:
    for name in kiosk.playlist.__all__:
        assert getattr(kiosk.playlist, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kiosk.playlist.nothing
