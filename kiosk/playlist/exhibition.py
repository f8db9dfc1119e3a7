"""The shape of a whole playlist: what plays while nobody is there, the doors, the pages, and the stories."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from yaml.nodes import MappingNode, Node

from kiosk.playlist.allowances import allowances
from kiosk.playlist.forms import Form, Key, Named, Record
from kiosk.playlist.guards import Guard
from kiosk.playlist.many import ListOf, MapOf
from kiosk.playlist.model import (
    Attract,
    Before,
    Chapter,
    Collection,
    Door,
    Media,
    Page,
    Playlist,
    Text,
    Timing,
    Variable,
)
from kiosk.playlist.outline import TAIL, WINDOW, Outline
from kiosk.playlist.parts import WAYS, Parts, refuse_guard
from kiosk.playlist.shapes import ByKind, Reading, Shape, Turned
from kiosk.playlist.story import scene
from kiosk.playlist.texts import LANGUAGE
from kiosk.playlist.values import Duration, Id, Line, Share, WholeNumber, Words, YesNo
from kiosk.playlist.variables import VARIABLE, Name
from kiosk.playlist.ways import Ways

FORMAT = 1
"""The format of playlists this version reads."""
SHORTEST_WARNING = 20_000
"""ms a visitor has to answer "Are you still there?": WCAG 2.2.1 asks for 20 s."""


def exhibition(known: Outline, file: Path) -> Form[Playlist]:
    """The form of a whole playlist."""
    parts = Parts(known)
    new = _NewId
    scenes = Ways(MapOf("scenes by id", new("scene", known), scene(parts), least=1))
    languages = ListOf("languages such as `[en, ko]`", Line("a language such as `en`", LANGUAGE), least=1, once=True)
    chapters = MapOf("chapters by id", Id("chapter"), _chapter(parts))
    variables: Shape[Mapping[str, Variable]] = MapOf("variables by name", Name("variable"), VARIABLE)
    collections = MapOf("collections by id", new("collection", known), _collection(parts))
    return Form(
        "the playlist",
        [
            Key(
                "format",
                WholeNumber(FORMAT, FORMAT, f"`{FORMAT}`"),
                "the format of this file",
                required=True,
            ),
            Key("title", parts.text, "the exhibition's title; else the folder's name"),
            Key("languages", languages, "the first is the fallback", default=("en",)),
            Key("attract", _attract(parts), "what plays while nobody is there", required=True),
            Key("home", ListOf("at least one door", _door(parts), least=1), "the doors a visitor can take", default=()),
            Key(
                "before",
                _before(parts),
                "what is read before a story whose door says nothing itself, or without a home",
            ),
            Key("timing", _timing(), "how long things wait", default=Timing()),
            Key("captions", YesNo(switch=True), "whether captions are shown from the start", default=True),
            Key("variables", variables, "what the story remembers", default=MappingProxyType({})),
            Key("guards", _guards(parts), "conditions with a name", default=MappingProxyType({})),
            Key("chapters", chapters, "groups of scenes", default=MappingProxyType({})),
            Key("scenes", scenes, "the first one starts where there is no home", required=True),
            Key(
                "pages", MapOf("pages by id", new("page", known), _page(parts)), "to read", default=MappingProxyType({})
            ),
            Key("collections", collections, "pages side by side", default=MappingProxyType({})),
            Key("allow", allowances(parts), "what `kiosk check` says of this playlist and may be so", default=()),
        ],
        lambda record: _make(record, file, known),
    )


def _make(record: Record, file: Path, known: Outline) -> Playlist:
    return Playlist(
        title=record["title"] or Text(plain=known.name),
        file=file,
        languages=record["languages"],
        attract=record["attract"],
        scenes=record["scenes"],
        home=record["home"],
        before=record["before"],
        timing=record["timing"],
        variables=record["variables"],
        guards=record["guards"],
        chapters=record["chapters"],
        pages=record["pages"],
        collections=record["collections"],
        captions_on=record["captions"],
        folders=known.folders.places,
        allow=record["allow"],
    )


class _NewId(Id):
    """An id in the namespace that scenes, pages and collections share."""

    def __init__(self, kind: str, known: Outline) -> None:
        super().__init__(kind, forbidden=WAYS)
        self.before: tuple[str, ...] = ()
        if kind in ("page", "collection"):
            self.before += known.scenes
        if kind == "collection":
            self.before += known.pages

    def read(self, node: Node, reading: Reading) -> str:
        text = super().read(node, reading)
        if text in self.before:
            what = f"`{text}` is already the id of a scene or a page."
            reading.note(node, what, "Scenes, pages and collections share their ids: choose another.")
        return text


def _attract(parts: Parts) -> Shape[Attract]:
    clips = ListOf("at least one film", parts.film, least=1)
    some: Shape[tuple[Media, ...]] = ByKind(
        "a film, or a list of films", scalar=Turned(parts.film, _alone), sequence=clips
    )
    form = Form(
        "the attract loop",
        [
            Key("clips", some, "the films, one after the other, for ever", required=True),
            Key("invite", parts.text, "what is written over them: `Touch to begin`"),
        ],
        lambda record: Attract(record["clips"], record["invite"]),
    )
    one, several = Turned(parts.film, _film_alone), Turned(clips, _films_alone)
    return ByKind("a film, a list of films, or `clips` and `invite`", scalar=one, sequence=several, mapping=form)


def _alone(clip: Media, _node: Node, _reading: Reading) -> tuple[Media, ...]:
    return (clip,)


def _film_alone(clip: Media, _node: Node, _reading: Reading) -> Attract:
    return Attract((clip,))


def _films_alone(clips: tuple[Media, ...], _node: Node, _reading: Reading) -> Attract:
    return Attract(clips)


def _before(parts: Parts) -> Shape[Before]:
    form = Form(
        "what stands before a story",
        [
            Key("title", parts.text, "its heading; else the story's title"),
            Key("text", parts.paragraphs, "what it is and what it shows"),
            Key("picture", parts.picture, "a picture beside it"),
            Key("spoken", parts.spoken, "a sound in which somebody reads the text, for visitors who listen"),
        ],
        lambda record: Before(**record.read),
    )
    return Named("before", form)


def _door(parts: Parts) -> Shape[Door]:
    known = parts.known
    return Form(
        "a door",
        [
            Key(
                "open",
                Id("scene, page or collection", (*known.scenes, *known.pages, *known.collections)),
                required=True,
            ),
            Key("title", parts.text, "what stands on the door", required=True),
            Key("text", parts.text, "a line under the title"),
            Key("picture", parts.picture, "the door's picture"),
            Key("focus", Share(), "where to look when the picture is cropped: 0% left, 100% right", default=0.5),
            Key("lasts", Duration(1_000), "how long it takes, as a visitor is told"),
            Key("before", _before(parts), "what a visitor reads before the story begins"),
        ],
        lambda record: Door(**record.read, where=record.where),
    )


def _timing() -> Shape[Timing]:
    why = "A visitor who is asked whether they are still there has at least 20 s to answer (WCAG 2.2.1)."
    return Form(
        "the timing",
        [
            Key("window", WINDOW, "for a decision"),
            Key("tail", TAIL, "the film to be left after it, in which the next scene is made ready"),
            Key("ask_idle_after", Duration(10_000, 3_600_000), 'until "Are you still there?"'),
            Key("reset_after", Duration(SHORTEST_WARNING, 600_000, why), "until the reset after that"),
            Key("beat", Duration(0, 5_000), "that a touched choice stays lit before the cut"),
        ],
        lambda record: Timing(**record.read),
    )


def _chapter(parts: Parts) -> Shape[Chapter]:
    return Form(
        "a chapter",
        [
            Key("title", parts.text, required=True),
            Key("warning", parts.text, "what it shows that a visitor may not want to see"),
        ],
        lambda record: Chapter(record["title"], record["warning"]),
    )


def _guards(parts: Parts) -> Shape[Mapping[str, Guard]]:
    def checked(_guard: str, node: Node, reading: Reading) -> Guard:
        name = reading.path[-1]
        if name in parts.known.guard_errors:
            return refuse_guard(parts.known.guard_errors[name], node, reading)
        return parts.known.declared.guards[name]

    return MapOf("conditions by name", _GuardName(parts.known), Turned(_Condition(), checked))


class _Condition(Line):
    def __init__(self) -> None:
        super().__init__("a condition such as `risk >= 3`")

    def read(self, node: Node, reading: Reading) -> str:
        return reading.text(node, self.wanted)


class _GuardName(Name):
    def __init__(self, known: Outline) -> None:
        super().__init__("guard")
        self.variables = known.declared.variables

    def read(self, node: Node, reading: Reading) -> str:
        text = super().read(node, reading)
        if text in self.variables:
            reading.refuse(node, f"`{text}` is already a variable.", "Choose another name.")
        return text


def _page(parts: Parts) -> Shape[Page]:
    return Form(
        "a page",
        [
            Key("kind", Words("person", "text", "film"), "what it is", default="text"),
            Key("title", parts.text, "its heading, or the person's name", required=True),
            Key("role", parts.text, "who the person is, in a few words"),
            Key("text", parts.paragraphs, "its text, or a `.md` file: letter.ko.md is found by suffix"),
            Key("picture", parts.picture, "its picture"),
            Key("focus", Share(), "where to look when the picture is cropped: 0% left, 100% right", default=0.5),
            Key("picture_text", parts.text, "what the picture is, written under it"),
            Key("clip", parts.film, "a film to play"),
            Key("clip_label", parts.text, "what stands on the button that plays it"),
            Key("begin", parts.scene, "a scene to begin from here: the film that the page speaks of"),
            Key("begin_label", parts.text, "what stands on the button that begins it"),
            Key("link", parts.link, "an address, shown as a code for a telephone"),
            Key("link_text", parts.text, "what the address leads to"),
            Key("spoken", parts.spoken, "a sound in which somebody reads the text, for visitors who listen"),
        ],
        _make_page,
    )


def _make_page(record: Record) -> Page:
    if record["kind"] == "film" and not record.given("clip"):
        record.note("kind", "A page of a film needs a film.", "Write its `clip`, or another `kind`.")
    elif not any(record.given(key) for key in ("text", "picture", "clip", "begin", "link")):
        record.note("", "The page has nothing to show.", "Write a `text`, a `picture` or a `clip`.")
    return Page(id=record.name, where=record.where, **record.read)


def _collection(parts: Parts) -> Shape[Collection]:
    pages = ListOf("at least one page", parts.page, least=1, once=True)
    form = Form(
        "a collection",
        [Key("title", parts.text, "its heading"), Key("pages", pages, "the pages, in order", required=True)],
        lambda record: Collection(record.name, record["pages"], record["title"], record.where),
    )

    def bare(found: tuple[str, ...], node: Node, reading: Reading) -> Collection:
        return Collection(reading.path[-1], found, where=reading.where(node))

    return ByKind("a list of pages, or `title` and `pages`", sequence=Turned(pages, bare), mapping=form)


def other_format(root: Node, reading: Reading) -> bool:
    """Note that the file is in a format this version cannot read; then nothing else in it can be judged."""
    if not isinstance(root, MappingNode):
        return False
    written = next((value for key, value in root.value if key.value == "format"), None)
    if written is None or written.value == str(FORMAT) or not str(written.value).isdigit():
        return False
    cure = f"This version reads format {FORMAT}: install the version the playlist was written for."
    reading.note(written, f"The playlist is in format {written.value}.", cure)
    return True
