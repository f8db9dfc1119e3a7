"""The footage of a playlist as rows: each file once, what uses it, and what was measured of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.desk.measuring import Footage, files_of
from kiosk.playlist.mediafacts import MediaFacts
from kiosk.playlist.model import Media, Playlist

_HEADS = ("FILE", "USED BY", "LENGTH", "SIZE", "FPS", "FILM", "SOUND", "LUFS", "PEAK", "FLASH", "CAPTIONS")
_RIGHT = ("LENGTH", "FPS", "LUFS", "PEAK", "FLASH")


@dataclass(frozen=True, slots=True)
class Row:
    """One file. `captions`: the languages; "*" for a file that is for all. `facts`: None where nothing was measured."""

    file: Path
    used_by: tuple[str, ...]
    captions: tuple[str, ...]
    facts: MediaFacts | None


def uses(playlist: Playlist) -> Iterator[tuple[str, Media]]:
    """Everything that is played, with what plays it, in the order of the playlist."""
    yield from (("attract", clip) for clip in playlist.attract.clips)
    for scene in playlist.scenes.values():
        yield from ((scene.id, variant.clip) for variant in scene.variants)
        if scene.hold is not None:
            yield f"{scene.id} (hold)", scene.hold
    yield from ((page.id, page.clip) for page in playlist.pages.values() if page.clip is not None)


def rows(playlist: Playlist, footage: Footage) -> tuple[Row, ...]:
    """A row a file, in the order in which the playlist names them first."""
    users: dict[Path, list[str]] = {}
    captions: dict[Path, set[str]] = {}
    for user, media in uses(playlist):
        for path in files_of(media):
            names = users.setdefault(path, [])
            if user not in names:
                names.append(user)
            captions.setdefault(path, set()).update(language or "*" for language in media.captions)
    films = footage.films or {}
    return tuple(Row(path, tuple(by), tuple(sorted(captions[path])), films.get(path)) for path, by in users.items())


def as_json(found: Sequence[Row]) -> str:
    """A list of objects; lengths in ms, sizes in bytes, None where something is not there or was not measured."""
    said = [{**asdict(row), "file": str(row.file)} for row in found]
    return json.dumps(said, indent=1, ensure_ascii=False)


def table(found: Sequence[Row]) -> str:
    """The rows for people, with their sum below."""
    if not found:
        return "No films and no sounds: what it shows are pictures."
    lines = [_HEADS, *(_cells(row) for row in found)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADS))]
    text = [
        "  ".join(
            cell.rjust(width) if head in _RIGHT else cell.ljust(width)
            for cell, width, head in zip(line, widths, _HEADS, strict=True)
        ).rstrip()
        for line in lines
    ]
    text += [f"  {row.file.name}: {row.facts.wrong}" for row in found if row.facts is not None and row.facts.wrong]
    measured = [row.facts for row in found if row.facts is not None]
    size, length = sum(one.size for one in measured), sum(one.duration for one in measured)
    return "\n".join([*text, "", f"{len(found)} files, {size / 1e6:.1f} MB, {_length(length)} of footage"])


def _cells(row: Row) -> tuple[str, ...]:
    facts = row.facts
    video, sound = (None, None) if facts is None else (facts.video, facts.sound)
    return (
        row.file.name,
        ", ".join(row.used_by),
        "?" if facts is None or facts.wrong else _length(facts.duration),
        "" if video is None else f"{video.width}x{video.height}",
        "" if video is None else f"{'~' if video.variable else ''}{video.rate:g}",
        "" if video is None else " ".join(part for part in (video.codec, video.profile) if part),
        "" if sound is None else f"{sound.codec} {sound.layout}",
        "" if sound is None else "silent" if sound.loudness is None else f"{sound.loudness:.1f}",
        "" if sound is None or sound.peak is None else f"{sound.peak:.1f}",
        "" if video is None or video.flashes is None else str(video.flashes),
        " ".join(row.captions),
    )


def _length(ms: int) -> str:
    minutes, rest = divmod(round(ms / 100), 600)
    return f"{minutes}:{rest / 10:04.1f}"
