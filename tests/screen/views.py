"""Views made by hand, every screen in three languages, for the tests and the gallery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kiosk.visit.view import (
    AskingView,
    BeforeView,
    ChoiceView,
    CollectionView,
    DecisionView,
    DoorView,
    EndingView,
    HotspotView,
    LanguageView,
    LinkView,
    PageView,
    PersonView,
    StepView,
    View,
)

LANGUAGES = ("en", "ko", "fr")
_NAMES = {"en": "English", "ko": "한국어", "fr": "Français"}
TEXTS: dict[str, tuple[str, str, str]] = {
    "title": ("The Defector", "탈북자", "Passeur"),
    "invite": ("Touch to begin", "화면을 터치하세요", "Touchez pour commencer"),
    "escape": ("The escape", "탈출", "La fuite"),
    "escape_text": ("You decide", "당신이 결정합니다", "Vous décidez"),
    "film": ("The film", "영화", "Le film"),
    "people": ("The people", "사람들", "Les personnes"),
    "people_text": ("Four lives", "네 사람의 삶", "Quatre vies"),
    "about": ("About", "작품 소개", "À propos"),
    "about_text": ("Who made this", "만든 사람들", "Qui a fait ce film"),
    "before_1": (
        "You leave North Korea, seen through your own eyes. The scenes are re-enacted, after the accounts of people "
        "who fled.",
        "당신의 눈으로 북한을 떠납니다. 장면들은 탈북한 사람들의 증언을 바탕으로 재연한 것입니다.",
        "Vous quittez la Corée du Nord, vue par vos propres yeux. Les scènes sont reconstituées d’après les récits de "
        "personnes qui ont fui.",
    ),
    "warning": (
        "They show a guarded border, hiding and arrest, and speak of hunger, prison and trafficking.",
        "국경의 감시와 은신, 체포 장면이 나오며 굶주림과 감옥, 인신매매를 이야기합니다.",
        "Elles montrent une frontière gardée, la clandestinité et l’arrestation, et parlent de faim, de prison et de "
        "traite.",
    ),
    "ask": (
        "The patrol has passed. What do you do?",
        "순찰대가 지나갔습니다. 어떻게 하시겠습니까?",
        "La patrouille est passée. Que faites-vous\u202f?",
    ),
    "cross": ("Cross now", "지금 건넌다", "Traverser maintenant"),
    "fog": ("Wait for the fog", "안개를 기다린다", "Attendre le brouillard"),
    "village": ("Go back to the village", "마을로 돌아간다", "Retourner au village"),
    "reeds": ("Hide in the reeds", "갈대숲에 숨는다", "Se cacher dans les roseaux"),
    "chapter": ("The river", "강", "Le fleuve"),
    "caption": (
        "You wait until the lamp on the other bank goes out.\nBehind you, far off, a dog barks.",
        "맞은편 강가의 등불이 꺼질 때까지 기다립니다.\n등 뒤 멀리서 개가 짖습니다.",
        "Vous attendez que la lampe de l’autre rive s’éteigne.\nDerrière vous, au loin, un chien aboie.",
    ),
    "hotspot": ("The watchtower", "감시탑", "Le mirador"),
    "person": ("Sook-ja", "숙자", "Sook-ja"),
    "role": ("Crossed the Tumen River", "두만강을 건넌 사람", "A traversé le Tumen"),
    "p1": (
        "Sook-ja’s older sister had left to find work in China, hoping to send money back to her family.",
        "숙자의 언니는 일자리를 찾아 중국으로 떠났습니다. 가족에게 돈을 보내려 했습니다.",
        "La sœur aînée de Sook-ja était partie chercher du travail en Chine, dans l’espoir d’envoyer de l’argent à sa "
        "famille.",
    ),
    "p2": (
        "Sook-ja tried to reach her with an illegal mobile phone. North Korean police caught her, and she was sent to "
        "prison.",
        "숙자는 몰래 구한 휴대전화로 언니와 연락하려다 북한 경찰에 붙잡혀 감옥에 갔습니다.",
        "Sook-ja a tenté de la joindre avec un téléphone clandestin. La police nord-coréenne l’a arrêtée, et elle a "
        "été envoyée en prison.",
    ),
    "p3": (
        "What she lived through there convinced her to escape. She crossed the Tumen River into China and soon met "
        "Dragon and his group.",
        "그곳에서 겪은 일이 탈출을 결심하게 했습니다. 두만강을 건너 중국으로 들어갔고, 곧 드래곤과 그 일행을 만났습니다.",
        "Ce qu’elle y a vécu l’a convaincue de fuir. Elle a franchi le Tumen vers la Chine et a bientôt rencontré "
        "Dragon et son groupe.",
    ),
    "watch": ("Watch her clip", "영상 보기", "Voir son récit"),
    "drawn": (
        "The picture is a drawing, not Sook-ja.",
        "그림은 재연이며 숙자 본인이 아닙니다.",
        "L’image est un dessin, non Sook-ja.",
    ),
    "link": (
        "The film’s page, on your phone",
        "휴대전화로 영화 홈페이지 열기",
        "La page du film, sur votre téléphone",
    ),
    "end": ("Turned back", "돌려보내지다", "Refoulé"),
    "end_text": (
        "The patrol finds you at the farm and sends you back across the river.",
        "농가에서 순찰대에 붙잡혀 강 건너로 돌려보내집니다.",
        "La patrouille vous trouve à la ferme et vous renvoie de l’autre côté du fleuve.",
    ),
    "d0": ("Waited for the fog", "안개를 기다렸다", "Attendu le brouillard"),
    "d1": ("Hid in the reeds", "갈대에 숨었다", "Caché dans les roseaux"),
    "d2": ("Trusted the broker", "브로커를 믿었다", "Fait confiance au passeur"),
    "d3": ("Read the letter", "편지를 읽었다", "Lu la lettre"),
    "share_1": (
        "Of 412 visitors here, 171 waited for the fog, as you did.",
        "이곳 관람객 412명 가운데 171명이 당신처럼 안개를 기다렸습니다.",
        "Sur 412 visiteurs ici, 171 ont attendu le brouillard, comme vous.",
    ),
    "share_2": (
        "63 of them trusted the broker.",
        "그중 63명은 브로커를 믿었습니다.",
        "63 d’entre eux ont fait confiance au passeur.",
    ),
}


class Views:
    """`pictures`: a folder with river, reeds, dawn, person, city, tower, road and farm as .jpg."""

    def __init__(self, language: str, pictures: Path) -> None:
        self.language = language
        self._pictures = pictures

    def t(self, key: str) -> str:
        return TEXTS[key][LANGUAGES.index(self.language)]

    def still(self, name: str) -> Path:
        return self._pictures / f"{name}.jpg"

    def attract(self) -> View:
        return View(
            screen="attract",
            language=self.language,
            languages=tuple(LanguageView(code, _NAMES[code]) for code in ("en", "ko")),
            choosing_language=False,
            captions=True,
            volume=3,
            relaxed=False,
            can_home=False,
            can_back=False,
            title=self.t("title"),
            invites=(self.t("invite"), *(words for words in TEXTS["invite"] if words != self.t("invite"))),
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
            "", (self.t("before_1"),), (self.t("warning"),), self.still("tower"), True, 10_000, False, False
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
            shares=(self.t("share_1"), self.t("share_2")),
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

    def ending_running(self) -> View:
        return replace(self.ending(), ending=replace(self._ending(), complete=False))

    def asking(self) -> View:
        return replace(self.scene(), asking=AskingView(1, 20_000))

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
    "ending-running": Views.ending_running,
    "asking": Views.asking,
    "choosing": Views.choosing,
}
