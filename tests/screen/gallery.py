"""Every screen, both ways up, four languages, as pictures to look at, and as sheets of all screens of a kind:

    xvfb-run -s "-screen 0 1920x1920x24" python tests/screen/gallery.py OUT [--stills FOLDER] [--white] [--only PART]
        [--variant every | largest,contrast] [--language ko,fr] [--sheets]

Stills and film are FOLDER's .jpg files in turn where it has eight of them, else drawn here.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QUICK_BACKEND", "software")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest

from kiosk.audit.looks import VARIANTS
from kiosk.playlist.faults import Fault
from kiosk.playlist.model import Where
from kiosk.screen import Panel, Screen
from kiosk.screen.glass import clock
from tests.screen.looking import settle, tell, until
from tests.screen.pictures import NAMES, StillFilm, draw_stills, white
from tests.screen.views import LANGUAGES, SCREENS, Views, under


def sizes(asked: str) -> dict[str, tuple[int, int]]:
    """Both ways up of what was asked for, as in 3840x2160."""
    width, height = (int(side) for side in asked.split("x")) if asked else (1920, 1080)
    return {"landscape": (width, height), "portrait": (height, width)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="part of a name")
    parser.add_argument("--stills", type=Path)
    parser.add_argument("--white", action="store_true")
    parser.add_argument("--size", default="")
    parser.add_argument("--variant", default="normal", help="what a visitor has set, or `every`")
    parser.add_argument("--language", default=",".join(LANGUAGES))
    parser.add_argument("--sheets", action="store_true", help="all screens of a kind on one picture, too")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    variants = list(VARIANTS) if asked.variant == "every" else asked.variant.split(",")
    app = QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as drawn:
        stills = asked.stills or draw_stills(Path(drawn))
        found = sorted(stills.glob("*.jpg"))
        if not all((stills / f"{name}.jpg").is_file() for name in NAMES):
            for number, name in enumerate(NAMES):
                (Path(drawn) / f"{name}.jpg").symlink_to(found[number * len(found) // len(NAMES)].resolve())
            stills = Path(drawn)
        film = white() if asked.white else QImage(str(stills / "river.jpg"))
        for form, size in sizes(asked.size).items():
            screen = Screen(Panel(calm=True), windowed=True, size=size, pin="1234", version="0.1", playlist="Passeur")
            item = StillFilm(film)
            screen.place_film(item)
            tell(screen, "Theme.settling = 0")
            screen.show()
            for language in asked.language.split(","):
                views = Views(language, stills)
                for name, variant in itertools.product(SCREENS, variants):
                    of = "" if variant == "normal" else f"-{variant}"
                    file = asked.out / f"{name}{of}-{form}-{language}.jpg"
                    if asked.only and asked.only not in file.name:
                        continue
                    screen.set_caption(views.t("caption") if name in CAPTIONED else "")
                    screen.show_view(views.attract())
                    screen.show_view(under(variant, SCREENS[name](views)))
                    QTest.qWait(WAITS.get(name, 120))
                    settle(screen)
                    screen.grab().save(str(file), quality=90)
                if asked.sheets:
                    for variant in variants:
                        of = "" if variant == "normal" else f"-{variant}"
                        files = [asked.out / f"{name}{of}-{form}-{language}.jpg" for name in SCREENS]
                        sheet(files, asked.out / f"sheet-{variant}-{form}-{language}.jpg")
                if not asked.only and "normal" in variants:
                    instead(screen, views, asked.out, f"{form}-{language}")
            screen.close()
            app.processEvents()


def sheet(files: list[Path], out: Path) -> None:
    """Pictures of one size in rows, each as wide as can still be read."""
    pictures = [QImage(str(file)) for file in files if file.is_file()]
    if not pictures:
        return
    upright = pictures[0].height() > pictures[0].width()
    columns, width = (11, 300) if upright else (6, 560)
    small = [one.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation) for one in pictures]
    height, rows = small[0].height(), -(-len(small) // columns)
    drawn = QImage(columns * (width + 8), rows * (height + 8), QImage.Format.Format_RGB32)
    drawn.fill(QColor("#50565E"))
    painter = QPainter(drawn)
    for number, one in enumerate(small):
        painter.drawImage(number % columns * (width + 8) + 4, number // columns * (height + 8) + 4, one)
    painter.end()
    drawn.save(str(out), quality=90)


def instead(screen: Screen, views: Views, out: Path, suffix: str) -> None:
    """What stands instead of a visit, and the keys' frame."""

    def save(name: str) -> None:
        settle(screen)
        screen.grab().save(str(out / f"{name}-{suffix}.jpg"), quality=90)

    screen.set_caption("")
    screen.show_view(views.attract())
    screen.show_view(views.decision())
    QTest.keyClick(screen.window, Qt.Key.Key_Right)
    save("focus")
    QTest.mousePress(screen.window, Qt.MouseButton.LeftButton, pos=centre(screen, "choice-fog"))
    save("pressed")
    QTest.mouseRelease(screen.window, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    screen.set_resting(True, picture=views.still("dawn"))
    save("resting")
    screen.rest([("en", ""), ("ko", ""), ("fr", "")], 12)
    save("resting-after-a-fault")
    screen.set_resting(False)
    where = "playlists/the-defector/playlist.yaml"
    faults = [
        Fault(Where(where, 12 * n, 9), f"There is no scene `trukc{n}`.", "Did you mean `truck`?") for n in range(9)
    ]
    screen.set_trouble(faults)
    save("trouble")
    screen.set_trouble([])
    screen._service.knock()  # its corners need three seconds, its PIN is for the tests
    QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton, pos=centre(screen, "pin-1"))
    save("pin")
    for digit in "234":
        QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton, pos=centre(screen, f"pin-{digit}"))
    lock = screen._service._lock
    assert lock.enter(clock()) == "1234"
    screen._service.changed.emit()
    save("pin-checking")
    lock.decided(right=False, now=clock())
    screen._service.changed.emit()
    save("pin-wrong")
    lock._tries = [clock()] * 5
    screen.close_technician()
    screen._service.knock()
    save("pin-locked")
    lock._tries = []
    screen.close_technician()
    screen._service.knock()
    for digit in "1234":
        QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton, pos=centre(screen, f"pin-{digit}"))
    QTest.mouseClick(screen.window, Qt.MouseButton.LeftButton, pos=centre(screen, "pin-enter"))
    until(lambda: lock.pad.place == "panel")
    save("technician")
    screen.close_technician()


def centre(screen: Screen, name: str) -> QPoint:
    return next(target for target in screen.targets() if target.name == name).rect.center().toPoint()


WAITS = {
    "scene": 700,
    "decision": 700,
    "attract": 300,
    "home": 300,
    "collection": 300,
}  # ms: time lines, the film's light
CAPTIONED = ("scene", "decision", "page-playing", "ending-running")

if __name__ == "__main__":
    main()
