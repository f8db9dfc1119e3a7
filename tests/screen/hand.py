"""A visitor's hand in the tests: touches targets by name, and remembers what the screen sent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest

from kiosk.screen import Screen
from kiosk.visit import events
from kiosk.visit.view import View
from tests.screen.views import SCREENS, Views

LEFT = Qt.MouseButton.LeftButton
NOWHERE = QPoint(1400, 60)
"""A place of the landscape window where no screen has a target."""


class Hand(QObject):
    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.screen = screen
        self.sent: list[events.Event] = []
        self.said: list[tuple[str, object]] = []
        screen.touched.connect(self.sent.append)
        screen.technician.connect(lambda word, value: self.said.append((word, value)))

    def show(self, view: View) -> None:
        self.screen.show_view(view)
        QTest.qWait(30)

    def at(self, name: str) -> QPoint:
        return next(t for t in self.screen.targets() if t.name == name).rect.center().toPoint()

    def names(self) -> set[str]:
        return {target.name for target in self.screen.targets() if target.enabled}

    def press(self, where: str | QPoint) -> QPoint:
        place = self.at(where) if isinstance(where, str) else where
        QTest.mousePress(self.screen.window, LEFT, Qt.KeyboardModifier.NoModifier, place)
        return place

    def lift(self, place: QPoint) -> None:
        QTest.mouseRelease(self.screen.window, LEFT, Qt.KeyboardModifier.NoModifier, place)

    def move(self, place: QPoint) -> None:
        QTest.mouseMove(self.screen.window, place)

    def touch(self, where: str | QPoint) -> None:
        self.lift(self.press(where))

    def key(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.screen.window, key)

    def mouse_at(self, kind: QEvent.Type, place: QPoint, when: int) -> None:
        """A press or release with the time it happened at, ms."""
        buttons = LEFT if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        point = QPointF(place)
        event = QMouseEvent(kind, point, point, LEFT, buttons, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(when)
        QGuiApplication.sendEvent(self.screen.window, event)

    def focused(self) -> str:
        return str(self.screen.window.rootObject().property("focused"))

    def pressed(self) -> list[events.Event]:
        """What was sent but for "somebody is there"."""
        return [event for event in self.sent if not isinstance(event, events.Touched)]

    def colour(self, place: QPoint) -> QImage:
        return self.screen.grab().copy(place.x(), place.y(), 1, 1)


def awake(hand: Hand, views: Views, name: str) -> None:
    """Shows the screen of this name, and forgets what was sent before."""
    hand.show(SCREENS[name](views))
    QTest.qWait(30)
    hand.sent.clear()
