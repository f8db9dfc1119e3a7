"""Fingers and keys as they come from Qt, before QML sees them: what only wakes, what bounces, who knocks."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QGuiApplication, QKeyEvent, QMouseEvent, QTouchEvent

from kiosk.screen.keyboard import Keyboard
from kiosk.screen.touch import Corner, CornerDoor, Gate

log = logging.getLogger(__name__)

_MOUSE = -1
"""The mouse counts as one finger more."""
_REPEATING = ("left", "right", "up", "down", "next", "previous", "louder", "quieter")
RESTS = 2_000
"""ms after which a finger that still lies on its target is taken for a hand or a bag that rests there."""
_OUTSIDE = QPointF(-10_000, -10_000)
_LEFT = Qt.MouseButton.LeftButton
_NOTHING = frozenset(
    {
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.NativeGesture,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.InputMethod,
    }
)
"""What a plugged-in mouse, pen or pad can do besides; here it does nothing. Of a pen Qt makes a mouse then."""
_OTHERWISE = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)
"""Held, they make another key of each: Ctrl+C is no C. Shift is not among them, `+` needs it."""


def clock() -> int:
    """Milliseconds that never go back."""
    return time.monotonic_ns() // 1_000_000


class Glass(QObject):
    """An event filter on the window, and the only one who tells QML of fingers: as a mouse, one at a time.

    Every finger that comes down is said as `touched`, unless it bounces. It presses nothing while `asleep()` holds.
    While another finger presses a target it waits for its turn, and then presses the target it came down on, if that
    is still there. A finger on no target, and one that has long lain on its target, keep nobody from pressing.

    `explore(place)`: whether a finger that comes there, or slides there, only asks what stands there."""

    touched = Signal()
    pressed = Signal()
    """A target was pressed, and is lit with the next picture."""
    key = Signal(str)
    knocked = Signal()
    closing = Signal()

    def __init__(
        self,
        window: QObject,
        corner: Callable[[QPointF], Corner | None],
        asleep: Callable[[], bool],
        under: Callable[[QPointF], str] = lambda _at: "",
        explore: Callable[[QPointF], bool] = lambda _place: False,
        keyboard: Keyboard | None = None,
    ) -> None:
        """`under` names the target at a place, "" for none."""
        super().__init__()
        self._under = under
        self._window = window
        self._corner = corner
        self._asleep = asleep
        self._explore = explore
        self._keyboard = keyboard or Keyboard()
        self.typed: tuple[str, str] | None = None
        """The last key, by its name or else its number, and what it does; of digits, which may be a PIN, nothing."""
        self._explorer: int | None = None
        """The finger that asks."""
        self._asked = 0
        """When it came, or slid, last."""
        self._gate = Gate()
        self._door = CornerDoor()
        self._presser: int | None = None
        """The finger that a target has."""
        self._since = 0
        self._missed = False
        """The last press was let through, and lay on no target."""
        self._next: tuple[int, QPointF, str, bool] | None = None
        """Another finger that came down on another target meanwhile: its place, the target's name, whether it has left
        again. It has its turn when the first one has had its own."""
        self._telling = False
        self._ticks = QTimer(self)
        self._ticks.setSingleShot(True)
        self._ticks.timeout.connect(self._look)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if type(event) is QEvent:  # nobody's touch: most of all that the next picture is to be drawn
            return False
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()  # else Qt would make a mouse of it as well
            return True
        if isinstance(event, QMouseEvent):
            return not self._telling and self._mouse(event)
        if isinstance(event, QKeyEvent):
            return self._typed(event)
        if event.type() == QEvent.Type.Close:
            event.ignore()
            self.closing.emit()
            return True
        return event.type() in _NOTHING

    # ---- fingers

    def _touch(self, event: QTouchEvent) -> None:
        stamp = event.timestamp() or clock()
        if event.type() == QEvent.Type.TouchCancel:
            self._drop()
            self._door.lift_all(clock())
            self._gate.release(stamp)
        else:
            for point in event.points():
                match point.state():
                    case QEventPoint.State.Pressed:
                        self._down(point.id(), point.position(), stamp)
                    case QEventPoint.State.Released:
                        self._up(point.id(), point.position(), stamp)
                    case QEventPoint.State.Updated:
                        self._move(point.id(), point.position())
        self._wait()

    def _mouse(self, event: QMouseEvent) -> bool:
        stamp = event.timestamp() or clock()
        if event.source() == Qt.MouseEventSource.MouseEventNotSynthesized:
            match event.type():
                case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonRelease if event.button() != _LEFT:
                    return True
                case QEvent.Type.MouseButtonPress:
                    self._down(_MOUSE, event.position(), stamp)
                case QEvent.Type.MouseButtonRelease:
                    self._up(_MOUSE, event.position(), stamp)
                case QEvent.Type.MouseMove if event.buttons() & _LEFT:
                    self._move(_MOUSE, event.position())
            self._wait()
        return True

    def _down(self, finger: int, at: QPointF, stamp: int) -> None:
        now = clock()
        self._door.down(finger, self._corner(at), now)
        if finger == self._presser:  # its release was lost
            self._drop()
        if not self._gate.press(stamp) and not (self._missed and self._presser is None):
            return  # but of a hand whose first contact lay beside the target, the next one counts
        self._missed = False
        asleep = self._asleep()  # asked first: what `touched` sets off may wake the screen
        self.touched.emit()
        if asleep:
            return
        if self._presser is not None:
            if now - self._since < RESTS:
                if self._next is None and (name := self._under(at)):
                    self._next = (finger, at, name, False)
                return
            self._drop()
        if self._explorer is not None and finger != self._explorer and now - self._asked < RESTS:
            return
        self._explorer = None  # a bag that rests there asks nothing any more
        if self._explore(at):
            self._explorer, self._asked = finger, now
        else:
            self._press(finger, at)

    def _press(self, finger: int, at: QPointF) -> None:
        if self._tell(QEvent.Type.MouseButtonPress, at):
            self._presser, self._since = finger, clock()
            self.pressed.emit()
        else:
            self._missed = True

    def _move(self, finger: int, at: QPointF) -> None:
        self._door.down(finger, self._corner(at), clock())
        if finger == self._presser:
            self._tell(QEvent.Type.MouseMove, at)
        elif finger == self._explorer:
            self._asked = clock()
            self._explore(at)

    def _up(self, finger: int, at: QPointF, stamp: int) -> None:
        self._door.up(finger, clock())
        self._gate.release(stamp)
        if finger == self._explorer:
            self._explorer = None
        if finger == self._presser:
            self._presser = None
            self._tell(QEvent.Type.MouseButtonRelease, at)
            self._take_next()
        elif self._next is not None and finger == self._next[0]:
            moved = self._under(at) != self._next[2]
            self._next = None if moved else (finger, at, self._next[2], True)

    def _take_next(self) -> None:
        """Two people at once: what the second one meant, if it is still there and means the same."""
        waiting, self._next = self._next, None
        if waiting is None:
            return
        finger, at, name, left = waiting
        if self._asleep() or self._under(at) != name:
            return
        self._press(finger, at)
        if left and self._presser == finger:
            self._presser = None
            self._tell(QEvent.Type.MouseButtonRelease, at)

    def _drop(self) -> None:
        """What a target has of a finger is taken from it, and presses nothing."""
        self._next = self._explorer = None
        if self._presser is not None:
            self._presser = None
            self._tell(QEvent.Type.MouseMove, _OUTSIDE)
            self._tell(QEvent.Type.MouseButtonRelease, _OUTSIDE)

    def _tell(self, kind: QEvent.Type, at: QPointF) -> bool:
        """Whether an item wanted it."""
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else _LEFT
        buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else _LEFT
        event = QMouseEvent(kind, at, at, button, buttons, Qt.KeyboardModifier.NoModifier)
        self._telling = True
        try:
            QGuiApplication.sendEvent(self._window, event)
        finally:
            self._telling = False
        return event.isAccepted()

    def _wait(self) -> None:
        due = self._door.due()
        if due is None:
            self._ticks.stop()
        else:
            self._ticks.start(max(0, due - clock()))

    def _look(self) -> None:
        if self._door.open(clock()):
            self._drop()  # the fingers that opened it press nothing behind it when they leave
            self.knocked.emit()
        else:
            self._wait()

    # ---- keys

    def _typed(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or event.modifiers() & _OTHERWISE:
            return True
        name = self._keyboard.action(event)
        if name is None or not name.isdigit():  # digits are the technician's PIN, and no journal's
            self.typed = self._keyboard.name(event) or str(event.nativeScanCode()), name or "nothing"
            log.debug("key %s: %s", *self.typed)
        # A key that is held repeats: fine for going about, not for pressing.
        if event.isAutoRepeat() and name not in _REPEATING:
            return True
        if name is not None:
            self.key.emit(name)
        return True
