"""The playlist and the ledger that a command was asked about, or what is wrong with them, told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.ledger import Tally
    from kiosk.playlist.model import Playlist


def playlist_of(command: str, asked: Path | None) -> Playlist | int:
    """The playlist `asked`, or the one that the settings name; else the exit code, when it was told why."""
    from kiosk.cli import FAULTS, USAGE
    from kiosk.content import Options, find_playlist, find_settings, missing_playlist
    from kiosk.playlist.faults import FaultyFile
    from kiosk.playlist.reading import read
    from kiosk.station.settings import Settings, read_settings

    options = Options(playlist=asked)
    settings = Settings()
    try:
        if asked is None:
            settings = read_settings(find_settings(options))
        lost = missing_playlist(options, settings)
        if lost is not None:
            print(f"kiosk {command}: {lost.what} {lost.cure}", file=sys.stderr)
            return USAGE
        return read(find_playlist(options, settings))
    except FaultyFile as error:
        for fault in error.faults:
            print(fault.shown(), file=sys.stderr)
        return FAULTS


def tally_of(command: str, file: Path | None, playlist: Playlist) -> Tally | int:
    """What the ledger in `file` (None: this machine's own) says of `playlist`; else the exit code, when it was told
    why."""
    import sqlite3

    from kiosk.cli import FAULTS, USAGE
    from kiosk.ledger import FILE, DamagedLedgerError, ForeignLedgerError, read_tally
    from kiosk.station.state import ClosedError, closed, kept_folder

    try:
        file = file or kept_folder() / FILE
        return read_tally(file, playlist.file.absolute().parent.name)
    except FileNotFoundError:
        cure = "A kiosk that has run keeps one as ledger.sqlite, in /var/lib/kiosk or in ~/.local/state/kiosk."
        print(f"kiosk {command}: there is no ledger {file}. {cure}", file=sys.stderr)
        return USAGE
    except PermissionError:
        print(f"kiosk {command}: {closed(file) if file else ''}", file=sys.stderr)
    except (ClosedError, DamagedLedgerError, ForeignLedgerError) as error:
        print(f"kiosk {command}: {error}", file=sys.stderr)
    except (OSError, sqlite3.Error) as error:
        cure = "Copy it to where you may write, or ask the kiosk's administrator for it."
        print(f"kiosk {command}: the ledger {file} cannot be read: {error}. {cure}", file=sys.stderr)
    return FAULTS
