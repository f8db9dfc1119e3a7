"""The record of incidents: nothing is lost to a power cut but the last line, and nothing grows without end."""

from __future__ import annotations

import errno
import json
import os
import random
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.station import incidents as recording
from kiosk.station.incidents import FILE, Incident, Noticed, Record, incidents_folder, read_incidents

BEGAN = datetime(2026, 8, 13, 11, 0, 0, tzinfo=timezone(timedelta(hours=2)))


def noticed(what: str, seconds: float = 0, detail: str = "") -> Noticed:
    return Noticed(BEGAN + timedelta(seconds=seconds), what, "went on", detail, what)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    made = Record(tmp_path / "incidents")
    assert made.load() == []
    return made


def lines(record: Record) -> list[dict[str, object]]:
    return [json.loads(line) for line in (record.folder / FILE).read_text(encoding="utf-8").splitlines()]


def test_what_went_wrong_is_there_after_a_start(record: Record) -> None:
    record.add(noticed("truck.mp4: cut short", detail="Traceback"))
    record.add(noticed("강.mp4: \ud800", 61))
    found = read_incidents(record.folder)
    assert [incident.what for incident in found] == ["truck.mp4: cut short", "강.mp4: \ud800"]
    assert found[0] == Incident(
        1, "2026-08-13T11:00:00+02:00", "truck.mp4: cut short", "went on", 1, "2026-08-13T11:00:00+02:00", "Traceback"
    )
    again = Record(record.folder)
    assert again.load() == found
    assert again.add(noticed("another")).number == 3


def test_where_there_is_no_record_there_are_none(tmp_path: Path) -> None:
    assert read_incidents(incidents_folder(tmp_path)) == []


def test_the_same_again_is_counted_and_written_a_few_times(record: Record) -> None:
    for number in range(1000):
        incident = record.add(noticed("stuck", number * 0.01))
    assert incident.times == 1000
    assert len(lines(record)) == 10, "1, 2, 4 … 512"
    record.close()
    assert read_incidents(record.folder) == [incident]


def test_a_count_that_grows_slowly_is_written_every_minute(record: Record) -> None:
    for minute in range(12):
        record.add(noticed("stuck", minute * 61))
    assert [line["times"] for line in lines(record)] == list(range(1, 13))


def test_after_ten_minutes_it_is_another(record: Record) -> None:
    assert [record.add(noticed("stuck", at)).number for at in (0, 599, 1198, 1798)] == [1, 1, 1, 2]
    assert [incident.times for incident in read_incidents(record.folder)] == [3, 1]


def test_what_differs_is_told_apart(record: Record) -> None:
    assert [record.add(noticed(what)).number for what in ("a", "b", "a")] == [1, 2, 1]


def test_a_still_belongs_to_its_incident(record: Record) -> None:
    record.add(noticed("a"))
    told = record.picture(1, b"jpeg")
    assert told is not None
    assert told.still == "1.jpg"
    assert read_incidents(record.folder) == [told]
    assert (record.folder / "1.jpg").read_bytes() == b"jpeg"
    assert record.picture(7, b"jpeg") is None
    (record.folder / "1.jpg").unlink()
    assert read_incidents(record.folder) == [replace(told, still="")]


def test_the_oldest_stills_go(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "STILLS_BYTES", 350)
    for number in range(1, 13):
        record.add(noticed(str(number)))
        record.picture(number, b"x" * 100)
    assert sorted(still.name for still in record.folder.glob("*.jpg")) == ["10.jpg", "11.jpg", "12.jpg"]
    assert [incident.still for incident in read_incidents(record.folder)][8:] == ["", "10.jpg", "11.jpg", "12.jpg"]


def test_the_file_stays_within_its_size_and_keeps_the_newest(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MOST_BYTES", 20_000)
    for number in range(500):
        record.add(noticed(f"number {number} " + "x" * 100))
        assert (record.folder / FILE).stat().st_size <= 20_000
    found = read_incidents(record.folder)
    assert found[-1].number == 500
    assert [incident.number for incident in found] == list(range(found[0].number, 501))
    assert len(found) > 20


def test_memory_is_bounded_too(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MOST", 10)
    for number in range(50):
        record.add(noticed(str(number), number * 700))
    assert len(record._known) == 10
    assert len(record._same) == 1
    assert len(read_incidents(record.folder)) == 10


def test_long_texts_are_cut(record: Record) -> None:
    incident = record.add(noticed("x" * 10_000, detail="begin" + "y" * 10_000 + "end"))
    assert len(incident.what) == len(incident.detail) == 2_000
    assert incident.detail.endswith("end"), "a traceback's end says what it was"


def test_a_power_cut_at_any_byte_costs_one_line_at_most(record: Record) -> None:
    for what in ("a", "b", "c"):
        record.add(noticed(what))
    whole = (record.folder / FILE).read_bytes()
    before = len(b"".join(whole.splitlines(keepends=True)[:2]))
    for cut in range(before, len(whole)):
        (record.folder / FILE).write_bytes(whole[:cut])
        later = Record(record.folder)
        assert [incident.what for incident in later.load()][:2] == ["a", "b"]
        later.add(noticed("d"))
        assert [incident.what for incident in read_incidents(record.folder)][:2] == ["a", "b"]
        assert read_incidents(record.folder)[-1].what == "d"


def test_strangers_lines_are_passed_over(record: Record) -> None:
    record.add(noticed("a"))
    draw = random.Random(4)
    whole = (record.folder / FILE).read_bytes()
    for strange in (
        b"[]", b"7", b"null", b"{}", b"\xff\xfe", b"[" * 5000, draw.randbytes(200).replace(b"\n", b""),
        whole.replace(b'"number": 1', b'"number": "1"').strip(),
        whole.replace(b'"still": ""', b'"still": "../../etc/passwd"').replace(b'"number": 1', b'"number": 2').strip(),
    ):  # fmt: skip
        (record.folder / FILE).write_bytes(strange + b"\n" + whole)
        assert [incident.number for incident in read_incidents(record.folder)] == [1]


@pytest.mark.parametrize("what", ["add", "picture", "load"])
def test_a_disk_that_fails_is_told_once_and_hurts_nobody(
    record: Record, what: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    record.add(noticed("a"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        if what == "load":
            patched.setattr(Path, "read_bytes", full)
            assert record.load() == []
        elif what == "picture":
            assert record.picture(1, b"jpeg") is None
            assert list(record.folder.glob(".*")) == []
        for number in range(5):
            assert record.add(noticed(f"b{number}")).times == 1
    assert caplog.text.count("incidents cannot be recorded") == 1
    assert "incident: " not in caplog.text
    record.add(noticed("c"))
    assert read_incidents(record.folder)[-1].what == "c"
