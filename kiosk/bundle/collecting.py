"""Gathers what belongs into a bundle, from files, programs and the kiosk that runs. Nothing that fails ends it."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk import __version__, programs
from kiosk.bundle.packing import Part
from kiosk.bundle.redacting import redacted, secrets_of, settings_told

if TYPE_CHECKING:
    from kiosk.content import Content

JOURNAL: Final = 2_000
"""Lines of its end."""
_WITHIN: Final = 60
"""Seconds for each program that is asked."""
_PACKAGES: Final = ("PySide6", "python-vlc", "PyYAML")
_TEXTS: Final = frozenset({".yaml", ".yml", ".md", ".srt", ".vtt"})
_LONGEST: Final = 1_000_000
"""Bytes of one of the playlist's texts."""


def collect(content: Content, socket: Path | None) -> Iterator[Part]:
    """The most telling first. Texts are without secrets."""
    clean = partial(redacted, secrets=secrets_of(content.settings))
    yield Part("versions.txt", "versions of the kiosk, of Python, of the system", clean(_versions()))
    faults = "\n".join(str(fault) for fault in content.faults)
    told = "\n".join(settings_told(content.settings))
    if faults:
        yield Part("faults.txt", "what is wrong with settings or playlist", clean(faults))
    yield Part("settings.txt", "the settings as they were read; what may be secret is not told", told)
    words = [sys.executable, "-m", "kiosk.cli"]
    named = ["--settings", str(content.settings.file)] if content.settings.file is not None else []
    doctor = _said([*words, "doctor", "--quick", *named])
    yield Part("doctor.txt", "kiosk doctor --quick", clean(doctor))
    asked = ["--socket", str(socket)] if socket is not None else []
    yield Part("status.json", "kiosk status, where a kiosk runs", clean(_said([*words, "status", "--json", *asked])))
    yield Part("journal.txt", f"the journal's last {JOURNAL} lines of the kiosk's units", clean(_journal()))
    yield from _incidents(clean)
    if content.playlist is not None:
        yield from _texts(content.playlist.file.parent, clean)


def _versions() -> str:
    lines = [f"kiosk {__version__}", f"Python {platform.python_version()}", platform.platform()]
    for package in _PACKAGES:
        try:
            lines.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            lines.append(f"{package} is not installed")
    system = Path("/etc/os-release")
    if system.is_file():
        lines.append(system.read_text(encoding="utf-8", errors="replace"))
    return "\n".join(lines)


def _said(words: list[str]) -> str:
    """What a program says, and how it ended."""
    try:
        code, said = programs.run(words, _WITHIN)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"could not be asked: {error}"
    return said if code == 0 else f"{said}\n(exit code {code})"


def _journal() -> str:
    program = shutil.which("journalctl")
    if program is None:
        return "There is no journalctl here."
    return _said([program, "--no-pager", "-o", "short-iso", "-n", str(JOURNAL), "-u", "kiosk.service",
                  "-u", "kiosk-*.service"])  # fmt: skip


def _incidents(clean: partial[str]) -> Iterator[Part]:
    from kiosk.station.incidents import incidents_folder, read_incidents
    from kiosk.station.state import ClosedError, kept_folder

    says = "what went wrong on this machine, the newest last"
    try:
        folder = incidents_folder(kept_folder())
        found = read_incidents(folder)
    except (ClosedError, OSError) as error:
        yield Part("incidents.json", says, f"cannot be read: {error}")
        return
    yield Part("incidents.json", says, clean(json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False)))
    for one in reversed(found):
        if one.still:
            yield Part(f"stills/{one.still}", f"the screen at incident {one.number}", folder / one.still)


def _texts(folder: Path, clean: partial[str]) -> Iterator[Part]:
    """The playlist's own, by their names in its folder."""
    for file in sorted(folder.rglob("*")):
        inside = file.is_file() and file.resolve().is_relative_to(folder.resolve())
        if inside and file.suffix.lower() in _TEXTS and file.stat().st_size <= _LONGEST:
            text = file.read_text(encoding="utf-8", errors="replace")
            yield Part(f"playlist/{file.relative_to(folder)}", "of the playlist", clean(text))
