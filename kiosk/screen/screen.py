"""The window: hands QML one value to draw, and hears what was touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, QMetaObject, QObject, QPointF, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.keynames import KEYBOARD
from kiosk.playlist.faults import Fault
from kiosk.screen.bridge import Bridge, Plain, event, plain
from kiosk.screen.brightness import Brightness
from kiosk.screen.burnin import BurnIn
from kiosk.screen.daylight import Daylight
from kiosk.screen.fonts import install_fonts
from kiosk.screen.glass import Glass, clock
from kiosk.screen.keyboard import Keyboard
from kiosk.screen.keys import Focus
from kiosk.screen.outputs import Outputs
from kiosk.screen.panel import Panel
from kiosk.screen.qr import QrProvider
from kiosk.screen.reach import Rect, reading_order
from kiosk.screen.service import Service
from kiosk.screen.staying import Staying
from kiosk.screen.targets import Target, targets
from kiosk.screen.touch import Corner, corner
from kiosk.screen.words import Words
from kiosk.screen.writing import sided
from kiosk.tries import Tries
from kiosk.visit import events
from kiosk.visit.view import View

_QML = Path(__file__).with_name("qml")
_ALOUD = {
    "speak": events.SpokenTouched(),
    "jack-in": events.SpokenTouched(True),
    "jack-out": events.SpokenTouched(False),
}
_TOUCHED_EVERY = 1_000
"""ms: the idle clock needs no more than one Touched a second."""
_SEEK_EVERY = 100
"""ms between looks for what keys may stand on, after what they stood on has gone."""
_WORDS_ON_FILM = ("attract", "home", "collection")
"""Screens whose words stand on the film itself, on as little ink as it needs."""
_WORDS_ON_PICTURES = ("home", "collection")


class Screen(QObject):
    """Draws Views; sends back events. `pin`: 4 to 8 digits or their hash, or empty for no technician's door (ValueError
    else); `tries`: where wrong ones are kept. `keys`: what each
    does, by its name; of none, a keyboard does nothing but at the technician's door."""

    touched = Signal(object)
    """A kiosk.visit.events.Event."""
    pressed = Signal()
    """A finger came down on a target. From the event loop."""
    caption_room = Signal(float)
    """How wide a line of captions may be from now on, in sizes of its type (em)."""
    technician = Signal(str, object)
    """"next scene", "restart", "quit", "opened", "closed", or "volume" with the new percentage (1..100)."""
    stirred = Signal()
    """Somebody did something, whatever it was, before it is sent."""
    focused = Signal(str)
    """The frame of the keys, or a finger that asks, stands on the target of this name; "": on none."""
    asked = Signal(str)
    """ "repeat" or "time": to be said, not shown."""
    closing = Signal()
    """The window manager asked the window to close (Alt-F4, the laptop's ✕). It stays open unless close() is called."""

    def __init__(
        self,
        panel: Panel,
        *,
        windowed: bool = False,
        size: tuple[int, int] | None = None,
        pin: str = "",
        tries: Tries | None = None,
        version: str = "",
        playlist: str = "",
        fit: str = "crop",
        volume: int = 100,
        stills: Path | None = None,
        words: Words | None = None,
        keys: Mapping[str, str] = KEYBOARD,
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
        self._keys = bool(keys)
        self._service = Service(
            pin, self._words, now, version=version, playlist=playlist, volume=volume, tries=tries, parent=self
        )
        self._service.said.connect(self.technician)
        self._service.changed.connect(self._draw_technician)
        self._view: View | None = None
        self._film: QQuickItem | None = None
        self._signer: QQuickItem | None = None
        self._daylight: Daylight | None = None
        self._faulty = self._resting = False
        self._language = ""
        self._focus = Focus(self._rects, self._frame)
        self._last_touched: int | None = None
        self._seeking = QTimer(self)
        self._seeking.setInterval(_SEEK_EVERY)
        self._seeking.timeout.connect(self._seek)
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
        self.outputs = Outputs(self._window, self, whole=not windowed)
        self._window.setSource(QUrl.fromLocalFile(str(_QML / "Main.qml")))
        root = self._window.rootObject()
        if root is None:
            raise RuntimeError("; ".join(error.toString() for error in self._window.errors()))
        self._root = root
        self._burn_in.moved.connect(self._drift)
        cast(Any, root).sent.connect(self._sent)
        cast(Any, root).captionRoomChanged.connect(self.tell_caption_room)

        self._glass = Glass(
            self._window, self._corner, self._asleep, self._under, self._explore, Keyboard(keys or KEYBOARD)
        )
        self._glass.touched.connect(self._finger)
        self._glass.pressed.connect(self.pressed, Qt.ConnectionType.QueuedConnection)
        self._glass.key.connect(self._key)
        self._glass.knocked.connect(self._service.knock)
        self._glass.closing.connect(self.closing)
        self._window.installEventFilter(self._glass)
        self._staying = Staying(self._window, self)

    # ---- what is shown

    @property
    def window(self) -> QQuickView:
        return self._window

    def show(self) -> None:
        """Full screen, or where `windowed`, a window."""
        if self._windowed:
            self._window.show()
        else:
            self.outputs.fill()
            self._staying.start()

    def close(self) -> None:
        """The window goes, and everything in it. Nothing may be called afterwards."""
        self._staying.stop()
        self.outputs.close()
        self._seeking.stop()
        self._service.shut()  # its timer would outlive what it draws on
        self._burn_in.close()
        self._window.removeEventFilter(self._glass)
        if self._daylight is not None:
            self._daylight.watch(False)
        for name, film in (("film", self._film), ("signer", self._signer)):
            if film is not None:  # it is footage's, and outlives the window
                self._root.setProperty(name, None)
                cast(Any, film).setParentItem(None)  # PySide's stubs have no None here
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

    def place_signer(self, item: QQuickItem) -> None:
        """Give footage's other item its place, in an upper corner of the film."""
        self._signer = item
        self._root.setProperty("signer", item)

    def set_signing(self, aspect: float, corner: str) -> None:
        """A signer is to be seen beside the film, so many times as wide as high, left or right; 0: nobody."""
        self._root.setProperty("signing", aspect)
        if corner:
            self._root.setProperty("signingCorner", corner)

    def tell_caption_room(self) -> None:
        """Say `caption_room` now."""
        self.caption_room.emit(float(self._root.property("captionRoom")))

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
        shown: dict[str, Plain] = {"lines": [plain(words)], "number": "", "picture": plain(picture)}
        self._resting = resting
        self._root.setProperty("resting", shown if resting else None)

    def rest(self, said: Sequence[tuple[str, str]], number: int) -> None:
        """The kiosk rests after a fault: the same quiet sentence in each language, for nobody has chosen one. `said`:
        each with the museum's words, "" for our own. `number`: the incident's, for whoever is called; 0 for none."""
        lines = dict.fromkeys(own or self._words.say(language, "resting") for language, own in said)
        named = dict.fromkeys(self._words.say(language, "incident", number) for language, _ in said) if number else {}
        shown: dict[str, Plain] = {
            "lines": [plain(line) for line in lines], "number": " · ".join(named), "picture": "",
        }  # fmt: skip
        self._resting = True
        self._root.setProperty("resting", shown)

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
        return [found[name] for name in reading_order({name: target.box for name, target in found.items()})]

    @property
    def standing(self) -> str:
        """The target that has the frame; "" while there is none."""
        return self._focus.name

    def _found(self) -> dict[str, Target]:
        """By name. QML tells it as text: an item of its own that Python held
        could be gone the next moment, and its address be another's."""
        told = QMetaObject.invokeMethod(self._root, "targets", Qt.ConnectionType.DirectConnection, Q_RETURN_ARG(str))
        return targets(cast(str, told))

    def _rects(self) -> dict[str, Rect]:
        """Of what can be pressed."""
        return {name: target.box for name, target in self._found().items() if target.enabled}

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
        if not self._aloud():
            self._focus.leave()
        self._stir()

    def _aloud(self) -> bool:
        """Fingers of somebody who may not see: the first touch says what is there, the second one presses it."""
        return self._view is not None and self._view.aids.spoken and not self._covered()

    def _explore(self, place: QPointF) -> bool:
        if not self._aloud():
            return False
        at = next((target.name for target in self._found().values() if target.rect.contains(place)), "")
        if at and at == self._focus.name:
            return False
        if at:
            self._focus.set(at)
        return True  # nor does a touch beside everything close anything

    def _frame(self, name: str) -> None:
        self._root.setProperty("focused", name)
        self.focused.emit(name)

    def _stir(self) -> None:
        """Somebody is there. Said at once where it wakes or answers, else once a second."""
        self.stirred.emit()
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
        if not self._keys and not self._service.open:
            return
        aloud = _ALOUD.get(key)
        if aloud is not None and not self._covered():
            self.stirred.emit()
            self.touched.emit(aloud)
            return
        if self._asleep():
            if (
                key in ("repeat", "time") and not self._attract()
            ):  # who asks how long there is is there, and still asked
                self.asked.emit(key)
            else:
                self._stir()
            return
        self._stir()
        match key:
            case "left" | "right" | "up" | "down":
                self._focus.go(key)
            case "select" if self._service.asks and self._focus.name in ("", "pin-enter"):
                self._service.press("enter")
            case "next" | "previous":
                self._focus.step(1 if key == "next" else -1)
            case "repeat" | "time":
                self.asked.emit(key)
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
            case "back" | "home" | "captions" | "help":
                self.press(key)
            case "language":
                self.press("languages")
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
        self._seeking.start()

    def _seek(self) -> None:
        self._focus.seek()
        if not self._focus.lost or self._attract():
            self._seeking.stop()

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

    def _under(self, at: QPointF) -> str:
        """The name of the target at a place of the window that can be pressed; "" for none."""
        x, y = at.x(), at.y()
        for name, box in self._rects().items():
            if box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height:
                return name
        return ""
