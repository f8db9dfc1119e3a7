"""JSON lines over one of qemu's sockets: its monitor (QMP) and the guest's agent (QGA)."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.boot.machine import MachineError


class Lines:
    """One connection. Raises MachineError wherever the other end is gone or silent."""

    def __init__(self, path: Path, patience: float = 20.0) -> None:
        self._path = path
        self._rest = b""
        until = time.monotonic() + patience
        while True:
            self._socket = socket.socket(socket.AF_UNIX)
            try:
                self._socket.connect(str(path))
            except OSError as error:
                self._socket.close()
                if time.monotonic() > until:
                    raise MachineError(f"nobody answers at {path}: {error.strerror}") from None
                time.sleep(0.1)
            else:
                return

    def close(self) -> None:
        self._socket.close()

    def say(self, value: dict[str, Any]) -> None:
        try:
            self._socket.sendall(json.dumps(value).encode() + b"\n")
        except OSError as error:
            raise MachineError(f"{self._path} was closed: {error.strerror}") from None

    def hear(self, patience: float) -> dict[str, Any]:
        """The next line that is an object."""
        until = time.monotonic() + patience
        while True:
            while b"\n" not in self._rest:
                self._socket.settimeout(max(0.01, until - time.monotonic()))
                try:
                    came = self._socket.recv(65536)
                except TimeoutError:
                    raise MachineError(f"{self._path} has said nothing for {patience:.0f} s") from None
                except OSError as error:
                    raise MachineError(f"{self._path} was closed: {error.strerror}") from None
                if not came:
                    raise MachineError(f"{self._path} was closed")
                self._rest += came
            line, _, self._rest = self._rest.partition(b"\n")
            try:
                value = json.loads(line.lstrip(b"\xff"))  # the agent's mark of a new beginning
            except ValueError:
                continue
            if isinstance(value, dict):
                return value

    def ask(self, command: str, arguments: Mapping[str, Any] | None = None, patience: float = 60.0) -> Any:
        """Give a command, and get what it returns; events that come between are passed over."""
        self.say({"execute": command, **({"arguments": dict(arguments)} if arguments else {})})
        while True:
            answer = self.hear(patience)
            if "error" in answer:
                raise MachineError(f"{command}: {answer['error'].get('desc', answer['error'])}")
            if "return" in answer:
                return answer["return"]
