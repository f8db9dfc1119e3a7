"""Measures a playlist's footage: what is known from before is not measured again, the rest on every core at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from kiosk.desk import probing
from kiosk.desk.cache import Cache
from kiosk.playlist.captions import parse, plainly_encoded
from kiosk.playlist.files import is_file, is_folder
from kiosk.playlist.media import CAPTIONS, FILMS, every_media
from kiosk.playlist.mediafacts import CaptionFacts, MediaFacts
from kiosk.playlist.model import Media, Playlist
from kiosk.playlist.storyvalues import SOUNDS

Tell = Callable[[int, int, str], None]
"""Told of progress: how many are done, of how many, and the name of the last one."""


@dataclass(frozen=True, slots=True)
class Footage:
    """All that was measured, by the file's path. `films` is None where nothing can be measured here."""

    films: Mapping[Path, MediaFacts] | None
    captions: Mapping[Path, CaptionFacts]


def measure(playlist: Playlist, cache: Cache, tell: Tell | None = None) -> Footage:
    """The footage `playlist` names, as far as it is there. An interrupt loses only what is being measured just then."""
    every = tuple(every_media(playlist))
    captions = {
        path: _captions(path) for path in sorted({p for m in every for p in m.captions.values()}) if is_file(path)
    }
    films = None
    cache.look_beside(playlist.folders)
    if probing.can_measure():
        films = measure_files((path for media in every for path in files_of(media)), cache, tell)
    return Footage(films, MappingProxyType(captions))


def files_of(media: Media) -> Iterator[Path]:
    """The film and sound files of `media`, in every language."""
    for path in (
        media.path,
        media.portrait,
        *media.paths.values(),
        *media.sounds.values(),
        *media.descriptions.values(),
        *media.signed.values(),
    ):
        if path is not None and path.name.lower().endswith(FILMS + SOUNDS) and is_file(path):
            yield path


def unused(playlist: Playlist) -> tuple[str, ...]:
    """Films, sounds and captions that nothing names, in the folders that are called as the playlist's own."""
    used = {path.resolve() for media in every_media(playlist) for path in (*files_of(media), *media.captions.values())}
    name = playlist.file.parent.name
    folders = [folder for folder in playlist.folders if folder.name == name and is_folder(folder)]
    return tuple(
        path.name
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.name.lower().endswith(FILMS + SOUNDS + CAPTIONS) and is_file(path) and path.resolve() not in used
    )


def measure_files(paths: Iterable[Path], cache: Cache, tell: Tell | None = None) -> Mapping[Path, MediaFacts]:
    """What each of `paths` is; a file that went away meanwhile is `wrong`."""
    # the largest first: a long one that is begun last would be measured while the other cores have nothing to do
    waiting = sorted(set(paths), key=lambda path: (-_size(path), path))
    found: dict[Path, MediaFacts] = {}
    pool = ThreadPoolExecutor(os.cpu_count() or 1)  # ffmpeg works in processes of its own; threads only wait for them
    try:
        running: dict[Future[MediaFacts], Path] = {pool.submit(_measure, path, cache): path for path in waiting}
        for number, future in enumerate(as_completed(running), start=1):
            found[running[future]] = future.result()
            if tell is not None:
                tell(number, len(running), running[future].name)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        cache.close()
    return MappingProxyType({path: found[path] for path in sorted(found)})


def _measure(path: Path, cache: Cache) -> MediaFacts:
    try:
        key = cache.key(path)
        known = cache.find(key)
        if known is None:
            known = probing.probe(path)
            cache.keep(key, known)
    except OSError as error:
        return MediaFacts(wrong=f"it cannot be read: {error.strerror}")
    return known


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _captions(path: Path) -> CaptionFacts:
    try:
        content = path.read_bytes()
    except OSError as error:
        return CaptionFacts(notes=(f"cannot be read: {error.strerror}",))
    found = parse(content)
    return CaptionFacts(found.cues, found.notes, plainly_encoded(content))


class Bar:
    """Progress on one line of a terminal, which is empty again afterwards; nothing where there is no terminal."""

    WIDTH = 24

    def __init__(self, out: TextIO = sys.stderr, what: str = "measured") -> None:
        self.out, self.shown, self.what = out, out.isatty(), what

    def __call__(self, done: int, of: int, name: str) -> None:
        if not self.shown:
            return
        full = self.WIDTH * done // max(1, of)
        line = f"\r\033[K{'█' * full}{'░' * (self.WIDTH - full)} {done} of {of} {self.what}  {name[:40]}"
        self.out.write("\r\033[K" if done == of else line)
        self.out.flush()
