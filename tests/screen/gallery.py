"""Every screen, both ways up, three languages, as pictures to look at:

    xvfb-run -s "-screen 0 1920x1920x24" python tests/screen/gallery.py OUT [--stills FOLDER] [--white] [--only PART]

Stills and film are FOLDER's .jpg files in turn where it has eight of them, else drawn here.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QUICK_BACKEND", "software")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from kiosk.screen import Panel, Screen
from tests.screen.looking import settle
from tests.screen.pictures import NAMES, StillFilm, draw_stills, white
from tests.screen.views import LANGUAGES, SCREENS, Views

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="part of a name")
    parser.add_argument("--stills", type=Path)
    parser.add_argument("--white", action="store_true")
    parser.add_argument("--size", default="")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as drawn:
        stills = asked.stills or draw_stills(Path(drawn))
        found = sorted(stills.glob("*.jpg"))
        if not all((stills / f"{name}.jpg").is_file() for name in NAMES):
            for number, name in enumerate(NAMES):
                (Path(drawn) / f"{name}.jpg").symlink_to(found[number * len(found) // len(NAMES)].resolve())
            stills = Path(drawn)
        film = white() if asked.white else QImage(str(stills / "river.jpg"))
        for form, size in SIZES.items():
            if asked.size:
                width, height = map(int, asked.size.split("x"))
                size = (width, height) if form == "landscape" else (height, width)
            screen = Screen(Panel(calm=True), windowed=True, size=size, pin="1234", version="0.1", playlist="Passeur")
            item = StillFilm(film)
            screen.place_film(item)
            screen.set_peak(1.0 if asked.white else 0.46)
            screen.show()
            for language in LANGUAGES:
                views = Views(language, stills)
                for name, make in SCREENS.items():
                    file = asked.out / f"{name}-{form}-{language}.jpg"
                    if asked.only and asked.only not in file.name:
                        continue
                    screen.set_caption(views.t("caption") if name in CAPTIONED else "")
                    screen.show_view(views.attract())
                    screen.show_view(make(views))
                    QTest.qWait(700 if name in ("scene", "decision", "decision-four") else 120)
                    settle(screen)
                    screen.grab().save(str(file), "JPEG", 90)
            screen.close()
            app.processEvents()


CAPTIONED = ("scene", "decision", "page-playing", "ending-running")

if __name__ == "__main__":
    main()
