"""What the ledger holds: `books.py [FILE]` prints as JSON whether SQLite finds the file whole, and how many visits."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path


def main() -> None:
    file = Path(sys.argv[1] if len(sys.argv) > 1 else "/var/lib/kiosk/ledger.sqlite")
    if not file.exists():
        print(json.dumps({"whole": True, "visits": 0}))
        return
    books = sqlite3.connect(file, timeout=10)
    whole = books.execute("PRAGMA integrity_check").fetchone()[0]
    visits = books.execute("SELECT coalesce(sum(n), 0) FROM days").fetchone()[0]
    print(json.dumps({"whole": whole == "ok", "visits": visits}))


main()
