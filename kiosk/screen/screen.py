"""The window: hands QML one value to draw, and hears what was touched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, QMetaObject, QObject, QPointF, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.playlist.faults import Fault
from kiosk.screen.bridge import Bridge, Plain, event, plain
from kiosk.screen.brightness import Brightness
from kiosk.screen.burnin import BurnIn
from kiosk.screen.daylight import Daylight
from kiosk.screen.fonts import install_fonts
from kiosk.screen.glass import Glass, clock
from kiosk.screen.keys import Focus
from kiosk.screen.panel import Panel
from kiosk.screen.qr import QrProvider
from kiosk.screen.reach import Rect, reading_order
from kiosk.screen.service import Service
from kiosk.screen.touch import Corner, corner
from kiosk.screen.words import Words
from kiosk.screen.writing import sided
from kiosk.visit import events
from kiosk.visit.view import View

_QML = Path(__file__).with_name("qml")
_TOUCHED_EVERY = 1_000
"""ms: the idle clock needs no more than one Touched a second."""
_WORDS_ON_FILM = ("attract", "home", "collection")
"""Screens whose words stand on the film itself, on as little ink as it needs."""
_WORDS_ON_PICTURES = ("home", "collection")


@dataclass(frozen=True, slots=True)
class Target:
    """Something a finger can touch now. `name` is stable across languages and sizes; `rect` in window pixels."""

    name: str
    rect: QRectF
    enabled: bool


class Screen(QObject):
    """Draws Views; sends back events. `pin`: 4 to 8 digits, or empty for no technician's door (ValueError else)."""

    touched = Signal(object)
    """A kiosk.visit.events.Event."""
    technician = Signal(str, object)
    """"next scene", "restart", "quit", "opened", "closed", or "volume" with the new percentage (1..100)."""
    closing = Signal()
    """The window manager asked the window to close (Alt-F4, the laptop's ✕). It stays open unless close() is called."""

    def __init__(
        self,
        panel: Panel,
        *,
        windowed: bool = False,
        size: tuple[int, int] | None = None,
        pin: str = "",
        version: str = "",
        playlist: str = "",
        fit: str = "crop",
        volume: int = 100,
        stills: Path | None = None,
        words: Words | None = None,
        now: Callable[[], int] = clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        install_fonts()
        self._panel = panel
        self._windowed = windowed
        self._words = words or Words.load()
        self._brightness = Brightness(self)
        self._brightness.measured.connect(self._brighten)
        self._bridge = Bridge(self._words, self._brightness.peak, stills)
        self._now = now
        self._service = Service(pin, self._words, now, version=version, playlist=playlist, volume=volume, parent=self)
        self._service.said.connect(self.technician)
        self._service.changed.connect(self._draw_technician)
        self._view: View | None = None
        self._film: QQuickItem | None = None
        self._daylight: Daylight | None = None
        self._faulty = self._resting = False
        self._language = ""
        self._focus = Focus(self._rects, lambda name: self._root.setProperty("focused", name))
        self._last_touched: int | None = None
        self._burn_in = BurnIn(now, self)

        self._window = QQuickView()
        self._window.setColor(QColor("#0B0D10"))
        self._window.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self._window.engine().addImageProvider("qr", QrProvider())
        self._window.setInitialProperties(
            {
                "inches": panel.diagonal,
                "distance": panel.distance,
                "far": panel.far,
                "hung": panel.bottom,
                "turn": panel.rotation,
                "fit": fit,
                "calm": panel.calm,
                "words": self._words.plain("en"),
            }
        )
        if not windowed:
            self._window.setFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
            self._window.setCursor(Qt.CursorShape.BlankCursor)
            QGuiApplication.setOverrideCursor(Qt.CursorShape.BlankCursor)
        self._window.resize(QSize(*(size or (1280, 720))))
        self._window.setSource(QUrl.fromLocalFile(str(_QML / "Main.qml")))
        root = self._window.rootObject()
        if root is None:
            raise RuntimeError("; ".join(error.toString() for error in self._window.errors()))
        self._root = root
        self._burn_in.moved.connect(self._drift)
        cast(Any, root).sent.connect(self._sent)

        self._glass = Glass(self._window, self._corner, self._asleep)
        self._glass.touched.connect(self._finger)
        self._glass.key.connect(self._key)
        self._glass.knocked.connect(self._service.knock)
        self._glass.closing.connect(self.closing)
        self._window.installEventFilter(self._glass)

    # ---- what is shown

    @property
    def window(self) -> QQuickView:
        return self._window

    def show(self) -> None:
        """Full screen, or where `windowed`, a window."""
        if self._windowed:
            self._window.show()
        else:
            # Without a window manager (a bare X server) nobody else makes it as large as the screen.
            self._window.setGeometry(self._window.screen().geometry())
            self._window.showFullScreen()

    def close(self) -> None:
        """The window goes, and everything in it. Nothing may be called afterwards."""
        self._service.close()  # its timer would outlive what it draws on
        self._burn_in.close()
        self._window.removeEventFilter(self._glass)
        if self._daylight is not None:
            self._daylight.watch(False)
        if self._film is not None:  # it is footage's, and outlives the window
            self._root.setProperty("film", None)
            cast(Any, self._film).setParentItem(None)  # PySide's stubs have no None here
        self._brightness.close()
        if not self._windowed:
            QGuiApplication.restoreOverrideCursor()
        self._window.close()
        self._window.deleteLater()

    def show_view(self, view: View) -> None:
        """Draws it whole, or raises and leaves everything as it was; the same View may then be shown again."""
        if view == self._view:
            return
        # Made whole before any of it is shown: an error leaves the picture and what is known of it as they were.
        drawn, words = self._bridge.view(view), self._words.plain(view.language)
        if view.language != self._language:
            self._language = view.language
            self._root.setProperty("words", words)
        opened = view.helping and not (self._view is not None and self._view.helping)
        self._view = view
        self._root.setProperty("view", drawn)
        if self._daylight is not None:
            self._daylight.watch(view.screen in _WORDS_ON_FILM)
        self._settle_focus()
        if opened:
            self._focus.enter()

    def spare_panel(self) -> None:
        """From now on what stands still moves by a few pixels in minutes: see burnin.py."""
        self._burn_in.start()

    def expect(self, pictures: Iterable[Path]) -> None:
        """Look already at pictures that words will stand on: until then they are taken for white, and darkened."""
        for picture in pictures:
            self._brightness.peak(picture)

    def _brighten(self) -> None:
        """How bright pictures are has become known."""
        if self._view is not None and self._view.screen in _WORDS_ON_PICTURES:
            self._root.setProperty("view", self._bridge.view(self._view))

    def set_caption(self, text: str) -> None:
        """What the caption line says now; empty for nothing. Whether it is seen is the View's to say."""
        self._root.setProperty("caption", sided(text, self._language or "en"))

    def place_film(self, item: QQuickItem) -> None:
        """Give footage's item its place under everything else. Its size is then the screen's to set."""
        self._film = item
        self._root.setProperty("film", item)
        self._daylight = Daylight(item, self)
        self._daylight.changed.connect(lambda peak: self._root.setProperty("peak", peak))

    def set_trouble(self, faults: Sequence[Fault]) -> None:
        """A page for a technician instead of a visit: every fault with file, line and cure. Empty: away with it."""
        said = ["\n".join(filter(None, (str(fault.where), fault.what, fault.cure))) for fault in faults]
        self._faulty = bool(said)
        self._root.setProperty("faults", said)

    def set_overlay(self, lines: Sequence[tuple[str, str]], *, alarm: bool = False) -> None:
        """Label and value, a line each, in the upper right corner: nothing that can be touched. Empty: away."""
        self._root.setProperty("alarm", alarm)
        self._root.setProperty("overlay", [{"label": label, "value": value} for label, value in lines])

    def set_resting(self, resting: bool, text: str = "", picture: Path | None = None) -> None:
        """One quiet sentence for visitors (`text`, else our own) instead of a visit."""
        words = text or self._words.say(self._language or "en", "resting")
        shown: dict[str, Plain] = {"text": plain(words), "picture": plain(picture)}
        self._resting = resting
        self._root.setProperty("resting", shown if resting else None)

    def grab(self) -> QImage:
        """What is on the glass now."""
        return self._window.grabWindow()

    # ---- what can be touched

    def targets(self) -> list[Target]:
        """Everything that can be seen and touched now, in reading order. On attract, on the dark screen and while the
        kiosk asks whether anyone is there, the whole glass answers: then it is one target, "wake" or "continue"."""
        if self._attract() and not self._covered():
            return [Target("wake", QRectF(0, 0, self._window.width(), self._window.height()), True)]
        found = self._found()
        rects = {name: rect for name, (rect, _) in found.items()}
        return [Target(name, QRectF(*rects[name]), found[name][1]) for name in reading_order(rects)]

    def _found(self) -> dict[str, tuple[Rect, bool]]:
        """By name: where, and whether it can be pressed. QML tells it as text: an item of its own that Python held
        could be gone the next moment, and its address be another's."""
        told = QMetaObject.invokeMethod(self._root, "targets", Qt.ConnectionType.DirectConnection, Q_RETURN_ARG(str))
        return {name: (Rect(*box), enabled) for name, *box, enabled in json.loads(cast(str, told))}

    def _rects(self) -> dict[str, Rect]:
        """Of what can be pressed."""
        return {name: rect for name, (rect, enabled) in self._found().items() if enabled}

    # ---- what was touched

    def _attract(self) -> bool:
        return self._view is None or self._view.screen in ("attract", "closed")

    def _covered(self) -> bool:
        return self._faulty or self._resting or self._service.open

    def _asleep(self) -> bool:
        """Nothing may be pressed: the glass only wakes, or only answers."""
        if self._covered():
            return False
        return self._attract() or (self._view is not None and self._view.asking is not None)

    def _drift(self, across: float, down: float) -> None:
        self._root.setProperty("drift", QPointF(across, down))

    def _finger(self) -> None:
        self._focus.set("")
        self._stir()

    def _stir(self) -> None:
        """Somebody is there. Said at once where it wakes or answers, else once a second."""
        self._burn_in.touch()
        if self._service.open:
            self._service.stir()
            return
        now = self._now()
        due = self._last_touched is None or now - self._last_touched >= _TOUCHED_EVERY
        if due or self._asleep():
            self._last_touched = now
            self.touched.emit(events.Touched())

    def _sent(self, kind: str, value: object) -> None:
        if kind == "technician":
            self._service.press(str(value))
        else:
            self.touched.emit(event(kind, value))

    # ---- keys

    def _key(self, key: str) -> None:
        if self._asleep():
            self._stir()
            return
        self._stir()
        match key:
            case "left" | "right" | "up" | "down":
                self._focus.go(key)
            case "select":
                if name := self._focus.chosen():
                    self.press(name)
            case "back" if self._service.open:
                self._service.close()
            case _ if key.isdigit() and self._service.open:
                self._service.press(key)
            case "back" if self._view is not None and self._view.choosing_language:
                self.touched.emit(events.LanguagesTouched())
            case "back" if self._view is not None and self._view.helping:
                self.touched.emit(events.HelpTouched())
            case "back" | "home" | "captions":
                self.press(key)
            case "louder" | "quieter":
                self.press("volume-up" if key == "louder" else "volume-down")

    def press(self, name: str) -> None:
        """As a finger would: only what is there and enabled."""
        QMetaObject.invokeMethod(self._root, "press", Qt.ConnectionType.DirectConnection, Q_ARG(str, name))

    def _settle_focus(self) -> None:
        if self._focus.name and self._asleep():
            self._focus.set("" if self._attract() else "continue")
        else:
            self._focus.settle()

    # ---- the technician

    def set_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """What the technician's panel says below version, playlist and volume: label and value, a line each."""
        self._service.set_facts(facts)

    def close_technician(self) -> None:
        self._service.close()

    def _draw_technician(self) -> None:
        self._root.setProperty("technician", self._service.drawn(self._language or "en"))

    def _corner(self, at: QPointF) -> Corner | None:
        return corner(at.x(), at.y(), self._window.width(), self._window.height(), self._panel.rotation)
