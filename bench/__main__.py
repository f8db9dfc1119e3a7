"""`make bench`: prints tables, writes results.json and results.svg. `python -m bench cost cuts` for some of it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from bench import checking, cost, cuts, goals, light, memory, scale, sound, start, summary, walking

SECTIONS = {
    "cost": cost,
    "cuts": cuts,
    "sound": sound,
    "light": light,
    "start": start,
    "memory": memory,
    "scale": scale,
    "checking": checking,
    "walking": walking,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; all without")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured, in turn (3)")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="for films and results")
    parser.add_argument("--summary", action="store_true", help="measure nothing: the last figures beside their goals")
    asked = parser.parse_args()
    unknown = sorted(set(asked.sections) - set(SECTIONS))
    if unknown:
        parser.error(f"there is no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    asked.folder.mkdir(parents=True, exist_ok=True)
    results = asked.folder / "results.json"
    found: dict[str, Any] = json.loads(results.read_text()) if results.is_file() else {}
    failed: list[str] = []
    for name in [] if asked.summary else asked.sections or SECTIONS:
        try:
            found[name] = SECTIONS[name].measure(asked.folder, asked.rounds)
        except Exception:  # noqa: BLE001 - the other sections are worth having
            traceback.print_exc()
            failed.append(name)
            continue
        found[name]["measured"] = f"{time.strftime('%Y-%m-%d %H:%M')}, load {os.getloadavg()[0]:.1f}"
        _keep(found, asked.folder)
        print(SECTIONS[name].table({key: value for key, value in found[name].items() if key != "measured"}), end="\n\n")
    judged = _keep(found, asked.folder)
    print(f"{goals.table(judged)}\n\nalso in {results} and {results.with_suffix('.svg')}")
    if failed:
        print(f"make bench: not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _keep(found: dict[str, Any], folder: Path) -> list[goals.Judged]:
    """Everything so far, and how it stands to the goals."""
    everything = summary.add_soak(found, folder)
    judged = goals.judge(everything)
    found["summary"] = goals.records(judged)
    (folder / "results.json").write_text(json.dumps(found, indent=1))
    summary.draw(everything, judged, folder / "results.svg")
    return judged


if __name__ == "__main__":
    sys.exit(main())
