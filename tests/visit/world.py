"""A world for a visit: footage and clock that keep their promises, and a judge that checks what the visit asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.playlist.model import Media, Playlist, Value
from kiosk.visit import effects as ef
from kiosk.visit import events as ev
from kiosk.visit.opening import carry_over, open_scene, scene_again
from kiosk.visit.showing import show
from kiosk.visit.state import House, InStory, Visit
from kiosk.visit.step import start, step
from kiosk.visit.view import View

HOUSE = House("en", speech=True)
CLIP = 10_000
"""Every clip of this world lasts so long, in ms."""


def clip(name: str) -> Media:
    return Media(name, Path("/media") / name)


@dataclass
class Showing:
    media: Media
    loop: bool
    position: int
    state: str = "armed"  # armed, running, held
    shown: bool = False
    marks: dict[str, int] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)
    stretch: tuple[int, int] | None = None
    """Where it goes round."""


class World:
    """`broken` names clips that fail as soon as they are armed."""

    def __init__(self, playlist: Playlist, *, broken: frozenset[str] = frozenset(), seed: int = 1) -> None:
        self.playlist = playlist
        self.broken = broken
        self.now = 0
        self.timers: dict[int, int] = {}
        self.plays: dict[int, Showing] = {}
        self.over: set[int] = set()
        self.numbers: set[int] = set()
        self.open: str | None = None
        self.done: list[ef.Effect] = []
        self.pending: list[ev.Event] = []
        self.visit: Visit
        self.visit, effects = start(playlist, HOUSE, seed)
        self.perform(effects)

    # ---- what a test does

    def send(self, *events: ev.Event) -> World:
        for event in events:
            self._send(event)
        return self

    def wait(self, ms: int) -> World:
        """Let time go by: film runs, marks are passed, clips end, timers come due, in their order."""
        end = self.now + ms
        while True:
            self._flush()
            due = min([end, *self.timers.values(), *(self.now + left for left in self._film_events())])
            self._roll(due - self.now)
            self._flush()
            if self.now >= end and not self._due():
                return self

    def open_at(self, scene: str, **values: Value) -> World:
        """As a technician does who wants to see one scene."""
        return self._put(*open_scene(self.playlist, self.visit, scene, values))

    def play_again(self) -> World:
        return self._put(*scene_again(self.playlist, self.visit))

    def carry_into(self, playlist: Playlist) -> World:
        """The playlist was saved anew while a technician tries it."""
        place = self.visit.place
        play = self.plays.get(place.film.play) if isinstance(place, InStory) else None
        old, self.playlist = self.playlist, playlist
        return self._put(*carry_over(old, playlist, self.visit, play.position if play is not None else 0))

    def _put(self, visit: Visit, effects: tuple[ef.Effect, ...]) -> World:
        self.visit = visit
        self.perform(effects)
        self.judge()
        show(self.playlist, self.visit)
        return self

    @property
    def story(self) -> InStory:
        """Where the visitor is in a story; fails where they are not."""
        assert isinstance(self.visit.place, InStory)
        return self.visit.place

    @property
    def view(self) -> View:
        return show(self.playlist, self.visit)

    def happened(self, kind: type) -> list[ef.Effect]:
        return [effect for effect in self.done if isinstance(effect, kind)]

    def running(self) -> list[str]:
        return [play.media.name for play in self.plays.values() if play.state == "running"]

    # ---- the machinery

    def _send(self, event: ev.Event) -> None:
        self.visit, effects = step(self.playlist, self.visit, event)
        self.perform(effects)
        self.judge()
        show(self.playlist, self.visit)  # every state can be drawn

    def _flush(self) -> None:
        while self.pending:
            self._send(self.pending.pop(0))

    def _film_events(self) -> list[int]:
        left = []
        for play in self.plays.values():
            if play.state == "running":
                left += [at - play.position for at in play.marks.values() if at >= play.position]
                if play.stretch is not None:
                    left.append(play.stretch[1] - play.position)
                elif not play.loop:
                    left.append(CLIP - play.position)
        return [max(0, ms) for ms in left]

    def _due(self) -> bool:
        return any(due <= self.now for due in self.timers.values()) or 0 in self._film_events()

    def _roll(self, ms: int) -> None:
        self.now += ms
        for number, play in list(self.plays.items()):
            if play.state != "running":
                continue
            play.position += ms
            for name, at in sorted(play.marks.items(), key=lambda item: item[1]):
                if at <= play.position:
                    play.passed[name] = play.marks.pop(name)
                    self.pending.append(ev.MarkReached(number, name))
            if play.stretch is not None and play.position >= play.stretch[1]:
                play.position, (start, end) = play.stretch[0], play.stretch
                play.marks |= {name: at for name, at in play.passed.items() if start < at <= end}
            elif not play.loop and play.position >= CLIP:
                self._end(number)
                self.pending.append(ev.ClipEnded(number))
        for token, due in list(self.timers.items()):
            if due <= self.now:
                del self.timers[token]
                self.pending.append(ev.TimerDue(token))

    def _end(self, number: int) -> None:
        del self.plays[number]
        self.over.add(number)

    def perform(self, effects: tuple[ef.Effect, ...]) -> None:
        for effect in effects:
            self.done.append(effect)
            self._perform(effect)

    def _new(self, number: int) -> None:
        assert number not in self.numbers, "a number was used twice"
        self.numbers.add(number)

    def _perform(self, effect: ef.Effect) -> None:
        match effect:
            case ef.Arm(number, media, loop, at):
                self._new(number)
                self.plays[number] = Showing(media, loop, at)
                if media.name in self.broken:
                    self._end(number)
                    self.pending.append(ev.ClipFailed(number, "broken"))
            case ef.Play(number) | ef.Resume(number):
                if number in self.over:
                    return  # it failed meanwhile, and the event is on its way
                play = self.plays[number]
                assert play.state == ("armed" if isinstance(effect, ef.Play) else "held")
                play.state = "running"
                if not play.shown:
                    play.shown = True
                    self.pending.append(ev.FirstFrameShown(number, CLIP))
            case ef.Hold(number):
                if number not in self.over:
                    assert self.plays[number].state == "running"
                    self.plays[number].state = "held"
            case ef.Drop(number):
                if number not in self.over:
                    self._end(number)
                else:
                    assert ev.ClipEnded(number) in self.pending or ev.ClipFailed(number, "broken") in self.pending, (
                        "dropped after its end was told"
                    )
            case ef.GoRound(number, start, end):
                if number not in self.over:
                    assert self.plays[number].stretch is None
                    self.plays[number].stretch = start, end
            case ef.GoOn(number):
                if number not in self.over:
                    assert self.plays[number].stretch is not None
                    self.plays[number].stretch = None
            case ef.Mark(number, name, at):
                if number not in self.over:
                    self.plays[number].marks[name] = at
            case ef.StartTimer(token, after):
                self._new(token)
                assert after >= 0  # a beat may be none at all
                self.timers[token] = self.now + after
            case ef.StopTimer(token):
                self.timers.pop(token, None)
            case ef.DecisionOpened(scene):
                assert self.open is None, f"{self.open} was still open"
                self.open = scene
            case ef.DecisionClosed(scene) | ef.DecisionLeft(scene):
                assert self.open == scene, "answered twice, or never asked"
                self.open = None

    def judge(self) -> None:
        running = [play for play in self.plays.values() if play.state == "running"]
        assert len(running) <= 1, f"two films at once: {[play.media.name for play in running]}"
        armed = [play for play in self.plays.values() if play.state == "armed"]
        assert len(armed) <= 5, "more made ready than there are decks"
        assert set(self.visit.timers.values()) >= set(self.timers), "a timer that nobody waits for"
