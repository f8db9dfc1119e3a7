"""The doors to libvlc: one instance, callbacks of our own, and a guard that keeps VLC's threads out of libvlc.

python-vlc does all that it does well. Its video callbacks are declared here once more, because its format callback gets
the chroma as immutable bytes and can set nothing.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

import vlc

P = ParamSpec("P")
R = TypeVar("R")

_Pointer = ctypes.c_void_p
# WORKAROUND(python-vlc 3.0.21203): VideoFormatCb declares `chroma` as c_char_p (oaubert/python-vlc#294). Can go when
# test_python_vlc_declares_the_chroma_as_text fails.
FormatCallback = ctypes.CFUNCTYPE(ctypes.c_uint, _Pointer, _Pointer, _Pointer, _Pointer, _Pointer, _Pointer)
CleanupCallback = ctypes.CFUNCTYPE(None, _Pointer)
LockCallback = ctypes.CFUNCTYPE(_Pointer, _Pointer, _Pointer)
DisplayCallback = ctypes.CFUNCTYPE(None, _Pointer, _Pointer)
SetupCallback = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, _Pointer, _Pointer)
PlayCallback = ctypes.CFUNCTYPE(None, _Pointer, _Pointer, ctypes.c_uint, ctypes.c_int64)
DateCallback = ctypes.CFUNCTYPE(None, _Pointer, ctypes.c_int64)
BareCallback = ctypes.CFUNCTYPE(None, _Pointer)

_LOCKED: Final = 0
"""PyGILState_LOCKED: the interpreter stays with whoever calls."""
mishaps: Final[deque[BaseException]] = deque(maxlen=50)
"""What went wrong inside VLC's callbacks, where an exception can reach nobody. Footage tells it; tests fail on it."""


class Inside(threading.local):
    """Each thread's own."""

    callback: bool = False
    """It is inside one of VLC's callbacks."""
    kept: bool = False
    """See keep_thread()."""


inside: Final = Inside()


class VideoTrack(ctypes.Structure):
    """libvlc_video_track_t."""

    _fields_ = tuple(
        (name, ctypes.c_uint)
        for name in ("height", "width", "sar_num", "sar_den", "rate_num", "rate_den", "orientation")
    )
    height: int
    width: int
    sar_num: int
    sar_den: int
    rate_num: int
    rate_den: int
    orientation: int


class Track(ctypes.Structure):
    """libvlc_media_track_t; `video` holds for video tracks only.

    WORKAROUND(python-vlc 3.0.21203): its MediaTrack declares the C union audio/video/subtitle as three fields, so all
    that follows points past the struct. Can go when
    test_python_vlc_declares_a_union_as_three_fields fails.
    """

    _fields_ = (
        ("codec", ctypes.c_uint32),
        ("original_fourcc", ctypes.c_uint32),
        ("id", ctypes.c_int),
        ("type", ctypes.c_int),
        ("profile", ctypes.c_int),
        ("level", ctypes.c_int),
        ("video", ctypes.POINTER(VideoTrack)),
        ("bitrate", ctypes.c_uint),
        ("language", ctypes.c_char_p),
        ("description", ctypes.c_char_p),
    )
    codec: int
    id: int
    type: int
    video: Any
    language: bytes | None
    description: bytes | None


QUIET: Final = (
    "--quiet",
    "--no-xlib",  # VLC opens no window, so it needs no X threads
    "--avcodec-hw=none",  # by the processor, unless a media says otherwise (hardware.py); so would VLC 3's vmem
    # half of VLC's own: where sound goes to a sound card itself, nothing reaches what VLC has read to its end and
    # drains, the last 0.4 s of a film with this, the last second without (measured on PulseAudio, before outflow.py)
    "--file-caching=150",
    "--no-avcodec-hurry-up",  # a late picture is left out whole, never decoded in part: smears were seen
    "--deinterlace=-1",  # only film that says it is interlaced
    "--deinterlace-mode=blend",  # needs one picture only: yadif left the first one, which a deck holds, in its combs
    "--no-video-title-show",
    "--no-osd",
    "--no-spu",  # captions are QML; VLC would draw them into the picture, under the touch overlays
    "--no-sub-autodetect-file",
    "--no-lua",
    "--no-mkv-preload-local-dir",  # else each MKV opens all the others in its folder,
    "--no-mkv-use-ordered-chapters",  # and shows parts of them where it says so
    "--no-stats",
    "--no-auto-preparse",
    "--no-metadata-network-access",
)


class WrongThreadError(RuntimeError):
    """libvlc was called from one of VLC's own threads, where stop() and set_media() never return, or a player from a
    thread that does not own it."""


def new_instance(*options: str) -> vlc.Instance:
    """A libvlc instance that prints nothing and opens no window."""
    refuse_vlc_threads()
    instance = vlc.Instance([*QUIET, *options])
    if instance is None:
        raise RuntimeError("libvlc would not start: are libvlc5 and vlc-plugin-base installed?")
    return instance


def version() -> str:
    """libvlc's own, such as "3.0.24 Vetinari"."""
    return str(vlc.libvlc_get_version().decode(errors="replace"))


def release(instance: vlc.Instance) -> None:
    """Give an instance back, after all that was made of it."""
    refuse_vlc_threads()
    instance.release()


@functools.cache
def probing_instance() -> vlc.Instance:
    """Kept for the life of the program: an instance takes longer to make than a file to look at."""
    return new_instance("--no-audio")


def from_vlc(body: Callable[P, R], otherwise: R) -> Callable[P, R]:
    """`body` as VLC may call it: what it raises is kept in `mishaps`, and VLC gets `otherwise`."""

    @functools.wraps(body)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        within, inside.callback = inside.callback, True
        try:
            return body(*args, **kwargs)
        except BaseException as mishap:  # noqa: BLE001 - ctypes would swallow it, and VLC would go on with garbage
            mishaps.append(mishap)
            return otherwise
        finally:
            inside.callback = within

    return guarded


def keep_thread() -> None:
    """Have Python remember the calling thread, which is VLC's, until it calls `leave_thread`.

    WORKAROUND(Python 3.11): ctypes makes a thread that is not Python's known to it with each callback, and
    forgets it at its end: memory is mapped and given back twice with each picture, for which all other threads are
    interrupted. An eighth of what the thread cost that hands pictures over. Can go when
    test_python_forgets_a_foreign_thread_with_each_callback fails.
    """
    if not inside.kept:
        ctypes.pythonapi.PyGILState_Ensure()
        inside.kept = True


def leave_thread() -> None:
    """In the thread that was kept, before it ends; in others nothing happens."""
    if inside.kept:
        inside.kept = False
        ctypes.pythonapi.PyGILState_Release(_LOCKED)


def refuse_vlc_threads() -> None:
    """Raises WrongThreadError inside a callback of VLC's."""
    if inside.callback:
        raise WrongThreadError("libvlc must not be called from its own threads: put it on the deck's queue")


def set_video_callbacks(player: Any, setup: Any, cleanup: Any, lock: Any, display: Any) -> None:
    """Have `player` decode into memory. The four CFUNCTYPE objects must outlive player.release()."""
    cast = ctypes.cast
    vlc.dll.libvlc_video_set_format_callbacks.argtypes = [_Pointer] * 3
    vlc.dll.libvlc_video_set_callbacks.argtypes = [_Pointer] * 5
    vlc.dll.libvlc_video_set_format_callbacks(player, cast(setup, _Pointer), cast(cleanup, _Pointer))
    vlc.dll.libvlc_video_set_callbacks(player, cast(lock, _Pointer), None, cast(display, _Pointer), None)


def set_audio_callbacks(
    player: Any, setup: Any, play: Any, pause: Any, resume: Any, flush: Any, drain: Any
) -> tuple[Any, ...]:
    """Have `player` hand its samples over. What comes back must outlive player.release()."""
    cast = ctypes.cast
    kept = (
        SetupCallback(from_vlc(setup, 1)),
        PlayCallback(from_vlc(play, None)),
        DateCallback(from_vlc(pause, None)),
        DateCallback(from_vlc(resume, None)),
        BareCallback(from_vlc(flush, None)),
        BareCallback(from_vlc(drain, None)),
    )
    vlc.dll.libvlc_audio_set_format_callbacks.argtypes = [_Pointer] * 3
    vlc.dll.libvlc_audio_set_callbacks.argtypes = [_Pointer] * 7
    vlc.dll.libvlc_audio_set_format_callbacks(player, cast(kept[0], _Pointer), None)
    vlc.dll.libvlc_audio_set_callbacks(player, *(cast(one, _Pointer) for one in kept[1:]), None)
    return kept


@contextlib.contextmanager
def tracks(media: Any) -> Iterator[list[Track]]:
    """What a parsed media is made of; the tracks are VLC's memory, and are given back at the end."""
    refuse_vlc_threads()
    found = ctypes.POINTER(ctypes.POINTER(Track))()
    vlc.dll.libvlc_media_tracks_get.argtypes = [_Pointer, _Pointer]
    vlc.dll.libvlc_media_tracks_get.restype = ctypes.c_uint
    vlc.dll.libvlc_media_tracks_release.argtypes = [_Pointer, ctypes.c_uint]
    vlc.dll.libvlc_media_tracks_release.restype = None
    count = vlc.dll.libvlc_media_tracks_get(media, ctypes.byref(found))
    try:
        yield [found[index].contents for index in range(count)]
    finally:
        if count:
            vlc.dll.libvlc_media_tracks_release(found, count)


def mrl(path: Path, reader: str) -> str:
    """The address VLC wants where an option takes no plain path, with the one reader that may open it."""
    return f"file/{reader}{path.absolute().as_uri().removeprefix('file')}"
