"""Which settings hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import content
from kiosk.content import Options, find_settings


def test_those_named_come_first_then_those_here_then_those_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    installed = tmp_path / "etc.yaml"
    monkeypatch.setattr(content, "INSTALLED", installed)
    assert find_settings(Options()) is None
    installed.write_text("log: debug\n")
    assert find_settings(Options()) == installed
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "kiosk.yaml").write_text("log: info\n")
    assert find_settings(Options()) == Path("config/kiosk.yaml")
    assert find_settings(Options(settings=Path("mine.yaml"))) == Path("mine.yaml")
