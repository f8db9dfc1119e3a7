"""Whether this machine has a graphics card that really draws. Asked before the first window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final, Literal

SceneGraph = Literal["gpu", "software"]

SOFTWARE_RENDERERS: Final = ("llvmpipe", "softpipe", "swrast", "lavapipe", "software rasterizer")
"""What Mesa calls itself where the processor draws: 8 times the cost of Qt's own software scene graph, and a touch
answered in 75 ms instead of 6."""
_ANSWER_WITHIN: Final = 10.0


def choose_scene_graph(devices: Path = Path("/dev/dri")) -> SceneGraph:
    """What the machine has: a render node that may be opened and a driver that is not the processor in disguise.

    Sets nothing; for "software" the caller sets QT_QUICK_BACKEND=software before QGuiApplication. A backend that the
    environment names already is kept. Takes some 0.1 s where there is a card.
    """
    named = os.environ.get("QT_QUICK_BACKEND")
    if named:
        return "software" if named == "software" else "gpu"
    if not any(os.access(node, os.R_OK | os.W_OK) for node in devices.glob("renderD*")):
        return "software"
    name = renderer()
    return "gpu" if name and not is_software(name) else "software"


def is_software(name: str) -> bool:
    return any(word in name.lower() for word in SOFTWARE_RENDERERS)


def renderer() -> str:
    """What OpenGL ES calls its renderer here, "" if there is none. Asked in a process of its own: a driver that crashes
    or hangs must not take the player with it."""
    try:
        asked = subprocess.run(
            [sys.executable, "-m", "kiosk.footage.askegl"],
            capture_output=True, text=True, timeout=_ANSWER_WITHIN, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


if __name__ == "__main__":  # asked by systemd/kiosk-display, which has neither Qt nor VLC loaded
    print(choose_scene_graph())
