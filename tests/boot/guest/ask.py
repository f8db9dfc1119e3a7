"""Ask the kiosk one thing over its control socket, and print the answer: `ask.py '{"do": "status"}'`.

As docs/control.md tells any program to do it. Exit code 0 answered, 1 refused, 3 no kiosk is there.
"""

from __future__ import annotations

import json
import socket
import sys

PATIENCE = 20.0
"""Seconds; an emulated machine takes its time."""


def main() -> int:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect("/run/kiosk/control.sock")
        said = line.makefile("rw", encoding="utf-8", newline="\n")
        said.readline()
        said.write(json.dumps({"id": 1, **json.loads(sys.argv[1])}) + "\n")
        said.flush()
        answer = json.loads(said.readline())
    except (OSError, ValueError) as error:
        print(f"no kiosk answers: {error}")
        return 3
    print(json.dumps(answer))
    return 0 if answer.get("ok") else 1


sys.exit(main())
