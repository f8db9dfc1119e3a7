"""A copy of an exhibition with its scenes' films cut short, so that a robot need not sit through all of them.

ffmpeg copies the beginning of each film as it is, without encoding: a minute of film takes a few milliseconds. What
depends on a film's end (a decision that opens before it, a stretch that goes round) keeps the time it needs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.playlist.media import FILMS, every_media

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.playlist.model import Media, Playlist, Scene

LEAST: Final = 5_000
"""Ms that are left of a film at the least: the next film is opened meanwhile, and a picture of it is taken."""
AROUND: Final = 1_500
"""Ms of film on the far side of a moment that something happens at."""
PATIENCE: Final = 60.0
"""Seconds for one file."""


def shortened(playlist: Playlist, into: Path) -> Path:
    """Write the copy below `into`, and return its playlist's folder.

    A film that ffmpeg cannot cut is there whole. Raises OSError where a file cannot be read or written, or ffmpeg is
    not installed (FileNotFoundError).
    """
    home = playlist.file.parent
    folder = into / "playlists" / home.name
    films = {path for media in _every(playlist) for path in (media.path, *media.paths.values())}

    def left_out(place: str, names: list[str]) -> set[str]:
        return {name for name in names if Path(place, name) in films}  # they are put there below

    shutil.copytree(home, folder, ignore=left_out)
    lengths = _lengths(playlist)
    for media in _every(playlist):
        beside = media.path.is_relative_to(home)
        place = folder / media.path.relative_to(home) if beside else into / "media" / home.name / media.name
        place.parent.mkdir(parents=True, exist_ok=True)
        for film in {media.path, *media.paths.values()}:
            _put(film, place.parent / film.name, lengths.get(media.path))
        portrait = [] if media.portrait is None else [media.portrait]
        for other in (
            *media.captions.values(),
            *media.sounds.values(),
            *media.descriptions.values(),
            *media.signed.values(),
            *portrait,
        ):
            _put(other, place.parent / other.name, None)
    return folder


def _every(playlist: Playlist) -> Iterator[Media]:
    yield from {media.path: media for media in every_media(playlist)}.values()


def _lengths(playlist: Playlist) -> dict[Path, int]:
    """How much of each scene's film is needed, in ms; one that two scenes show, by the one that needs more."""
    found: dict[Path, int] = {}
    for scene in playlist.scenes.values():
        for variant in scene.variants:
            film = variant.clip.path
            if film.suffix.lower() in FILMS:
                found[film] = max(found.get(film, LEAST), _needed(scene))
    return found


def _needed(scene: Scene) -> int:
    moments = [scene.decision.opens] if scene.decision is not None else []
    if scene.stretch is not None:
        moments += [scene.stretch.start, scene.stretch.end]
    return max((abs(moment) + AROUND for moment in moments if moment is not None), default=0)


def _put(source: Path, target: Path, length: int | None) -> None:
    """The first `length` ms of a film, or all of it; a link where the disk allows it."""
    if target.exists() or not source.is_file():
        return
    if length is not None and _cut(source, target, length):
        return
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _cut(source: Path, target: Path, length: int) -> bool:
    words = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(source), "-t", f"{length / 1000:.3f}", "-c", "copy",
             "-movflags", "+faststart", str(target)]  # fmt: skip
    try:
        done = subprocess.run(words, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603  # a list: no shell
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
