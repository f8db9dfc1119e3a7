"""One turn of a visit: the value as it changes, and the effects as they gather. Lives only inside step()."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk.visit.effects import Arm, Drop, Effect, GoOn, GoRound, Hold, Play, Resume, StartTimer, StopTimer
from kiosk.visit.state import Armed, Film, InStory

if TYPE_CHECKING:
    from kiosk.playlist.model import Media, Playlist
    from kiosk.visit.state import TimerName, Visit


class Turn:
    def __init__(self, playlist: Playlist, visit: Visit) -> None:
        self.playlist = playlist
        self.visit = visit
        self.effects: list[Effect] = []

    def emit(self, *effects: Effect) -> None:
        self.effects.extend(effects)

    def change(self, **fields: Any) -> None:  # replace() checks the names; its values are checked where they are made
        self.visit = replace(self.visit, **fields)

    def number(self) -> int:
        number = self.visit.next
        self.change(next=number + 1)
        return number

    # ---- the story, where there is one

    @property
    def story(self) -> InStory:
        assert isinstance(self.visit.place, InStory)
        return self.visit.place

    def change_story(self, **fields: Any) -> None:
        self.change(place=replace(self.story, **fields))

    # ---- plays

    def arm(self, media: Media, *, loop: bool = False, start: int = 0) -> Armed:
        armed = Armed(media, self.number())
        self.emit(Arm(armed.play, media, loop, start))
        return armed

    def arm_ahead(self, clips: list[Media]) -> None:
        """Have just these clips ready for the next cut; what is ready already stays so."""
        kept = [a for a in self.visit.armed if a.media in clips]
        self.emit(*(Drop(a.play) for a in self.visit.armed if a.media not in clips))
        ready = [a.media for a in kept]
        self.change(armed=tuple(kept))
        for clip in clips:
            if clip not in ready:
                ready.append(clip)
                armed = self.arm(clip)
                self.change(armed=(*self.visit.armed, armed))

    def show(self, media: Media, *, loop: bool = False, start: int = 0) -> Film:
        """Let `media` run in front: from the armed plays if it is there."""
        armed = None if loop or start else next((a for a in self.visit.armed if a.media == media), None)
        if armed is None:
            armed = self.arm(media, loop=loop, start=start)
        else:
            self.change(armed=tuple(a for a in self.visit.armed if a is not armed))
        return self.show_armed(armed)

    def show_armed(self, armed: Armed) -> Film:
        self.emit(Play(armed.play))
        return Film(armed.play)

    def cut(self, film: Film | None) -> None:
        """An end for a play that has not had one."""
        if film is not None and not film.ended:
            self.emit(Drop(film.play))

    def run(self, film: Film, running: bool) -> Film:
        """Hold or let go a film, if it is not so already."""
        if film.ended or film.held is not running:
            return film
        self.emit(Resume(film.play) if running else Hold(film.play))
        return replace(film, held=not running)

    def go_round(self, film: Film, stretch: tuple[int, int] | None) -> Film:
        """Let a film go round in `stretch`, or run on, if it does not do so already."""
        if film.ended or film.rounds is (stretch is not None):
            return film
        self.emit(GoOn(film.play) if stretch is None else GoRound(film.play, *stretch))
        return replace(film, rounds=stretch is not None)

    # ---- timers

    def start_timer(self, name: TimerName, after: int) -> None:
        token = self.number()
        self.change(timers={**self.visit.timers, name: token})
        self.emit(StartTimer(token, after))

    def stop_timer(self, name: TimerName) -> None:
        if name in self.visit.timers:
            self.emit(StopTimer(self.visit.timers[name]))
            self.forget_timer(name)

    def forget_timer(self, name: TimerName) -> None:
        self.change(timers={n: t for n, t in self.visit.timers.items() if n != name})
