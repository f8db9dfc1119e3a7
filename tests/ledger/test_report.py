"""What a technician reads of the sums."""

from __future__ import annotations

from dataclasses import replace

from kiosk.ledger import Tally
from kiosk.ledger.report import rows, told
from tests.visit.stories import DEFECTOR

COUNTS = {
    ("scene", "border", "", ""): 36,
    ("last", "", "", "idle"): 4,
    ("last", "border", "", "home"): 6,
    ("last", "arrived", "", "finished"): 30,
    ("answer", "border", "broker", "touch"): 20,
    ("answer", "border", "hide", "touch"): 10,
    ("answer", "border", "hide", "default"): 5,
    ("answer", "border", "", "left"): 1,
    ("answer", "farm", "go", "touch"): 3,
    ("answer", "farm", "", "detour"): 2,
    ("detour", "farm", "read", "touch"): 4,
    ("ending", "arrived", "", "first"): 30,
    ("ending", "back-again", "", "later"): 2,
}
FULL = Tally(
    hours={9: 10, 11: 30}, days={"2026-08-14": 15, "2026-08-13": 25}, stayed={0: 10, 120: 29, 1_800: 1}, counts=COUNTS
)


def lines(tally: Tally) -> list[str]:
    return [" ".join(line.split()) for line in told(tally, DEFECTOR, "en")]


def test_it_tells_everything() -> None:
    said = lines(FULL)
    assert said[0] == "The Defector: 40 visits on 2 days, 2026-08-13 to 2026-08-14"
    for line in (
        "36 of 40 (90 %) of those who woke the kiosk began a story or a film",
        "the middle visit lasted 2:00 to 3:00",
        "0:00 to 0:15 10 " + "█" * 14,
        "30:00 or more 1 █",
        "9:00 10 " + "█" * 13,
        "10:00 0",
        "11:00 30 " + "█" * 40,
        "border 36 90 % 6",
        "border: Whom do you trust?",
        "30 of 36 (83 %) answered by touch",
        "20 67 % The broker",
        "10 33 % Hide",
        "5 let the time pass",
        "1 left while it was open",
        "4 Read the letter (and came back to the question)",
        "2 only looked at something else",
        "arrived 30 100 % 0 Arrived",
        "back-again 0 0 % 2 Turned back",
    ):
        assert line in said, line


def test_of_few_no_percentage_is_told() -> None:
    said = lines(Tally(hours={9: 29}, days={"2026-08-13": 29}, stayed={15: 29}, counts=COUNTS))
    assert said[0] == "The Defector: 29 visits on 2026-08-13"
    assert "border 36 6" in said
    assert "3 Go on" in said
    assert "3 of 5 answered by touch" in said
    assert said[-1].startswith("Of fewer than 30 visitors")


def test_decisions_and_endings_that_nobody_came_to_are_left_out() -> None:
    said = lines(replace(FULL, counts={}))
    assert not any(line.startswith(("border:", "Endings")) for line in said)


def test_before_anybody_came_it_says_so() -> None:
    assert lines(Tally()) == ["The Defector: nobody was counted yet"]


def test_rows_for_a_spreadsheet_are_all_the_sums() -> None:
    table = list(rows(FULL))
    assert ("day", "2026-08-13", "", "", 25) in table
    assert ("hour", "11", "", "", 30) in table
    assert ("seconds from", "120", "", "", 29) in table
    assert ("answer", "border", "hide", "default", 5) in table
    assert len(table) == 2 + 2 + 3 + len(COUNTS)
