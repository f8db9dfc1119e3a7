"""Playlists to measure: the real app shows them, with real decisions over the film."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

SETTINGS = """\
screen: {{diagonal: 32, drawn-by: {drawn_by}}}
sound: {{volume: 5, touch: "{touch}"}}
technician: {{pin: "1379"}}
log: warning
"""
CHOICES = ("stay", "go", "hide", "call")


def settings(folder: Path, drawn_by: str, touch: str = "soft") -> Path:
    """`touch`: whether one is answered by a sound, "soft" or "off"."""
    file = folder / f"{drawn_by}-{touch}.yaml"
    file.write_text(SETTINGS.format(drawn_by=drawn_by, touch=touch))
    return file


def write(folder: Path, name: str, scenes: Iterable[str], *, attract: str, timing: str = "") -> Path:
    """A playlist without home: the first touch begins its first scene. `scenes` are YAML, one entry each."""
    place = folder / name
    place.mkdir(exist_ok=True)
    body = "\n".join(f"  {scene}" for scene in scenes)
    (place / "playlist.yaml").write_text(
        f"format: 1\nattract: {attract}\n{timing and f'timing: {{{timing}}}'}\nscenes:\n{body}\n"
    )
    for clip in folder.glob("*.mp4"):
        link = place / clip.name
        if not link.exists():
            link.hardlink_to(clip)  # a playlist's media lie in its own folder
    return place


def asking(name: str, clip: str, targets: Iterable[str], opens: str = "0.4s") -> str:
    """A scene with a decision over its film, which opens soon and stays open."""
    choices = ", ".join(
        f'{label}: {{label: "{label.title()} with the others", to: {target}}}'
        for label, target in zip(CHOICES, targets, strict=False)
    )
    decision = f'opens: {opens}, window: none, ask: "What do you do now?", choices: {{{choices}}}'
    return f"{name}: {{clip: {clip}, decision: {{{decision}}}}}"


def plain(name: str, clip: str, target: str) -> str:
    """A scene that goes on by itself."""
    return f"{name}: {{clip: {clip}, to: {target}}}"
