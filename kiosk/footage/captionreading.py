"""Reads each play's captions, beside the GUI's thread, in the language and the room that they are wanted for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from kiosk.errands import Errands
from kiosk.footage import captions
from kiosk.footage.showing import Showing

_WITHIN: Final = 0.1
"""Seconds that closing waits for what is being read."""


class CaptionReading:
    """`changed` is called when a play has captions it had not, `troubled` with what is wrong in a file."""

    def __init__(self, changed: Callable[[], None], troubled: Callable[[str], None], parent: QObject) -> None:
        self.language, self.room = "", captions.ROOM
        self._changed, self._troubled = changed, troubled
        self._errands = Errands("captions", parent)

    def read(self, showing: Showing) -> None:
        """They come when they have been read; until then those of the language before stay."""
        path = showing.media.caption_file(self.language)
        if path is None:
            showing.captions = captions.NONE
        else:
            self._errands.run(partial(captions.read, path, self.room), partial(self._have, showing, path))

    def close(self) -> None:
        self._errands.close(_WITHIN)

    def _have(self, showing: Showing, path: Path, found: captions.Captions) -> None:
        for note in found.notes:
            self._troubled(f"{path.name}: {note}")
        if path == showing.media.caption_file(self.language):
            showing.captions = found
            self._changed()
