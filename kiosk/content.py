"""What is to be shown: the settings and the playlist they name, read together. Needs neither Qt nor VLC."""

from __future__ import annotations

import difflib
import logging
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.playlist.faults import Fault, FaultyFile
from kiosk.playlist.links import foreign, without_foreign
from kiosk.playlist.model import Playlist, Where
from kiosk.playlist.reading import every_media, read
from kiosk.station.settings import Settings, read_settings
from kiosk.station.state import closed
from kiosk.updates.store import Store
from kiosk.visit.aids import Aids

log = logging.getLogger(__name__)

INSTALLED = Path("/etc/kiosk/kiosk.yaml")

Stamp = tuple[int, int]
"""When a file was last written (ns), and how long it is; zeros for one that is not there."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; None leaves it to the settings."""

    playlist: Path | None = None
    settings: Path | None = None
    language: str | None = None
    seed: int | None = None
    window: bool = False
    size: tuple[int, int] | None = None
    at: datetime | None = None
    """The time that it is as if it were; None: the machine's own."""
    hud: bool = False
    """What the player does at this moment, over the film from the start."""
    aids: Aids = field(default_factory=Aids)
    """What every visit begins with under "More help"."""


@dataclass(frozen=True, slots=True)
class Content:
    """Settings and playlist, or every fault that keeps them from being shown."""

    settings: Settings
    playlist: Playlist | None
    faults: tuple[Fault, ...]
    stamps: dict[Path, Stamp]
    """The files it was made of, from before they were read: what is saved meanwhile counts as changed."""
    settings_unread: bool = False
    """The settings are at fault. What else is wrong may only follow from that."""

    @property
    def unshown(self) -> str:
        """What the faults mean, in words that go before them."""
        return "the settings cannot be read" if self.settings_unread else "the playlist cannot be shown"

    def changed(self) -> dict[Path, Stamp]:
        """The files that are not any more what they were, with what they are now."""
        now = {file: stamp(file) for file in self.stamps}
        return {file: found for file, found in now.items() if found != self.stamps[file]}


def find_settings(options: Options) -> Path | None:
    """The settings file: the one named, else config/kiosk.yaml below the working folder, else those of the kiosk that
    is installed here, else none. Raises FaultyFile where those may not be read: others are not meant."""
    usual = Path("config/kiosk.yaml")
    file = options.settings
    if file is None:
        file = usual if usual.is_file() else INSTALLED
    if file == INSTALLED and os.path.lexists(INSTALLED) and not os.access(INSTALLED, os.R_OK):
        what, _, cure = closed(INSTALLED).partition(": ")
        raise FaultyFile([Fault(Where(str(INSTALLED), 1, 1), f"{what}.", f"Run {cure}")])
    return file if options.settings is not None or os.path.lexists(file) else None


def settings_said(options: Options) -> str:
    """Which settings are read, in a line, for whoever asks in the wrong folder or as the wrong user."""
    try:
        file = find_settings(options)
    except FaultyFile:
        return f"Settings: {closed(INSTALLED)}"
    return f"Settings: {file}" if file is not None else "Settings: none are here, so what holds without any"


def find_playlist(options: Options, settings: Settings) -> Path:
    """The playlist: a path, or the name of a folder in playlists/ (of the working folder, or beside the package).

    Where `kiosk update` was used, what the settings name is in the version that is shown, and nowhere else.
    """
    asked = options.playlist if options.playlist is not None else Path(settings.playlist)
    folders = _folders(options, settings)
    return next((folder / asked for folder in folders if (folder / asked).exists()), folders[0] / asked)


def _folders(options: Options, settings: Settings) -> tuple[Path, ...]:
    store = store_of(settings)
    shown = store.shown() if store is not None else None
    if store is not None and shown is not None and options.playlist is None:
        return (store.folder(shown) / "playlists",)
    return Path(), Path("playlists"), Path(__file__).parent.parent / "playlists"


def store_of(settings: Settings) -> Store | None:
    """The content folder that the settings name."""
    return Store(Path(settings.content).absolute()) if settings.content is not None else None


def missing_playlist(options: Options, settings: Settings) -> Fault | None:
    """What is wrong when there is no such playlist, with the names that there are."""
    asked = find_playlist(options, settings)
    if asked.exists():
        return None
    folders = [folder for folder in _folders(options, settings) if folder.name == "playlists"]
    known = sorted({place.parent.name for folder in folders for place in folder.glob("*/playlist.yaml")})
    near = difflib.get_close_matches(str(asked).lower(), known, n=1)
    cure = f"Did you mean `{near[0]}`? " if near else ""
    where = Where(str(settings.file), 1, 1) if options.playlist is None and settings.file else Where(str(asked), 1, 1)
    there = f"There are: {', '.join(known)}." if known else "playlists/ holds none."
    return Fault(where, f"There is no playlist `{asked}`.", cure + there)


def read_content(options: Options) -> Content:
    """Settings and playlist, or every fault in them."""
    stamps: dict[Path, Stamp] = {}
    faults: list[Fault] = []
    settings = Settings()
    try:
        file = find_settings(options)
        stamps |= {file: stamp(file)} if file is not None else {}
        settings = read_settings(file)
    except FaultyFile as error:
        faults += error.faults
    settings_unread = bool(faults)
    lost = missing_playlist(options, settings)
    place = find_playlist(options, settings)
    written = place / "playlist.yaml" if place.is_dir() else place
    stamps[written] = stamp(written)
    store = store_of(settings)
    if store is not None:
        stamps[store.current] = stamp(store.current)  # the version's folder: no two were made at the same time
    playlist = None
    if lost is not None:
        faults.append(lost)
    else:
        try:
            playlist = read(place)
        except FaultyFile as error:
            faults += error.faults
    if playlist is not None:
        stamps |= {path: stamp(path) for path in _files(playlist)}
        for fault in foreign(playlist, settings.links):
            log.warning("a code is left out: %s", fault)
        playlist = without_foreign(playlist, settings.links)
    return Content(settings, None if faults else playlist, tuple(faults), stamps, settings_unread)


def _files(playlist: Playlist) -> set[Path]:
    """Everything the playlist may have been made of: its folders (files that come and go), and its media."""
    files = {folder for folder in playlist.folders if folder.is_dir()} | set(playlist.file.parent.rglob("*"))
    for media in every_media(playlist):
        files |= {media.path, *media.paths.values(), *media.captions.values(), *media.sounds.values()}
        files |= {
            *media.descriptions.values(),
            *media.signed.values(),
            *([media.portrait] if media.portrait is not None else []),
        }
    return files


def stamp(file: Path) -> Stamp:
    try:
        stat = file.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size
