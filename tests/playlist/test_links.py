"""Where codes may lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.links import HOST, allowed, foreign, without_foreign
from kiosk.playlist.model import Playlist
from kiosk.playlist.reading import read

PLAYLIST = """\
format: 1
attract: a.mp4
pages:
  about: {title: About, text: Words., link: https://museum.example/about}
  none: {title: None, text: Words.}
scenes:
  film:
    clip: film.mp4
    ending:
      title: The end
      link: https://shop.example/film
      link_text: Buy it
  other: {clip: b.mp4, to: film}
  third: {clip: c.mp4, ending: {title: Another}}
"""


@pytest.fixture
def playlist(tmp_path: Path) -> Playlist:
    (tmp_path / "playlist.yaml").write_text(PLAYLIST)
    return read(tmp_path)


@pytest.mark.parametrize(
    ("address", "hosts", "may"),
    [
        ("https://museum.example", None, True),
        ("http://museum.example", None, False),
        ("https://museum.example/a?b=c", ["museum.example"], True),
        ("https://MUSEUM.example/a", ["museum.example"], True),
        ("https://museum.example:8443/", ["museum.example"], True),
        ("https://museum.example", [], False),
        ("https://museum.example.evil.example", ["museum.example"], False),
        ("https://evilmuseum.example", ["museum.example", "*.museum.example"], False),
        ("https://www.museum.example", ["museum.example"], False),
        ("https://www.museum.example", ["*.museum.example"], True),
        ("https://museum.example", ["*.museum.example"], False),
        ("https://museum.example@evil.example", None, False),
        ("https://museum.example\\@evil.example", ["museum.example"], False),
        ("https://evil.example/museum.example", ["museum.example"], False),
        ("https:museum.example", None, False),
        ("https://[::1", None, False),
        ("https://museum.example:x", None, False),
        ("javascript:alert(1)", None, False),
        ("https://museum.example/\u202egnp", None, False),
    ],
)
def test_where_a_code_may_lead(address: str, hosts: list[str] | None, *, may: bool) -> None:
    assert allowed(address, hosts) == may


def test_a_foreign_link_is_told_with_its_own_line_and_cure(playlist: Playlist) -> None:
    assert foreign(playlist, None) == ()
    assert foreign(playlist, ["museum.example", "shop.example"]) == ()
    (fault,) = foreign(playlist, ["museum.example"])
    assert (fault.where.line, fault.where.column) == (11, 13)
    assert "https://shop.example/film" in fault.what
    assert "add `shop.example` to `links` in the settings" in fault.cure
    assert fault.excerpt.strip().startswith("link:")


def test_a_foreign_link_is_left_out_and_the_rest_is_shown(playlist: Playlist) -> None:
    assert without_foreign(playlist, None) is playlist
    shown = without_foreign(playlist, ["museum.example"])
    ending = shown.scenes["film"].ending
    assert ending is not None
    assert ending.link is None
    assert shown.pages["about"].link == "https://museum.example/about"
    assert without_foreign(playlist, []).pages["about"].link is None


def test_a_link_without_https_is_told(tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_text(PLAYLIST.replace("https://shop", "http://shop"))
    (fault,) = foreign(read(tmp_path), None)
    assert "no plain address over https" in fault.what


def test_where_the_file_is_gone_the_place_is_what_it_belongs_to(playlist: Playlist) -> None:
    playlist.file.unlink()
    assert [fault.where.line for fault in foreign(playlist, [])] == [4, 8]


def test_hosts_are_hosts() -> None:
    assert HOST.pattern is not None
