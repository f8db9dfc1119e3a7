"""Opening hours as they are written: what they become, and every fault with its place and its cure."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from kiosk.playlist.faults import FaultyFile
from kiosk.playlist.schema import form_schema
from kiosk.station.hours import Dated, Hours, Span
from kiosk.station.settings import SETTINGS, read_settings

SCHEMA = jsonschema.Draft7Validator(form_schema(SETTINGS, "kiosk settings"))
DAYTIME = (Span(600, 1080),)
SHIPPED = Path(__file__).parents[2] / "config" / "kiosk.yaml"


def read(folder: Path, text: str) -> Hours:
    file = folder / "kiosk.yaml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file).hours


def hours(*lines: str, before: str = "") -> str:
    return before + "hours:\n" + "".join(f"  {line}\n" for line in lines)


def fits(text: str) -> bool:
    """Whether an editor with the schema accepts it; YAML's dates are texts to it."""

    class Plain(yaml.SafeLoader):
        pass

    Plain.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    return SCHEMA.is_valid(yaml.load(text, Plain))


def test_a_museum(tmp_path: Path) -> None:
    text = hours(
        "open:", "  tue-fri: 10:00-18:00", "  sat, sun: 9:00-12:00, 14:00 - 18:00", "  Monday: closed",
        "except:", "  2026-12-24: 10:00-14:00", "  2026-12-25 to 2027-01-06: closed",
        "quiet:", "  sun: 10:00-11:00", "  2026-12-24: 10:00-12:00",
        "quiet-loudest: 30", "grace: 2min",
    )  # fmt: skip
    halves = (Span(540, 720), Span(840, 1080))
    assert read(tmp_path, text) == Hours(
        ((), *(DAYTIME,) * 4, halves, halves),
        (
            Dated(date(2026, 12, 24), date(2026, 12, 24), (Span(600, 840),)),
            Dated(date(2026, 12, 25), date(2027, 1, 6)),
        ),
        (*((),) * 6, (Span(600, 660),)),
        (Dated(date(2026, 12, 24), date(2026, 12, 24), (Span(600, 720),)),),
        30,
        120_000,
    )
    assert fits(text.replace("Monday", "monday"))


def test_nothing_said_is_always_open(tmp_path: Path) -> None:
    assert read(tmp_path, "log: info\n") == read(tmp_path, "hours: {}\n") == Hours()


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("18:00-02:00", (Span(1080, 1560),)),
        ("00:00-24:00", (Span(0, 1440),)),
        ("18:00-00:00", (Span(1080, 1440),)),
        ("9:00-9:01", (Span(540, 541),)),
    ],
)
def test_times(tmp_path: Path, written: str, spans: tuple[Span, ...]) -> None:
    text = hours("open:", f"  wed: {written}")
    week = read(tmp_path, text).week
    assert week is not None
    assert week[2] == spans
    assert fits(text)


@pytest.mark.parametrize(
    ("written", "days"),
    [("sat-mon", {5, 6, 0}), ("mon, wed - thu", {0, 2, 3}), ("Tuesday-FRI", {1, 2, 3, 4}), ("sun", {6})],
)
def test_days(tmp_path: Path, written: str, days: set[int]) -> None:
    week = read(tmp_path, hours("open:", f"  {written}: 10:00-18:00")).week
    assert week is not None
    assert {day for day in range(7) if week[day]} == days
    assert fits(hours("open:", f"  {written.lower()}: 10:00-18:00"))


def test_the_shipped_example_can_be_read(tmp_path: Path) -> None:
    """The commented lines of config/kiosk.yaml without their `#`."""
    text = SHIPPED.read_text(encoding="utf-8")
    example = re.sub(r"^# ", "", text[text.index("# hours:") : text.index("# How the panel itself")], flags=re.M)
    assert read(tmp_path, example).kept
    assert fits(example)
    guide = (SHIPPED.parents[1] / "docs" / "hours.md").read_text(encoding="utf-8")
    assert f"```yaml\n{example.rstrip()}\n```" in guide


# ---- faults


@pytest.mark.parametrize(
    ("lines", "line", "column", "words"),
    [
        (["tue-fri: 10:00-18:00"], 2, 3, "It belongs below `open:`."),
        (["2026-12-24: closed"], 2, 3, "It belongs below `except:`."),
        (["opne: closed"], 2, 3, "Did you mean `open`?"),
        (["open:", "  tue: 10:00-12:00; 14:00-18:00"], 3, 10, "Put a comma between them: `10:00-12:00, 14:00-18:00`."),
        (["open:", "  tue: 10-18"], 3, 10, "Write `10:00-18:00`."),
        (["open:", "  tue: 10.30-18.00"], 3, 10, "Write `10:30-18:00`."),
        (["open:", "  tue: 10h-18h30"], 3, 10, "Write `10:00-18:30`."),
        (["open:", "  tue: 10:00–18:00"], 3, 10, "Write `10:00-18:00`."),
        (["open:", "  tue: 10:00"], 3, 10, "Write from when to when: `10:00-18:00`."),
        (["open:", "  tue: 10am to 6pm"], 3, 10, "from 00:00 to 24:00"),
        (["open:", "  tue: 10:00-25:00"], 3, 10, "There is no time `25:00`."),
        (["open:", "  tue: 10:00-12:75"], 3, 10, "There is no time `12:75`."),
        (["open:", "  tue: 10:00-10:00"], 3, 10, "For a whole day write `00:00-24:00`."),
        (["open:", "  tue: 24:00-10:00"], 3, 10, "has no length"),
        (["open:", "  tue: 10:00-14:00, 13:00-18:00"], 3, 10, "`13:00-18:00` begins before `10:00-14:00` is over."),
        (["open:", "  tue: [10:00-14:00, 15:00-18:00]"], 3, 10, "one behind the other"),
        (["open:", "  tue: shut"], 3, 10, "or `closed`"),
        (["quiet:", "  tue: closed"], 3, 10, "`closed` is not hours such as"),
        (["open: 10:00-18:00"], 2, 9, "`tue-sun: 10:00-18:00` lines"),
        (["open:", "  tues: 10:00-18:00"], 3, 5, "Write `mon`, `tue`"),
        (["open:", "  tue-thu-sat: 10:00-18:00"], 3, 5, "Write `mon`, `tue`"),
        (["open:", "  2026-12-24: 10:00-18:00"], 3, 5, "Write dates below `except`"),
        (["except:", "  mon: closed"], 3, 5, "Write weekdays below `open`."),
        (["except:", "  24.12.2026: closed"], 3, 5, "Write the year first: `2026-12-24`."),
        (["except:", "  2026-12-24 - 2026-12-26: closed"], 3, 5, "Write `2026-12-24 to 2026-12-26`."),
        (["except:", "  24.12.2026 \u2013 6.1.2027: closed"], 3, 5, "year first: `2026-12-24 to 2027-01-06`."),
        (["except:", "  2026/12/24: closed"], 3, 5, "year, month and day"),
        (["grace: 5"], 2, 10, "`5min` or `5s`?"),
        (["except:", "  2026-02-30: closed"], 3, 5, "There is no day `2026-02-30`."),
        (["except:", "  2062-12-24 to 2026-12-26: closed"], 3, 5, "Write `2026-12-26 to 2062-12-24`?"),
        (["except:", "  0206-12-24: closed"], 3, 5, "Write a year from 2000 to 2199."),
        (["quiet: {sun: 10:00-11:00}", "quiet-loudest: 200"], 3, 18, "a percentage from 0 to 100"),
        (["grace: 5"], 2, 10, "Say its unit"),
        (["grace: 2h"], 2, 10, "Write at most"),
        (["opne:", "  tue: 10:00-18:00"], 2, 3, "`open`"),
    ],
)  # fmt: skip
def test_a_fault_has_its_place_and_its_cure(
    tmp_path: Path, lines: list[str], line: int, column: int, words: str
) -> None:
    with pytest.raises(FaultyFile) as error:
        read(tmp_path, hours(*lines))
    (fault,) = error.value.faults
    assert (fault.where.line, fault.where.column) == (line, column)
    assert words in f"{fault.what} {fault.cure}"


@pytest.mark.parametrize(
    ("text", "line", "what", "cure"),
    [
        ("hours: 10:00-18:00", 1, "do not say for which days", "further in, `mon-sun: 10:00-18:00`."),
        ("hours: closed", 1, "`closed` does not say when it is open.", "Without `hours` it is always open."),
        ("hours: mon-fri 10:00-18:00", 1, "A colon is missing after the days.", "further in, `mon-fri: 10:00-18:00`."),
        ("hours:\n  mon-fri:10:00-18:00", 2, "no space after the colon.", "further in, `mon-fri: 10:00-18:00`."),
        ("hours:\n  Sat closed", 2, "A colon is missing after the days.", "further in, `Sat: closed`."),
        ("hours:\n  Sat and Sun 10:00-18:00", 2, "does not say when it is open.", "such as `tue-sun: 10:00"),
        ("hours:\n  sat, sun 10:00-18:00", 2, "A colon is missing after the days.", "`sat, sun: 10:00-18:00`."),
        ("hours:\n  lunch 10:00-18:00", 2, "does not say when it is open.", "such as `tue-sun: 10:00-18:00`."),
        ("hours:\n  - mon: 10:00-18:00", 2, "Opening hours are no list.", "Leave the dashes out"),
    ],
)  # fmt: skip
def test_what_stands_right_behind_hours_is_told_where_it_belongs(
    tmp_path: Path, text: str, line: int, what: str, cure: str
) -> None:
    with pytest.raises(FaultyFile) as error:
        read(tmp_path, f"{text}\n")
    (fault,) = error.value.faults
    assert fault.where.line == line
    assert what in fault.what
    assert cure in fault.cure


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        (["open:", "  tue-sun: 10:00-18:00", "  thu: 10:00-20:00"], 4, "Thursday has two lines; the other is on line"),
        (
            ["except:", "  2026-12-01 to 2026-12-31: closed", "  2026-12-05: 10:00-12:00"],
            4, "2026-12-05 has two lines; the other is on line 3.",
        ),
        (
            ["open:", "  mon: 18:00-10:00", "  tue: 09:00-12:00"],
            3, "Monday's hours are not over when Tuesday's begin.",
        ),
        (
            ["open:", "  thu: 18:00-02:00", "except:", "  2026-12-25: 01:00-12:00"],
            5, "The hours of 2026-12-24 are not over when those of 2026-12-25 begin.",
        ),
        (
            ["except:", "  2026-12-24 to 2026-12-27: 18:00-19:00", "  2026-12-28: 18:00-02:00"],
            4, "The hours of 2026-12-28 are not over when those of 2026-12-29 begin.",
        ),
        (
            ["quiet:", "  sat-sun: 10:00-12:00", "  sun: 11:00-13:00"],
            4, "`11:00-13:00` overlaps with Sunday's `10:00-12:00` on line 3.",
        ),
        (["open:", "  tue: 10:00-18:00", "quiet:", "  mon: 10:00-11:00"], 5, "never open at `mon`'s quiet hours"),
        (
            ["except:", "  2026-12-25: closed", "quiet:", "  2026-12-25: 10:00-11:00"],
            5, "never open at `2026-12-25`'s quiet hours",
        ),
        (["open: {mon-sun: closed}"], 2, "It would never be open."),
        (["open: {}"], 2, "It would never be open."),
        (["quiet-loudest: 30"], 2, "There are no quiet hours."),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_told(tmp_path: Path, lines: list[str], line: int, words: str) -> None:
    with pytest.raises(FaultyFile) as error:
        read(tmp_path, hours(*lines))
    (fault,) = error.value.faults
    assert fault.where.line == line
    assert words in f"{fault.what} {fault.cure}"
    assert fault.cure


def test_what_only_looks_like_it_is_not_told(tmp_path: Path) -> None:
    text = hours(
        "open:", "  mon-sat: 18:00-02:00", "  sun: 02:00-12:00",
        "except:", "  2026-12-25 to 2026-12-26: closed", "  2026-12-27: 10:00-12:00",
        "quiet:", "  sun: 00:30-01:00", "  mon-sun: 18:00-19:00",
    )  # fmt: skip
    assert read(tmp_path, text).kept


def test_the_schema_refuses_what_reading_refuses() -> None:
    assert fits(hours("open:", "  tue-sun: 10:00-18:00"))
    for wrong in ("  tues: 10:00-18:00", "  2026-12-24: closed", "  tue: 10-18"):
        assert not fits(hours("open:", wrong))
    assert not fits(hours("quiet:", "  tue: closed"))
    assert not fits(hours("except:", "  tue: closed"))
