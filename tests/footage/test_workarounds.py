"""Every workaround says what it is for and how to see that it can go; and the faults are still there.

A test here that fails with "this workaround can go" is good news: take the workaround out, and the test with it.
"""

from __future__ import annotations

import ctypes
import inspect
import platform
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import vlc
from PySide6.QtGui import QImage

import kiosk
from kiosk.footage import engine
from kiosk.footage.inlet import Inlet
from kiosk.footage.player import Player
from kiosk.footage.take import Order, Take

TESTS = Path(__file__).parent.parent
TAG = re.compile(r"WORKAROUND\((?P<of>[^)]+)\): (?P<why>.+?) Can go when (?P<when>[^.]+(?:\.py[^.]*)?)\.")
KNOWN = re.compile(r"(libvlc|python-vlc|Python|Qt|PySide6) \d+(\.\d+)*")
GONE = "this workaround can go: the fault is mended in what is installed"


def tags() -> Iterator[tuple[str, str]]:
    """(file, text from the tag on), in one line without the signs of comments."""
    for path in sorted(Path(kiosk.__file__).parent.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"WORKAROUND", text):
            lines = text[match.start() :].split("\n")[:8]
            yield path.name, " ".join(line.strip().removeprefix("#").strip() for line in lines)


def test_every_workaround_says_of_what_why_and_when_it_can_go() -> None:
    found = list(tags())
    assert len(found) >= 12
    written = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    for file, text in found:
        tag = TAG.match(text)
        assert tag, f"{file}: {text[:100]}"
        assert KNOWN.fullmatch(tag["of"]), f"{file}: of which version of what? {tag['of']}"
        named = re.findall(r"\btest_\w+", tag["when"])
        assert named, f"{file}: no test shows when it can go: {tag['when']}"
        for name in named:
            assert f"def {name}(" in written, f"{file}: there is no test {name}"


def test_every_fault_that_is_watched_here_has_its_workaround() -> None:
    watched = {
        name
        for name, body in sorted(globals().items())
        if name.startswith("test_") and "GONE" in inspect.getsource(body) and not name.startswith("test_every_")
    }
    assert len(watched) >= 9
    assert {name for name in watched if not any(name in text for _file, text in tags())} == set()


# ---- python-vlc


def test_python_vlc_declares_the_chroma_as_text() -> None:
    assert vlc.CallbackDecorators.VideoFormatCb._argtypes_[1] is ctypes.c_char_p, GONE


def test_python_vlc_declares_a_union_as_three_fields() -> None:
    assert ctypes.sizeof(vlc.MediaTrack) != ctypes.sizeof(engine.Track), GONE


# ---- Python


def remembered(calls: list[Callable[[], None]]) -> list[bool]:
    """Makes `calls` in one thread that is not Python's, and says for each whether Python still knew the thread from
    the one before."""
    glib = ctypes.CDLL("libglib-2.0.so.0")
    glib.g_thread_pool_new.restype = ctypes.c_void_p
    local, known, turn = threading.local(), list[bool](), iter(calls)

    def call(_data: int, _user: int) -> None:
        known.append(hasattr(local, "met"))
        local.met = True
        next(turn)()

    called = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(call)
    pool = ctypes.c_void_p(glib.g_thread_pool_new(called, None, 1, 1, None))
    for _ in calls:
        glib.g_thread_pool_push(pool, ctypes.c_void_p(1), None)
    glib.g_thread_pool_free(pool, 0, 1)
    return known


def nothing() -> None:
    pass


def test_python_forgets_a_foreign_thread_with_each_callback() -> None:
    assert remembered([nothing, nothing]) == [False, False], GONE


def test_a_thread_is_remembered_until_it_is_left() -> None:
    keep, leave = engine.keep_thread, engine.leave_thread
    assert remembered([leave, keep, keep, nothing, leave, nothing, nothing]) == [
        False, False, True, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.vlc
def test_each_of_vlcs_threads_is_left_that_was_kept(clips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, left = list[int](), list[int]()
    keep, leave = engine.keep_thread, engine.leave_thread

    def noting_keep() -> None:
        kept.append(threading.get_ident())
        keep()

    def noting_leave() -> None:
        left.append(threading.get_ident())
        leave()

    monkeypatch.setattr(engine, "keep_thread", noting_keep)
    monkeypatch.setattr(engine, "leave_thread", noting_leave)
    watch(clips / "short.mp4", until_over=True)
    watch(clips / "long.mp4", ":start-paused", ":start-time=0.001", seconds=0.5)
    assert len(kept) == 2
    assert left == kept


# ---- libvlc, as it is without the workarounds


class NotingInlet(Inlet):
    """Also keeps what VLC offers: (chroma, padded lines, visible lines) for each time it asks."""

    def __init__(self) -> None:
        self.offers: list[tuple[bytes, int, int]] = []
        super().__init__(wake=lambda: None, begun=lambda _take: None)

    def _format(self, opaque: int, chroma: int, width: int, height: int, pitches: int, lines: int) -> int:
        fields = (ctypes.c_uint32 * 6).from_address(width)
        padded = ctypes.c_uint32.from_address(height).value
        self.offers.append((ctypes.string_at(chroma, 4), padded, fields[5]))
        return super()._format(opaque, chroma, width, height, pitches, lines)


@dataclass
class Bare:
    """What VLC does with a file by itself. Made for one file, in one thread."""

    said: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    offers: list[tuple[bytes, int, int]] = field(default_factory=list)
    pictures: int = 0
    track: int = -1


def watch(path: Path, *options: str, seconds: float = 10, until_over: bool = False, audible: bool = False) -> Bare:
    """Play `path` for `seconds`, or until its end if that comes first."""
    instance = engine.new_instance("--aout=dummy" if audible else "--no-audio")
    player, inlet, bare, over = Player(instance), NotingInlet(), Bare(), threading.Event()
    inlet.take = Take(Order(path))

    def say(what: str) -> None:
        bare.said.append(what)
        over.set()

    inlet.fill(player)
    player.hear(
        ended=lambda: say("ended"),
        failed=lambda: say("failed"),
        time_changed=lambda _time: bare.times.append(time.monotonic()),
    )
    media = player.media(path)
    for option in options:
        media.add_option(option)
    player.set_media(media)
    media.release()
    assert player.play()
    assert over.wait(seconds) or not until_over
    bare.track = player.audio_get_track()
    player.stop()
    bare.pictures, bare.offers = inlet.take.mailbox.published, inlet.offers
    player.release()
    engine.release(instance)
    return bare


@pytest.mark.vlc
def test_a_paused_start_shows_nothing(clips: Path) -> None:
    assert watch(clips / "long.mp4", ":start-paused", seconds=0.7).pictures == 0, GONE
    assert watch(clips / "long.mp4", ":start-paused", ":start-time=0.001", seconds=0.7).pictures > 0


@pytest.mark.vlc
def test_a_paused_film_shows_its_picture_again_and_again(clips: Path) -> None:
    assert watch(clips / "long.mp4", ":start-paused", ":start-time=0.001", seconds=0.9).pictures > 2, GONE


@pytest.mark.vlc
def test_a_paused_start_between_key_frames_shows_nothing(clips: Path) -> None:
    assert watch(clips / "long.mp4", ":start-paused", ":start-time=0.500", seconds=0.7).pictures == 0, GONE


@pytest.mark.vlc
def test_a_language_passes_over_tracks_that_are_not_enabled(clips: Path) -> None:
    track = watch(clips / "tracks.mp4", ":audio-language=eng", seconds=1, audible=True).track
    assert track != -1
    assert track == 1, GONE  # the Korean one; 2 is English


@pytest.mark.vlc
def test_garbage_ends_and_does_not_fail(tmp_path: Path) -> None:
    (tmp_path / "garbage.mp4").write_bytes(bytes(range(256)) * 64)
    bare = watch(tmp_path / "garbage.mp4", until_over=True)
    assert bare.said == ["ended"], GONE
    assert bare.pictures == 0


@pytest.mark.vlc
def test_the_time_is_told_every_quarter_of_a_second(clips: Path) -> None:
    bare = watch(clips / "a.mp4", until_over=True)
    gaps = [later - earlier for earlier, later in zip(bare.times, bare.times[1:], strict=False)]
    assert statistics.median(gaps) > 0.15, GONE  # a picture lasts 0.033 s


@pytest.mark.skipif(platform.machine() != "x86_64", reason="what is offered depends on what a build knows of cards")
@pytest.mark.vlc
def test_vlc_offers_pictures_in_a_cards_memory(clips: Path) -> None:
    chromas = [chroma for chroma, _padded, _visible in watch(clips / "short.mp4", until_over=True).offers]
    assert chromas[-1] == b"I420"
    assert {chroma[:2] for chroma in chromas[:-1]} & {b"VA", b"VD"}, GONE


@pytest.mark.vlc
def test_vlc_offers_padded_lines(clips: Path) -> None:
    offers = watch(clips / "short.mp4", until_over=True).offers
    assert offers
    assert {visible for _chroma, _padded, visible in offers} == {180}
    assert any(padded > visible for _chroma, padded, visible in offers), GONE


@pytest.mark.vlc
@pytest.mark.parametrize("form", ["jpg", "png"])
def test_vlc_does_not_let_a_picture_stand(tmp_path: Path, form: str) -> None:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(tmp_path / f"still.{form}"))
    assert watch(tmp_path / f"still.{form}", ":image-duration=8", seconds=1.5).pictures > 5, GONE
