"""Finding and opening files. The only place of this room that touches the disk.

A name is looked for beside the playlist, then in each media folder's subfolder of the playlist's name, then in the
media folder itself. Nothing outside these is ever opened, also not through a symbolic link.
"""

from __future__ import annotations

import codecs
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

MAX_BYTES = 4_000_000
"""For a text file: a long book has a quarter of it."""


class UnreadableError(Exception):
    """A file that is there cannot be used. `what` and `cure` are whole sentences, `line` and `column` count from 1."""

    def __init__(self, what: str, cure: str, line: int = 1, column: int = 1) -> None:
        self.what, self.cure, self.line, self.column = what, cure, line, column
        super().__init__(f"{what} {cure}")


def load(path: Path) -> str:
    """A text file's text. Raises UnreadableError."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode) and not stat.S_ISDIR(facts.st_mode):  # a pipe would be waited for
            raise UnreadableError(f"`{path.name}` is no ordinary file.", "Put the text itself there.")
        data = path.read_bytes() if facts.st_size <= MAX_BYTES else None
    except FileNotFoundError:
        raise UnreadableError(f"There is no file `{path.name}`.", f"Looked for as {path}.") from None
    except OSError as error:
        raise UnreadableError(f"`{path.name}` cannot be read: {error.strerror}.", "See to its permissions.") from None
    if data is None:
        raise UnreadableError(f"`{path.name}` has more than {MAX_BYTES:,} bytes.", "It is hardly a text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_utf_8(path.name, data, error.start) from None


def _no_utf_8(name: str, data: bytes, at: int) -> UnreadableError:
    """`at`: the first byte that is not UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UnreadableError(f"`{name}` is UTF-16 text.", "Save it as UTF-8.")
    if b"\0" in data or data.startswith(b"\xff\xd8"):  # no text has a NUL; a small JPEG may have none
        return UnreadableError(f"`{name}` is not a text file.", "Write it with a text editor, saved as UTF-8.")
    line = data[:at].count(b"\n") + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8")) + 1
    return UnreadableError(f"`{name}` is not UTF-8 text.", "Save it as UTF-8.", line, column)


def is_file(path: Path) -> bool:
    """Whether `path` is a file; unlike Path.is_file, false where one may not look."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder; unlike Path.is_dir, false where one may not look."""
    try:
        return path.is_dir()
    except OSError:
        return False


def default_media_folders(folder: Path) -> tuple[Path, ...]:
    """The `media` folder beside the `playlists` folder that `folder` is in, if there is one."""
    for above in (folder, *folder.parents):
        media = above.parent / "media"
        if above.name == "playlists" and is_folder(media):
            return (media,)
    return ()


class Folders:
    """The places one playlist's files may be in, in the order they are looked through."""

    def __init__(self, places: Sequence[Path]) -> None:
        self.places: tuple[Path, ...] = tuple(place.resolve() for place in places)
        self._names: dict[Path, frozenset[str]] = {}

    @classmethod
    def of_playlist(cls, beside: Path, media: Sequence[Path]) -> Folders:
        """`beside` is the playlist's folder, `media` the media folders; neither needs to exist."""
        named = beside.absolute().name
        return cls([beside, *(place for folder in media for place in (folder / named, folder))])

    def find(self, name: str) -> Path:
        """The file called `name`; where there is none, the first place it was looked for.

        Raises UnreadableError for a name that leads, or could lead, out of the places.
        """
        self._check(name)
        for place in self.places:
            path = place / name
            if path.name in self.names(path.parent) and is_file(path):
                if not any(path.resolve().is_relative_to(allowed) for allowed in self.places):
                    raise UnreadableError(
                        f"`{name}` is a link to {path.resolve()}, outside the playlist's folders.",
                        "Put the file itself there.",
                    )
                return path
        return self.places[0] / name

    def siblings(self, found: Path, name: str) -> Iterator[tuple[str, Path]]:
        """Files that belong to `found` by suffix, as the part of the name after its stem, and the path.

        Those of the places looked through before count too, and first: captions may stand beside the playlist while
        the film is in the media folder. Those of later places belong to another film of that name. Where `found` is
        not there at all, every place counts: there may be one film per language and none for all.
        """
        everywhere = not is_file(found)
        relative = PurePosixPath(name)
        stem = relative.stem + "."
        for place in self.places:
            folder = (place / relative).parent
            for other in sorted(one for one in self.names(folder) if one.startswith(stem)):
                path = folder / other  # of these alone: a folder may hold hundreds of others
                if path != found and self._inside(path):
                    yield other[len(stem) - 1 :], path
            if folder == found.parent and not everywhere:
                return

    def looks_like(self, name: str) -> str | None:
        """A file whose name differs from `name` only in capitals or in how its accents are stored."""
        for place in self.places:
            path = place / name
            for other in sorted(self.names(path.parent)):
                if _folded(other) == _folded(path.name) and other != path.name:
                    return other
        return None

    def has(self, name: str) -> bool:
        """Whether a file called `name` is there and may be opened."""
        try:
            return is_file(self.find(name))
        except UnreadableError:
            return False

    def names(self, folder: Path) -> frozenset[str]:
        """What is in `folder`; nothing if it cannot be listed. Listed once, so that one reading sees one state."""
        if folder not in self._names:
            try:
                self._names[folder] = frozenset(path.name for path in folder.iterdir())
            except OSError:
                self._names[folder] = frozenset()
        return self._names[folder]

    def _inside(self, path: Path) -> bool:
        return is_file(path) and any(path.resolve().is_relative_to(place) for place in self.places)

    @staticmethod
    def _check(name: str) -> None:
        if "://" in name:
            raise UnreadableError(f"`{name}` is an address, not a file.", "Copy the file into the media folder.")
        if "\\" in name:
            raise UnreadableError(f"`{name}` has a backslash.", "Part folders with `/`.")
        if name.startswith("/") or name[1:2] == ":":
            raise UnreadableError(f"`{name}` leads out of the playlist's folders.", "Give the name within them only.")
        if ".." in PurePosixPath(name).parts:
            raise UnreadableError(f"`{name}` leads out of the playlist's folders.", "Leave out `..`.")
        if not name.isprintable() or any(len(part.encode()) > 255 for part in PurePosixPath(name).parts):
            raise UnreadableError("This cannot be the name of a file.", "Give it a plain, short name.")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
