"""What footage promises, to whoever shows film: the one interface between it and the rest of the house.

`kiosk.footage.Footage` keeps it with VLC, `tests.footage.double.Double` with a clock moved by hand; both have to pass
`tests/footage/test_contract.py`. Knows neither Qt nor VLC.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from kiosk.playlist.model import Media


class Telling(Protocol):
    """One thing a projector tells: Qt's signals are such."""

    def connect(self, slot: Callable[..., Any], /) -> object:
        """Call `slot` with what is told, each time, from the event loop."""


class Projector(Protocol):
    """Film by numbers: a play is one showing of one clip, and its number is the caller's to choose.

    What holds for all of it:

    - **One end.** A play that was armed comes to exactly one of: `ended`, `failed`, drop(). Nothing is told of it
      afterwards, and every call with its number does nothing; it may be armed anew.
    - **In order.** `shown` comes once and before every `marked` of the same play; `marked` of the last pictures comes
      before `ended`; marks come in the order of the film, each once.
    - **Never from inside a call.** A signal comes from the event loop only, so whoever hears it may call anything.
    - **One film on the screen**: the one that play() or resume() was called for last, as soon as its first picture is
      there. What is shown until then runs on, and is held in that moment. One that was asked for before, and has shown
      nothing yet, is only armed again: it does not come after all.
    - **Never nothing.** What was shown last stays until the next first picture: after `ended`, `failed`, drop(), too.
    - **Decks are few.** What is armed while all are taken waits. play() takes one from what is armed only (the
      youngest first, which then waits itself); where every deck has film that was shown already, it waits until one of
      them is over. Who was asked for comes first, then who waits longest. None of this fails a play.
    - The GUI's thread only, and no call waits for a disk or for VLC.
    """

    @property
    def shown(self) -> Telling:
        """(play, duration): its first picture is on the screen. Duration in ms, 0 where the file does not say. Also
        where the screen is off, half a second late."""

    @property
    def marked(self) -> Telling:
        """(play, name): the film reached the time that mark() named."""

    @property
    def ended(self) -> Telling:
        """(play): it ran to its natural end; never a loop."""

    @property
    def failed(self) -> Telling:
        """(play, reason): it cannot be shown, or not to its end. In words for a technician."""

    @property
    def caption(self) -> Telling:
        """(text): what the caption line has to show now, of the film on the screen; "" for nothing."""

    @property
    def troubled(self) -> Telling:
        """(text): something is wrong that no play fails of. Each text once."""

    def arm(self, play: int, media: Media, *, loop: bool = False, start: int = 0) -> None:
        """Load `media` and hold it before its first picture, `start` ms into the film. `loop` goes round for ever.

        Nothing is told until play(), but `failed`. Raises ValueError for a play that is known already."""

    def play(self, play: int) -> None:
        """Show it and let it run; where it was held, only show it."""

    def hold(self, play: int) -> None:
        """Stop its film where it is: picture and position stay, and no mark of it comes. Before its first picture, that
        one is shown when it is asked for, and held."""

    def resume(self, play: int) -> None:
        """Show it again and let it run on from where it was held. One that was never played is played."""

    def drop(self, play: int) -> None:
        """It is over, and nothing more is heard of it."""

    def go_round(self, play: int, start: int, end: int) -> None:
        """From now on its film goes back to `start` whenever it comes to `end` (ms); marks after `start`, up to `end`,
        come anew in each round. Best asked for half a second before `end`, or the last picture stands until the next
        round is ready. A start within the first 100 ms of the film is taken for its beginning."""

    def go_on(self, play: int) -> None:
        """Its film goes back no more: it runs on from where it is, to its end."""

    def mark(self, play: int, name: str, at: int) -> None:
        """Tell `marked` once when its film passes `at` ms; at once where it has, but never before `shown`. One that the
        film never reaches is never told."""

    def set_language(self, language: str) -> None:
        """Clips, sound and captions of every play from now on. What is running goes on at the same place, and neither
        `shown` nor any mark is told again."""

    def set_aside(self, *, described: bool, signed: bool) -> None:
        """Whether films are described by a voice, and signed, from now on, where they have something for that. What is
        running goes on at the same place, and nothing is told again. Neither, until it was asked for."""

    def set_volume(self, level: float) -> None:
        """0..1, for what runs and what will; what lies outside is taken for the nearer end."""

    def position(self, play: int) -> int:
        """Milliseconds of its film. Never goes back, but where it goes round; never beyond the duration; stands still
        while held. Its `start` while it is armed, 0 for a play that is over or unknown."""

    def close(self) -> None:
        """Stop everything, within 2 s. Nothing is told any more, and nothing can be armed. May be called again."""
