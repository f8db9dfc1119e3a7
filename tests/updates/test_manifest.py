"""A pack's list: what is written is read again, and nothing that it says leads out of the pack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.updates.faults import UpdateError
from kiosk.updates.manifest import Entry, Manifest, in_order, parse
from kiosk.updates.paths import clashes, why_not

SUM = "0" * 64
FILES = (Entry("media/film.mp4", 12, SUM), Entry("playlists/town/playlist.yaml", 3, SUM))
GOOD = Manifest("town", "Our town", "2026-11-22T14:30:00+00:00", FILES)


def written(**other: Any) -> bytes:
    return json.dumps(json.loads(GOOD.written()) | other).encode()


def with_files(*paths: str) -> bytes:
    """A list of these and the playlist, its own sum being right."""
    files = in_order([Entry("playlists/town/playlist.yaml", 3, SUM), *(Entry(path, 1, SUM) for path in paths)])
    return Manifest("town", "", "", files).written()


def refused(data: bytes, words: str) -> None:
    with pytest.raises(UpdateError) as error:
        parse(data)
    assert words in error.value.what
    assert error.value.cure


def test_there_and_back() -> None:
    assert parse(GOOD.written()) == GOOD
    assert GOOD.size == 15
    assert parse(written(title="Another")).whole == GOOD.whole


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"9" * 5000, "is not JSON"),
        (b"[]", "is not a pack's list"),
        (written(format=2), "has the format 2"),
        (written(format=True), "has the format True"),
        (written(name=1), "lacks `name`"),
        (written(name="../town"), "names no playlist"),
        (written(name="a/b"), "names no playlist"),
        (written(title="\ud800"), "has no text as `title`"),
        (written(files={}), "lists no files"),
        (written(files=[]), "lists no files"),
        (written(files=[1]), "something that is no file"),
        (written(files=[{"path": "media/a", "size": -1, "sha256": SUM}]), "no size that a file may have"),
        (written(files=[{"path": "media/a", "size": 2**60, "sha256": SUM}]), "no size that a file may have"),
        (written(files=[{"path": "media/a", "size": True, "sha256": SUM}]), "no size that a file may have"),
        (written(files=[{"path": "media/a", "size": 1, "sha256": "0"}]), "no SHA-256"),
        (written(files=[{"path": "media/a", "size": 1, "sha256": SUM}]), "holds no playlists/town/playlist.yaml"),
        (written(sha256=SUM), "its own sum is another one"),
        (with_files("kiosk/app.py"), "neither in playlists/town/ nor in media/"),
        (with_files("media"), "neither in"),
        (with_files("playlists/other/playlist.yaml"), "neither in"),
        (with_files("media/a.mp4", "media/A.mp4"), "one and the same on a stick"),
        (with_files("media/a.mp4", "media/a.mp4"), "one and the same on a stick"),
        (with_files("media/caf\u00e9.mp4", "media/cafe\u0301.mp4"), "one and the same on a stick"),
        (with_files("media/a", "media/a/b"), "one and the same on a stick"),
        (with_files("media/a/b", "media/A/c"), "one and the same on a stick"),
    ],
)
def test_what_is_no_pack_s_list(data: bytes, words: str) -> None:
    refused(data, words)


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../x", "media/../../x", "media//x", "media/./x", "media/x/", "", "media/a\0b", "media/a\nb",
     "media/a\\b", "c:/x", "media/.hidden", "media/x.", "media/x ", "media/ x", "media/\ud800", "media/what?",
     f"media/{'x' * 256}", "media/" + "x/" * 600 + "y", f"media/{'한' * 100}"],
)  # fmt: skip
def test_a_path_that_must_not_be(path: str) -> None:
    assert why_not(path)
    files = [*json.loads(GOOD.written())["files"], {"path": path, "size": 1, "sha256": SUM}]
    refused(written(files=files), "which " if "\ud800" not in path else "no text as `path`")


def test_paths_that_may_be() -> None:
    for path in (
        "media/film.mp4",
        "media/탈북자/강.mp4",
        "media/a b/c'd (1).mp4",
        "media/..x.mp4".replace("..", "x.."),
    ):
        assert why_not(path) == ""
    assert clashes(["media/a", "media/b", "media/a.b/c"]) is None


PARTS = st.sampled_from(["..", ".", "", "media", "playlists", "town", "a", "A", "/", "\\", "c:", "é", "playlist.yaml"])
PATHS = st.one_of(st.text(), st.lists(st.one_of(PARTS, st.text(max_size=4)), max_size=6).map("/".join))


@settings(max_examples=200, deadline=None)
@given(PATHS)
def test_whatever_is_let_in_stays_inside(path: str) -> None:
    if not why_not(path):
        root = Path("/pack")
        inside = (root / path).resolve()
        assert inside.is_relative_to(root)
        assert inside != root
        assert str(root / path) == f"/pack/{path}"


@settings(max_examples=60, deadline=None)
@given(st.lists(PATHS, max_size=5), st.text(max_size=5))
def test_any_list_is_refused_or_stays_inside(paths: list[str], name: str) -> None:
    files = [{"path": path, "size": 1, "sha256": SUM} for path in [*paths, f"playlists/{name}/playlist.yaml"]]
    try:
        entries = in_order([Entry(str(one["path"]), 1, SUM) for one in files])
        whole = Manifest(name, "", "", entries).whole
    except UnicodeEncodeError:
        whole = SUM
    try:
        made = parse(
            json.dumps(
                {"format": 1, "name": name, "title": "", "created": "", "files": files, "sha256": whole}
            ).encode()
        )
    except UpdateError:
        return
    folded = {one.path.casefold() for one in made.files}
    assert len(folded) == len(made.files)
    for one in made.files:
        assert Path("/pack", one.path).resolve().is_relative_to(Path("/pack"))
        assert one.path.startswith((f"playlists/{name}/", "media/"))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["format", "name", "title", "created", "files", "sha256"]), ANY))
def test_any_other_value_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(UpdateError):
        parse(json.dumps(json.loads(GOOD.written()) | {"sha256": SUM} | value).encode())


@settings(max_examples=60, deadline=None)
@given(st.binary())
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UpdateError):
        parse(data)
