"""Which key does what: presets, what is written instead of them, and every contradiction with its place and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.keynames import ACTIONS, KEYBOARD, KEYS, PRESETS, lacking
from kiosk.playlist.faults import FaultyFile
from kiosk.station.settings import Settings, read_settings


def keys(folder: Path, text: str) -> dict[str, str]:
    file = folder / "kiosk.yaml"
    file.write_text(text, encoding="utf-8")
    return dict(read_settings(file).keys)


def test_presets_are_whole_and_name_what_there_is() -> None:
    for name, preset in PRESETS.items():
        assert set(preset) <= set(KEYS), name
        assert set(preset.values()) <= set(ACTIONS), name
        assert lacking(preset) == (), name
    assert Settings().keys == KEYBOARD
    assert not any(key.isdigit() for key in KEYS), "digits are the PIN's"


def test_the_audionav_also_leaves_the_keyboard_its_keys(tmp_path: Path) -> None:
    storm = keys(tmp_path, "keys: {preset: storm-audionav}\n")
    assert storm["F23"] == "back"
    assert (storm["F15"], storm["F16"]) == ("jack-in", "jack-out")
    assert KEYBOARD.items() <= storm.items()


def test_what_is_written_stands_instead_of_the_presets_keys(tmp_path: Path) -> None:
    found = keys(tmp_path, "keys:\n  preset: storm-audionav\n  select: [f13, Return]\n  captions: K\n  jack-in: []\n")
    assert {key for key, does in found.items() if does == "select"} == {"F13", "Enter"}
    assert found["K"] == "captions"
    assert "C" not in found
    assert "jack-in" not in found.values()
    assert found["F16"] == "jack-out"


def test_a_key_that_is_given_to_another_action_is_taken_from_the_presets(tmp_path: Path) -> None:
    assert keys(tmp_path, "keys: {repeat: C}\n")["C"] == "repeat"
    assert keys(tmp_path, "keys: {left: Right, right: []}\n")["Right"] == "left"
    assert keys(tmp_path, "keys: {left: Right, right: [Left]}\n")["Left"] == "right"


def test_all_of_them_may_be_off(tmp_path: Path) -> None:
    assert keys(tmp_path, "keys: off\n") == {}
    assert keys(tmp_path, "keys: on\n") == keys(tmp_path, "log: info\n")


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("keys:\n  select: Entr\n", 2, 11, "`Enter`"),
        ("keys: {select: 5}\n", 1, 16, "Digits are for the technician's PIN"),
        ("keys: {selct: F13}\n", 1, 8, "`select`"),
        ("keys: {preset: storm}\n", 1, 16, "`storm-audionav`"),
        ("keys:\n  captions: F13\n  help: [F14, F13]\n", 3, 15, "the other, `captions`, is on line 2"),
        ("keys: {select: []}\n", 1, 16, "No key is left for `select`"),
        ("keys: {back: Home, home: []}\n", 1, 26, "No key is left for `home`"),
        ("keys: {select: [], home: []}\n", 1, 16, "Give each a key."),
        ("keys: {left: Right}\n", 1, 14, "`Right` did `right`"),
        ("keys: {F20: select}\n", 1, 8, "Turned round: write `select: [F20]`."),
        ("keys: {left: [], next: []}\n", 1, 24, "No key is left for `next`"),
        ("keys: {select: [A, A]}\n", 1, 20, "stands here twice"),
        ("keys: storm-audionav\n", 1, 7, "`{preset: storm-audionav}`"),
        ("keys: none\n", 1, 7, "`on` or `off`"),
        ("keys: [F1]\n", 1, 7, "`off`, or what keys do"),
    ],
)
def test_every_fault_has_its_place_and_its_cure(tmp_path: Path, text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(FaultyFile) as caught:
        keys(tmp_path, text)
    fault = caught.value.faults[0]
    assert (fault.where.line, fault.where.column) == (line, column), fault
    assert words in f"{fault.what} {fault.cure}"
    assert fault.cure
