"""A keypad before the real app, and what somebody who presses its keys hears."""

from __future__ import annotations

import json
import queue
import re
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any

STORM = {"jack-in": 193, "jack-out": 194, "again": 195, "previous": 196, "next": 197, "select": 198, "back": 201}
"""X's numbers of the keys F15, F16, F17, F18, F19, F20 and F23, as the keypad sends them."""


def press(env: dict[str, str], *keys: str | int) -> None:
    """Names as X knows them, or numbers of keys."""
    for key in keys:
        subprocess.run(["xdotool", "key", str(key)], env=env, check=True, timeout=20)


class Lines:
    """What a process tells, a JSON value a line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(json.loads(line))

    def next(self, seconds: float) -> dict[str, Any] | None:
        try:
            return self._lines.get(timeout=seconds)
        except queue.Empty:
            return None


class Listener:
    """Hears, and presses keys. `transcript`: everything that was said."""

    def __init__(self, lines: Lines, env: dict[str, str]) -> None:
        self._lines, self._env = lines, env
        self.transcript: list[str] = []
        self.languages: list[str] = []

    def hear(self, seconds: float) -> str | None:
        line = self._lines.next(seconds)
        if line is None or "said" not in line:
            return None
        self.transcript.append(line["said"])
        self.languages.append(line["language"])
        return str(line["said"])

    def started(self) -> None:
        assert self._lines.next(60) == {}, "no picture"

    def until(self, pattern: str, seconds: float = 60) -> str:
        """Listen until something is said that `pattern` is found in."""
        end, since = time.monotonic() + seconds, len(self.transcript)
        while (left := end - time.monotonic()) > 0:
            said = self.hear(left)
            if said is not None and re.search(pattern, said):
                return said
        raise AssertionError(f"waited for {pattern!r}, heard {self.transcript[since:]}")

    def press(self, name: str) -> None:
        while self.hear(0.01) is not None:
            pass
        press(self._env, STORM[name])

    def stands_on(self, name: str = "next") -> str:
        """Press a key that goes on to another target, and hear what that is: the last thing that is said."""
        self.press(name)
        last, said = "", self.hear(15)
        while said is not None:
            last, said = said, self.hear(0.25)
        return last

    def choose(self, wanted: Callable[[str], bool], most: int = 20) -> str:
        """Go from one target to the next until one is heard that is `wanted`, and take it."""
        heard = []
        for _ in range(most):
            heard.append(self.stands_on())
            if wanted(heard[-1]):
                self.press("select")
                return heard[-1]
        raise AssertionError(f"none of them was wanted: {heard}")
