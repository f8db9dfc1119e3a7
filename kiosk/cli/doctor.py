"""Say what this machine can do, and what is to be mended: film, display, touch, sound, fonts, permissions, disk.

  kiosk doctor                        of the machine, and of the exhibition that its settings name
  kiosk doctor our-town --quick       nothing is played: done in two seconds

Plays twelve short patterns, as the kiosk would, and measures whether each kind of film is smooth here; that takes a
minute, in which nothing else should run. `--quick` leaves it out, and says what was measured last time.
Every line begins with one word: ok; warning: the kiosk runs, but look at it; missing: mend it before visitors come.
Exit code 0: nothing has to be mended. 1: something has.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.content import Content
    from kiosk.findings import Finding
    from kiosk.footage.pattern import Pattern
    from kiosk.footage.results import Results

Section = tuple[str, "list[Finding]"]

_INDENT = 11
_FEW = 2
_CLEAR = "\r\033[K"
"""Back to the line's beginning, and nothing more on it: what every terminal understands."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "playlist", nargs="?", type=Path, metavar="PLAYLIST", help="the exhibition whose films to look at"
    )
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--quick", action="store_true", help="measure no film: done in two seconds")
    parser.add_argument("--json", action="store_true", help="for programs instead of people")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.content import Options, read_content, settings_said

    if arguments.settings is not None and not arguments.settings.is_file():
        print(f"kiosk doctor: there is no file {arguments.settings}", file=sys.stderr)
        return USAGE
    options = Options(playlist=arguments.playlist, settings=arguments.settings)
    if not arguments.json:
        print(settings_said(options), flush=True)
    content = read_content(options)
    found: list[Section] = []
    try:
        for section in _sections(content, quick=arguments.quick):
            found.append(section)
            if not arguments.json:
                _print(section)
    except KeyboardInterrupt:
        print("\nkiosk doctor: stopped before the end.", file=sys.stderr)
        return FAULTS
    missing = [finding for _, findings in found for finding in findings if finding.mark == "missing"]
    if arguments.json:
        _print_json(found)
    else:
        _print_sum(found)
    return FAULTS if missing else OK


def _sections(content: Content, *, quick: bool) -> Iterator[Section]:
    from kiosk.cli.run import no_screen
    from kiosk.screen import checkup as screen
    from kiosk.speech.checkup import check_speech
    from kiosk.station import checkup as station
    from kiosk.station.power import check_power
    from kiosk.station.state import state_folder

    settings, state = content.settings, state_folder()
    looking = screen.Asked(settings.screen.diagonal, settings.screen.turned, without_screen=no_screen())
    folders = [folder for folder in content.playlist.folders if folder.is_dir()] if content.playlist else []
    machine = [*station.check_strength(os.getloadavg()[0]), *station.check_disks([state, *folders])]
    yield "Machine", [*machine, *station.check_vitals(settings.health), check_power(settings.power)]
    yield "Touch", [*station.check_touch(), station.check_rights(os.environ.get("QT_QPA_PLATFORM", ""))]
    yield "Display and fonts", looking.findings()
    yield "Files", [*_content(content), *station.check_files(folders, state), *_guarded(content)]
    trouble = _unusable()
    if trouble is not None:
        yield "Film", [trouble]
        return
    from kiosk.footage import checkup as footage

    languages = content.playlist.languages if content.playlist is not None else ()
    yield "Sound", [footage.check_sound(), *check_speech(settings.speech, languages)]
    yield "Graphics", [*footage.check_libraries(), *footage.check_drawing(settings.screen.drawn_by)]
    yield from _film(content, state, quick=quick)


def _unusable() -> Finding | None:
    """Why nothing can be found out about film, where a library is missing."""
    from kiosk.cli.run import no_vlc
    from kiosk.findings import Finding

    trouble = no_vlc()
    if trouble:
        return Finding("missing", "VLC", trouble)
    try:
        import kiosk.footage.checkup  # noqa: F401 only whether it can be
    except ImportError as error:
        return Finding("missing", "Qt", f"cannot be loaded: {error}", "apt-get install libegl1 libgl1 libopengl0")
    return None


def _content(content: Content) -> Iterator[Finding]:
    from kiosk.findings import Finding
    from kiosk.playlist.reading import missing_media

    cure = "`kiosk check` says what is wrong, and how to mend it."
    faults = [*content.faults, *(missing_media(content.playlist) if content.playlist is not None else ())]
    if content.playlist is None:
        yield Finding("missing", "Exhibition", f"cannot be shown: {faults[0]}", cure)
    elif faults:
        yield Finding("missing", "Exhibition", f"{content.playlist.file}: files are missing ({len(faults)})", cure)
    else:
        yield Finding("ok", "Exhibition", f"{content.playlist.file} can be shown")


def _guarded(content: Content) -> Iterator[Finding]:
    from kiosk.findings import Finding
    from kiosk.station.guarding import guarded

    if content.settings.file is None and content.faults:
        return  # the PIN is not known
    for warning in guarded(content.settings):
        says, _, cure = warning.partition(". ")
        yield Finding("warning", "PIN", says, cure)


def _film(content: Content, state: Path, *, quick: bool) -> Iterator[Section]:
    from kiosk.findings import Finding
    from kiosk.footage import checkup
    from kiosk.footage.clips import check_clips
    from kiosk.footage.hardware import Hardware
    from kiosk.footage.pattern import PATTERNS
    from kiosk.footage.results import measure_all, recall
    from kiosk.footage.trying import Asking, try_out

    wanted = content.settings.film.hardware_decoding == "auto"
    hardware = Hardware.recalled(state) if wanted else None
    if hardware is not None and not quick:
        _tell("trying the graphics card's decoders, half a minute")
        try_out(Asking(), hardware)
    yield "Decoders", list(checkup.check_decoders(hardware, wanted=wanted))
    results: Results
    if quick:
        day, results = recall(_kept(state))
    else:
        day, results = "now", measure_all(state, checkup.draws(content.settings.screen.drawn_by), _tell_pattern)
    title = "What this machine can play" + ("" if day == "now" else f" (measured on {day})" if day else "")
    if results:
        lines = [checkup.check_film(pattern, results[pattern.name]) for pattern in PATTERNS if pattern.name in results]
        yield title, lines
    else:
        yield (
            title,
            [Finding("warning", "Film", "not measured on this machine yet", "Run `kiosk doctor` without --quick.")],
        )
    if content.playlist is not None:
        yield "The exhibition's films", list(check_clips(_films(content), results))


def _kept(state: Path) -> Path:
    """Where the kiosk's own user has measured, for whoever may read it."""
    from kiosk.station.state import ClosedError, kept_folder

    try:
        return kept_folder()
    except ClosedError:
        return state


def _films(content: Content) -> list[Path]:
    from kiosk.playlist.media import FILMS
    from kiosk.playlist.reading import every_media

    assert content.playlist is not None
    files = {path for media in every_media(content.playlist) for path in (media.path, *media.paths.values())}
    return sorted(file for file in files if file.suffix.lower() in FILMS and file.is_file())


def _tell_pattern(count: int, pattern: Pattern) -> None:
    from kiosk.footage.pattern import PATTERNS

    _tell(f"measuring {count} of {len(PATTERNS)}: {pattern.label}")


def _tell(what: str) -> None:
    """On standard error, so that what is found can be written to a file; a terminal shows it until the next comes."""
    if sys.stderr.isatty():
        print(f"{_CLEAR}{what} ...", end="", file=sys.stderr, flush=True)
    else:
        print(f"{what} ...", file=sys.stderr, flush=True)


def _print(section: Section) -> None:
    title, findings = section
    if sys.stderr.isatty():
        print(_CLEAR, end="", file=sys.stderr, flush=True)
    print(f"\n{title}")
    told = ""
    for finding in findings:
        print(_wrapped(f"  {finding.mark:<9}", f"{finding.what}: {finding.says}"))
        if finding.mend:
            print(_wrapped(" " * _INDENT, "To do: the same" if finding.mend == told else f"To do: {finding.mend}"))
            told = finding.mend
    sys.stdout.flush()


def _named(found: Iterable[Section], mark: str) -> Iterator[str]:
    """What has this mark: by name, or, where it is much, by the section it stands in."""
    for title, findings in found:
        names = [finding.what for finding in findings if finding.mark == mark]
        if len(names) > _FEW:
            yield f"{len(names)} lines below `{title}`"
        else:
            yield from names


def _print_sum(found: list[Section]) -> None:
    every = [finding for _, findings in found for finding in findings]
    print()
    for mark, says in (("missing", "To be mended before visitors come"), ("warning", "To be looked at")):
        count = sum(finding.mark == mark for finding in every)
        if count:
            print(_wrapped("", f"{says} ({count}): {'; '.join(_named(found, mark))}."))
    if not any(finding.mark == "missing" for finding in every):
        print("Nothing has to be mended.")
    if any("apt-get" in finding.mend or "usermod" in finding.mend for finding in every):
        print("apt-get and usermod are for root: put `sudo` before them.")


def _print_json(found: Iterable[Section]) -> None:
    from kiosk import __version__

    sections = {title: [asdict(finding) for finding in findings] for title, findings in found}
    said = {"kiosk": __version__, "cores": os.cpu_count(), "sections": sections}
    print(json.dumps(said, indent=2, ensure_ascii=False))


def _wrapped(before: str, text: str) -> str:
    """`text` in the width of the terminal, never broken within a word: it may be a command."""
    width = max(60, shutil.get_terminal_size((100, 24)).columns - 1)
    return textwrap.fill(
        text, width, initial_indent=before, subsequent_indent=" " * _INDENT, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
