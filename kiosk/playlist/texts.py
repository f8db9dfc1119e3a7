"""Shapes of words for visitors: a line or paragraphs, the same in every language or one wording per language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

from yaml.nodes import MappingNode, Node, SequenceNode

from kiosk.playlist.faults import suggest
from kiosk.playlist.files import Folders, UnreadableError, is_file, load
from kiosk.playlist.many import MapOf
from kiosk.playlist.model import Text, Where
from kiosk.playlist.shapes import Reading, Schema, Shape
from kiosk.playlist.values import Line

LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""A language tag as in BCP 47: `en`, `pt-BR`, `zh-Hant`."""


LONGEST = 200_000
"""Characters of a file of words: a short book."""


class LanguageOf(Line):
    """One of the playlist's languages, as the key of a wording."""

    def __init__(self, languages: Sequence[str]) -> None:
        super().__init__("a language such as `en` or `pt-BR`", LANGUAGE)
        self.languages = languages

    def read(self, node: Node, reading: Reading) -> str:
        text = reading.text(node, self.wanted)
        if self.languages and text not in self.languages:
            cure = f"{suggest(text, self.languages)} Or add it to `languages`."
            reading.refuse(node, f"`{text}` is not one of the playlist's languages.", cure)
        return text


class Wording(Shape[Text]):
    """A line of text, plain or per language."""

    wanted = "a text, or one per language: `{en: …, ko: …}`"

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = languages
        self.wordings = MapOf(self.wanted, LanguageOf(languages), self.line(), least=1)

    def line(self) -> Shape[str]:
        return Line()

    def read(self, node: Node, reading: Reading) -> Text:
        if isinstance(node, MappingNode):
            written = self.wordings.read(node, reading)
            # in the playlist's order: where a wording is missing, the first one stands in for it
            order = [language for language in self.languages if language in written] or list(written)
            return Text(wordings=MappingProxyType({language: written[language] for language in order}))
        if isinstance(node, SequenceNode):
            reading.refuse(node, f"A list stands where {self.wanted} belongs.", f"Write {self.wanted}.")
        return Text(plain=self.line().read(node, reading))

    def schema(self, parts: dict[str, Schema]) -> Schema:
        line = self.line().schema(parts)
        return {"anyOf": [line, {"type": "object", "additionalProperties": line, "minProperties": 1}]}


class Paragraphs(Wording):
    """Paragraphs parted by blank lines, or the name of a `.md` or `.txt` file that holds them."""

    def __init__(self, languages: Sequence[str], folders: Folders) -> None:
        super().__init__(languages)
        self.folders = folders

    def line(self) -> Shape[str]:
        return _Block()

    def read(self, node: Node, reading: Reading) -> Text:
        text = super().read(node, reading)
        if text.plain is not None and _names_file(text.plain):
            return self._files(text.plain, node, reading)
        if not any(_names_file(wording) for wording in text.wordings.values()):
            return text
        wordings = {
            language: self._file(wording, node, reading) if _names_file(wording) else wording
            for language, wording in text.wordings.items()
        }
        return Text(wordings=MappingProxyType(wordings))

    def _files(self, name: str, node: Node, reading: Reading) -> Text:
        """`letter.md` for the first language, `letter.ko.md` for Korean; alone, the same in every language."""
        path = PurePosixPath(name)
        own = {language: str(path.with_suffix(f".{language}{path.suffix}")) for language in self.languages}
        wordings = {
            language: self._file(file, node, reading) for language, file in own.items() if self.folders.has(file)
        }
        if not wordings:
            return Text(plain=self._file(name, node, reading))
        first = self.languages[0]  # a wording was found, so there are languages
        if first not in wordings:
            wordings = {first: self._file(name, node, reading), **wordings}
        return Text(wordings=MappingProxyType(wordings))

    def _file(self, name: str, node: Node, reading: Reading) -> str:
        try:
            path = self.folders.find(name)
        except UnreadableError as error:
            reading.refuse(node, error.what, error.cure)
        try:
            text = paragraphs(strip_marks(load(path)))
        except UnreadableError as error:
            if is_file(path):
                reading.note_at(Where(str(path), error.line, error.column), error.what, error.cure)
            other = self.folders.looks_like(name)
            cure = f"There is `{other}`: capitals and accents count." if other else error.cure
            reading.refuse(node, error.what, cure)
        if len(text) > LONGEST:
            what = f"`{name}` has {len(text):,} characters; {LONGEST:,} are allowed."
            reading.refuse(node, what, "Nobody reads that standing: shorten it.")
        if not text:
            reading.refuse(node, f"`{name}` is empty.", "Write a text into it, or leave it out.")
        return text


class _Block(Line):
    """Paragraphs, kept apart."""

    def read(self, node: Node, reading: Reading) -> str:
        super().read(node, reading)
        return paragraphs(reading.text(node, self.wanted))


def paragraphs(text: str) -> str:
    """Lines joined to paragraphs, paragraphs parted by one blank line."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return "\n\n".join(" ".join(part.split()) for part in parts if part.strip())


def strip_marks(text: str) -> str:
    """Markdown's most common marks taken away: headings, quotes, emphasis, links, comments."""
    text = _without_comments(text)
    text = re.sub(r"^[ \t]{0,3}#{1,6}[ \t]+(.*)$", _heading, text, flags=re.MULTILINE)
    text = re.sub(r"^[ \t]{0,3}>[ \t]?", "", text, flags=re.MULTILINE)
    # Lengths are bounded: a file made for it would else keep the reader for hours.
    text = re.sub(r"!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)", r"\1", text)
    return re.sub(r"(?<!\w)(\*{1,3}|_{1,3}|`)(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)", r"\2", text)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (begins := text.find("<!--", at)) >= 0 and (ends := text.find("-->", begins)) >= 0:
        kept.append(text[at:begins])
        at = ends + 3
    return "".join([*kept, text[at:]])


def _heading(found: re.Match[str]) -> str:
    words = found[1].rstrip(" \t#")
    return f"\n{words}\n"


def _names_file(text: str) -> bool:
    return text.endswith((".md", ".txt")) and not any(character.isspace() for character in text)
