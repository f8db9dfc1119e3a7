"""Whether the exhibition that is shown is whole, to the byte: `content.py [FOLDER]`, the settings' `content`.

Prints as JSON the version's name, its title and what is wrong with it ("" for nothing). It reads the pack's list by
itself and not with the kiosk's own code, which is what is on trial.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path


def wrong_with(version: Path) -> str:
    files = {one["path"]: one for one in json.loads((version / "kiosk-pack.json").read_text())["files"]}
    there = {str(path.relative_to(version)) for path in version.rglob("*") if path.is_file()}
    if stray := there ^ {*files, "kiosk-pack.json", "version.json"}:
        return f"missing or too many: {sorted(stray)}"
    for name, one in files.items():
        if hashlib.sha256((version / name).read_bytes()).hexdigest() != one["sha256"]:
            return f"{name} is not what was packed"
    return ""


def main() -> None:
    place = Path(sys.argv[1] if len(sys.argv) > 1 else "/var/lib/kiosk/content")
    try:
        target = (place / "current").readlink()
        version = place / target
        title = json.loads((version / "kiosk-pack.json").read_text())["title"]
        wrong = wrong_with(version)
    except (OSError, ValueError, KeyError) as error:
        print(json.dumps({"version": "", "title": "", "wrong": str(error)}))
        return
    print(json.dumps({"version": version.name, "title": title, "wrong": wrong}))


main()
