"""show(): a visit as the View that the screen draws. Pure, and the only place where texts get their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.playlist.coverage import any_described, any_signed
from kiosk.playlist.media import STILLS
from kiosk.visit import view as v
from kiosk.visit.heard import recordings
from kiosk.visit.pages import before_of, begins, reachable, timed
from kiosk.visit.state import AtBefore, AtHome, InAttract, InRest, InStory, OnCollection, OnPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.playlist.model import Media, Page, Playlist, Text
    from kiosk.visit.state import Visit

OWN_NAMES = {
    "ar": "العربية", "da": "Dansk", "de": "Deutsch", "en": "English", "es": "Español", "fi": "Suomi", "fr": "Français",
    "he": "עברית", "it": "Italiano", "ja": "日本語", "ko": "한국어", "nb": "Norsk bokmål", "nl": "Nederlands",
    "no": "Norsk", "pl": "Polski", "pt": "Português", "ru": "Русский", "sv": "Svenska", "tr": "Türkçe",
    "uk": "Українська", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
"""Languages by their own names, as their readers look for them. Others show their code."""


def show(playlist: Playlist, visit: Visit) -> v.View:
    """What is to be seen of `visit` now."""
    return _Showing(playlist, visit).view()


class _Showing:
    def __init__(self, playlist: Playlist, visit: Visit) -> None:
        self.playlist = playlist
        self.visit = visit

    def say(self, text: Text | None) -> str:
        return text.say(self.visit.language) if text is not None else ""

    def paragraphs(self, text: Text | None) -> tuple[str, ...]:
        """Blank lines part paragraphs; single line ends are the author's editor's, not the reader's."""
        parts = re.split(r"\n\s*\n", self.say(text))
        return tuple(" ".join(part.split()) for part in parts if part.strip())

    def picture(self, media: Media | None) -> Path | None:
        return media.picture(self.visit.language) if media is not None else None

    def view(self) -> v.View:
        playlist, visit, place = self.playlist, self.visit, self.visit.place
        story = place if isinstance(place, InStory) else None
        scene = playlist.scenes[story.scene] if story is not None else None
        top = visit.over[-1] if visit.over else None
        return v.View(
            screen=self.screen(),
            language=visit.language,
            languages=tuple(v.LanguageView(code, OWN_NAMES.get(code, code)) for code in playlist.languages),
            choosing_language=visit.choosing_language,
            helping=visit.helping,
            captions=visit.captions,
            volume=visit.volume,
            relaxed=visit.relaxed,
            aids=visit.aids,
            can_home=visit.awake and (not isinstance(place, AtHome) or bool(visit.over)),
            can_back=self.can_back(),
            title=self.say(playlist.title),
            invites=self.invites(),
            doors=self.doors(),
            before=self.before(place) if isinstance(place, AtBefore) else None,
            chapter=self.say(playlist.chapters[scene.chapter].title) if scene is not None and scene.chapter else "",
            reenacted=scene is not None and scene.evidence in ("reenactment", "composite"),
            focus=scene.focus if scene is not None else 0.5,
            decision=self.decision(story) if story is not None else None,
            hotspots=self.hotspots(story) if story is not None else (),
            collection=self.collection(top.collection) if isinstance(top, OnCollection) else None,
            page=self.page(playlist.pages[top.page]) if isinstance(top, OnPage) else None,
            ending=self.ending(story) if story is not None else None,
            asking=self.asking(),
            describes=any_described(playlist),
            signs=any_signed(playlist),
            closing=self.closing(),
            closed=self.closed(),
            can_speak=visit.house.speech,
            recordings=tuple(recordings(playlist, visit)) if visit.aids.spoken else (),
        )

    def screen(self) -> v.ScreenName:
        place = self.visit.place
        if self.visit.over:
            return "page" if isinstance(self.visit.over[-1], OnPage) else "collection"
        match place:
            case InAttract():
                return "closed" if self.visit.dark else "attract"
            case InRest():
                return "closed"
            case AtHome():
                return "home"
            case AtBefore():
                return "before"
            case _:
                return "ending" if self.playlist.scenes[place.scene].ending is not None else "scene"

    def closing(self) -> v.ClosingView | None:
        rest, timers = self.visit.house.rest, self.visit.timers
        return v.ClosingView(timers["closing"], rest.grace) if rest is not None and "closing" in timers else None

    def closed(self) -> v.ClosedView | None:
        if self.screen() != "closed":
            return None
        rest = self.visit.house.rest
        return v.ClosedView(self.visit.place == InRest(told=True), rest.opens if rest is not None else None)

    def asking(self) -> v.AskingView | None:
        if not self.visit.asking:
            return None
        return v.AskingView(self.visit.timers["reset"], self.visit.aids.time(self.playlist.timing.reset_after))

    def can_back(self) -> bool:
        place = self.visit.place
        if self.visit.over or isinstance(place, AtBefore):
            return True
        return isinstance(place, InStory) and (place.earlier is not None or bool(self.playlist.home))

    def invites(self) -> tuple[str, ...]:
        """In every language, for nobody has chosen one yet; the house's own first."""
        invite = self.playlist.attract.invite
        if invite is None:
            return ()
        return tuple(
            dict.fromkeys(invite.say(language) for language in (self.visit.language, *self.playlist.languages))
        )

    def doors(self) -> tuple[v.DoorView, ...]:
        return tuple(
            v.DoorView(
                self.say(door.title),
                self.say(door.text),
                self.picture(door.picture),
                (door.lasts or 0) // 1000,
                door.focus,
            )
            for door in self.playlist.home
        )

    def before(self, place: AtBefore) -> v.BeforeView:
        playlist = self.playlist
        written = before_of(playlist, place.door)
        scenes = tuple(reachable(playlist, place.scene))
        warnings = dict.fromkeys(
            self.say(playlist.chapters[s.chapter].warning)
            for s in scenes
            if s.chapter is not None and playlist.chapters[s.chapter].warning is not None
        )
        windows = [s.decision.window for s in scenes if s.decision is not None and s.decision.window is not None]
        door = playlist.home[place.door] if place.door is not None else None
        picture = written.picture if written is not None else None
        title = written.title if written is not None else None
        return v.BeforeView(
            title=self.say(title) or (self.say(door.title) if door is not None else self.say(playlist.title)),
            paragraphs=self.paragraphs(written.text if written is not None else None),
            warnings=tuple(warnings),
            picture=self.picture(picture or (door.picture if door is not None else None)),
            timed=any(timed(s) for s in scenes),
            relaxed=self.visit.relaxed,
            window=self.visit.aids.time(min(windows, default=0)),
            gentler=any(s.gentler is not None for s in scenes),
            gentle=self.visit.gentle,
        )

    def decision(self, story: InStory) -> v.DecisionView | None:
        decision = self.playlist.scenes[story.scene].decision
        if decision is None or story.open is None or (story.open.closed and story.open.chosen is None):
            return None
        return v.DecisionView(
            serial=story.open.serial,
            ask=self.say(decision.ask),
            choices=tuple(
                v.ChoiceView(choice, self.say(decision.choice(choice).label), enabled)
                for choice, enabled in story.open.choices
            ),
            window=0 if self.visit.relaxed else self.visit.aids.time(decision.window or 0),
            held=self.visit.relaxed and decision.window is not None,
            chosen=story.open.chosen,
            by_default=story.open.closed and not story.open.answered,
            waits=self.visit.speaking,
        )

    def hotspots(self, story: InStory) -> tuple[v.HotspotView, ...]:
        hotspots = self.playlist.scenes[story.scene].hotspots
        return tuple(
            v.HotspotView(index, self.hotspot_label(index, story), hotspots[index].area)
            for index in sorted(story.hotspots)
        )

    def hotspot_label(self, index: int, story: InStory) -> str:
        hotspot = self.playlist.scenes[story.scene].hotspots[index]
        if hotspot.label is not None:
            return self.say(hotspot.label)
        page = self.playlist.pages.get(hotspot.open)
        return self.say(page.title if page is not None else self.playlist.collections[hotspot.open].title)

    def collection(self, name: str) -> v.CollectionView:
        collection = self.playlist.collections[name]
        door = next((door for door in self.playlist.home if door.open == name), None)
        title = self.say(collection.title) or (self.say(door.title) if door is not None else "")
        return v.CollectionView(title, tuple(self.page(self.playlist.pages[page]) for page in collection.pages))

    def page(self, page: Page) -> v.PageView:
        return v.PageView(
            id=page.id,
            kind=page.kind,
            title=self.say(page.title),
            role=self.say(page.role),
            paragraphs=self.paragraphs(page.text),
            picture=self.picture(page.picture),
            picture_text=self.say(page.picture_text),
            clip_label=self.say(page.clip_label),
            has_clip=page.clip is not None,
            playing=self.visit.clip is not None,
            begins=begins(self.playlist, self.visit) is not None,
            begin_label=self.say(page.begin_label),
            link=self.link(page.link, page.link_text),
            focus=page.focus,
        )

    def link(self, url: str | None, text: Text | None) -> v.LinkView | None:
        return v.LinkView(url, self.say(text)) if url is not None else None

    def ending(self, story: InStory) -> v.EndingView | None:
        ending = self.playlist.scenes[story.scene].ending
        if ending is None:
            return None
        people = [self.playlist.pages[page] for page in ending.people] if "people" in ending.show else []
        return v.EndingView(
            title=self.say(ending.title),
            text=self.say(ending.text),
            path=self.path(story) if "path" in ending.show else (),
            shares=tuple(self.shares(story)) if "shares" in ending.show else (),
            people=tuple(
                v.PersonView(page.id, self.say(page.title), self.say(page.role), self.picture(page.picture), page.focus)
                for page in people
            ),
            link=self.link(ending.link, ending.link_text) if "links" in ending.show else None,
            retry=ending.retry and story.decided_from is not None,
            complete=story.finished,
        )

    def shares(self, story: InStory) -> Iterator[v.ShareView]:
        """How earlier visitors answered this one's last decision by touch, as far as that is known, and ended."""
        shares = self.visit.house.shares
        for step in reversed(story.steps):
            share = shares.answers.get((step.scene, step.touched)) if step.touched is not None else None
            if share is not None:
                yield v.ShareView(self.say(step.told), share.same, share.whole)
                break
        ended = shares.endings.get(story.scene)
        if ended is not None:
            yield v.ShareView("", ended.same, ended.whole)

    def path(self, story: InStory) -> tuple[v.StepView, ...]:
        steps = []
        for step in story.steps:
            scene = self.playlist.scenes[step.scene]
            film = scene.variants[step.variant].clip
            clip = film.picture(self.visit.language)
            own = clip if clip.suffix.lower() in STILLS else self.picture(film.seen)  # it is a picture itself
            steps.append(v.StepView(step.scene, self.picture(scene.still) or own, clip, self.say(step.told)))
        return tuple(steps)
