"""What the sums say of a playlist, drawn: one HTML page that needs nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING

from kiosk.ledger.report import GONE, clock, span
from kiosk.ledger.tally import LEAST, STEPS, Tally
from kiosk.pages import page
from kiosk.plots import bars, columns
from kiosk.visit.shares import Share

if TYPE_CHECKING:
    from kiosk.playlist.model import Playlist, Scene

_DAYS = 60
"""Days that are drawn: two months, each wide enough to be seen."""
_OTHERWISE = {"default": "let the time pass", "silence": "said nothing", "skipped": "led past it",
              "left": "left while it was open", "detour": "only looked at something else"}  # fmt: skip


def stats_page(tally: Tally, playlist: Playlist, language: str) -> str:
    title = playlist.title.say(language)
    return page(f"{title}: visitors", _parts(tally, playlist, language, title))


def _parts(tally: Tally, playlist: Playlist, language: str, title: str) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>"
    if not tally.visits:
        yield '<p class="fog">Nobody has finished a visit yet.</p>'
        return
    first, last = min(tally.days), max(tally.days)
    days = f"on {len(tally.days)} days, {first} to {last}" if len(tally.days) > 1 else f"on {first}"
    yield f'<p class="fog">{tally.visits} visits {days}. Sums of this machine, without anyone’s identity.</p>'
    if tally.visits < LEAST:
        says = f"Of fewer than {LEAST} visitors no percentage is told: it says more about single people."
        yield f'<p class="fog">{says}</p>'
    began = tally.visits - tally.count("last", "")
    yield '<div class="plots">'
    yield _plot("Attraction", f"Of those who woke the kiosk, {_of(began, tally.visits)} began a story or a film.",
                bars({"woke the kiosk": tally.visits, "began": began}))  # fmt: skip
    yield _holding(tally)
    yield _plot("Hours of the day", "Visits that began in each.", _hours(tally))
    yield _plot(
        "Days",
        f"Visits on each day; the last {_DAYS} at the most.",
        columns({day[5:]: n for day, n in sorted(tally.days.items())[-_DAYS:]}, "visits"),
    )
    yield "</div>"
    funnel = {scene: tally.count("scene", scene) for scene in playlist.scenes}
    if any(funnel.values()):
        yield "<h2>The way through the story</h2>"
        left = {scene: sum(tally.count("last", scene, how=why) for why in GONE) for scene in playlist.scenes}
        says = "Visits that came to each scene, and how many of them were left there before an ending."
        yield _plot("", says, bars(funnel, left, "left"))
    asked = [scene for scene in playlist.scenes.values() if scene.decision and tally.count("answer", scene.id)]
    if asked:
        yield '<h2>Decisions</h2><div class="plots">'
        yield from (_decision(tally, scene, language) for scene in asked)
        yield "</div>"
    yield from _endings(tally, playlist, language)


def _plot(heading: str, says: str, drawn: str) -> str:
    return f'<div>{f"<h3>{escape(heading)}</h3>" if heading else ""}<p class="fog">{escape(says)}</p>{drawn}</div>'


def _of(same: int, whole: int) -> str:
    return f"{same} of {whole}" + (f" ({Share(same, whole).percent})" if whole >= LEAST else "")


def _holding(tally: Tally) -> str:
    steps = sorted(tally.stayed)
    so_far = list(accumulate(tally.stayed[step] for step in steps))
    middle = next(step for step, n in zip(steps, so_far, strict=True) if 2 * n >= so_far[-1])
    shown = {clock(step): tally.stayed.get(step, 0) for step in STEPS if step <= max(steps)}
    says = f"Visits by how long they lasted, from so many minutes on; the middle one {span(middle)}."
    return _plot("Holding", says, columns(shown, "visits"))


def _hours(tally: Tally) -> str:
    return columns({f"{h}": tally.hours.get(h, 0) for h in range(min(tally.hours), max(tally.hours) + 1)}, "visits")


def _decision(tally: Tally, scene: Scene, language: str) -> str:
    assert scene.decision is not None
    touched, asked = tally.count("answer", scene.id, how="touch"), tally.count("answer", scene.id)
    counts = {
        choice.label.say(language): tally.count("answer", scene.id, choice.id, "touch")
        if choice.detour is None
        else tally.count("detour", scene.id, choice.id)
        for choice in scene.decision.choices
    }
    otherwise = {says: tally.count("answer", scene.id, how=how) for how, says in _OTHERWISE.items()}
    pale = {says: n for says, n in otherwise.items() if n}
    says = f"{scene.id}: {_of(touched, asked)} answered by touch."
    return _plot(scene.decision.ask.say(language), says, bars(counts | dict.fromkeys(pale, 0), pale, ""))


def _endings(tally: Tally, playlist: Playlist, language: str) -> Iterator[str]:
    whole = tally.count("ending", how="first")
    if not whole:
        return
    scenes = {scene.id: scene.ending.title.say(language) for scene in playlist.scenes.values() if scene.ending}
    firsts = {name: tally.count("ending", name, how="first") for name in scenes}
    names = {name: _told(title, firsts[name], whole) for name, title in scenes.items()}
    first = {names[name]: n for name, n in firsts.items()}
    later: Mapping[str, int] = {names[name]: tally.count("ending", name, how="later") for name in scenes}
    says = f"{whole} visits came to an ending. Pale: to another one afterwards, by going back."
    yield f"<h2>Endings</h2>{_plot('', says, bars(first, later, 'another way'))}"


def _told(title: str, same: int, whole: int) -> str:
    return f"{title}, {Share(same, whole).percent}" if whole >= LEAST else title
