"""The negative control: a program that tells of what it has written without having flushed it: `careless.py FILE`.

Counts up in the file, each number under a new name that then replaces the old one, and prints the last one. It takes
less time than ext4 lets pass until it writes anything by itself (5 s).
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

WRITES_FOR = 1.5
"""Seconds."""


def main() -> None:
    file = Path(sys.argv[1])
    beside = file.with_suffix(".new")
    file.write_text("0", encoding="utf-8")
    os.sync()
    number, until = 0, time.monotonic() + WRITES_FOR
    while time.monotonic() < until:
        number += 1
        beside.write_text(str(number), encoding="utf-8")
        beside.replace(file)
    print(number)


main()
