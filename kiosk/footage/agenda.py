"""What has to be told at a time of the film: marks, captions, the end of a picture that stands for a clip."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.footage.showing import Showing

_STEP: Final = 200
"""ms: the film's clock is corrected every 250, so no time is counted out for longer than that."""


class Agenda(QObject):
    """Asks the plays themselves each time, so that nothing has to be kept in step when one is held, cut or dropped.

    Signals:
        marked(play, name), caption(text): see Footage.
        still_over(showing): a picture stood for as long as it should.
        seam(showing): its film goes round in a stretch, and has come near the end of that, or to it.
    """

    marked = Signal(int, str)
    caption = Signal(str)
    still_over = Signal(object)
    seam = Signal(object)

    def __init__(
        self, plays: Callable[[], Iterable[Showing]], on_screen: Callable[[], Showing | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._plays, self._on_screen = plays, on_screen
        self._line = ""
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._keep)

    def changed(self) -> None:
        """Something about the plays is different: look again, from the event loop."""
        self._timer.start(0)

    def stop(self) -> None:
        self._timer.stop()

    def _keep(self) -> None:
        for showing in self._told():
            position = showing.position()
            for name in showing.due_marks(position):
                if not showing.over:  # what was told a moment ago may have ended it
                    self.marked.emit(showing.play, name)
            if showing.still and not showing.loop and position >= showing.duration and not showing.over:
                self.still_over.emit(showing)
            if showing.stretch is not None and showing.running and not showing.over:
                self.seam.emit(showing)
        self._say_caption()
        waits = [wait for showing in self._told() if (wait := self._wait(showing)) is not None]
        if waits:
            self._timer.start(max(1, min(*waits, _STEP)))

    def _told(self) -> list[Showing]:
        """Nothing is said of a play before `shown` is."""
        return [showing for showing in self._plays() if showing.told]

    def _wait(self, showing: Showing) -> int | None:
        """ms until its film reaches something to tell; None if it never does, or stands still."""
        if not showing.running:
            return None
        position = showing.position()
        due = showing.next_due(position, captioned=showing is self._on_screen())
        return None if due is None else due - position

    def _say_caption(self) -> None:
        showing = self._on_screen()
        line = showing.captions.at(showing.position()) if showing is not None else ""
        if line != self._line:
            self._line = line
            self.caption.emit(line)
