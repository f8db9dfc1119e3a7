"""A visitor's own voice and picture beside the film: its audio description, and its sign language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from kiosk.footage.beside import Beside, Kind
from kiosk.footage.deck import Deck
from kiosk.footage.film import FilmItem
from kiosk.footage.take import News, Take

if TYPE_CHECKING:
    from kiosk.footage.cutting import Cutting
    from kiosk.footage.pool import Pool
    from kiosk.footage.showing import Showing

SHARE: Final = 0.75
"""Of a film's volume while it is described: some 7 dB less of its sound, for a sound server's volume is cubic."""
ASPECT: Final = 16 / 9
"""Of a signer's picture whose file does not say."""


class Aside(QObject):
    """The GUI's thread only. `item` shows the signer.

    Signals:
        troubled(text), signing(aspect, corner): see Footage; hung(reason, again) is its beside_hung.
    """

    troubled = Signal(str)
    hung = Signal(str, bool)
    signing = Signal(float, str)

    def __init__(self, pool: Pool, cutting: Cutting, item: FilmItem, parent: QObject) -> None:
        super().__init__(parent)
        self.described = self.signed = False
        self.item = item
        self._language = ""
        self._pool, self._cutting = pool, cutting
        self._voice = self._company(Kind(self._description, seen=False), audible=True)
        self._signer = self._company(Kind(self._signing, seen=True), audible=False)
        self._signer.shown.connect(self._show)

    def set_language(self, language: str) -> None:
        self._language = language
        self.look()

    def look(self) -> None:
        """Bring both to where the plays are. May be called as often as anybody likes."""
        self._voice.look()
        self._signer.look()
        showing = self._cutting.on_screen
        told = showing is not None and self._description(showing) is not None
        self._pool.set_share(SHARE if told else 1.0)

    def renew(self) -> None:
        """VLC is begun anew, for what runs beside films, too."""
        self._voice.renew()
        self._signer.renew()

    def stop(self) -> None:
        self._voice.stop()
        self._signer.stop()

    # ---- inside

    def _company(self, kind: Kind, *, audible: bool) -> Beside:
        def make(post: Callable[[News], None]) -> Deck | None:
            return self._pool.beside(audible=audible, post=post, wake=self.item.fresh.emit if kind.seen else _nobody)

        pool, cutting = self._pool, self._cutting
        beside = Beside(kind, make, cutting.all, lambda: cutting.on_screen, pool.let_go, self)
        beside.troubled.connect(self.troubled)
        beside.hung.connect(self.hung)
        return beside

    def _description(self, showing: Showing) -> Path | None:
        return showing.media.description_file(self._language) if self.described else None

    def _signing(self, showing: Showing) -> Path | None:
        return showing.media.signed_file(self._language) if self.signed else None

    def _show(self, take: Take | None) -> None:
        showing = self._cutting.on_screen
        if take is None or showing is None:
            self.signing.emit(0.0, "")
            return
        clip = take.clip
        known = clip is not None and clip.width > 0 and clip.height > 0
        aspect = clip.width * clip.aspect / clip.height if known and clip is not None else ASPECT
        self.item.show_take(take)
        self.signing.emit(aspect, showing.media.signer)


def _nobody() -> None:
    """Nothing is drawn of what is only heard."""
