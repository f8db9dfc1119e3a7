"""What a screen is, as it is told to somebody who listens: a View in words, in its own language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.speech.utterance import Utterance, sentence

if TYPE_CHECKING:
    from kiosk.speech.utterance import Sayings
    from kiosk.visit.view import DecisionView, DoorView, EndingView, PageView, View

Place = tuple[object, ...]


def place(view: View) -> Place:
    """Where a visitor is. What differs in it is another place, and is told whole."""
    if view.asking is not None:
        return ("asking",)
    if view.choosing_language:
        return ("languages",)
    if view.helping:
        return ("help",)
    if view.screen == "page" and view.page is not None:
        return ("page", view.page.id, view.page.playing)
    if view.screen == "collection" and view.collection is not None:
        return ("collection", view.collection.title)
    if view.screen == "ending" and view.ending is not None and view.ending.complete:
        return ("ending", view.ending.title)
    if view.decision is not None:
        choices = tuple((choice.id, choice.enabled) for choice in view.decision.choices)
        return ("decision", view.decision.ask, choices, view.decision.chosen)
    if view.screen in ("scene", "ending"):
        return ("scene", view.chapter)
    return (view.screen,)


def tell(view: View, words: Sayings) -> tuple[Utterance, ...]:
    """All of the screen: what it is, what it says, what can be chosen."""
    sounds = dict(view.recordings)
    return tuple(
        Utterance(sentence(text), view.language, sounds.get(" ".join(text.split())))
        for text in _Telling(view, words).parts()
        if text.strip()
    )


class _Telling:
    def __init__(self, view: View, words: Sayings) -> None:
        self.view, self.words = view, words

    def say(self, key: str, n: int = 0, m: int = 0, what: str = "") -> str:
        return self.words.say(self.view.language, key, n, m, what)

    def parts(self) -> Iterator[str]:
        view = self.view
        match place(view)[0]:
            case "asking":
                yield self.say("asking")
                yield self.say("asking_text")
                yield self.say("say_asking")
            case "languages":
                yield self.say("say_languages")
            case "help":
                yield self.say("help")
                yield self.say("say_helping")
            case "page" if view.page is not None:
                yield from self.page(view.page)
            case "collection" if view.collection is not None:
                pages = view.collection.pages
                yield view.collection.title
                yield self.say("say_pages", len(pages))
                yield from (_listed(page.title, page.role) for page in pages)
            case "ending" if view.ending is not None:
                yield from self.ending(view.ending)
            case "decision" if view.decision is not None:
                yield from self.decision(view.decision)
            case "scene":
                yield self.say("say_film")
                yield from self.scene()
            case "before" if view.before is not None:
                before = view.before
                yield before.title or self.say("before")
                yield " ".join(before.paragraphs) or self.say("you_decide")
                yield from before.warnings
                yield self.say("stop")
                if before.timed and not before.relaxed and before.window:
                    yield self.say("window", round(before.window / 1000))
            case "home":
                yield self.say("say_start", what=view.title)
                yield self.say("say_choices", len(view.doors))
                yield from (self.door(door) for door in view.doors)
            case "closed":
                yield self.say("closed")
            case _:
                yield view.title
        if view.closing is not None:
            yield self.say("closing", round(view.closing.after / 60_000))

    def door(self, door: DoorView) -> str:
        takes = ""
        if door.seconds >= 60:
            takes = self.say("minutes", round(door.seconds / 60))
        elif door.seconds > 0:
            takes = self.say("seconds", door.seconds)
        return _listed(door.title, door.text, takes)

    def scene(self) -> Iterator[str]:
        if self.view.chapter:
            yield self.say("say_chapter", what=self.view.chapter)
        if self.view.reenacted:
            yield self.say("say_reenacted")
        yield from self.spots()

    def spots(self) -> Iterator[str]:
        if self.view.hotspots:
            yield self.say("say_spots", what=", ".join(spot.label for spot in self.view.hotspots))

    def decision(self, decision: DecisionView) -> Iterator[str]:
        if decision.chosen is not None:
            label = next((one.label for one in decision.choices if one.id == decision.chosen), "")
            yield self.say("say_default" if decision.by_default else "say_chosen", what=label)
            return
        yield decision.ask
        yield self.say("say_choices", sum(choice.enabled for choice in decision.choices))
        for choice in decision.choices:
            yield choice.label if choice.enabled else self.say("say_dimmed", what=choice.label)
        yield from self.time(decision)

    def time(self, decision: DecisionView) -> Iterator[str]:
        if decision.window:
            yield self.say("say_left", round(decision.window / 1000))
        elif decision.held:
            yield self.say("say_no_limit")

    def page(self, page: PageView) -> Iterator[str]:
        if page.playing:
            yield self.say("say_clip")
            return
        yield _listed(page.title, page.role)
        yield page.picture_text
        yield " ".join(page.paragraphs)
        if page.link is not None:
            yield self.say("say_web", what=page.link.text or page.link.url)

    def ending(self, ending: EndingView) -> Iterator[str]:
        yield ending.title
        yield ending.text
        told = [step.told for step in ending.path if step.told]
        if told:
            yield self.say("say_path", what="; ".join(told))
        for share in ending.shares:
            key = "share_answer" if share.told else "share_ending"
            yield self.say(key, share.same, share.whole, share.told)
        yield from (_listed(person.title, person.role) for person in ending.people)
        if ending.link is not None:
            yield self.say("say_web", what=ending.link.text or ending.link.url)


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
