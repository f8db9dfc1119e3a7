"""The crossing to QML: a View becomes one dict of plain values. targetwords.py has the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import cast
from urllib.parse import quote

from PySide6.QtCore import QUrl

from kiosk.screen.closing import closed_lines
from kiosk.screen.qr import modules
from kiosk.screen.words import Words
from kiosk.screen.writing import sided
from kiosk.visit.view import (
    BeforeView,
    ClosedView,
    ClosingView,
    DecisionView,
    DoorView,
    EndingView,
    LinkView,
    PageView,
    PersonView,
    ShareView,
    View,
)

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
"""What crosses: nothing that QML would have to know a class for."""

_TYPED = 100
"""Characters of an address that are shown: three lines beside its code."""
_WHOLE = 40
"""Characters of quoted words that no line breaks in: a portrait screen has room for some 50 in a line."""
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def plain(value: object) -> Plain:
    """Dataclasses as dicts, tuples as lists, paths as file URLs, and hyphens within words that no line breaks at.

    Raises TypeError for anything else."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return _HYPHEN.sub("\u2011", value)
        case Path():
            return QUrl.fromLocalFile(str(value)).toString()
        case tuple() | list():
            return [plain(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot cross to QML")


def turned(value: Plain, language: str) -> Plain:
    """Every text in `value` with the direction it needs where both are mixed; see writing.sided()."""
    match value:
        case str():
            return sided(value, language)
        case list():
            return [turned(item, language) for item in value]
        case dict():
            return {key: turned(item, language) for key, item in value.items()}
    return value


def address(url: str) -> str:
    """An address as one reads it: without the scheme and a trailing slash, and no more of it than one would type."""
    short = re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
    return short if len(short) <= _TYPED else short[:_TYPED] + "…"


class Bridge:
    """`peak` says how bright a picture is. `stills`: a folder where `<name of the clip>.jpg` stands for a scene whose
    author gave no still."""

    def __init__(self, words: Words, peak: Callable[[Path | None], float], stills: Path | None = None) -> None:
        self._words, self._peak = words, peak
        self._stills = stills

    def view(self, view: View) -> dict[str, Plain]:
        """The View with what only the screen adds to it: durations in words, QR codes, brightness of pictures."""
        return cast(dict[str, Plain], turned(self._view(view), view.language))

    def _view(self, view: View) -> dict[str, Plain]:
        language = view.language
        return {
            "screen": view.screen,
            "language": language,
            "languages": [{"code": each.code, "name": each.name} for each in view.languages],
            "choosing_language": view.choosing_language,
            "helping": view.helping,
            "relaxed": view.relaxed,
            "describes": view.describes,
            "signs": view.signs,
            "aids": plain(view.aids),
            "can_speak": view.can_speak,
            "captions": view.captions,
            "volume": view.volume,
            "can_home": view.can_home,
            "can_back": view.can_back,
            "title": plain(view.title),
            "invites": plain(view.invites or (self._words.say(language, "invite"),)),
            "doors": [self._door(index, door, language) for index, door in enumerate(view.doors)],
            "before": self._before(view.before, language) if view.before else None,
            "chapter": plain(view.chapter),
            "reenacted": view.reenacted,
            "focus": view.focus,
            "decision": self._decision(view.decision) if view.decision else None,
            "hotspots": plain(view.hotspots),
            "collection": {
                "title": plain(view.collection.title),
                "pages": [self._page_door(page) for page in view.collection.pages],
            }
            if view.collection
            else None,
            "page": self._page(view.page) if view.page else None,
            "ending": self._ending(view.ending, language) if view.ending else None,
            "asking": plain(view.asking),
            "closing": self._closing(view.closing, language) if view.closing else None,
            "closed": self._closed(view.closed, view) if view.closed else None,
        }

    def _closing(self, closing: ClosingView, language: str) -> Plain:
        return {
            "serial": closing.serial,
            "after": closing.after,
            "text": plain(self._words.say(language, "closing", round(closing.after / 60_000))),
            "last": plain(self._words.say(language, "closing", 0)),
        }

    def _closed(self, closed: ClosedView, view: View) -> Plain:
        languages = dict.fromkeys((view.language, *(each.code for each in view.languages)))
        lines = closed_lines(self._words, languages, closed.opens)
        return {"told": closed.told, "lines": [{name: plain(said) for name, said in line.items()} for line in lines]}

    def _door(self, index: int, door: DoorView, language: str) -> Plain:
        takes = ""
        if door.seconds >= 60:
            takes = self._words.say(language, "minutes", round(door.seconds / 60))
        elif door.seconds > 0:
            takes = self._words.say(language, "seconds", door.seconds)
        takes = takes.replace(" ", "\u00a0")  # a number and what it counts stay together
        return {
            "name": f"door-{index}",
            "value": index,
            "title": plain(door.title),
            "sub": plain(self._words.say(language, "comma").join(part for part in (door.text, takes) if part)),
            "picture": plain(door.picture),
            "focus": door.focus,
            "icon": "",
            "peak": self._peak(door.picture),
        }

    def _page_door(self, page: PageView) -> Plain:
        return {
            "name": f"page-{page.id}",
            "value": page.id,
            "title": plain(page.title),
            "sub": plain(page.role),
            "picture": plain(page.picture),
            "focus": page.focus,
            "icon": "person" if page.kind == "person" else "",
            "peak": self._peak(page.picture),
        }

    def _before(self, before: BeforeView, language: str) -> Plain:
        say = self._words.say
        story = before.paragraphs or (say(language, "you_decide"),)
        return {
            "title": plain(before.title or say(language, "before")),
            "words": plain((*story, *before.warnings, say(language, "stop"))),
            "picture": plain(before.picture),
            "timed": before.timed,
            "relaxed": before.relaxed,
            "windowText": say(language, "window", round(before.window / 1000)) if before.window else "",
            "gentler": before.gentler,
            "gentle": before.gentle,
        }

    @staticmethod
    def _decision(decision: DecisionView) -> Plain:
        return {
            "serial": decision.serial,
            "ask": plain(decision.ask),
            "choices": [
                {"id": choice.id, "label": plain(choice.label), "enabled": choice.enabled}
                for choice in decision.choices
            ],
            "window": decision.window,
            "held": decision.held,
            "chosen": decision.chosen,
            "by_default": decision.by_default,
            "waits": decision.waits,
        }

    def _page(self, page: PageView) -> Plain:
        return {
            "id": page.id,
            "title": plain(page.title),
            "role": plain(page.role),
            "paragraphs": plain(page.paragraphs),
            "picture": plain(page.picture),
            "focus": page.focus,
            "picture_text": plain(page.picture_text),
            "clip_label": plain(page.clip_label),
            "has_clip": page.has_clip,
            "playing": page.playing,
            "begins": page.begins,
            "begin_label": plain(page.begin_label),
            "link": self._link(page.link),
        }

    def _ending(self, ending: EndingView, language: str) -> Plain:
        # Scenes that asked nothing are left out: the path is where it could have gone another way, and where it ended.
        steps = [step for step in ending.path[:-1] if step.told] + list(ending.path[-1:])
        return {
            "title": plain(ending.title),
            "text": plain(ending.text),
            "path": [
                {"scene": step.scene, "picture": plain(step.still or self._still(step.clip)), "told": plain(step.told)}
                for step in steps
            ],
            "shares": [plain(self._share(share, language)) for share in ending.shares],
            "people": [self._person(person) for person in ending.people],
            "link": self._link(ending.link),
            "retry": ending.retry,
            "complete": ending.complete,
        }

    def _share(self, share: ShareView, language: str) -> str:
        if share.told:
            told = share.told.replace(" ", "\u00a0") if len(share.told) <= _WHOLE else share.told
            return self._words.say(language, "share_answer", share.same, share.whole, told)
        return self._words.say(language, "share_ending", share.same, share.whole)

    def _still(self, clip: Path | None) -> Path | None:
        if clip is None or self._stills is None:
            return None
        still = self._stills / f"{clip.name}.jpg"
        return still if still.is_file() else None

    @staticmethod
    def _person(person: PersonView) -> Plain:
        return {
            "page": person.page,
            "title": plain(person.title),
            "role": plain(person.role),
            "picture": plain(person.picture),
            "focus": person.focus,
        }

    @staticmethod
    def _link(link: LinkView | None) -> Plain:
        if link is None:
            return None
        side = modules(link.url)
        return {
            "text": plain(link.text),
            "address": address(link.url),
            "code": f"image://qr/{quote(link.url, safe='')}" if side else "",
            "modules": side,
        }
