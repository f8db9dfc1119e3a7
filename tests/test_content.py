"""Which settings hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import content
from kiosk.content import Options, find_settings, read_content, settings_said
from kiosk.playlist.faults import FaultyFile


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


def test_which_settings_are_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    installed = tmp_path / "etc.yaml"
    monkeypatch.setattr(content, "INSTALLED", installed)
    assert "none are here" in settings_said(Options())
    installed.write_text("log: debug\n")
    assert settings_said(Options()) == f"Settings: {installed}"


def test_settings_that_may_not_be_read_are_no_reason_to_take_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    installed = tmp_path / "etc.yaml"
    installed.write_text("log: debug\n")
    monkeypatch.setattr(content, "INSTALLED", installed)
    monkeypatch.setattr("os.access", lambda *_: False)  # the tests may be root's
    for options in (Options(), Options(settings=installed)):
        with pytest.raises(FaultyFile, match="may not be read by you"):
            find_settings(options)
        assert "`sudo usermod -aG kiosk " in settings_said(options)
        assert settings_said(options).endswith("then log in anew.")
        found = read_content(options)
        assert (found.playlist, found.settings.file) == (None, None)
        assert "may not be read by you" in found.faults[0].what
        assert "usermod" in found.faults[0].cure


def test_whose_the_faults_are_is_said(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.yaml"
    settings.write_text("lgo: debug\n")
    found = read_content(Options(settings=settings))
    assert (found.settings_unread, found.unshown) == (True, "the settings cannot be read")
    settings.write_text("playlist: nowhere\n")
    found = read_content(Options(settings=settings))
    assert (found.settings_unread, found.unshown) == (False, "the playlist cannot be shown")
