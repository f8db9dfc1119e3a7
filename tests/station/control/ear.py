"""In place of a kiosk: hears the one thing that a command asks, and says yes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def ear(runtime: Path) -> Iterator[list[bytes]]:
    """What was asked, known when it ends. `runtime` is to be XDG_RUNTIME_DIR."""
    (runtime / "kiosk").mkdir(parents=True, mode=0o700)
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(runtime / "kiosk" / "control.sock"))
        door.listen()

        def answer() -> None:
            caller, _ = door.accept()
            with caller, caller.makefile("rb") as lines:
                caller.sendall(b'{"kiosk": "0", "protocol": 1}\n')
                heard.append(lines.readline())
                caller.sendall(b'{"id": 1, "ok": true}\n')

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield heard
        thread.join(30)
