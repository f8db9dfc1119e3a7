"""Where VLC's pictures come in: its video callbacks for one player. They hand over and wake, and nothing else.

All of it runs in VLC's threads, but for `take` and `fill`, which are the deck's worker's.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from typing import Final

from kiosk.footage import engine
from kiosk.footage.grading import Grading, Light, grading, narrowing
from kiosk.footage.mailbox import Geometry, Matrix
from kiosk.footage.player import Player
from kiosk.footage.take import Take

_SPACES: Final[dict[int, Matrix]] = {1: "bt601", 2: "bt709"}
_SPACE_FIELD: Final = 26
"""uint32 fields from video_format_t.i_width to .space in VLC 3 (private; anything implausible is not believed)."""
_WIDE_PRIMARIES: Final = 4
_WIDE_SPACE: Final = 3
_LIGHTS: Final[dict[int, Light]] = {6: "pq", 8: "hlg"}
"""VLC 3's COLOR_PRIMARIES_BT2020, COLOR_SPACE_BT2020, and TRANSFER_FUNC_ of ST 2084 and B67 (.primaries and .transfer
are the two fields before .space)."""
_FULL_FIELD: Final = 27
"""Whether 0 .. 255 is all of the range (video_format_t.b_color_range_full; a byte)."""
_I420: Final = b"I420"
_J420: Final = b"J420"
REPEATS: Final = 4
"""Displays of the same picture, some 75 ms apart, after which a film certainly stands."""
STANDS: Final = 1.0
"""Seconds that VLC's thread waits before it shows the same picture once more; and the longest that anything VLC does
meanwhile may have to wait for it."""
_HD_LINES: Final = 576
"""More lines than this are BT.709 where the file does not say, as VLC and everyone guesses."""


class Inlet:
    """Fills the mailbox and the clock of `take`. `wake` is called for each picture that is to be drawn, `begun` for a
    take's first one; both must only hand over."""

    def __init__(self, *, wake: Callable[[], None], begun: Callable[[Take], None]) -> None:
        self.take: Take | None = None
        """What VLC has; rebound by the worker only while VLC's threads are stopped."""
        self._wake, self._begun = wake, begun
        # kept as long as the player: VLC does not keep them alive, and calls them until it is released
        self._callbacks = (
            engine.FormatCallback(engine.from_vlc(self._format, 0)),
            engine.CleanupCallback(engine.from_vlc(_ended, None)),
            engine.LockCallback(engine.from_vlc(self._lock, None)),
            engine.DisplayCallback(engine.from_vlc(self._display, None)),
        )
        self._spill = ctypes.create_string_buffer(1)
        self._grading: Grading | None = None
        self._moves = threading.Event()
        self._moves.set()
        self._repeats = 0
        """Displays since it was told to stand."""

    def fill(self, player: Player) -> None:
        """Have `player` decode into here. Must outlive it."""
        player.fill(*self._callbacks)

    def stand(self) -> None:
        """The film was told to stand still, or stands before its first picture. Any thread."""
        self._repeats = 0
        self._moves.clear()

    def move(self) -> None:
        """The film is about to be told to run, or to stop. Any thread; before VLC is asked, which would wait."""
        self._moves.set()

    def _format(self, _opaque: int, chroma: int, width: int, height: int, pitches: int, lines: int) -> int:
        take = self.take
        # WORKAROUND(libvlc 3): with --avcodec-hw=none, too, VLC first offers pictures in a graphics card's memory. Can
        # go when test_vlc_offers_pictures_in_a_cards_memory fails.
        asked = ctypes.string_at(chroma, 4)
        if take is None or (asked[:2] in (b"VA", b"VD") and asked not in take.opaque):  # in a graphics card's memory
            return 0
        take.on_card = asked in take.opaque  # asked again with another, where the card refuses
        geometry = self._geometry(take, width, height)
        # asked for I420, VLC narrows the full range of some J420 films (H.264) and not of others (HEVC, MJPEG)
        ctypes.memmove(chroma, _J420 if asked == _J420 else _I420, 4)
        ctypes.c_uint32.from_address(width).value = geometry.width
        ctypes.c_uint32.from_address(height).value = geometry.height
        (ctypes.c_uint32 * 3).from_address(pitches)[:] = list(geometry.pitches)
        (ctypes.c_uint32 * 3).from_address(lines)[:] = list(geometry.lines)
        self._spill = ctypes.create_string_buffer(geometry.pitches[0] * geometry.lines[0])
        self._grading = _grading(width) or (narrowing() if _is_full(asked, width) else None)
        take.mailbox.open(geometry)
        engine.keep_thread()  # the one that hands all pictures over, up to _ended
        return 1

    @staticmethod
    def _geometry(take: Take, width: int, height: int) -> Geometry:
        """The visible size.

        WORKAROUND(libvlc 3): VLC offers the padded one (1090 lines for 1080), and would stretch the picture to it, for
        a third more of the processor. Can go when test_vlc_offers_padded_lines fails.
        """
        fields = (ctypes.c_uint32 * (_SPACE_FIELD + 1)).from_address(width)
        across, down = fields[4], fields[5]
        if not (0 < across <= fields[0] and 0 < down <= ctypes.c_uint32.from_address(height).value):
            across, down = fields[0], ctypes.c_uint32.from_address(height).value
        matrix = _SPACES.get(fields[_SPACE_FIELD]) or ("bt709" if down > _HD_LINES else "bt601")
        if _grading(width):
            matrix = "bt709"  # what it becomes
        return Geometry(across, down, take.clip.aspect if take.clip else 1.0, matrix)

    def _lock(self, _opaque: int, planes: int) -> int | None:
        target = (ctypes.c_void_p * 3).from_address(planes)
        target[:] = [ctypes.addressof(self._spill)] * 3  # VLC writes whatever happens here: never to nowhere
        take = self.take
        if take is None or self._stood():
            return None
        slot, picture = take.mailbox.write()
        target[:] = list(picture.planes)
        return slot + 1  # VLC hands it to display; 0 would be NULL

    def _stood(self) -> bool:
        """Whether the picture is the one that stands already: then it waits for the film to go on, and is thrown away.

        WORKAROUND(libvlc 3): VLC copies and shows a standing picture 14 times a second: a twentieth of what a running
        film costs, for each of those that are armed. It cannot be told not to, so its thread is kept. Can go when
        test_a_paused_film_shows_its_picture_again_and_again fails.
        """
        if self._repeats < REPEATS or self._moves.is_set():
            return False
        self._moves.wait(STANDS)
        return True

    def _display(self, _opaque: int, picture: int | None) -> None:
        take = self.take
        if take is None or not picture:
            return
        now = time.monotonic()
        take.clock.displayed(now)
        if not take.shows(now):
            return  # the next picture is written over it
        if self._grading:
            take.mailbox.change(picture - 1, self._grading.apply)
        take.mailbox.publish(picture - 1)
        if take.mailbox.published == 1:
            self._begun(take)
        elif not self._moves.is_set():
            self._repeats += 1
        if take.mailbox.watched:
            self._wake()


def _grading(width: int) -> Grading | None:
    """What a BT.2020 film needs; None for every other. `width` is the address of video_format_t.i_width."""
    primaries, transfer, space = (ctypes.c_uint32 * (_SPACE_FIELD + 1)).from_address(width)[_SPACE_FIELD - 2 :]
    bright = transfer in _LIGHTS  # asked as well as the space, which VLC calls BT.601 in an AV1 film
    if primaries != _WIDE_PRIMARIES or not (bright or space == _WIDE_SPACE):
        return None
    return grading(_LIGHTS.get(transfer, "sdr"))


def _is_full(asked: bytes, width: int) -> bool:
    """Whether the pictures come in full range: those of other J chromas (J422) VLC narrows as it makes them I420."""
    full = ctypes.c_uint8.from_address(width + 4 * _FULL_FIELD).value == 1
    return asked == _J420 or (full and not asked.startswith(b"J"))


def _ended(_opaque: int) -> None:
    """VLC hands no more over. The pictures' memory is Python's: there is nothing to clean up."""
    engine.leave_thread()
