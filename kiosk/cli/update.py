"""Take new content from a stick, a folder or a store: as a whole, checked, and undone if it does not work.

  kiosk update /media/stick/our-town            from a folder that `kiosk pack` wrote
  kiosk update rclone:museum:packs/our-town     from any store that rclone reaches
  kiosk update --asked                          what `kiosk say update NAME` asked for: kiosk-update-asked.service
  kiosk update --list                           what is there, and which is shown
  kiosk update --back                           show the version before again

It needs `content: /var/lib/kiosk/content` (or another folder) in the settings; --content FOLDER is for other machines.
Every file is compared with the pack's list by SHA-256, what is there already is not copied again, and the playlist is
read before anything changes. The kiosk takes the new version up when nobody is there. If that shows no picture within a
minute, or cannot be started twice, the kiosk goes back to the version before by itself, and the journal says why.
A power cut, whenever it comes, leaves the old version or the new one. The last two are kept.

Exit code 0: done, or nothing was to be done. 1: not updated; it says why, and what was shown goes on.
2: called wrongly.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.updates.store import Store


def add(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("source", nargs="?", metavar="FROM", help="a pack's folder, or rclone:REMOTE:PATH")
    what.add_argument("--asked", action="store_true", help="from the source that the control socket was told")
    what.add_argument("--list", action="store_true", help="the versions that are there")
    what.add_argument("--back", action="store_true", help="go back to the version before")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings to use instead of config/kiosk.yaml")
    parser.add_argument("--content", type=Path, metavar="FOLDER", help="instead of the settings' `content`")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import OK
    from kiosk.cli.asking import report

    code = _run(arguments)
    if code != OK and arguments.asked:  # whoever asked the player has been told only that it was handed over
        report("the update that was asked for failed; the journal of kiosk-update-asked.service says why")
    return code


def _run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import FAULTS, OK, USAGE
    from kiosk.content import Options, find_settings, settings_said, store_of
    from kiosk.playlist.faults import FaultyFile
    from kiosk.station.settings import Settings, read_settings
    from kiosk.station.state import state_folder
    from kiosk.updates.asked import take_asked
    from kiosk.updates.faults import UpdateError
    from kiosk.updates.store import Store
    from kiosk.updates.updating import back

    if arguments.settings is not None and not arguments.settings.is_file():
        print(f"kiosk update: there is no file {arguments.settings}", file=sys.stderr)
        return USAGE
    # First, whatever follows: what waits for the file would start this again and again until systemd gives up on both.
    name = take_asked(state_folder()) if arguments.asked else None
    settings = Settings()
    playlist = None
    try:
        if arguments.content is None:
            options = Options(settings=arguments.settings)
            settings = read_settings(find_settings(options))
            print(settings_said(options), file=sys.stderr)
            playlist = settings.playlist
    except FaultyFile as error:
        for fault in error.faults:
            print(fault.shown(), file=sys.stderr)
        return FAULTS
    store = Store(arguments.content.absolute()) if arguments.content is not None else store_of(settings)
    source = arguments.source
    if arguments.asked:
        if name is None:
            print("kiosk update: nothing was asked for.")
            return OK
        source = settings.sources.get(name)
        if source is None:
            print(f"kiosk update: the settings name no source `{name}` below `sources`.", file=sys.stderr)
            return FAULTS
    if store is None:
        cure = "Write `content: /var/lib/kiosk/content` into them, or give --content FOLDER."
        print(f"kiosk update: the settings name no content folder. {cure}", file=sys.stderr)
        return USAGE
    try:
        if arguments.list:
            print(_listed(store))
        elif arguments.back:
            print(f"{back(store)} is shown from now on. The kiosk takes it up when nobody is there.")
        else:
            _update(store, source, playlist)
    except UpdateError as error:
        print(f"kiosk update: {error}", file=sys.stderr)
        return FAULTS
    except KeyboardInterrupt:
        print("kiosk update: broken off. What is shown is what was shown before.", file=sys.stderr)
        return FAULTS
    return OK


def _update(store: Store, source: str, playlist: str | None) -> None:
    from datetime import UTC, datetime

    from kiosk.desk.progress import Progress
    from kiosk.updates.sources import source_of
    from kiosk.updates.telling import Told
    from kiosk.updates.updating import update

    progress = Progress("update")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        done = update(store, source_of(source), playlist, now, Told(progress))
    finally:
        progress.close()
    if done is None:
        print(f"{store.shown()}: just that is there already, and whole.")
        return
    files, title = len(done.manifest.files), done.manifest.title
    print(
        f"{done.version}: {title}, {files} files: {done.kept} as before, {files - done.kept} new "
        f"({done.size / 1e6:.1f} MB). The kiosk takes it up when nobody is there."
    )
    if done.stayed:
        print(f"{', '.join(done.stayed)} is still being shown; the next update removes it.")


def _listed(store: Store) -> str:
    """The versions, the newest first."""
    from kiosk.updates import trial
    from kiosk.updates.faults import UpdateError

    shown, tried = store.shown(), trial.read(store)
    before = store.before(shown)
    lines = []
    for version in reversed(store.all()):
        says = []
        if version == shown:
            says.append("is shown")
        if version == before:
            says.append("--back goes to it")
        if tried is not None and tried.version == version and tried.failed:
            says.append(f"undone: it {tried.failed}")
        elif tried is not None and tried.version == version and tried.open and version == shown:
            says.append("on trial: it has shown nothing yet")
        try:
            manifest = store.manifest(version)
            what = f"{manifest.title}, packed {manifest.created}, {manifest.size / 1e6:.1f} MB"
        except UpdateError as error:
            what = str(error)
        lines.append(f"{version}  {what}{''.join(f'; {word}' for word in says)}")
    return "\n".join(lines) if lines else f"{store.place}: nothing was installed here yet."
