"""The window: hands QML one value to draw, and hears what was touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.keynames import KEYBOARD
from kiosk.playlist.faults import Fault
from kiosk.screen.actions import Actions
from kiosk.screen.bridge import Bridge
from kiosk.screen.brightness import Brightness
from kiosk.screen.burnin import BurnIn
from kiosk.screen.exploring import Exploring
from kiosk.screen.filmplaces import FilmPlaces
from kiosk.screen.fonts import install_fonts
from kiosk.screen.glass import Glass, clock
from kiosk.screen.keyboard import Keyboard
from kiosk.screen.keys import Focus
from kiosk.screen.notices import Notices
from kiosk.screen.opening import fill, make_window
from kiosk.screen.outputs import Outputs
from kiosk.screen.panel import Panel
from kiosk.screen.reach import reading_order
from kiosk.screen.seeking import Seeking
from kiosk.screen.service import Service
from kiosk.screen.shown import Shown
from kiosk.screen.staying import Staying
from kiosk.screen.stirring import Stirring
from kiosk.screen.targets import Target, Targets
from kiosk.screen.targetwords import event
from kiosk.screen.touch import Corner, corner
from kiosk.screen.words import Words
from kiosk.screen.writing import sided
from kiosk.tries import Tries
from kiosk.visit.view import View

_WORDS_ON_PICTURES = ("home", "collection")


class Screen(QObject):
    """Draws Views; sends back events. `pin`: 4 to 8 digits or their hash, or empty for no technician's door (ValueError
    else); `tries`: where wrong ones are kept. `keys`: what each does, by its name; of none, a keyboard does nothing but
    at the technician's door."""

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
        self._service = Service(
            pin, self._words, now, version=version, playlist=playlist, volume=volume, tries=tries, parent=self
        )
        self._service.said.connect(self.technician)
        self._service.changed.connect(self._draw_technician)
        self._shown = Shown(self._service)
        self._burn_in = BurnIn(now, self)

        self._window = make_window(panel, self._words, fit=fit, windowed=windowed, size=size)
        self.outputs = Outputs(self._window, self, whole=not windowed)
        self._root = root = fill(self._window)
        self._burn_in.moved.connect(self._drift)
        cast(Any, root).sent.connect(self._sent)
        cast(Any, root).captionRoomChanged.connect(self.tell_caption_room)

        self._films = FilmPlaces(root, self)
        self._notices = Notices(root, self._words, self._shown)
        self._targets = Targets(root)
        self._focus = Focus(self._targets.rects, self._frame, lambda: self._shown.mirrored)
        self._seeking = Seeking(self._shown, self._focus, self)
        self._stirring = Stirring(self._shown, self._service, self._burn_in, now, self)
        self._stirring.stirred.connect(self.stirred)
        self._stirring.touched.connect(self.touched)
        self._exploring = Exploring(self._shown, self._targets, self._focus, self._stirring)
        self._actions = Actions(
            bool(keys), self._shown, self._service, self._targets, self._focus, self._stirring, self
        )
        self._actions.touched.connect(self.touched)
        self._actions.asked.connect(self.asked)
        self._glass = Glass(
            self._window,
            self._corner,
            lambda: self._shown.asleep,
            self._targets.under,
            self._exploring.explore,
            Keyboard(keys or KEYBOARD),
        )
        self._glass.touched.connect(self._exploring.finger)
        self._glass.pressed.connect(self.pressed, Qt.ConnectionType.QueuedConnection)
        self._glass.key.connect(self._actions.act)
        self._glass.knocked.connect(self._service.knock)
        self._glass.closing.connect(self.closing)
        self._window.installEventFilter(self._glass)
        self._staying = Staying(self._window, self.outputs.fill, self)

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
        self._films.clear()
        self._brightness.close()
        if not self._windowed:
            QGuiApplication.restoreOverrideCursor()
        self._window.close()
        self._window.deleteLater()

    def show_view(self, view: View) -> None:
        """Draws it whole, or raises and leaves everything as it was; the same View may then be shown again."""
        if view == self._shown.view:
            return
        # Made whole before any of it is shown: an error leaves the picture and what is known of it as they were.
        drawn, words = self._bridge.view(view), self._words.plain(view.language)
        if view.language != self._shown.language:
            self._shown.language = view.language
            self._root.setProperty("words", words)
        opened = view.helping and not (self._shown.view is not None and self._shown.view.helping)
        self._shown.view = view
        self._root.setProperty("view", drawn)
        self._films.seen(view.screen)
        self._seeking.settle()
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
        if self._shown.view is not None and self._shown.view.screen in _WORDS_ON_PICTURES:
            self._root.setProperty("view", self._bridge.view(self._shown.view))

    def set_caption(self, text: str) -> None:
        """What the caption line says now; empty for nothing. Whether it is seen is the View's to say."""
        self._root.setProperty("caption", sided(text, self._shown.language or "en"))

    def place_film(self, item: QQuickItem) -> None:
        """Give footage's item its place under everything else. Its size is then the screen's to set."""
        self._films.place(item)

    def place_signer(self, item: QQuickItem) -> None:
        """Give footage's other item its place, in an upper corner of the film."""
        self._films.place_signer(item)

    def set_signing(self, aspect: float, corner: str) -> None:
        """A signer is to be seen beside the film, so many times as wide as high, left or right; 0: nobody."""
        self._root.setProperty("signing", aspect)
        if corner:
            self._root.setProperty("signingCorner", corner)

    def tell_caption_room(self) -> None:
        """Say `caption_room` now."""
        self.caption_room.emit(float(self._root.property("captionRoom")))

    def set_trouble(self, faults: Sequence[Fault], *, settings: bool = False) -> None:
        """A page for a technician instead of a visit: every fault with file, line and cure; its heading says whether
        it is the `settings` that cannot be read. Empty: away with it."""
        self._notices.trouble(faults, settings)

    def set_overlay(self, lines: Sequence[tuple[str, str]], *, alarm: bool = False) -> None:
        """Label and value, a line each, in the upper right corner: nothing that can be touched. Empty: away."""
        self._notices.overlay(lines, alarm)

    def set_resting(self, resting: bool, text: str = "", picture: Path | None = None) -> None:
        """One quiet sentence for visitors (`text`, else our own) instead of a visit."""
        self._notices.resting(resting, text, picture)

    def rest(self, said: Sequence[tuple[str, str]], number: int) -> None:
        """The kiosk rests after a fault: the same quiet sentence in each language, for nobody has chosen one. `said`:
        each with the museum's words, "" for our own. `number`: the incident's, for whoever is called; 0 for none."""
        self._notices.rest(said, number)

    def grab(self) -> QImage:
        """What is on the glass now."""
        return self._window.grabWindow()

    # ---- what can be touched

    def targets(self) -> list[Target]:
        """Everything that can be seen and touched now, in reading order. On attract, on the dark screen and while the
        kiosk asks whether anyone is there, the whole glass answers: then it is one target, "wake" or "continue"."""
        if self._shown.attract and not self._shown.covered:
            return [Target("wake", QRectF(0, 0, self._window.width(), self._window.height()), True)]
        found = self._targets.found()
        boxes = {name: target.box for name, target in found.items()}
        return [found[name] for name in reading_order(boxes, from_right=self._shown.mirrored)]

    @property
    def standing(self) -> str:
        """The target that has the frame; "" while there is none."""
        return self._focus.name

    @property
    def typed(self) -> tuple[str, str] | None:
        """The last key that was pressed, and what it does; None for none, and after a digit what was before it."""
        return self._glass.typed

    # ---- what was touched

    def _drift(self, across: float, down: float) -> None:
        self._root.setProperty("drift", QPointF(across, down))

    def _frame(self, name: str) -> None:
        self._root.setProperty("focused", name)
        self.focused.emit(name)

    def _sent(self, kind: str, value: object) -> None:
        if kind == "technician":
            self._service.press(str(value))
        else:
            self.touched.emit(event(kind, value))

    def press(self, name: str) -> None:
        """As a finger would: only what is there and enabled."""
        self._targets.press(name)

    # ---- the technician

    def set_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """What the technician's panel says below version, playlist and volume: label and value, a line each."""
        self._service.set_facts(facts)

    def close_technician(self) -> None:
        self._service.close()

    def _draw_technician(self) -> None:
        self._root.setProperty("technician", self._service.drawn(self._shown.language or "en"))

    def _corner(self, at: QPointF) -> Corner | None:
        return corner(at.x(), at.y(), self._window.width(), self._window.height(), self._panel.rotation)
