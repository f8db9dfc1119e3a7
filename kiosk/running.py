"""The one loop: what draws the picture is chosen, Qt starts, the kiosk opens, and at last everything ends.

In this order: settings and playlist are read; what draws the picture is chosen, before Qt starts; the window, the
footage and the visit are made and connected; attract begins. A playlist or settings that cannot be read do not end the
program: the technician reads on the screen what is wrong, and the kiosk starts by itself once it is mended.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import qInstallMessageHandler

from kiosk import probation
from kiosk.app import RESTART, Kiosk
from kiosk.content import Options, read_content
from kiosk.footage.scenegraph import choose_scene_graph
from kiosk.heap import keep_small
from kiosk.heart import Heart
from kiosk.rescue import Rescue
from kiosk.signals import Signals
from kiosk.station.journal import start_journal
from kiosk.station.notify import Notifier
from kiosk.station.state import state_folder

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

ATTENDED = "KIOSK_CONTROL"
"""Set to anything, incidents are recorded and the control socket is open also where a robot or technician works."""

BACKEND = "QT_QUICK_BACKEND"

ONE_PAINTER = "QT_NO_GUI_THREADPOOL"
"""Qt's word for painting in one thread. Else each large fill is shared out among threads and waited for, while the
film's decoders have the processors. A tour on two cores: with it 34 s of processor, and 9 to 18 rounds of the loop
beyond 20 ms; without it 40 s and 41."""

AT_ONCE = "QT_QPA_UPDATE_IDLE_TIME"
"""Qt's word for the ms it waits before it draws what has changed, 5 unless told otherwise: lost between a touch and its
light, or the next film's first picture, and nothing is saved by them."""


def run(
    options: Options,
    attend: Callable[[Kiosk], None] | None = None,
    leave: Callable[[int], None] | None = None,
    prepare: Callable[[Kiosk], None] | None = None,
) -> int:
    """Open the kiosk and stay until it is told to stop. The answer is an exit code, or RESTART.

    `prepare` is called once with the kiosk before its window opens, `attend` when it is open: a rehearsal's way in.
    `leave` is called last with the answer, everything being stopped but nothing yet destroyed: so a program ends that
    a thread still hangs in.
    """
    keep_small()
    content = read_content(options)
    start_journal(content.settings.log)
    if attend is None:
        content = probation.begin(content, options)
    qInstallMessageHandler(_qt_says)
    given = os.environ.get(BACKEND)
    scene_graph = _choose_scene_graph(content.settings.screen.drawn_by)
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert isinstance(app, QGuiApplication)
    app.setApplicationName("kiosk")
    app.setQuitOnLastWindowClosed(False)
    notifier = Notifier({} if attend is not None else os.environ)
    rescue = Rescue(state_folder(), supervised=notifier.heard) if attend is None else None
    kiosk = Kiosk(content, options, scene_graph, rescue)
    with Signals(kiosk.quit):
        if prepare is not None:
            prepare(kiosk)
        if attend is None and content.settings.statistics and options.at is None:
            kiosk.count()  # a robot is no visitor, and another time than now is no day of the ledger's
        if attend is None or options.at is not None:
            kiosk.keep_hours()
        if attend is None:
            kiosk.prove()
            if content.settings.screen.burn_in:  # a robot compares pictures
                kiosk.screen.spare_panel()
        if attend is None or os.environ.get(ATTENDED):
            kiosk.open_up()
        heart = Heart(kiosk, notifier) if attend is None else None
        kiosk.show()
        if heart is not None:
            heart.begin()
        if attend is not None:
            attend(kiosk)
        code = app.exec()
        if heart is not None:
            heart.end(anew=code == RESTART)
        kiosk.close()
    # A restart keeps the environment: what was chosen for this life must not decide the next one.
    os.environ.pop(BACKEND, None)
    if given is not None:
        os.environ[BACKEND] = given
    if leave is not None:
        leave(code)
    return code


def _choose_scene_graph(drawn_by: str) -> str:
    """Before Qt starts: what draws the picture, said to Qt."""
    if drawn_by == "gpu":
        os.environ.pop(BACKEND, None)
        return "gpu"
    found = choose_scene_graph() if drawn_by == "auto" else "software"
    if found == "software":
        os.environ[BACKEND] = "software"
        os.environ.setdefault(ONE_PAINTER, "1")
        os.environ.setdefault(AT_ONCE, "0")
    return found


def _qt_says(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    from PySide6.QtCore import QtMsgType

    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.DEBUG,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    logging.getLogger("qt").log(level.get(kind, logging.ERROR), "%s %s", message, context.file or "")
