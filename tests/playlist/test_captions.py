"""SubRip and WebVTT as they are found in the wild."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlist.captions import AT_ONCE, LONGEST, MOST, Captions, parse, plainly_encoded

SRT = """1
00:00:01,000 --> 00:00:02,500
The <i>river</i> was {\\an8}cold.
We waited.

2
00:00:02,000 --> 00:00:04,000
<font color="#ffff00">Quiet!</font>
"""


def shown(captions: Captions) -> list[tuple[int, str]]:
    return list(zip(captions._times, captions._texts, strict=True))


def test_srt_with_overlap() -> None:
    assert shown(parse(SRT.encode())) == [
        (1000, "The river was cold.\nWe waited."),
        (2000, "The river was cold.\nWe waited.\nQuiet!"),
        (2500, "Quiet!"),
        (4000, ""),
    ]


@pytest.mark.parametrize("encode", [
    lambda text: ("\ufeff" + text).encode(),
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace("\n", "\r").encode(),
    lambda text: text.encode("utf-16"),
    lambda text: ("\n\n" + text + "\n\n\n").encode(),
])  # fmt: skip
def test_any_line_end_and_mark(encode: object) -> None:
    assert callable(encode)
    assert parse(encode(SRT)).cues == parse(SRT.encode()).cues


def test_webvtt_with_all_its_parts() -> None:
    captions = parse(
        b"""WEBVTT - Korean
Kind: captions

STYLE
::cue { color: yellow }

NOTE a remark
over two lines

intro
00:01.000 --> 00:02.000 align:start position:0%
<v Sook-ja>I &amp; my <c.loud>sister</c> &lt;3

1:00:03.500 --> 1:00:04.000
<00:00:03.600>Later.
"""
    )
    assert shown(captions) == [
        (1000, "Sook-ja: I & my sister <3"),
        (2000, ""),
        (3_603_500, "Later."),
        (3_604_000, ""),
    ]
    assert captions.notes == ()


def test_bad_cues_are_skipped_with_a_note_and_the_rest_is_kept() -> None:
    captions = parse(
        b"1\n00:00:xx,000 --> 00:00:02,000\nWhen?\n\n2\n00:00:05,000 --> 00:00:04,000\nBackwards\n\n"
        b"no times here\nat all\n\n3\n00:00:06,000 --> 00:00:07,000\nGood.\n\n4\n00:00:08,000 -->\nOpen\n"
    )
    assert [cue.text for cue in captions.cues] == ["Good."]
    assert [note.split(":")[0] for note in captions.notes] == ["line 2", "line 6", "line 9", "line 17"]


def test_latin_1_is_better_than_nothing() -> None:
    assert parse("1\n00:00:01,000 --> 00:00:02,000\nété\n".encode("cp1252")).at(1500) == "été"


def test_at_and_next_change() -> None:
    captions = parse(SRT.encode())
    assert [captions.at(time) for time in (0, 999, 1000, 2499, 2500, 3999, 4000)] == [
        "", "", "The river was cold.\nWe waited.", "The river was cold.\nWe waited.\nQuiet!", "Quiet!", "Quiet!", "",
    ]  # fmt: skip
    assert [captions.next_change(time) for time in (0, 1000, 3999, 4000)] == [1000, 2000, 4000, None]


def test_how_letters_are_stored() -> None:
    for good in ("강".encode(), "강".encode("utf-8-sig"), "강".encode("utf-16")):
        assert plainly_encoded(good)
    assert not plainly_encoded("Où".encode("cp1252"))


def test_a_cue_without_words_shows_nothing() -> None:
    assert shown(parse(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n")) == []


def test_one_cue_after_another_with_the_same_words_changes_nothing() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nWait.\n\n00:02.000 --> 00:03.000\nWait.\n"
    assert shown(parse(text.encode())) == [(1000, "Wait."), (3000, "")]


PIECES = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\r\n",
        "\r",
        "1",
        "00:00:01,000",
        "00:02.5",
        " --> ",
        "<i>",
        "</",
        "{\\an8}",
        "&lt;",
        "텍스트",
        "-->",
    ]
)


@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=60).map(lambda parts: "".join(parts).encode())))
def test_never_raises_and_is_always_in_order(content: bytes) -> None:
    captions = parse(content)
    times = [time for time, _ in shown(captions)]
    assert times == sorted(set(times))
    assert all(cue.start < cue.end and cue.text for cue in captions.cues)
    assert all(earlier[1] != later[1] for earlier, later in zip(shown(captions), shown(captions)[1:], strict=False))
    if times:
        assert captions.at(times[-1]) == ""
        assert captions.next_change(times[-1]) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(1, 3000), st.sampled_from(["one", "two", "three"])), max_size=8
    ),
    st.integers(0, 9000),
)
def test_shows_exactly_the_cues_of_the_moment(cues: list[tuple[int, int, str]], moment: int) -> None:
    def stamp(time: int) -> str:
        return f"{time // 3_600_000:02}:{time // 60_000 % 60:02}:{time // 1000 % 60:02},{time % 1000:03}"

    file = "".join(f"{stamp(start)} --> {stamp(start + lasts)}\n{text}\n\n" for start, lasts, text in cues)
    expected = sorted(text for start, lasts, text in cues if start <= moment < start + lasts)
    assert sorted(filter(None, parse(file.encode()).at(moment).split("\n"))) == expected


def cue(number: int, start: int, end: int, text: str) -> str:
    def time(seconds: int) -> str:
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},000"

    return f"{number}\n{time(start)} --> {time(end)}\n{text}\n\n"


def test_a_file_made_to_fill_the_memory_is_read_in_no_time() -> None:
    """All of its captions at once, each moment with one more of them: as lines, that would be gigabytes."""
    found = parse("".join(cue(n, n % 3000, 9000, f"Line {n}") for n in range(MOST + 50)).encode())
    assert len(found.cues) == MOST
    assert found.notes == (f"more than {MOST} captions: the later ones are skipped",)
    assert max(text.count("\n") + 1 for text in found._texts) == AT_ONCE


def test_a_caption_without_end_is_cut() -> None:
    assert len(parse(cue(1, 0, 2, "x" * 10_000).encode()).at(0)) == LONGEST


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<v Sook-ja>Who is there?</v>", "Sook-ja: Who is there?"),
        ("<v.loud Sook-ja>Who is\nthere?", "Sook-ja: Who is\nthere?"),
        ("<v Sook-ja>Who is there? <v Her brother>It is me.", "– Sook-ja: Who is there?\n– Her brother: It is me."),
        ("[a knock]\n<v Sook-ja>Who?", "[a knock]\nSook-ja: Who?"),
        ("<v Sook-ja></v>Nobody", "Sook-ja: Nobody"),
        ("<v Sook-ja>\nOnly a name", "Sook-ja: Only a name"),
        ("<v A> <v B>Here.", "B: Here."),
        ("-Who is there?\n- It is me.", "– Who is there?\n– It is me."),
        ("[a knock]\n-Who?\n—Me.", "[a knock]\n– Who?\n– Me."),
        ("- Alone", "- Alone"),
        ("SOOK-JA: <i>Who?</i>", "SOOK-JA: Who?"),
    ],
)
def test_who_speaks_and_what_sounds(written: str, shown: str) -> None:
    (cue,) = parse(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{written}\n".encode()).cues
    assert cue.text == shown
