"""When the graphics card decodes: what the decks are told, what is remembered, and what happens without a card."""

from __future__ import annotations

import ctypes
import platform
import time
from pathlib import Path
from typing import Any

import pytest
import vlc

from kiosk.footage import memory
from kiosk.footage.hardware import CODECS, WAY, Hardware, Verdict, usable_nodes
from kiosk.footage.inlet import Inlet
from kiosk.footage.measuring import play
from kiosk.footage.memory import FILE, Memory, this_machine
from kiosk.footage.pattern import PATTERNS, PLAIN, named
from kiosk.footage.pool import Pool
from kiosk.footage.probe import probe
from kiosk.footage.take import Order, Take

YES, NO = Verdict(True, "faster"), Verdict(False, "wrong")
H264 = CODECS[0]


def recalled(state: Path, card: Path) -> Hardware:
    hardware = Hardware.recalled(state, card)
    assert hardware is not None
    return hardware


# ---- what the decks are told


def test_without_a_trial_the_processor_decodes() -> None:
    assert Hardware().chromas("h264") == frozenset()


def test_only_what_was_faster_and_right_is_decoded_by_the_card() -> None:
    hardware = Hardware({"h264": YES, "hevc": NO, "hevc10": YES, "vp9": NO})
    assert hardware.chromas("h264") == {b"VAOP"}
    assert hardware.chromas("hevc") == {b"VAO0"}  # 8 bit and 10 bit are one name in a file
    assert hardware.chromas("VP90") == hardware.chromas("av01") == hardware.chromas("") == frozenset()
    assert Hardware({"hevc": YES, "hevc10": YES}).chromas("hevc") == {b"VAOP", b"VAO0"}


def test_what_stood_still_once_is_given_up() -> None:
    hardware = Hardware({"h264": YES, "vp9": YES})
    assert hardware.give_up("h264")
    assert hardware.chromas("h264") == frozenset()
    assert hardware.chromas("VP90") == {b"VAOP"}
    assert not hardware.give_up("h264")


def asked(inlet: Inlet, chroma: bytes) -> tuple[int, bytes]:
    """What the format callback answers to a picture of 1920 x 1088, of which 1080 lines are seen."""
    fields = (ctypes.c_uint32 * 32)()
    fields[0], fields[1], fields[4], fields[5], fields[26] = 1920, 1088, 1920, 1080, 2
    tag, three = ctypes.create_string_buffer(chroma), (ctypes.c_uint32 * 6)()
    where = ctypes.addressof(fields)
    pitches = ctypes.addressof(three)
    said = inlet._format(0, ctypes.addressof(tag), where, where + 4, pitches, pitches + 12)
    return said, tag.value


def test_pictures_in_a_card_s_memory_are_taken_only_where_the_trial_said_so(clips: Path) -> None:
    inlet = Inlet(wake=lambda: None, begun=lambda _take: None)
    inlet.take = take = Take(Order(clips / "a.mp4"))
    assert asked(inlet, b"VAOP") == (0, b"VAOP")
    assert (asked(inlet, b"I420"), take.on_card) == ((1, b"I420"), False)
    take.opaque = frozenset({b"VAOP"})
    assert (asked(inlet, b"VAOP"), take.on_card) == ((1, b"I420"), True)
    assert asked(inlet, b"VAO0") == (0, b"VAO0")
    assert asked(inlet, b"VDV0") == (0, b"VDV0")
    assert (asked(inlet, b"I420"), take.on_card) == ((1, b"I420"), False)  # the card refused, and VLC asks once more


@pytest.mark.skipif(bool(usable_nodes()), reason="a card may decode it")
def test_where_the_card_refuses_the_film_runs_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    options: list[str] = []
    add, form = vlc.Media.add_option, Inlet._format
    tags: list[bytes] = []

    def note(self: Any, option: str) -> Any:
        options.append(option)
        return add(self, option)

    def ask(self: Inlet, opaque: int, chroma: int, *rest: int) -> int:
        tags.append(ctypes.string_at(chroma, 4))
        return form(self, opaque, chroma, *rest)

    monkeypatch.setattr(vlc.Media, "add_option", note)
    monkeypatch.setattr(Inlet, "_format", ask)
    found = play(PLAIN.path, PLAIN.rate, lambda _picture: None, Hardware({"h264": YES}))
    assert f":avcodec-hw={WAY}" in options
    assert tags[0] == b"VAOP"
    assert tags[-1] == b"I420"
    assert found.shown > 0
    assert not found.on_card
    options.clear()
    play(PLAIN.path, PLAIN.rate, lambda _picture: None, Hardware({"h264": NO}))
    assert not [option for option in options if "avcodec-hw" in option]


def test_a_deck_that_hangs_in_the_card_is_the_last_that_it_decodes_for(clips: Path) -> None:
    hardware = Hardware({"h264": YES})
    pool = Pool(2, audible=False, post=lambda _news: None, wake=lambda: None, hardware=hardware)
    for on_card, chromas in ((False, {b"VAOP"}), (True, frozenset())):
        deck = pool.load(Order(clips / "a.mp4"))
        assert deck is not None
        assert deck.take is not None
        deadline = time.monotonic() + 10
        while not deck.take.ready and time.monotonic() < deadline:
            time.sleep(0.01)
        deck.take.on_card = on_card
        pool.retire(deck)
        assert hardware.chromas("h264") == chromas
    pool.close()


# ---- what is remembered


def test_without_a_card_nothing_is_asked_and_nothing_remembered(tmp_path: Path, state: Path) -> None:
    assert Hardware.recalled(state, tmp_path / "dri") is None
    assert not state.exists()


def test_verdicts_outlive_the_program(state: Path, card: Path) -> None:
    first = recalled(state, card)
    assert first.untried() == CODECS
    first.learn(H264, YES)
    second = recalled(state, card)
    assert second.verdicts == {"h264": YES}
    assert second.untried() == CODECS[1:]


def test_another_machine_is_tried_anew(state: Path, card: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recalled(state, card).learn(H264, YES)
    for thing in ("release", "machine"):
        with monkeypatch.context() as other:
            this_machine.cache_clear()
            other.setattr(platform, thing, lambda: "another")
            other.setattr(memory, "_processor", platform.machine)
            assert recalled(state, card).verdicts == {}
    this_machine.cache_clear()
    assert recalled(state, card).verdicts == {"h264": YES}


def test_a_new_driver_is_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_LIBRARIES", tmp_path)
    this_machine.cache_clear()
    before = this_machine()
    (tmp_path / "arch" / "dri").mkdir(parents=True)
    (tmp_path / "arch" / "dri" / "iHD_drv_video.so").write_bytes(b"driver")
    this_machine.cache_clear()
    assert this_machine() != before
    this_machine.cache_clear()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"machine": 1}', '{"machine": "MACHINE", "decoders": [1]}',
                                  '{"machine": "MACHINE", "decoders": {"h264": {"used": "yes"}}}'])  # fmt: skip
def test_a_damaged_file_is_an_empty_one(state: Path, card: Path, text: str) -> None:
    state.mkdir()
    (state / FILE).write_text(text.replace("MACHINE", this_machine()))
    hardware = recalled(state, card)
    assert hardware.verdicts == {}
    hardware.learn(H264, NO)
    assert recalled(state, card).verdicts == {"h264": NO}


def test_sections_do_not_disturb_each_other(state: Path) -> None:
    one = Memory(state)
    assert one.write("decoders", {"a": 1})
    assert one.write("patterns", {"b": 2})
    assert (Memory(state).read("decoders"), Memory(state).read("patterns")) == ({"a": 1}, {"b": 2})
    assert sorted(file.name for file in state.iterdir()) == [FILE]


def test_a_state_folder_that_cannot_be_written_to_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    assert not Memory(tmp_path / "file").write("decoders", {})
    assert "cannot be remembered" in caplog.text


# ---- the patterns


def test_each_codec_s_pattern_is_of_that_codec() -> None:
    for codec in CODECS:
        assert probe(named(codec.pattern).path).codec == codec.fourcc


def test_every_pattern_is_what_its_name_says() -> None:
    for pattern in PATTERNS:
        clip = probe(pattern.path)
        assert (clip.width, clip.height, round(1000 / clip.interval)) == (pattern.width, pattern.height, pattern.rate)
        assert abs(clip.duration - 3000) < 10
    assert sum(pattern.path.stat().st_size for pattern in PATTERNS) < 3_200_000
