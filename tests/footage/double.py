"""Footage without VLC, disk or waiting: keeps kiosk.projector.Projector's promises on a clock that a test moves.

test_contract.py holds it to them, beside the real one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from kiosk.playlist.model import Media

LASTS = 10_000
"""ms a clip lasts, unless told otherwise."""


class Telling:
    """A signal that anybody may send."""

    def __init__(self) -> None:
        self._slots: list[Callable[..., Any]] = []

    def connect(self, slot: Callable[..., Any], /) -> None:
        self._slots.append(slot)

    def emit(self, *values: object) -> None:
        for slot in tuple(self._slots):
            slot(*values)


@dataclass(eq=False)
class Play:
    """`ready_at` is None while it waits for a deck."""

    number: int
    media: Media
    loop: bool
    position: int
    duration: int
    ready_at: int | None = None
    wanted: bool = False
    gone: bool = False
    """It went on the screen."""
    told: bool = False
    """`shown` was said."""
    held: bool = False
    marks: list[tuple[int, str]] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)
    stretch: tuple[int, int] | None = None
    """Film times between which it goes round."""

    @property
    def running(self) -> bool:
        return self.gone and not self.held

    def left(self) -> int:
        """ms of film until it has something to tell; at a loop's or a stretch's end it only goes round."""
        ahead = [at for at, _name in self.marks if at >= self.position]
        if self.stretch is not None and self.stretch[1] > self.position:
            ahead.append(self.stretch[1])
        return max(0, min([self.duration, *ahead]) - self.position)

    def go_round(self) -> None:
        """Where it has come to the end of what goes round."""
        if self.loop and self.position >= self.duration:
            self.position -= self.duration
        if self.stretch is not None and self.position >= self.stretch[1]:
            start, end = self.stretch
            self.position += start - end
            self.marks += [mark for mark in self.passed if start < mark[0] <= end]
            self.passed = [mark for mark in self.passed if mark[0] <= start]


class Double:
    """`lasts` gives single clips their length by name, `broken` names those that fail. A clip is ready `loading` ms
    after it got a deck. Captions and troubles are a test's own to send."""

    def __init__(
        self,
        *,
        lasts: Mapping[str, int] | None = None,
        broken: frozenset[str] = frozenset(),
        loading: int = 0,
        decks: int = 6,
    ) -> None:
        self.shown, self.marked, self.ended = Telling(), Telling(), Telling()
        self.failed, self.caption, self.troubled = Telling(), Telling(), Telling()
        self.now = 0
        """ms since it was made."""
        self.plays: dict[int, Play] = {}
        """Those that are not over."""
        self.on_screen: Play | None = None
        self.language, self.level, self.closed = "", 0.0, False
        self.aside = (False, False)
        """Described, and signed."""
        self.broken = broken
        self._lasts, self._loading, self._decks = lasts or {}, loading, decks

    # ---- the promises

    def arm(self, play: int, media: Media, *, loop: bool = False, start: int = 0) -> None:
        if play in self.plays:
            raise ValueError(f"play {play} is armed already")
        if not self.closed:
            self.plays[play] = Play(play, media, loop, start, self._lasts.get(media.name, LASTS))
            self._seat()

    def play(self, play: int) -> None:
        asked = self.plays.get(play)
        if asked is None:
            return
        for other in self.plays.values():
            other.wanted = other.gone or other is asked
        if asked.ready_at is None and self._free() == 0:
            armed = [other for other in self.plays.values() if other.ready_at is not None and not other.wanted]
            if armed:
                armed[-1].ready_at = None
        self._seat()
        if self._is_ready(asked) and asked.media.name not in self.broken:
            self._go(asked)

    def hold(self, play: int) -> None:
        if play in self.plays:
            self.plays[play].held = True

    def resume(self, play: int) -> None:
        if play in self.plays:
            self.plays[play].held = False
            self.play(play)

    def drop(self, play: int) -> None:
        if play in self.plays:
            self._end(self.plays[play])

    def go_round(self, play: int, start: int, end: int) -> None:
        if play in self.plays:
            self.plays[play].stretch = (start, end)

    def go_on(self, play: int) -> None:
        if play in self.plays:
            self.plays[play].stretch = None

    def mark(self, play: int, name: str, at: int) -> None:
        if play in self.plays:
            self.plays[play].marks.append((at, name))

    def set_language(self, language: str) -> None:
        for play in self.plays.values():
            other_film = play.media.picture(language) != play.media.picture(self.language)
            if other_film and play.ready_at is not None and not play.gone:
                play.ready_at = self.now + self._loading
        self.language = language

    def set_aside(self, *, described: bool, signed: bool) -> None:
        self.aside = (described, signed)

    def set_volume(self, level: float) -> None:
        self.level = min(1.0, max(0.0, level))

    def position(self, play: int) -> int:
        return self.plays[play].position if play in self.plays else 0

    def close(self) -> None:
        self.closed = True
        self.plays.clear()
        self.on_screen = None

    # ---- a test's hand on the clock

    def run(self, ms: int) -> None:
        """Let time go by: films run, and everything is told when it is due."""
        end = self.now + ms
        while True:
            self.tell()
            step = min([end - self.now, *(play.left() or 1 for play in self.plays.values() if play.running),
                        *(play.ready_at - self.now for play in self.plays.values()
                          if play.ready_at is not None and play.ready_at > self.now)])  # fmt: skip
            if self.now >= end:
                return
            self.now += step
            for play in self.plays.values():
                if play.running:
                    play.position += step
            self.tell()
            for play in self.plays.values():
                if play.running:
                    play.go_round()

    def tell(self) -> None:
        """Everything that is due now, as the event loop would; also what the listeners ask for meanwhile."""
        while (telling := self._next()) is not None:
            telling()

    # ---- inside

    def _next(self) -> Callable[[], None] | None:
        for play in list(self.plays.values()):
            if self._is_ready(play) and play.media.name in self.broken:
                return partial(self._fail, play)
            if play.wanted and not play.gone and self._is_ready(play):
                self._go(play)
            if play is self.on_screen and not play.told:
                return partial(self._show, play)
            if play.told and min(play.marks, default=(play.position + 1, ""))[0] <= play.position:
                return partial(self._mark, play)
            if play.told and play.running and not play.loop and play.position >= play.duration:
                return partial(self._run_out, play)
        return None

    def _is_ready(self, play: Play) -> bool:
        return play.ready_at is not None and play.ready_at <= self.now

    def _go(self, play: Play) -> None:
        before, self.on_screen, play.gone = self.on_screen, play, True
        if before is not None and before is not play:
            before.held = True

    def _free(self) -> int:
        return self._decks - sum(play.ready_at is not None for play in self.plays.values())

    def _seat(self) -> None:
        waiting = [play for play in self.plays.values() if play.ready_at is None]
        for play in sorted(waiting, key=lambda play: not play.wanted)[: max(0, self._free())]:
            play.ready_at = self.now + self._loading

    def _end(self, play: Play) -> None:
        del self.plays[play.number]
        if self.on_screen is play:
            self.on_screen = None
        self._seat()

    def _fail(self, play: Play) -> None:
        self._end(play)
        self.failed.emit(play.number, "broken")

    def _show(self, play: Play) -> None:
        play.told = True
        self.shown.emit(play.number, play.duration)

    def _mark(self, play: Play) -> None:
        play.marks.sort()
        play.passed.append(play.marks.pop(0))
        self.marked.emit(play.number, play.passed[-1][1])

    def _run_out(self, play: Play) -> None:
        self._end(play)
        self.ended.emit(play.number)
