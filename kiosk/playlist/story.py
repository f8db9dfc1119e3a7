"""Shapes of a story: scenes, what they ask, and how they end."""

from __future__ import annotations

from typing import Any

from yaml.nodes import Node

from kiosk.playlist.faults import suggest
from kiosk.playlist.forms import Form, Key, Record
from kiosk.playlist.many import ListOf, MapOf
from kiosk.playlist.model import Choice, Decision, Ending, Hotspot, Media, Scene, Silence, Stretch, ToHome, Variant
from kiosk.playlist.outline import WINDOW
from kiosk.playlist.parts import Parts
from kiosk.playlist.shapes import ByKind, Reading, RefusedError, Shape, Turned
from kiosk.playlist.stretch import judge, stretch
from kiosk.playlist.values import Duration, Id, Line, Share, Words, YesNo, spell

MAX_CHOICES = 6
"""More cannot be told apart in a few seconds; films of the field never show more than four."""

_DAY = 24 * 3_600_000


def scene(parts: Parts) -> Shape[Scene]:
    """A scene: a mapping, or the bare name of a clip that leads home."""
    variants = ListOf("at least one variant", _variant(parts), least=1)
    form = Form(
        "a scene",
        [
            Key("clip", parts.film, "the film of the scene; clip.ko.mp4, clip.ko.vtt and so on are found by suffix"),
            Key("variants", variants, "several clips: the first whose `when` holds is shown; the last has none"),
            Key("to", parts.target, "where it leads when it ends: a scene, `home`, `back`, or scenes by weight"),
            Key("decision", _decision(parts), "what the visitor is asked"),
            Key("ending", _ending(parts), "the story ends here"),
            Key("chapter", Id("chapter", parts.known.chapters), "the chapter it belongs to"),
            Key(
                "evidence",
                Words("archive", "smuggled", "testimony", "reenactment", "composite"),
                "what the footage is",
            ),
            Key("gentler", parts.scene, "a scene to take instead after the chapter's warning, with the same effects"),
            Key("enter", parts.effects, "what changes when the scene begins", default=()),
            Key("hotspots", ListOf("areas of the picture", _hotspot(parts)), "areas that open a page", default=()),
            Key(
                "hold", _hold(parts), "what goes round while a visitor thinks: a film, or a stretch of the scene's own"
            ),
            Key("still", parts.picture, "the picture that stands for the scene on the ending's path"),
            Key("focus", Share(), "where to look when a portrait panel crops: 0% left, 100% right", default=0.5),
        ],
        _make_scene,
    )
    return ByKind("a scene, or the file name of its clip", scalar=Turned(parts.film, _bare_scene), mapping=form)


def _hold(parts: Parts) -> Shape[Media | Stretch]:
    film: Shape[Media | Stretch] = Turned(parts.film, lambda film, _node, _reading: film)
    own: Shape[Media | Stretch] = Turned(stretch(), lambda stretch, _node, _reading: stretch)
    return ByKind("a film, or `{from: 20s, to: 26s}` of the scene's own", scalar=film, mapping=own)


def _bare_scene(clip: Media, node: Node, reading: Reading) -> Scene:
    where = reading.where(node)
    return Scene(id=reading.path[-1], variants=(Variant(clip, where=where),), to=ToHome(), where=where)


def _make_scene(record: Record) -> Scene:
    if record.given("clip") == record.given("variants"):
        what = "has both `clip` and `variants`" if record.given("clip") else "shows nothing"
        record.note("variants", f"The scene {what}.", "Write either `clip: film.mp4` or `variants`.")
    variants: tuple[Variant, ...] = record["variants"] or ()
    if record["clip"] is not None:
        variants = (Variant(record["clip"], where=record["clip"].where),)
    elif variants and len(variants) == len(record.nodes["variants"].value):
        _check_variants(record, variants)
    _check_way_on(record, variants)
    hold: Media | Stretch | None = record["hold"]
    if isinstance(hold, Stretch):
        judge(record, hold, record["decision"])
    return Scene(
        id=record.name,
        variants=variants,
        chapter=record["chapter"],
        evidence=record["evidence"],
        gentler=record["gentler"],
        enter=record["enter"],
        hotspots=record["hotspots"],
        decision=record["decision"],
        hold=hold if isinstance(hold, Media) else None,
        stretch=hold if isinstance(hold, Stretch) else None,
        to=record["to"],
        ending=record["ending"],
        focus=record["focus"],
        still=record["still"],
        where=record.where,
    )


def _check_way_on(record: Record, variants: tuple[Variant, ...]) -> None:
    """A scene leads on in exactly one way, but a decision may have a `to` for when no choice is left."""
    if record.given("ending"):
        for other in ("to", "decision"):
            if record.given(other):
                record.note(other, f"The scene has an `ending` and a `{other}`.", f"Remove `{other}` or `ending`.")
    elif variants and not record.given("to") and not record.given("decision"):
        lost = [variant for variant in variants if variant.to is None]
        if len(lost) == len(variants):
            cure = "Write `to: home`, `to:` another scene, a `decision` or an `ending`."
            record.note("", "The scene leads nowhere.", cure)
        else:
            for variant in lost:
                assert variant.where is not None  # every variant that was read has one
                record.reading.note_at(variant.where, "This variant leads nowhere.", "Write its `to`, or the scene's.")


def _check_variants(record: Record, variants: tuple[Variant, ...]) -> None:
    for variant in variants[:-1]:
        if variant.when is None and variant.where is not None:
            what = "Variants after this one are never shown: it has no `when`."
            record.reading.note_at(variant.where, what, "Write its `when`, or move it to the end.")
    last = variants[-1]
    if last.when is not None and last.where is not None:
        what = "The last variant has a `when`: if it does not hold, nothing is shown."
        record.reading.note_at(last.where, what, "Remove its `when`, or add a variant without one.")


def _variant(parts: Parts) -> Shape[Variant]:
    return Form(
        "a variant",
        [
            Key("when", parts.when, "shown if this holds; the last variant has none"),
            Key("clip", parts.film, "its film", required=True),
            Key("to", parts.target, "where it leads; else where the scene does"),
        ],
        _make_variant,
    )


def _make_variant(record: Record) -> Variant:
    if not record.whole:
        raise RefusedError  # one with half of its keys would be judged for what it does not lack
    return Variant(record["clip"], record["when"], record["to"], record.where)


def _hotspot(parts: Parts) -> Shape[Hotspot]:
    area = ListOf("four shares: left, top, width, height", Share(), least=4, most=4)
    return Form(
        "a hotspot",
        [
            Key("at", Duration(0, _DAY), "when it appears, from the clip's beginning", required=True),
            Key("for", Duration(500, _DAY), "how long it stays", required=True),
            Key(
                "area", Turned(area, _area), "where: left, top, width, height, as `[60%, 30%, 20%, 25%]`", required=True
            ),
            Key("open", parts.page, "the page it opens", required=True),
            Key("label", parts.text, "its name, else the page's title"),
        ],
        lambda record: Hotspot(
            record["at"], record["for"], record["area"], record["open"], record["label"], record.where
        ),
    )


def _area(area: tuple[float, ...], node: Node, reading: Reading) -> tuple[float, float, float, float]:
    if len(area) != 4:
        # a share in it was refused, and told
        return (0.0, 0.0, 1.0, 1.0)
    left, top, width, height = area
    if not (width and height):
        reading.refuse(node, "The area has no size.", "Write left, top, width, height: `[60%, 30%, 20%, 25%]`.")
    if left + width > 1.000001 or top + height > 1.000001:
        cure = "Left and width, and top and height, add up to 100% at most."
        reading.refuse(node, "The area leaves the picture.", cure)
    return left, top, width, height


def _decision(parts: Parts) -> Shape[Decision]:
    choices = MapOf(f"one to {MAX_CHOICES} choices", Id("choice"), _choice(parts), least=1, most=MAX_CHOICES)
    silence = Form(
        "silence",
        [
            Key("to", parts.target, "where saying nothing leads", required=True),
            Key("set", parts.effects, "what it changes", default=()),
            Key("told", parts.text, "how the path tells it: `You said nothing`"),
        ],
        lambda record: Silence(record["to"], record["set"], record["told"]),
    )
    return Form(
        "a decision",
        [
            Key("ask", parts.text, "the question", required=True),
            Key("choices", choices, "the answers, by id", required=True),
            Key(
                "opens",
                Duration(-_DAY, _DAY),
                "when, in film time; `-14s` is 14 s before the clip's end; else at its end",
            ),
            Key("window", _Window(), "how long it is open, or `none`; else the playlist's, if `opens` is written"),
            Key("default", Line(), "the choice taken when nobody answers"),
            Key("silence", silence, "where no answer leads, as an answer of its own; instead of `default`"),
            Key(
                "after",
                Words("cut", "play out"),
                "whether the next scene comes at once or after this film",
                default="cut",
            ),
            Key("spoken", parts.spoken, "a sound in which somebody reads the question, for visitors who listen"),
        ],
        lambda record: _make_decision(record, parts),
        {"to": "Below `silence:` it says where no answer leads. The scene's own stands two spaces further left."},
    )


class _Window(Duration):
    """How long a decision is open; `none` waits for ever, read as -1."""

    def __init__(self) -> None:
        super().__init__(WINDOW.low, WINDOW.high, WINDOW.why)
        self.wanted += ", or `none`"

    def read(self, node: Node, reading: Reading) -> int:
        return -1 if reading.text(node, self.wanted) == "none" else super().read(node, reading)

    def describe(self) -> dict[str, object]:
        return {"anyOf": [{"const": "none"}, super().describe()]}


def _make_decision(record: Record, parts: Parts) -> Decision:
    choices: dict[str, Choice] = record["choices"]
    opens: int | None = record["opens"]
    window: int | None = record["window"]
    if window is None and opens is not None and not record.given("window"):
        window = parts.known.window
    if window == -1:
        window = None
    written = [key.value for key, _ in record.nodes["choices"].value]
    default: str | None = record["default"]
    if record.given("default") and record.given("silence"):
        record.note("silence", "The decision has a `default` and a `silence`.", "Remove one of them.")
    if default is not None:
        _check_default(record, default, choices, written)
    elif window is not None and not record.given("silence") and not record.given("default"):
        cure = f"Write `default: {written[-1]}`, or a `silence`, or `window: none`."
        record.note("", "The time for this decision runs out, and nothing says what happens then.", cure)
    if opens is not None and opens < 0 and window is not None and window > -opens:
        what = f"The decision is open for {spell(window)} but opens {spell(-opens)} before the clip's end."
        record.note("opens", what, f"Write `opens: -{spell(window + parts.known.tail)}` or a shorter `window`.")
    return Decision(
        ask=record["ask"],
        choices=tuple(choices.values()),
        opens=opens,
        window=window,
        default=default,
        silence=record["silence"],
        after=record["after"],
        spoken=record["spoken"],
        where=record.where,
    )


def _check_default(record: Record, default: str, choices: dict[str, Choice], written: list[Any]) -> None:
    if default not in written:
        record.note("default", f"There is no choice `{default}` here.", suggest(default, written))
    elif default in choices and (choices[default].when is not None or choices[default].once):
        gone = "`when`" if choices[default].when is not None else "`once`"
        what = f"The default `{default}` has a {gone}, so it may not be there."
        record.note("default", what, "Name a choice that is always there, or write a `silence`.")


def _choice(parts: Parts) -> Shape[Choice]:
    return Form(
        "a choice",
        [
            Key("label", parts.text, "what the visitor touches", required=True),
            Key("to", parts.target, "where it leads"),
            Key("detour", parts.scene, "a scene to see and come back from, instead of `to`"),
            Key("when", parts.when, "offered only if this holds"),
            Key("otherwise", Words("hidden", "dimmed"), "how it looks when `when` does not hold", default="hidden"),
            Key("set", parts.effects, "what it changes", default=()),
            Key("once", YesNo(), "offered only until it was taken", default=False),
            Key("told", parts.text, "how the path tells it, in the past tense: `You trusted the broker`"),
            Key("spoken", parts.spoken, "a sound in which somebody reads the label, for visitors who listen"),
        ],
        _make_choice,
    )


def _make_choice(record: Record) -> Choice:
    if record.given("to") == record.given("detour"):
        what = "has a `to` and a `detour`" if record.given("to") else "leads nowhere"
        record.note("detour", f"The choice {what}.", "Write either `to: scene` or `detour: scene`.")
    return Choice(
        id=record.name,
        label=record["label"],
        to=record["to"],
        detour=record["detour"],
        when=record["when"],
        otherwise=record["otherwise"],
        effects=record["set"],
        once=record["once"],
        told=record["told"],
        spoken=record["spoken"],
        where=record.where,
    )


def _ending(parts: Parts) -> Shape[Ending]:
    show = ListOf("what to show", Words("path", "shares", "people", "links"), once=True)
    return Form(
        "an ending",
        [
            Key("title", parts.text, "what the ending is called", required=True),
            Key("text", parts.text, "a sentence or two under it"),
            Key("retry_from", Words("last decision"), "offer another way from the last decision"),
            Key("show", show, "which parts the ending has", default=("path", "shares", "people", "links")),
            Key("people", ListOf("pages of people", parts.page, once=True), "the real people behind it", default=()),
            Key("link", parts.link, "an address, shown as a code for a telephone"),
            Key("link_text", parts.text, "what the address leads to"),
            Key("spoken", parts.spoken, "a sound in which somebody reads the text, for visitors who listen"),
        ],
        lambda record: Ending(
            title=record["title"],
            text=record["text"],
            retry=record["retry_from"] is not None,
            show=record["show"],
            people=record["people"],
            link=record["link"],
            link_text=record["link_text"],
            spoken=record["spoken"],
        ),
    )
