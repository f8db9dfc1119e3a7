"""A stretch of a scene's own film that goes round while a visitor thinks: its shape, and whether it suits the scene."""

from __future__ import annotations

from kiosk.playlist.forms import Form, Key, Record
from kiosk.playlist.model import Decision, Stretch
from kiosk.playlist.shapes import RefusedError, Shape
from kiosk.playlist.values import Duration, spell

_DAY = 24 * 3_600_000


def stretch() -> Shape[Stretch]:
    time = Duration(-_DAY, _DAY)
    return Form(
        "a stretch of the scene's film",
        [
            Key("from", time, "where it begins, in film time; `-6s` is 6 s before the clip's end", required=True),
            Key("to", time, "where it goes back from; else the clip's end"),
        ],
        _make,
    )


def _make(record: Record) -> Stretch:
    if not record.whole:
        raise RefusedError  # half a stretch would be judged for what it does not say
    start: int = record["from"]
    end: int | None = record["to"]
    last = 0 if end is None else end
    known = start < 0 if end is None else end == 0 or (start < 0) == (end < 0)  # without looking at the film
    if known and (end == 0 or last - start < Stretch.SHORTEST):
        what = "The stretch ends before it has lasted a second."
        record.note(
            "to", what, f"Let `to` be {spell(Stretch.SHORTEST)} after `from` or later; `-6s` is 6 s before the end."
        )
        raise RefusedError
    return Stretch(start, end)


def judge(record: Record, stretch: Stretch, decision: Decision | None) -> None:
    """Note where `hold`, read as `stretch`, can do nothing in its scene. What only the film tells is for the visit."""
    if decision is None:
        if not record.given("decision"):
            what = "Nothing is asked here, and a stretch goes round only while a visitor thinks."
            record.note("hold", what, "Write a `decision`, or remove `hold`.")
        return
    end, opens = stretch.end, decision.opens
    if end is not None and opens is not None and (end < 0) == (opens < 0) and opens > end:
        what = "The decision opens when the stretch is over."
        record.note("hold", what, "Let `to` be no earlier than `opens`, or leave `opens` out.")
