"""What a drawing may not hold, told at the line that names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.playlist.drawings import DEEP, MOST, wrong
from kiosk.playlist.reading import PlaylistError, read

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">'


def svg(inside: str) -> str:
    return f"{HEAD}{inside}</svg>"


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<!-- drawn by hand --><path d="M0 0h10" fill="url(#g)"/><linearGradient id="g"/>',
        '<g id="a"><rect width="1" height="1"/></g><use href="#a"/><use xlink:href="#a" x="2"/><use href="#none"/>',
        '<image xlink:href="data:image/png;base64,iVBORw0KGgo="/>',
        '<style>.a { fill: #fff }</style><style/><rect class="a"/>',
        '<a xlink:href="https://museum.example"><rect/></a>',
    ],
)
def test_a_plain_drawing_is_taken(inside: str) -> None:
    assert wrong(svg(inside)) is None


def test_a_document_type_alone_is_taken() -> None:
    kind = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert wrong(f'<?xml version="1.0"?>{kind}{svg("<rect/>")}') is None


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOUBLED = "".join(f'<g id="d{n}"><use href="#d{n - 1}"/><use href="#d{n - 1}"/></g>' for n in range(1, 40))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>{svg("&l11;")}', "words of its own"),
        (f"<!DOCTYPE svg [ ]>{svg('')}", "words of its own"),
        ("<svg", "no drawing"),
        ("not a drawing", "no drawing"),
        ("<svg>\0</svg>", "no drawing"),
        (svg("<script>alert(1)</script>"), "`script`"),
        (svg("<foreignObject/>"), "`foreignObject`"),
        (svg('<rect><animate attributeName="x"/></rect>'), "`animate`"),
        (svg('<image xlink:href="file:///etc/passwd"/>'), "`file:///etc/passwd`"),
        (svg('<image href="http://museum.example/a.png"/>'), "`http://museum.example/a.png`"),
        (svg('<image href="../../other.png"/>'), "`../../other.png`"),
        (svg('<image href="data:image/svg+xml;base64,AAAA"/>'), "wants to open"),
        (svg('<use href="other.svg#a"/>'), "`other.svg#a`"),
        (svg('<rect fill="url(http://museum.example/a.svg#b)"/>'), "what its `fill` names"),
        (svg("<rect style=\"fill: url('a.svg#b')\"/>"), "what its `style` names"),
        (svg("<style>@import 'a.css';</style>"), "style sheet"),
        (svg("<style>rect { fill: url(a.svg) }</style>"), "style sheet"),
        (svg("<g>" * (DEEP + 5) + "</g>" * (DEEP + 5)), "nested"),
        (svg(f'<g id="d0"><rect/></g>{DOUBLED}<use href="#d39"/>'), "shapes"),
        (svg('<g id="a"><use href="#a"/></g>'), "itself"),
        (svg("<rect/>" * (MOST + 1)), "shapes"),
        (svg("".join(f'<g id="c{n}"><use href="#c{n + 1}"/></g>' for n in range(3 * DEEP))), "itself"),
    ],
)
def test_what_a_drawing_may_not_hold(text: str, what: str) -> None:
    found = wrong(text)
    assert found is not None
    assert what in found[0]
    assert found[1]


@given(st.text(max_size=200))
def test_any_text_is_told_of_and_nothing_is_raised(text: str) -> None:
    wrong(text)
    wrong(svg(text))


PLAYLIST = "format: 1\nattract: a.mp4\npages:\n  map: {title: The map, picture: map.svg}\nscenes: {film: film.mp4}\n"


def test_a_playlist_that_names_one_tells_its_line(tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_text(PLAYLIST)
    drawing = tmp_path / "map.svg"
    drawing.write_text(svg("<rect/>"))
    assert read(tmp_path).pages["map"].picture is not None
    drawing.write_text(svg('<image href="file:///etc/passwd"/>'))
    with pytest.raises(
        PlaylistError, match=r"`map.svg` cannot be shown. It wants to open `file:///etc/passwd`"
    ) as caught:
        read(tmp_path)
    assert caught.value.faults[0].where.line == 4
    drawing.write_bytes(b"\xff\xfe\0")
    with pytest.raises(PlaylistError, match="is UTF-16 text"):
        read(tmp_path)
