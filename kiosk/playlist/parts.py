"""Shapes that many parts of a playlist are made of, each bound to what the playlist declares."""

from __future__ import annotations

from collections.abc import Mapping

from yaml.nodes import Node

from kiosk.playlist.clips import clip
from kiosk.playlist.forms import Named
from kiosk.playlist.guards import Declared, Guard, GuardError
from kiosk.playlist.many import MapOf
from kiosk.playlist.media import PICTURES, MediaFile
from kiosk.playlist.model import Effect, Media, Target, Text, ToBack, ToHome, ToScene, ToWeighted
from kiosk.playlist.outline import Outline
from kiosk.playlist.shapes import ByKind, Reading, Schema, Shape, Single, Turned
from kiosk.playlist.storyvalues import SOUNDS
from kiosk.playlist.texts import Paragraphs, Wording
from kiosk.playlist.values import Id, Line, WholeNumber
from kiosk.playlist.variables import Effects

WAYS = ("home", "back")
"""Where a scene may lead besides scenes; no scene, page or collection may be called so."""

LONGEST_LINK = 300
"""Characters: a QR code of version 13 at its second level of correction, 69 modules a side (ISO/IEC 18004)."""


class When(Single[Guard]):
    """A guard."""

    wanted = "a condition such as `risk >= 3 and not papers`"

    def __init__(self, declared: Declared) -> None:
        self.declared = declared

    def read(self, node: Node, reading: Reading) -> Guard:
        text = reading.text(node, self.wanted)
        try:
            return Guard.parse(text, self.declared)
        except GuardError as error:
            return refuse_guard(error, node, reading)

    def describe(self) -> Schema:
        return {"type": ["string", "boolean"]}


def refuse_guard(error: GuardError, node: Node, reading: Reading) -> Guard:
    """Note every problem of a guard where it stands, and give it up."""
    for problem in error.problems[1:]:
        reading.note(node, problem.what, problem.cure, problem.offset)
    first = error.problems[0]
    reading.refuse(node, first.what, first.cure, first.offset)


class Link(Line):
    """An address of the web, short enough that the code made of it can be read by a telephone."""

    def __init__(self) -> None:
        super().__init__("an address such as `https://example.org/film`", r"https?://\S+")

    def read(self, node: Node, reading: Reading) -> str:
        length = len(reading.text(node, self.wanted))
        if length > LONGEST_LINK:
            what = f"The address has {length} characters: its code would be too fine for a telephone."
            reading.refuse(node, what, f"Write one of at most {LONGEST_LINK}.")
        return super().read(node, reading)

    def describe(self) -> Schema:
        return super().describe() | {"maxLength": LONGEST_LINK}


class Parts:
    """One playlist's shapes."""

    def __init__(self, known: Outline) -> None:
        self.known = known
        self.text: Shape[Text] = Named("text", Wording(known.languages))
        self.paragraphs: Shape[Text] = Named("paragraphs", Paragraphs(known.languages, known.folders))
        self.film: Shape[Media] = Named("film", clip(known.languages, known.folders))
        self.picture: Shape[Media] = Named("picture", MediaFile("picture", PICTURES, known.languages, known.folders))
        self.spoken: Shape[Media] = Named("spoken", MediaFile("sound", SOUNDS, known.languages, known.folders))
        self.when: Shape[Guard] = Named("condition", When(known.declared))
        variables = known.declared
        self.effects: Shape[tuple[Effect, ...]] = Named(
            "effects", Effects(variables.variables, variables.unreadable | set(variables.guards))
        )
        self.scene = Id("scene", known.scenes)
        self.page = Id("page", known.pages)
        self.target: Shape[Target] = Named("target", self._target())
        self.link: Shape[str] = Named("link", Link())

    def _target(self) -> Shape[Target]:
        weights = MapOf("scenes by weight: `{farm: 3, river: 1}`", self.scene, WholeNumber(1, 1000), least=1)
        place = Id("scene", (*self.known.scenes, *WAYS))
        return ByKind(
            "a scene, `home`, `back`, or scenes by weight",
            scalar=Turned(place, _to),
            mapping=Turned(weights, _weighted),
        )


def _to(place: str, _node: Node, _reading: Reading) -> Target:
    ways: dict[str, Target] = {"home": ToHome(), "back": ToBack()}
    return ways.get(place) or ToScene(place)


def _weighted(weights: Mapping[str, int], _node: Node, _reading: Reading) -> Target:
    return ToWeighted(weights)
