"""The real app, telling on standard output only what it says aloud: a visitor's ears in another process.

python -m tests.e2e.heard PLAYLIST SETTINGS
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from kiosk import running
from kiosk.app import Kiosk
from kiosk.content import Options
from kiosk.speech.utterance import Utterance


def attend(kiosk: Kiosk) -> None:
    assert kiosk.footage is not None
    assert kiosk.speaker is not None, "espeak-ng is not there"
    kiosk.speaker.said.connect(tell)
    # Attract is silent. That it is there has to be told to whoever stands before the dark, as a museum's label does.
    timer = QTimer(kiosk)
    footage = kiosk.footage

    def look() -> None:
        if footage.report().shown:
            timer.stop()
            print("{}", flush=True)

    timer.timeout.connect(look)
    timer.start(100)


def tell(utterance: Utterance) -> None:
    print(json.dumps({"said": utterance.text, "language": utterance.language}), flush=True)


sys.exit(running.run(Options(playlist=Path(sys.argv[1]), settings=Path(sys.argv[2]), seed=1), attend))
