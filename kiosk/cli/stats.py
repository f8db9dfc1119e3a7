"""Say what visitors did: how many came and when, how long they stayed, what they chose, where they left.

  kiosk stats the-defector                          of this machine
  kiosk stats the-defector --ledger ledger.sqlite   of another one's, copied
  kiosk stats the-defector --csv > stats.csv        for a spreadsheet: sums over all days
  kiosk stats the-defector --page stats.html        drawn, as one page for a browser

A kiosk counts once a visit and keeps sums only, in ledger.sqlite in its state folder (/var/lib/kiosk): visits by the
day and by the hour, what was seen and chosen by the month. It may be read while the kiosk runs; who copies it then
copies ledger.sqlite-wal with it. Of few visitors, sums say much: what visitors themselves are told begins with thirty.

PLAYLIST is a folder with a playlist.yaml, or the name of one in playlists/; without it, the one that the settings name.
Exit code 0: printed. 1: the playlist or the ledger cannot be read. 2: there is no such playlist, or no ledger.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playlist", nargs="?", type=Path, metavar="PLAYLIST", help="of which playlist")
    parser.add_argument("--ledger", type=Path, metavar="FILE", help="the ledger (usual: this machine's own)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="every sum, as comma-separated values")
    form.add_argument("--page", type=Path, metavar="FILE", help="an HTML page with plots, which needs no other file")
    parser.add_argument("--language", metavar="CODE", help="the language of its words (usual: the playlist's first)")


def run(arguments: argparse.Namespace) -> int:
    import csv

    from kiosk.cli import OK, USAGE
    from kiosk.cli.asked import playlist_of, tally_of
    from kiosk.ledger import FILE
    from kiosk.ledger.page import stats_page
    from kiosk.ledger.report import COLUMNS, rows, told
    from kiosk.station.state import kept_folder

    playlist = playlist_of("stats", arguments.playlist)
    if isinstance(playlist, int):
        return playlist
    language = arguments.language or playlist.languages[0]
    if language not in playlist.languages:
        print(f"kiosk stats: there is no `{language}` here, only {', '.join(playlist.languages)}.", file=sys.stderr)
        return USAGE
    tally = tally_of("stats", arguments.ledger, playlist)
    if isinstance(tally, int):
        return tally
    if not tally.visits and not arguments.csv:
        where = arguments.ledger or kept_folder() / FILE
        print(f"Nobody has finished a visit yet; counted in {where}.")
        if arguments.page is None:
            return OK
    if arguments.page is not None:
        try:
            arguments.page.write_text(stats_page(tally, playlist, language), encoding="utf-8")
        except OSError as error:
            print(f"kiosk stats: {arguments.page} cannot be written: {error.strerror}.", file=sys.stderr)
            return USAGE
        print(f"{arguments.page}: {tally.visits} visit{'s' if tally.visits != 1 else ''}, drawn.")
    elif arguments.csv:
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows(tally))
    else:
        print("\n".join(told(tally, playlist, language)))
    return OK
