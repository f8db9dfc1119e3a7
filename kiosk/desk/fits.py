"""Whether an author's words fit their places, as it was found before: kept by all that the answer depends on.

Laying a question out takes Qt and some 15 ms; a story in five languages has hundreds. This room knows no Qt: whoever
asks says how it is laid out (kiosk/screen/fitting.py).
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kiosk.desk.cache import load, save
from kiosk.playlist.checks.rules import PANELS, Fit
from kiosk.playlist.model import Decision, Playlist

LayOut = Callable[[Sequence["Question"]], Iterable[Sequence[str]]]
"""What does not fit of each question, in words without its scene's name."""

_LOCALE = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE")
"""By these fontconfig chooses among fonts that have the same character."""
_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True, slots=True)
class Question:
    """A scene's decision in one language, on a panel hung one `way`, open for `window` ms."""

    scene: str
    decision: Decision
    language: str
    way: str
    window: int

    def key(self) -> str:
        """The hash of all that is laid out. The scene is not part of it: the same question elsewhere fits as well."""
        decision = self.decision
        words = [(one.id, one.label.say(self.language)) for one in decision.choices]
        return _hash([self.language, PANELS[self.way], self.window, decision.ask.say(self.language), words])


def questions(playlist: Playlist) -> Iterator[Question]:
    """Each language on each panel in turn: what they have in common is then laid out once."""
    for language in playlist.languages:
        for way in PANELS:
            for scene in playlist.scenes.values():
                if scene.decision is not None:
                    window = scene.decision.window or playlist.timing.window
                    yield Question(scene.id, scene.decision, language, way, window)


def misfits(playlist: Playlist, lay_out: LayOut, folder: Path, ground: str | None) -> tuple[Fit, ...]:
    """Every question and label that does not fit, in the order of the scenes.

    What was found on the same `ground` is in `folder`; only the rest is laid out. Nothing is kept where there is none.
    """
    every = list(questions(playlist))
    file = folder / f"fits-{ground}.json"
    known = _read(file) if ground is not None else {}
    new = list({one.key(): one for one in every if one.key() not in known}.values())
    if new:
        found = zip(new, lay_out(new), strict=True)
        known = {**known, **{question.key(): list(misfit) for question, misfit in found}}
        if ground is not None:
            save(file, known)
    fits: dict[str, list[Fit]] = {one.scene: [] for one in every}
    for one in every:
        fits[one.scene] += (
            Fit(one.decision.where, f"`{one.scene}`, {one.language}, {one.way}: {what}.") for what in known[one.key()]
        )
    return tuple(fit for found in fits.values() for fit in found)


def _read(file: Path) -> Mapping[str, list[str]]:
    kept = load(file)
    if not isinstance(kept, dict):
        return {}
    return {
        key: found
        for key, found in kept.items()
        if isinstance(found, list) and all(isinstance(what, str) for what in found)
    }


def ground_of(drawn_by: Iterable[Path], panel: Sequence[float]) -> str | None:
    """The hash of all that questions of any playlist have in common; None where it cannot be told.

    That is the files they are `drawn_by` (of folders, all in them), the `panel`'s settings, PySide6, the fonts and what
    fontconfig is told about them, and the environment as far as Qt and fontconfig look at it.
    """
    try:
        own = [(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in _files(drawn_by)]
        return _hash([own, list(panel), _qt(), _stamps(_fonts()), _environment()])
    except (OSError, subprocess.SubprocessError):
        return None


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else (path,)


def _qt() -> list[tuple[str, int, int]]:
    """PySide6 as it is installed, without importing it: its version's file, and when it came."""
    spec = find_spec("PySide6")
    folders = spec.submodule_search_locations if spec is not None else None
    if not folders:
        raise OSError("PySide6 is not installed")
    return _stamps(sorted(str(path) for path in Path(folders[0]).glob("*.py")))


def _fonts() -> list[str]:
    """Every font, and every file by which fontconfig chooses among them. Raises SubprocessError and OSError."""
    fonts = _said("fc-list", "--format", "%{file}\n")
    rules = [line for line in _said("fc-conflist") if line.startswith("+ ")]  # as `+ /etc/fonts/fonts.conf: Default`
    return [*sorted(set(fonts)), *(line.removeprefix("+ ").partition(": ")[0] for line in rules)]


def _said(*words: str) -> list[str]:
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=20)  # noqa: S603 - our own words
    return done.stdout.splitlines()


def _stamps(names: Iterable[str]) -> list[tuple[str, int, int]]:
    """Size and time of each file, as `Cache.key` trusts them, too; a name that is no file stands for itself."""
    stamps: list[tuple[str, int, int]] = []
    for name in names:
        try:
            facts = Path(name).stat()
        except OSError:
            stamps.append((name, -1, -1))
        else:
            stamps.append((name, facts.st_size, facts.st_mtime_ns))
    return stamps


def _environment() -> list[tuple[str, str]]:
    """A display matters only to those of Qt's platforms that have one; questions are laid out without."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    names = _LOCALE if platform in ("offscreen", "minimal") else (*_LOCALE, *_DISPLAY)
    return sorted(
        (name, value)
        for name, value in os.environ.items()
        if name in names or name.startswith(("QT_", "QML", "QSG_", "FONTCONFIG_", "FC_"))
    )


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
