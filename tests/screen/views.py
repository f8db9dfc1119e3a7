"""Views made by hand, every screen in every language, for the tests and the gallery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import yaml

from kiosk.audit.looks import VARIANTS
from kiosk.visit.aids import Aids
from kiosk.visit.reopening import Reopening
from kiosk.visit.view import (
    AskingView,
    BeforeView,
    ChoiceView,
    ClosedView,
    ClosingView,
    CollectionView,
    DecisionView,
    DoorView,
    EndingView,
    HotspotView,
    LanguageView,
    LinkView,
    PageView,
    PersonView,
    ShareView,
    StepView,
    View,
)

LANGUAGES = ("en", "ko", "fr", "ar")
EVERY = (*LANGUAGES, "he")
TUESDAY = Reopening(days=3, weekday=1, day=1, month=12, hour=10, minute=0)
_NAMES = {"en": "English", "ko": "한국어", "fr": "Français", "ar": "العربية", "he": "עברית"}
TEXTS: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8"))
for _key, _said in yaml.safe_load(Path(__file__).with_name("texts-rtl.yaml").read_text(encoding="utf-8")).items():
    TEXTS[_key] |= _said


class Views:
    """`pictures`: a folder with river, reeds, dawn, person, city, tower, road and farm as .jpg."""

    def __init__(self, language: str, pictures: Path) -> None:
        self.language = language
        self._pictures = pictures

    def t(self, key: str) -> str:
        return TEXTS[key][self.language]

    def still(self, name: str) -> Path:
        return self._pictures / f"{name}.jpg"

    def attract(self) -> View:
        return View(
            screen="attract",
            language=self.language,
            languages=tuple(LanguageView(code, _NAMES[code]) for code in ("en", "ko")),
            choosing_language=False,
            helping=False,
            captions=True,
            volume=3,
            relaxed=False,
            aids=Aids(),
            can_home=False,
            can_back=False,
            title=self.t("title"),
            invites=(self.t("invite"), *(words for words in TEXTS["invite"].values() if words != self.t("invite"))),
            doors=(),
            before=None,
            chapter="",
            reenacted=False,
            focus=0.7,
            decision=None,
            hotspots=(),
            collection=None,
            page=None,
            ending=None,
            asking=None,
        )

    def home(self) -> View:
        doors = (
            DoorView(self.t("escape"), self.t("escape_text"), self.still("reeds"), 480),
            DoorView(self.t("film"), "", self.still("dawn"), 720),
            DoorView(self.t("people"), self.t("people_text"), self.still("person"), 0),
            DoorView(self.t("about"), self.t("about_text"), self.still("city"), 0),
        )
        return replace(self.attract(), screen="home", doors=doors)

    def before(self) -> View:
        before = BeforeView(
            "", (self.t("before_1"),), (self.t("warning"),), self.still("tower"), True, False, 10_000, False, False
        )
        return replace(self.attract(), screen="before", before=before, can_home=True, can_back=True)

    def before_gentler(self) -> View:
        before = self.before().before
        assert before is not None
        return replace(self.before(), before=replace(before, gentler=True, gentle=True, picture=None))

    def scene(self) -> View:
        return replace(
            self.attract(),
            screen="scene",
            chapter=self.t("chapter"),
            reenacted=True,
            can_home=True,
            can_back=True,
        )

    def hotspots(self) -> View:
        spots = (
            HotspotView(0, self.t("hotspot"), (0.6, 0.2, 0.2, 0.2)),
            HotspotView(1, self.t("person"), (0.1, 0.5, 0.1, 0.1)),
        )
        return replace(self.scene(), hotspots=spots)

    def decision(self, *keys: str) -> View:
        choices = tuple(ChoiceView(key, self.t(key), True) for key in keys or ("cross", "fog", "village"))
        return replace(self.scene(), decision=DecisionView(1, self.t("ask"), choices, 10_000, False, None))

    def decision_long(self) -> View:
        """Four answers as long as they may be, and the time limit."""
        view = self.decision("long_1", "long_2", "long_3", "long_4")
        assert view.decision is not None
        return replace(view, decision=replace(view.decision, ask=self.t("long_ask")))

    def decision_two(self) -> View:
        return self.decision("long_1", "fog")

    def decision_four(self) -> View:
        view = self.decision("cross", "fog", "village", "reeds")
        assert view.decision is not None
        choices = (replace(view.decision.choices[0], enabled=False), *view.decision.choices[1:])
        return replace(view, decision=replace(view.decision, choices=choices, window=0))

    def chosen(self) -> View:
        decision = self.decision().decision
        assert decision is not None
        return replace(self.scene(), decision=replace(decision, chosen="fog"))

    def held(self) -> View:
        decision = self.decision().decision
        assert decision is not None
        return replace(self.scene(), decision=replace(decision, held=True, window=0))

    def _page(self) -> PageView:
        return PageView(
            id="sook-ja",
            kind="person",
            title=self.t("person"),
            role=self.t("role"),
            paragraphs=(self.t("p1"), self.t("p2"), self.t("p3")),
            picture=self.still("person"),
            picture_text=self.t("drawn"),
            clip_label=self.t("watch"),
            has_clip=True,
            playing=False,
            begins=False,
            begin_label="",
            link=LinkView("https://example.org/film", self.t("link")),
        )

    def page(self) -> View:
        return replace(self.attract(), screen="page", page=self._page(), can_home=True, can_back=True)

    def page_long(self) -> View:
        page = self._page()
        return replace(self.page(), page=replace(page, paragraphs=page.paragraphs * 3))

    def page_text(self) -> View:
        page = replace(
            self._page(),
            id="about",
            kind="text",
            title=self.t("about"),
            role=self.t("about_text"),
            picture=None,
            picture_text="",
            has_clip=False,
        )
        return replace(self.page(), page=page)

    def page_playing(self) -> View:
        return replace(self.page(), page=replace(self._page(), playing=True))

    def collection(self) -> View:
        stills = ("person", "road", "farm", "tower", "city")
        pages = tuple(replace(self._page(), id=name, picture=self.still(name)) for name in stills[:4])
        collection = CollectionView(self.t("people"), pages)
        return replace(self.attract(), screen="collection", collection=collection, can_home=True, can_back=True)

    def _ending(self) -> EndingView:
        stills = (("river", "d0"), ("reeds", "d1"), ("road", "d2"), ("farm", "d3"), ("tower", ""))
        return EndingView(
            title=self.t("end"),
            text=self.t("end_text"),
            path=tuple(StepView(name, self.still(name), None, self.t(key) if key else "") for name, key in stills),
            shares=(ShareView(self.t("d1"), 171, 412), ShareView("", 63, 389)),
            people=(PersonView("sook-ja", self.t("person"), self.t("role"), self.still("person")),),
            link=LinkView("https://example.org/film", self.t("link")),
            retry=True,
            complete=True,
        )

    def ending(self) -> View:
        return replace(self.scene(), screen="ending", ending=self._ending())

    def ending_bare(self) -> View:
        """No still, no link, nobody, a path of two."""
        ending = self._ending()
        bare = replace(
            ending,
            path=(replace(ending.path[0], still=None), replace(ending.path[-1], still=None)),
            shares=(),
            people=(),
            link=None,
            retry=False,
        )
        return replace(self.ending(), ending=bare)

    def ending_full(self) -> View:
        """A long way, two people."""
        ending = self._ending()
        people = (*ending.people, PersonView("dragon", "Dragon", "", None))
        return replace(self.ending(), ending=replace(ending, path=ending.path[:4] * 2 + ending.path[4:], people=people))

    def ending_long(self) -> View:
        """A way longer than any screen, two people with what they are, nothing told of others."""
        ending = self._ending()
        role = next(person.role for person in ending.people if person.role)
        people = (replace(ending.people[0], role=role), PersonView("help", self.t("helped"), "", self.still("dawn")))
        long = replace(ending, path=ending.path[:4] * 3 + ending.path[4:], people=people, shares=(), link=None)
        return replace(self.ending(), ending=long)

    def ending_running(self) -> View:
        return replace(self.ending(), ending=replace(self._ending(), complete=False))

    def asking(self) -> View:
        return replace(self.scene(), asking=AskingView(1, 20_000))

    def closing(self) -> View:
        return replace(self.scene(), closing=ClosingView(1, 300_000))

    def closing_decision(self) -> View:
        return replace(self.decision_four(), closing=ClosingView(1, 300_000))

    def closing_home(self) -> View:
        return replace(self.home(), closing=ClosingView(1, 300_000))

    def closing_page(self) -> View:
        return replace(self.page_long(), closing=ClosingView(1, 20_000))

    def closing_ending(self) -> View:
        return replace(self.ending(), closing=ClosingView(1, 300_000))

    def closed(self) -> View:
        return replace(self.attract(), screen="closed", closed=ClosedView(False, TUESDAY))

    def closed_touched(self) -> View:
        return replace(
            self.attract(), screen="closed", closed=ClosedView(True, TUESDAY), languages=self.choosing().languages
        )

    def help(self) -> View:
        return replace(self.decision(), helping=True, describes=True, signs=True, can_speak=True)

    def choosing(self) -> View:
        languages = tuple(LanguageView(code, name) for code, name in _NAMES.items())
        return replace(self.home(), languages=languages, choosing_language=True)


SCREENS: dict[str, Callable[[Views], View]] = {
    "attract": Views.attract,
    "home": Views.home,
    "before": Views.before,
    "before-gentler": Views.before_gentler,
    "scene": Views.scene,
    "hotspots": Views.hotspots,
    "decision": Views.decision,
    "decision-two": Views.decision_two,
    "decision-long": Views.decision_long,
    "decision-four": Views.decision_four,
    "decision-chosen": Views.chosen,
    "decision-held": Views.held,
    "collection": Views.collection,
    "page": Views.page,
    "page-long": Views.page_long,
    "page-text": Views.page_text,
    "page-playing": Views.page_playing,
    "ending": Views.ending,
    "ending-bare": Views.ending_bare,
    "ending-full": Views.ending_full,
    "ending-long": Views.ending_long,
    "ending-running": Views.ending_running,
    "closing": Views.closing,
    "closing-decision": Views.closing_decision,
    "closing-home": Views.closing_home,
    "closing-page": Views.closing_page,
    "closing-ending": Views.closing_ending,
    "closed": Views.closed,
    "closed-touched": Views.closed_touched,
    "asking": Views.asking,
    "choosing": Views.choosing,
    "help": Views.help,
}


def under(variant: str, view: View) -> View:
    return replace(view, aids=VARIANTS[variant])
