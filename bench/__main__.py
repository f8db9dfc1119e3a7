"""`make bench`: prints tables, writes build/bench/results.json. `python -m bench cost cuts` for some of it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from pathlib import Path

from bench import cost, cuts, light, start

SECTIONS = {"cost": cost, "cuts": cuts, "light": light, "start": start}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; all without")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured, in turn (3)")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="for films and results")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    results = asked.folder / "results.json"
    found = json.loads(results.read_text()) if results.is_file() else {}
    failed: list[str] = []
    for name in asked.sections or SECTIONS:
        try:
            found[name] = SECTIONS[name].measure(asked.folder, asked.rounds)
        except Exception:  # noqa: BLE001 - the other sections are worth having
            traceback.print_exc()
            failed.append(name)
            continue
        found[name]["measured"] = f"{time.strftime('%Y-%m-%d %H:%M')}, load {os.getloadavg()[0]:.1f}"
        results.write_text(json.dumps(found, indent=1))
        print(SECTIONS[name].table({key: value for key, value in found[name].items() if key != "measured"}), end="\n\n")
    if failed:
        print(f"make bench: not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
