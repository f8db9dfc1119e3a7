"""What a media file is, as libvlc sees it: duration, size, sound tracks; or why it cannot be played."""

from __future__ import annotations

import contextlib
import functools
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import vlc
from PySide6.QtGui import QImageReader

from kiosk.footage import container, engine
from kiosk.footage.fence import OUTSIDE, leads_out
from kiosk.pictures import reading

STILLS: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})
STILL_LASTS: Final = 8000
"""ms a picture stands where a clip was meant. VLC would show a JPEG for 1 s, and decode a PNG over and over."""
_PARSED_WITHIN: Final = 5.0
_QUARTER_TURNS: Final = frozenset({4, 5, 6, 7})
"""libvlc_video_orient_t: the ones in which width and height change places."""


class UnplayableError(Exception):
    """Raised when a file is not footage. Its text is for a technician: what is wrong, without the file's name."""


@dataclass(frozen=True, slots=True)
class SoundTrack:
    """`language` is what the file says: ISO 639 letters, or ""."""

    id: int
    language: str
    description: str


@dataclass(frozen=True, slots=True)
class Clip:
    """`duration` in ms, 0 where the file does not say; `width` x `height` pixels as they are shown, after any turn;
    `aspect` is one pixel's width : height."""

    kind: Literal["film", "still", "sound"]
    duration: int
    width: int = 0
    height: int = 0
    aspect: float = 1.0
    sounds: tuple[SoundTrack, ...] = ()
    interval: float = 0.0
    """ms between two pictures; 0 where the file does not say."""
    codec: str = ""
    """Four letters by which VLC calls what its pictures are coded with, such as h264, hevc, VP90, mpgv."""
    reader: str = ""
    """VLC's reader that opens it, and no other: see container.py."""


def refuse_unreadable(path: Path) -> os.stat_result:
    """Raises UnplayableError for what needs no VLC to be seen through: missing, elsewhere, empty, a folder, a device,
    no right."""
    if leads_out(path):
        raise UnplayableError(OUTSIDE)
    try:
        facts = path.stat()
    except FileNotFoundError:
        raise UnplayableError("missing: there is no such file") from None
    except OSError as error:
        raise UnplayableError(f"cannot be reached: {error.strerror}") from None
    if path.is_dir():
        raise UnplayableError("a folder, not a file")
    if not path.is_file():  # opening a pipe would wait for ever
        raise UnplayableError("not an ordinary file")
    if facts.st_size == 0:
        raise UnplayableError("empty: the file has no bytes")
    if not os.access(path, os.R_OK):
        raise UnplayableError("no permission to read it")
    return facts


def probe(path: Path) -> Clip:
    """What `path` is. Raises UnplayableError. Takes some 10 ms the first time; remembered until the file changes.

    Never from the GUI's thread while a film runs: a slow disk would stop the screen.
    """
    engine.refuse_vlc_threads()
    facts = refuse_unreadable(path)
    return _probe(path, facts.st_mtime_ns, facts.st_size)


@functools.lru_cache(maxsize=512)
def _probe(path: Path, _changed: int, _size: int) -> Clip:
    if path.suffix.lower() in STILLS:
        return _probe_still(path)
    reader = reader_of(path)
    media = engine.probing_instance().media_new_path(str(path))
    media.add_option(f":demux={reader}")
    try:
        _parse(media)
        return replace(_read_tracks(media), reader=reader)
    finally:
        media.release()


def reader_of(path: Path) -> str:
    """VLC's reader for it. Raises UnplayableError for what is no footage, whatever it is called."""
    try:
        reader = container.reader(path)
    except OSError as error:
        raise UnplayableError(f"cannot be read: the disk says {error.strerror}") from None
    if reader is None:
        raise UnplayableError(f"not a film: by its first bytes it is none of {container.NAMES}")
    return reader


def _probe_still(path: Path) -> Clip:
    with reading_still(path) as reader:
        size = reader.size()
        if not reader.canRead() or not size.isValid():
            raise UnplayableError("not a picture: it cannot be decoded")
        if reader.transformation().value & 4:  # QImageIOHandler.TransformationRotate90
            size.transpose()
    return Clip("still", STILL_LASTS, size.width(), size.height())


@contextlib.contextmanager
def reading_still(path: Path) -> Iterator[QImageReader]:
    """What reads a picture, turned as its camera says. Raises UnplayableError."""
    try:
        with reading(path) as reader:
            reader.setAutoTransform(True)
            reader.setDecideFormatFromContent(True)
            yield reader
    except OSError as error:
        raise UnplayableError(f"cannot be reached: {error.strerror}") from None


def _parse(media: Any) -> None:
    parsed = threading.Event()
    events = media.event_manager()
    events.event_attach(vlc.EventType.MediaParsedChanged, engine.from_vlc(lambda _event: parsed.set(), None))
    try:
        if media.parse_with_options(vlc.MediaParseFlag.local, int(_PARSED_WITHIN * 1000)) != 0:
            raise UnplayableError("not a film: VLC would not look at it")
        if not parsed.wait(_PARSED_WITHIN + 1):
            media.parse_stop()
            raise UnplayableError(f"VLC did not find out what it is within {_PARSED_WITHIN:.0f} s")
    finally:
        events.event_detach(vlc.EventType.MediaParsedChanged)


def _read_tracks(media: Any) -> Clip:
    sounds: list[SoundTrack] = []
    picture: tuple[int, int, float] | None = None
    interval, codec = 0.0, ""
    with engine.tracks(media) as tracks:
        for track in tracks:
            if track.type == vlc.TrackType.audio.value:
                language, description = ((text or b"").decode(errors="replace") for text in
                                         (track.language, track.description))  # fmt: skip
                sounds.append(SoundTrack(track.id, language, description))
            elif track.type == vlc.TrackType.video.value and picture is None:
                picture = _read_picture(track.video.contents)
                interval = _read_interval(track.video.contents)
                codec = track.codec.to_bytes(4, "little").decode("ascii", errors="replace")
    duration = max(0, media.get_duration())
    if picture is not None:
        return Clip("film", duration, *picture, tuple(sounds), interval, codec)
    if sounds:
        return Clip("sound", duration, sounds=tuple(sounds))
    raise UnplayableError("not a film: VLC finds neither picture nor sound in it")


def _read_picture(video: engine.VideoTrack) -> tuple[int, int, float]:
    aspect = video.sar_num / video.sar_den if video.sar_num and video.sar_den else 1.0
    if video.orientation in _QUARTER_TURNS:
        return video.height, video.width, 1 / aspect
    return video.width, video.height, aspect


def _read_interval(video: engine.VideoTrack) -> float:
    return 1000 * video.rate_den / video.rate_num if video.rate_num and video.rate_den else 0.0
