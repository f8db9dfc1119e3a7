"""A still of the screen: taken in the GUI's thread, written and sent by the one beside."""

from __future__ import annotations

import base64
import contextlib
import os
import re
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from kiosk.station.control.commands import GetStill, Still
from kiosk.station.control.refused import RefusedError

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\.(jpe?g|png)", re.ASCII)
_READABLE: Final = 0o640
_QUALITY: Final = 85
"""Percent; Qt's own 75 shows in small letters on film."""


def still_file(asked: GetStill, folder: Path) -> Path | None:
    """Where it shall be written to; None for the line. Raises RefusedError for anywhere else than `folder`."""
    if asked.file is None:
        return None
    name = asked.file.removeprefix(f"{folder}/")
    found = _NAME.fullmatch(name)
    if found is None or (found[1] == "png") != (asked.kind == "png"):
        example = "now.png" if asked.kind == "png" else "now.jpg"
        raise RefusedError(f"No still is written to that `file`, only into {folder}.", f"Name it such as `{example}`.")
    return folder / name


def encoded(image: QImage, kind: str) -> bytes:
    """`kind`: jpeg or png. Qt lets other threads run meanwhile: a picture of 1080p takes 70 and 140 ms."""
    into = QBuffer()
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    form: Any = kind.upper()  # PySide's stubs want bytes here, and PySide a text
    image.save(into, form, _QUALITY if kind == "jpeg" else -1)
    return bytes(into.data().data())


def made(image: QImage, asked: GetStill, file: Path | None) -> Still:
    """The answer. Raises RefusedError where the file cannot be written."""
    picture = encoded(image, asked.kind)
    if file is None:
        data = base64.b64encode(picture).decode("ascii")
        return Still(asked.kind, image.width(), image.height(), data=data)
    new = file.with_name(f".{file.name}.new")
    try:
        _write(new, picture)
        new.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink()
        raise RefusedError(f"The still cannot be written to {file}: {error.strerror}.", "Make room there.") from None
    return Still(asked.kind, image.width(), image.height(), file=str(file))


def _write(new: Path, picture: bytes) -> None:
    """A file of our own: nothing that is there is written through, no link is followed."""
    with contextlib.suppress(FileNotFoundError):
        new.unlink()
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _READABLE), "wb") as out:
        os.fchmod(out.fileno(), _READABLE)
        out.write(picture)
