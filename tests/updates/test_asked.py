"""What the player asks another unit for: a name in a file, once."""

from __future__ import annotations

from pathlib import Path

from kiosk.updates.asked import FILE, ask_unit, take_asked


def test_a_name_is_handed_over_once(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert take_asked(state) is None
    assert ask_unit(state, "stick") == (0, "handed to kiosk-update-asked.service")
    assert take_asked(state) == "stick"
    assert take_asked(state) is None
    assert not list(state.iterdir())


def test_what_cannot_be_handed_over_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    code, says = ask_unit(tmp_path / "state", "stick")
    assert (code, "cannot be written" in says) == (1, True)


def test_only_a_name_is_taken_however_long_the_file_is(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff" * 10_000)
    name = take_asked(tmp_path)
    assert name is not None
    assert len(name) == 200
