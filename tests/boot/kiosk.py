"""The kiosk inside a machine, as somebody sees it who has a root's shell there and eyes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from tests.boot.machine import GUEST, Machine, MachineError, Ran, awaited

PLAYER: Final = "kiosk.service"
DISPLAY: Final = "kiosk-display.service"
COMMAND: Final = "/opt/kiosk/venv/bin/kiosk"
"""Where both an installation and a package have it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What systemd says of a unit. `process` is its main one, 0 for none; `starts` how often it was started anew."""

    active: bool
    state: str
    process: int
    starts: int
    status: str


@dataclass(frozen=True, slots=True)
class Kiosk:
    """Whatever cannot be asked, because nobody answers yet, is answered as if it were not there."""

    machine: Machine

    def unit(self, name: str = PLAYER) -> Unit:
        names = ("ActiveState", "SubState", "MainPID", "NRestarts", "StatusText")
        try:
            ran = self.machine.run("systemctl", "show", "-p", ",".join(names), name, patience=10 * self.machine.slow)
        except MachineError:
            ran = Ran(1, "")
        told = dict(line.partition("=")[::2] for line in ran.out.splitlines())
        state = f"{told.get('ActiveState', 'unknown')} ({told.get('SubState', '')})"
        return Unit(told.get("ActiveState") == "active", state, int(told.get("MainPID") or 0),
                    int(told.get("NRestarts") or 0), told.get("StatusText", ""))  # fmt: skip

    def ask(self, do: str, **more: Any) -> dict[str, Any]:
        """Over the control socket; what it answers, {} where no kiosk does."""
        try:
            ran = self._program("ask", json.dumps({"do": do, **more}))
        except MachineError:
            return {}
        if ran.code == 3:
            return {}
        return dict(json.loads(ran.out.splitlines()[0]))

    def tell(self, do: str, **more: Any) -> None:
        """Raises MachineError where it does not do it."""
        answer = self.ask(do, **more)
        if not answer.get("ok"):
            raise MachineError(f"the kiosk refuses `{do}`: {answer or 'it does not answer'}")

    def shows(self, screen: str) -> bool:
        """Whether this screen is on, and its film goes on."""
        first = self.ask("status")
        if first.get("screen") != screen:
            return False
        after = awaited(3 * self.machine.slow, lambda: self.ask("status").get("shown", 0) > first["shown"], 0.1)
        return after is not None

    def books(self) -> dict[str, Any]:
        """`whole` and `visits`, of the ledger. Raises MachineError where it cannot be read at all."""
        return self._told("books")

    def content(self) -> dict[str, Any]:
        """`version`, `title` and what is `wrong`, of the exhibition that is shown."""
        return self._told("content")

    def failed(self) -> str:
        """Units that have failed; "" for none."""
        ran = self.machine.run("systemctl", "list-units", "--failed", "--plain", "--no-legend", "--no-pager",
                               patience=30 * self.machine.slow)  # fmt: skip
        return " ".join(ran.out.split())

    def journal(self, unit: str, holds: str) -> str:
        """The last line of this boot that holds a text; "" where none does."""
        ran = self.machine.run("journalctl", "-b", "-o", "cat", "--no-pager", "-u", unit, "-g", holds,
                               patience=30 * self.machine.slow)  # fmt: skip
        lines = [line for line in ran.out.splitlines() if not line.startswith("--")]
        return lines[-1] if lines else ""

    def signal(self, process: int, name: str) -> None:
        self.machine.run("kill", f"-{name}", str(process), patience=10 * self.machine.slow)

    def update(self, pack: str, beside: bool = False) -> Ran:
        """`kiosk update` as the kiosk's user; `beside`: not waited for, as the unit update-beside.service."""
        words: tuple[str, ...] = ("runuser", "-u", "kiosk", "--", COMMAND, "update",
                                  "--settings", "/etc/kiosk/kiosk.yaml", pack)  # fmt: skip
        if beside:
            words = ("systemd-run", "-q", "--unit=update-beside", *words)
        return self.machine.run(*words, patience=60 * self.machine.slow)

    def _told(self, program: str) -> dict[str, Any]:
        ran = self._program(program)
        if ran.code:
            raise MachineError(f"{program}: {ran.out.strip()}")
        return dict(json.loads(ran.out))

    def _program(self, name: str, *words: str) -> Ran:
        source = (GUEST / f"{name}.py").read_text(encoding="utf-8")
        return self.machine.run("python3", "-", *words, given=source, patience=30 * self.machine.slow)
