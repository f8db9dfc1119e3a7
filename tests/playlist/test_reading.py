"""What a playlist says is what is read, down to every key."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kiosk.playlist.model import (
    Add,
    Assign,
    Attract,
    Before,
    Collection,
    Ending,
    Flag,
    Number,
    OneOf,
    Text,
    Timing,
    ToBack,
    ToHome,
    ToScene,
    ToWeighted,
)
from kiosk.playlist.reading import FaultyFile, PlaylistError, missing_media, read
from tests.playlist.writing import MINIMAL, STORY, faults, reading, write

SHIPPED = Path(__file__).parents[2] / "playlists"


def test_the_simplest_playlist_has_three_lines(tmp_path: Path) -> None:
    playlist = reading(tmp_path, MINIMAL)
    assert playlist.languages == ("en",)
    assert playlist.home == ()
    assert playlist.timing == Timing()
    assert playlist.captions_on
    film = playlist.scenes["film"]
    assert film.to == ToHome()
    assert [variant.clip.name for variant in film.variants] == ["film.mp4"]


def test_a_file_or_the_folder_that_holds_it(tmp_path: Path) -> None:
    file = write(tmp_path, MINIMAL)
    assert read(file) == read(str(file))
    assert read(tmp_path).scenes.keys() == read(file).scenes.keys()
    assert read(tmp_path).file == file


def test_languages_and_texts(tmp_path: Path) -> None:
    playlist = reading(tmp_path, STORY)
    assert playlist.languages == ("en", "ko")
    assert playlist.title == Text(wordings={"en": "The Defector", "ko": "탈북자"})
    assert playlist.title.say("ko") == "탈북자"


def test_attract(tmp_path: Path) -> None:
    attract = reading(tmp_path, STORY).attract
    assert [clip.name for clip in attract.clips] == ["river.mp4", "city.mp4"]
    assert attract.invite is not None
    assert attract.invite.say("en") == "Touch to begin"


@pytest.mark.parametrize("written", ["a.mp4", "[a.mp4]", "{clips: a.mp4}", "{clips: [a.mp4]}"])
def test_attract_of_one_film(tmp_path: Path, written: str) -> None:
    attract = reading(tmp_path, MINIMAL.replace("a.mp4", written)).attract
    assert isinstance(attract, Attract)
    assert [clip.name for clip in attract.clips] == ["a.mp4"]


def test_home(tmp_path: Path) -> None:
    playlist = reading(tmp_path, STORY)
    escape, people, _ = playlist.home
    assert (escape.open, escape.lasts, escape.before) == ("border-night", 480_000, Before(text=Text("It is cold.")))
    assert escape.picture is not None
    assert escape.picture.name == "escape.jpg"
    assert (people.open, people.lasts, people.picture) == ("people", None, None)
    assert playlist.before == Before(title=Text("The escape"))


def test_timing_and_captions(tmp_path: Path) -> None:
    playlist = reading(tmp_path, STORY.replace("tail: 4s, ask_idle_after: 60s", "tail: 1.5s, ask_idle_after: 2min"))
    assert playlist.timing == Timing(10_000, 1_500, 120_000, 20_000)
    assert not playlist.captions_on
    assert reading(tmp_path, STORY.replace("captions: off", "captions: true")).captions_on


@pytest.mark.parametrize(("written", "beat"), [("0s", 0), ("250ms", 250), ("5s", 5_000)])
def test_the_beat(tmp_path: Path, written: str, beat: int) -> None:
    playlist = reading(tmp_path, STORY.replace("reset_after: 20s", f"reset_after: 20s, beat: {written}"))
    assert playlist.timing == Timing(10_000, 4_000, 60_000, 20_000, beat)


def test_variables_and_guards(tmp_path: Path) -> None:
    playlist = reading(tmp_path, STORY)
    assert playlist.variables == {
        "papers": Flag(False),
        "trust": OneOf(("nobody", "broker", "cousin"), "nobody"),
        "risk": Number(0, 5, 1),
    }
    assert [(name, guard.text) for name, guard in playlist.guards.items()] == [("noticed", "risk >= 3 and not papers")]


def test_variables_start_at_their_first_or_least(tmp_path: Path) -> None:
    text = (
        MINIMAL + "variables: {a: {type: flag}, b: {type: one of, values: [x, y]}, c: {type: number, from: 2, to: 3}}"
    )
    assert reading(tmp_path, text).start_values() == {"a": False, "b": "x", "c": 2}


def test_a_scene(tmp_path: Path) -> None:
    playlist = reading(tmp_path, STORY)
    scene = playlist.scenes["border-night"]
    assert (scene.id, scene.chapter, scene.evidence, scene.gentler) == (
        "border-night",
        "river",
        "reenactment",
        "border-told",
    )
    assert scene.enter == (Add("risk", 1),)
    assert scene.focus == 0.4
    assert scene.still is not None
    assert scene.to is None
    (hotspot,) = scene.hotspots
    assert (hotspot.at, hotspot.lasts, hotspot.open, hotspot.label) == (12_000, 8_000, "sook-ja", Text("Her"))
    assert hotspot.area == (0.6, 0.3, 0.2, 0.25)
    assert str(scene.where).endswith("playlist.yaml:24:5")
    assert playlist.chapters["river"].warning == Text(wordings={"en": "Shows violence"})


def test_where_scenes_lead(tmp_path: Path) -> None:
    scenes = reading(tmp_path, STORY).scenes
    assert scenes["truck"].to == ToWeighted({"farm": 3, "turned-back": 1})
    assert scenes["letter"].to == ToBack()
    assert scenes["film"].to == ToHome()
    caught, safe = scenes["reeds"].variants
    assert (caught.to, safe.to) == (ToScene("turned-back"), ToScene("farm"))
    assert caught.when is not None
    assert (caught.when.text, safe.when) == ("noticed", None)


def test_a_timed_decision(tmp_path: Path) -> None:
    decision = reading(tmp_path, STORY).scenes["border-night"].decision
    assert decision is not None
    assert (decision.opens, decision.window, decision.default, decision.after) == (-14_000, 10_000, "hide", "cut")
    broker, cousin, hide = decision.choices
    assert broker.effects == (Assign("trust", "broker"), Add("risk", 1))
    assert broker.when is not None
    assert broker.when.text == "trust == nobody"
    assert (broker.to, broker.otherwise, broker.once) == (ToScene("truck"), "hidden", False)
    assert (cousin.otherwise, cousin.effects) == ("dimmed", (Assign("papers", True),))
    assert (hide.told, hide.when, decision.choice("hide")) == (Text("You hid"), None, hide)


def test_a_decision_with_a_window_of_its_own_and_silence(tmp_path: Path) -> None:
    decision = reading(tmp_path, STORY).scenes["border-told"].decision
    assert decision is not None
    assert (decision.opens, decision.window, decision.default, decision.after) == (500, 8_000, None, "play out")
    assert decision.silence is not None
    assert decision.silence.effects == (Add("risk", -1),)
    assert (decision.silence.to, decision.silence.told) == (ToScene("reeds"), Text("You waited"))


def test_a_decision_that_waits(tmp_path: Path) -> None:
    scene = reading(tmp_path, STORY).scenes["farm"]
    assert scene.decision is not None
    assert (scene.decision.opens, scene.decision.window) == (None, None)
    assert scene.hold is not None
    read_it, go = scene.decision.choices
    assert (read_it.to, read_it.detour, read_it.once) == (None, "letter", True)
    assert go.effects == (Assign("risk", 2),)


def test_a_decision_within_the_film_that_waits(tmp_path: Path) -> None:
    text = STORY.replace("opens: -14s\n", "opens: -14s\n      window: none\n").replace("      default: hide\n", "")
    decision = reading(tmp_path, text).scenes["border-night"].decision
    assert decision is not None
    assert (decision.opens, decision.window) == (-14_000, None)


def test_the_window_is_the_playlists(tmp_path: Path) -> None:
    decision = reading(tmp_path, STORY.replace("window: 10s", "window: 12s")).scenes["border-night"].decision
    assert decision is not None
    assert decision.window == 12_000


def test_a_window_of_the_playlist_at_fault_is_one_fault(tmp_path: Path) -> None:
    assert len(faults(tmp_path, STORY.replace("window: 10s", "window: 10"))) == 1


def test_a_decision_may_say_where_to_go_when_no_choice_is_left(tmp_path: Path) -> None:
    text = STORY.replace("    hold: farm-waiting.mp4", "    to: reeds")
    assert reading(tmp_path, text).scenes["farm"].to == ToScene("reeds")


def test_an_ending(tmp_path: Path) -> None:
    ending = reading(tmp_path, STORY).scenes["turned-back"].ending
    assert ending is not None
    assert ending == Ending(
        title=Text(wordings={"en": "Turned back"}),
        retry=True,
        show=("path", "people"),
        people=("sook-ja",),
        link="https://example.org",
    )


def test_pages_and_collections(tmp_path: Path) -> None:
    playlist = reading(tmp_path, STORY)
    person, about = playlist.pages.values()
    assert (person.id, person.kind, person.role, person.text) == (
        "sook-ja",
        "person",
        Text("a witness"),
        Text("She left."),
    )
    assert person.picture is not None
    assert person.clip is not None
    assert (about.kind, about.link) == ("text", "https://example.org/film")
    people, more = playlist.collections.values()
    assert people == Collection("people", ("sook-ja",), where=people.where)
    assert (more.title, more.pages) == (Text("More"), ("sook-ja", "about"))


def test_choices_and_scenes_keep_the_order_of_the_file(tmp_path: Path) -> None:
    assert list(reading(tmp_path, STORY).scenes)[:3] == ["border-night", "reeds", "truck"]


def test_ids_that_python_would_trip_over(tmp_path: Path) -> None:
    text = "format: 1\nattract: a.mp4\nscenes:\n  day-in-prison: a.mp4\n  2nd:\n    variants:\n"
    text += "      - {when: visited(day-in-prison), clip: b.mp4, to: home}\n      - {clip: c.mp4, to: 2nd}\n"
    assert list(reading(tmp_path, text).scenes) == ["day-in-prison", "2nd"]


@pytest.mark.parametrize("name", ["hello", "loop"])
def test_the_shipped_playlists_can_be_read(name: str) -> None:
    playlist = read(SHIPPED / name, [])
    assert {fault.what for fault in missing_media(playlist)} <= {
        f"There is no file `{name}.mp4`.",
        "There is no file `film.mp4`.",
    }
    assert [scene.to for scene in playlist.scenes.values()] == [ToHome()]


def test_hello_has_three_lines() -> None:
    assert len((SHIPPED / "hello/playlist.yaml").read_text().splitlines()) == 3


def test_a_playlist_error_is_a_faulty_file_and_travels(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile) as caught:
        reading(tmp_path, "a: b\n")
    assert isinstance(caught.value, PlaylistError)
    assert len(caught.value.faults) == 4


def test_a_faults_place_can_be_pickled(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, MINIMAL + "hmoe: []\n")
    assert pickle.loads(pickle.dumps(fault)) == fault
