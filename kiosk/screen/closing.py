"""What the dark screen says when it is touched: that it is closed, and when it opens again, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kiosk.screen.writing import figures

if TYPE_CHECKING:
    from kiosk.screen.words import Words
    from kiosk.visit.reopening import Reopening

_WEEK = 7
"""Days from which a date is said: a weekday's name would mean the one before."""


def reopening(words: Words, language: str, opens: Reopening) -> str:
    """When it opens again, in one sentence."""
    clock = words.say(language, "clock", opens.hour, what=figures(words.spoken(language), f"{opens.minute:02}"))
    if opens.minute == 0:
        clock = words.say(language, "clock_full", opens.hour)
    if opens.days <= 1:
        return words.say(language, "opens_tomorrow" if opens.days else "opens_today", what=clock)
    if opens.days < _WEEK:
        day = words.say(language, "weekday", opens.weekday)
    else:
        day = words.say(language, "date", opens.day, what=words.say(language, "month", opens.month))
    return words.say(language, "opens_on", what=day).replace("{clock}", clock)


def closed_lines(words: Words, languages: Iterable[str], opens: Reopening | None) -> list[dict[str, str]]:
    """In every language, for nobody has chosen one: that it is closed, and until when, empty where nobody knows.

    Languages that there are no words in say it in English, once.
    """
    said = dict.fromkeys(
        (words.say(language, "closed"), reopening(words, language, opens) if opens is not None else "")
        for language in languages
    )
    return [{"closed": closed, "opens": until} for closed, until in said]
