"""Playlists for tests, made of values: no file is read here."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from kiosk.playlist import model as m
from kiosk.playlist.guards import Declared, Guard
from tests.visit.world import clip

VARIABLES: dict[str, m.Variable] = {
    "risk": m.Number(0, 3, 1),
    "trust": m.OneOf(("nobody", "broker"), "nobody"),
    "papers": m.Flag(),
}
CHOICES = {"border": ("broker", "hide"), "farm": ("read", "go"), "hut": ("speak",), "reeds": (), "letter": ()}


def guard(text: str) -> Guard:
    return Guard.parse(text, Declared(variables=VARIABLES, scenes=CHOICES))


def text(words: str) -> m.Text:
    return m.Text(wordings=MappingProxyType({"en": words, "ko": f"{words} (ko)"}))


def scene(name: str, **fields: object) -> m.Scene:
    given = {"variants": (m.Variant(clip(f"{name}.mp4")),), **fields}
    return m.Scene(name, **given)  # type: ignore[arg-type]  # tests name fields freely; Scene() itself checks them


def to(name: str) -> m.ToScene:
    return m.ToScene(name)


BORDER = scene(
    "border",
    chapter="river",
    evidence="reenactment",
    enter=(m.Add("risk", 1),),
    still=clip("border.jpg"),
    hotspots=(
        m.Hotspot(1_000, 1_500, (0.6, 0.3, 0.2, 0.25), "sook-ja"),
        m.Hotspot(2_000, 500, (0.1, 0.1, 0.1, 0.1), "people", text("Others")),
    ),
    decision=m.Decision(
        text("Whom do you trust?"),
        (
            m.Choice("broker", text("The broker"), to("hut"), effects=(m.Assign("trust", "broker"),)),
            m.Choice("hide", text("Hide"), to("reeds"), told=text("Hid in the reeds")),
            m.Choice("show", text("Show papers"), to("hut"), when=guard("papers"), otherwise="dimmed"),
            m.Choice("run", text("Run"), to("hut"), when=guard("risk >= 3")),
        ),
        opens=-6_000,
        window=4_000,
        default="hide",
    ),
)

STORY: dict[str, m.Scene] = {
    "border": BORDER,
    "reeds": scene(
        "reeds",
        variants=(
            m.Variant(clip("reeds-caught.mp4"), guard("risk >= 3"), to("back-again")),
            m.Variant(clip("reeds-safe.mp4"), None, to("farm")),
        ),
        gentler="told",
        enter=(m.Assign("papers", True),),
    ),
    "told": scene("told", to=to("farm")),
    "farm": scene(
        "farm",
        hold=clip("farm-waiting.mp4"),
        decision=m.Decision(
            text("What now?"),
            (
                m.Choice("read", text("Read the letter"), detour="letter", once=True),
                m.Choice("go", text("Go on"), m.ToWeighted({"hut": 3, "back-again": 1})),
            ),
        ),
    ),
    "letter": scene("letter", to=m.ToBack()),
    "hut": scene(
        "hut",
        chapter="hut",
        decision=m.Decision(
            text("A knock. Do you speak?"),
            (m.Choice("speak", text("Speak"), to("arrived"), effects=(m.Add("risk", 2),)),),
            opens=2_000,
            window=3_000,
            silence=m.Silence(to("back-again"), told=text("Stayed silent")),
            after="play out",
        ),
    ),
    "back-again": scene(
        "back-again", ending=m.Ending(text("Turned back"), retry=True, people=("sook-ja",), link="https://example.org")
    ),
    "arrived": scene("arrived", ending=m.Ending(text("Arrived"), show=("shares",), people=("sook-ja",))),
    "film": scene("film", to=to("film-2")),
    "film-2": scene("film-2", to=m.ToHome()),
    "round": scene("round", to=to("round-2")),
    "round-2": scene("round-2", to=to("round")),
    "stuck": scene(
        "stuck",
        decision=m.Decision(text("Which?"), (m.Choice("a", text("A"), to("film"), when=guard("papers")),)),
        to=to("film"),
    ),
}

PAGES = {
    "sook-ja": m.Page(
        "sook-ja", m.Text("Sook-ja"), "person", role=text("Crossed the river"), text=text("One.\nStill one.\n\nTwo."),
        picture=clip("sook-ja.jpg"), clip=clip("sook-ja.mp4"), link="https://example.org/sook-ja",
    ),
    "about": m.Page(
        "about", text("About"), text=text("Who made this."), begin="film", begin_label=text("Watch the film")
    ),
}  # fmt: skip

DEFECTOR = m.Playlist(
    title=text("The Defector"),
    file=Path("/playlists/test/playlist.yaml"),
    languages=("en", "ko"),
    attract=m.Attract((clip("river.mp4"), clip("city.mp4")), text("Touch to begin")),
    scenes=STORY,
    home=(
        m.Door("border", text("The escape"), picture=clip("escape.jpg"), lasts=480_000),
        m.Door("film", text("The film")),
        m.Door("people", text("The people")),
        m.Door("about", text("About")),
        m.Door("round", text("Round"), before=m.Before(text=text("It goes round."))),
        m.Door("stuck", text("Stuck")),
    ),
    variables=VARIABLES,
    chapters={"river": m.Chapter(text("The river"), text("A guarded border.")), "hut": m.Chapter(text("The hut"))},
    pages=PAGES,
    collections={"people": m.Collection("people", ("sook-ja",)), "named": m.Collection("named", (), text("Named"))},
)

HELLO = m.Playlist(
    title=m.Text("Hello"),
    file=Path("/playlists/hello/playlist.yaml"),
    languages=("en",),
    attract=m.Attract((clip("hello.mp4"),)),
    scenes={"film": scene("film", to=m.ToHome())},
)

ASKING = m.Playlist(
    title=m.Text("Asking"),
    file=Path("/playlists/asking/playlist.yaml"),
    languages=("en",),
    attract=m.Attract((clip("loop.mp4"),)),
    scenes={
        name: STORY[name] for name in ("border", "reeds", "told", "farm", "letter", "hut", "back-again", "arrived")
    },
    variables=VARIABLES,
    chapters=DEFECTOR.chapters,
    pages=PAGES,
    collections=DEFECTOR.collections,
)
