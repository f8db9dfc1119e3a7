"""The same machinery reads any YAML file of one form: settings, for one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kiosk.playlist.forms import Form, Key, Record
from kiosk.playlist.many import ListOf
from kiosk.playlist.reading import FaultyFile, read_form
from kiosk.playlist.schema import form_schema
from kiosk.playlist.shapes import ByKind, Shape
from kiosk.playlist.values import Duration, Line, Share, WholeNumber, Words, YesNo, spell


@dataclass(frozen=True)
class Sound:
    device: str
    volume: int = 60
    mode: str = "stereo"


class BadSettings(FaultyFile):
    """Settings cannot be used."""


SOUND = Form(
    "the sound",
    [
        Key("device", Line("a device's name"), "where it is played", required=True),
        Key("volume", WholeNumber(0, 100), "loudness when the kiosk wakes"),
        Key("mode", Words("stereo", "mono")),
    ],
    lambda record: Sound(**record.read),
)


def settings(folder: Path, text: str) -> Sound:
    file = folder / "kiosk.yaml"
    file.write_text(text)
    return read_form(file, SOUND, BadSettings)


def test_what_is_left_out_has_the_dataclasss_default(tmp_path: Path) -> None:
    assert settings(tmp_path, "device: hdmi\nmode: mono\n") == Sound("hdmi", 60, "mono")


def test_all_faults_at_once_as_the_error_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as caught:
        settings(tmp_path, "volume: loud\nmode: quad\n")
    assert [fault.where.line for fault in caught.value.faults] == [1, 1, 2]
    assert "`device` is missing in the sound." in str(caught.value)


HOUSE = Form("the house", [Key("sound", SOUND), Key("names", ListOf("names", Line("a name")))], lambda record: record)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("volume: 3\n", "It belongs below `sound:`."),
        ("the-sound: 3\n", "Did you mean `sound`?"),
        ("nothing: 3\n", "Known here: `sound`, `names`."),
        ("names: Ann\n", "Write `names: [Ann]`: a list, in brackets."),
        ("names: {a: b}\n", "Write names: `[…]`."),
    ],
)
def test_what_was_likely_meant_is_said(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(FaultyFile) as caught:
        read_form(tmp_path / "a.yaml", HOUSE)
    assert caught.value.faults[0].cure == words


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("1.020", "Millimetres, without a point: `1020`"),
        ("1,02", "Millimetres, without a point: `1020`"),
        ("700.5", "Whole numbers only, such as `700`"),
    ],
)
def test_millimetres_with_a_point(tmp_path: Path, written: str, cure: str) -> None:
    form = Form("it", [Key("a", WholeNumber(0, 3000, "millimetres, such as `700`"))], lambda record: record)
    (tmp_path / "it.yaml").write_text(f"a: {written}\n", encoding="utf-8")
    with pytest.raises(FaultyFile, match=cure):
        read_form(tmp_path / "it.yaml", form)


def test_a_number_that_may_be_minutes(tmp_path: Path) -> None:
    form = Form("it", [Key("a", Duration(0, 3_600_000, long=True))], lambda record: record)
    (tmp_path / "a.yaml").write_text("a: 5\n")
    with pytest.raises(FaultyFile) as caught:
        read_form(tmp_path / "a.yaml", form)
    assert caught.value.faults[0].cure == "Say its unit: `5min` or `5s`?"


def test_a_record_knows_what_was_written(tmp_path: Path) -> None:
    seen: list[Record] = []
    form = Form("it", [Key("a", WholeNumber(0, 1), default=7), Key("b", WholeNumber(0, 1))], seen.append)
    file = tmp_path / "a.yaml"
    file.write_text("a: x\n")
    with pytest.raises(FaultyFile):
        read_form(file, form)
    (record,) = seen
    assert (record["a"], record["b"]) == (7, None)
    assert (record.given("a"), record.given("b"), record.whole) == (True, False, False)
    with pytest.raises(KeyError):
        record["c"]


def test_the_schema_of_a_form_says_what_it_reads() -> None:
    described = form_schema(SOUND, "Sound")
    jsonschema.Draft7Validator.check_schema(described)
    jsonschema.validate(yaml.safe_load("device: hdmi\nvolume: 3"), described)
    for wrong in ("volume: 3", "{device: a, volume: 101}", "{device: a, mode: quad}", "{device: a, loud: 1}"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(wrong), described)


def test_the_schema_of_single_values() -> None:
    shapes: list[tuple[Shape[Any], list[object], list[object]]] = [
        (Duration(), ["10s", "1.5min"], ["10", "-1s", 10]),
        (Duration(-1000), ["-1s"], ["--1s"]),
        (Share(), ["60%", 0.5], [1.5, "60"]),
        (YesNo(), [True], ["on"]),
        (YesNo(switch=True), [True, "on"], ["yes"]),
        (Line(pattern="a+", wanted="some a"), ["aa"], ["ab"]),
        (ListOf("two", WholeNumber(1, 2), least=1, most=2, once=True), [[1, 2]], [[], [1, 1], [1, 2, 3]]),
        (ByKind("either", scalar=Words("a"), sequence=Words("b")), ["a", "b"], ["c"]),
    ]
    for shape, right, wrong in shapes:
        validator = jsonschema.Draft7Validator(form_schema(shape, "a shape"))
        assert all(validator.is_valid(value) for value in right)
        assert not any(validator.is_valid(value) for value in wrong)


@pytest.mark.parametrize(
    ("duration", "said"), [(7_200_000, "2h"), (90_000, "90s"), (60_000, "1min"), (1_500, "1500ms")]
)
def test_durations_are_said_as_a_playlist_would(duration: int, said: str) -> None:
    assert spell(duration) == said
