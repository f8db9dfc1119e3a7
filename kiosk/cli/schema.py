"""Print the JSON Schema of playlists. An editor that knows it completes keys and underlines mistakes while one types.

  kiosk schema > playlists/playlist.schema.json
  kiosk schema --settings > config/settings.schema.json

Put this line at the top of a playlist:  # yaml-language-server: $schema=../playlist.schema.json
"""

from __future__ import annotations

import argparse
import json


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", action="store_true", help="the schema of the settings instead")


def run(arguments: argparse.Namespace) -> int:
    from kiosk.cli import OK
    from kiosk.playlist.schema import form_schema, schema
    from kiosk.station.settings import SETTINGS

    wanted = form_schema(SETTINGS, "kiosk settings") if arguments.settings else schema()
    print(json.dumps(wanted, indent=2, ensure_ascii=False))
    return OK
