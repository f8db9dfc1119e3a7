"""What the sums say of a playlist, as a table for a terminal and as rows for a spreadsheet. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from kiosk.ledger.tally import LEAST, STEPS, Tally
from kiosk.visit.shares import Share

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist, Scene

BAR: Final = 40
"""Characters of the longest bar."""

GONE: Final = ("idle", "home", "technician")
"""Why a visit ended in a scene whose ending had not been reached."""

COLUMNS: Final = ("what", "where", "choice", "how", "visits")


def told(tally: Tally, playlist: Playlist, language: str) -> Iterator[str]:
    """The report's lines."""
    if not tally.visits:
        yield f"{playlist.title.say(language)}: nobody was counted yet"
        return
    first, last = min(tally.days), max(tally.days)
    days = f"on {len(tally.days)} days, {first} to {last}" if len(tally.days) > 1 else f"on {first}"
    yield f"{playlist.title.say(language)}: {tally.visits} visits {days}"
    began = tally.visits - tally.count("last", "")
    yield from ("", "Attraction", f"  {_of(began, tally.visits)} of those who woke the kiosk began a story or a film")
    yield from ("", "Holding")
    yield from _holding(tally)
    yield from ("", "Hours")
    busiest = max(tally.hours.values())
    for hour in range(min(tally.hours), max(tally.hours) + 1):
        yield _bar(f"{hour:2}:00", tally.hours.get(hour, 0), busiest)
    yield from ("", f"  {'Scenes':24}{'visits':>8}{'':8}{'left there':>12}")
    for scene in playlist.scenes:
        entered, left = tally.count("scene", scene), sum(tally.count("last", scene, how=why) for why in GONE)
        yield f"  {scene:24}{entered:8}{_percent(entered, tally.visits):>8}{left:12}"
    for each in playlist.scenes.values():
        if each.decision is not None and tally.count("answer", each.id):
            yield from _decision(tally, each, language)
    yield from _endings(tally, playlist, language)
    if tally.visits < LEAST:
        yield from ("", f"Of fewer than {LEAST} visitors no percentage is told: it says more about single people.")


def _of(same: int, whole: int) -> str:
    percent = _percent(same, whole)
    return f"{same} of {whole}" + (f" ({percent})" if percent else "")


def _percent(same: int, whole: int) -> str:
    return Share(same, whole).percent if whole >= LEAST else ""


def _bar(name: str, n: int, most: int) -> str:
    return f"  {name:>16} {n:6}  {'█' * round(BAR * n / most)}".rstrip()


def _holding(tally: Tally) -> Iterator[str]:
    steps = sorted(tally.stayed)
    so_far = list(accumulate(tally.stayed[step] for step in steps))
    middle = next(step for step, n in zip(steps, so_far, strict=True) if 2 * n >= so_far[-1])
    yield f"  the middle visit lasted {span(middle)}"
    most = max(tally.stayed.values())
    for step in STEPS:
        if step <= max(tally.stayed):
            yield _bar(span(step), tally.stayed.get(step, 0), most)


def span(step: int) -> str:
    after = next((later for later in STEPS if later > step), None)
    return f"{clock(step)} to {clock(after)}" if after is not None else f"{clock(step)} or more"


def clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _decision(tally: Tally, scene: Scene, language: str) -> Iterator[str]:
    """Its answers by touch, and how it ended for those who gave none."""
    assert scene.decision is not None
    touched, asked = tally.count("answer", scene.id, how="touch"), tally.count("answer", scene.id)
    yield from ("", f"{scene.id}: {scene.decision.ask.say(language)}", f"  {_of(touched, asked)} answered by touch")
    for choice in scene.decision.choices:
        if choice.detour is None:
            n = tally.count("answer", scene.id, choice.id, "touch")
            yield f"  {n:8}{_percent(n, touched):>6}  {choice.label.say(language)}"
        else:
            n = tally.count("detour", scene.id, choice.id)
            yield f"  {n:8}{'':6}  {choice.label.say(language)} (and came back to the question)"
    kinds = {"default": "let the time pass", "silence": "said nothing", "skipped": "were led past it",
             "left": "left while it was open", "detour": "only looked at something else"}  # fmt: skip
    for how, says in kinds.items():
        n = tally.count("answer", scene.id, how=how)
        if n:
            yield f"  {n:8}{'':6}  {says}"


def _endings(tally: Tally, playlist: Playlist, language: str) -> Iterator[str]:
    whole = tally.count("ending", how="first")
    if not whole:
        return
    yield from ("", f"{'Endings':26}{'first':>8}{'':8}{'another way':>12}")
    for scene in playlist.scenes.values():
        if scene.ending is not None:
            first, later = (tally.count("ending", scene.id, how=how) for how in ("first", "later"))
            title = scene.ending.title.say(language)
            yield f"  {scene.id:24}{first:8}{_percent(first, whole):>8}{later:12}  {title}"


def rows(tally: Tally) -> Iterator[tuple[str, str, str, str, int]]:
    """Every sum over all days, as COLUMNS; visits by day and by hour apart from what was chosen in them."""
    yield from (("day", day, "", "", n) for day, n in sorted(tally.days.items()))
    yield from (("hour", str(hour), "", "", n) for hour, n in sorted(tally.hours.items()))
    yield from (("seconds from", str(step), "", "", n) for step, n in sorted(tally.stayed.items()))
    yield from ((*key, n) for key, n in sorted(tally.counts.items()))
