"""The pictures of docs/technician.md, made anew from the real commands: `make manual`.

python -m tests.e2e.manual docs
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.e2e.screens import virtual_screen

ROOT = Path(__file__).parents[2]
LAPTOP = (1366, 768)
WIDTH, QUALITY = 1200, 88
"""Of a picture in the manual, in pixels and in percent."""


def main(docs: Path) -> None:
    app = QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with virtual_screen(*LAPTOP, folder) as env:
            env |= {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": name}
            kiosk(env, folder, "new", "our-town")
            file = folder / "playlists" / "our-town" / "playlist.yaml"
            with trying(env, folder, "--from", "arrival"):
                time.sleep(8)
                photograph(env, folder, docs / "try.jpg")
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace("to: welcome", "to: welcom", 1), encoding="utf-8")
                time.sleep(2)
                photograph(env, folder, docs / "try-fault.jpg")
                file.write_text(text, encoding="utf-8")
            kiosk(env, folder, "map", "our-town", "--svg", "-o", "map.svg")
            draw(folder / "map.svg", docs / "map.jpg", width=720)
            kiosk(env, folder, "rehearse", "our-town", "--short", "--sheet", "sheet.png")
            keep(QImage(str(folder / "sheet.png")), docs / "rehearsal.jpg")
    del app


def kiosk(env: dict[str, str], folder: Path, *words: str) -> None:
    subprocess.run([sys.executable, "-m", "kiosk.cli", *words], env=env, cwd=folder, check=True, timeout=600)


@contextmanager
def trying(env: dict[str, str], folder: Path, *words: str) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "kiosk.cli", "try", "our-town", *words], env=env, cwd=folder)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def photograph(env: dict[str, str], folder: Path, file: Path) -> None:
    """What is on the screen now, without what is left of it around the window."""
    size = f"{LAPTOP[0]}x{LAPTOP[1]}"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "x11grab", "-draw_mouse", "0", "-video_size", size, "-i", env["DISPLAY"],
         "-frames:v", "1", str(folder / "grab.png")],
        check=True, timeout=30,
    )  # fmt: skip
    picture = QImage(str(folder / "grab.png"))
    keep(picture.copy(0, 0, *window(env)), file)


def window(env: dict[str, str]) -> tuple[int, int]:
    said = subprocess.run(
        ["xdotool", "search", "--name", "kiosk try", "getwindowgeometry", "--shell"],
        env=env, capture_output=True, text=True, check=True, timeout=10,
    ).stdout  # fmt: skip
    facts = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
    return int(facts["WIDTH"]), int(facts["HEIGHT"])


def draw(svg: Path, file: Path, width: int) -> None:
    renderer = QSvgRenderer(str(svg))
    size = renderer.defaultSize().scaled(width, 10 * width, Qt.AspectRatioMode.KeepAspectRatio)
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    keep(picture, file)


def keep(picture: QImage, file: Path) -> None:
    small = picture.scaledToWidth(min(WIDTH, picture.width()), Qt.TransformationMode.SmoothTransformation)
    if not small.save(str(file), quality=QUALITY):
        raise OSError(f"{file} cannot be written")
    print(file, small.width(), small.height(), f"{file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    if shutil.which("Xvfb") is None:
        raise SystemExit("Xvfb is missing: sudo apt install xvfb")
    main(Path(sys.argv[1]).absolute())
