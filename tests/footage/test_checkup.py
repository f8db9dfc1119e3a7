"""What a technician is told of film, drawing and sound: the right word in front, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import vlc

from kiosk.findings import Finding
from kiosk.footage import checkup, clips, results, sound, swscale
from kiosk.footage.checkup import check_decoders, check_drawing, check_film, check_libraries, check_sound
from kiosk.footage.clips import check_clips
from kiosk.footage.hardware import CODECS, Hardware, Verdict
from kiosk.footage.measuring import Measured
from kiosk.footage.pattern import PATTERNS, PLAIN, Pattern, named
from kiosk.footage.probe import probe

SMOOTH = Measured(60, 60, 40.0, 0.2)
BIG = named("hevc-2160p30")


@pytest.fixture
def card(tmp_path: Path) -> Path:
    (tmp_path / "renderD128").touch()
    return tmp_path


def only(findings: Iterable[Finding]) -> Finding:
    (finding,) = findings
    return finding


# ---- film


def test_smooth_film_is_ok() -> None:
    assert check_film(PLAIN, SMOOTH) == Finding("ok", PLAIN.label, "smooth (20 % of the processor)")
    assert "graphics card" in check_film(PLAIN, Measured(60, 60, 40.0, 0.2, on_card=True)).says


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (Measured(41, 60, 90.0, 1.0), "41 of 60 pictures came (100 % of the processor)"),
        (Measured(60, 60, 400.0, 0.5), "stood still for 400 ms"),
        (Measured(60, 60, 40.0, 0.95), "only just smooth (95 %"),
        ("its driver hangs", "cannot be played: its driver hangs"),
    ],
)
def test_film_that_is_not_smooth(found: Measured | str, says: str) -> None:
    """It has to be mended where it is the exhibition's own kind, and avoided where it is another."""
    plain, other = check_film(PLAIN, found), check_film(BIG, found)
    assert (plain.mark, other.mark) == ("missing", "warning")
    assert says in plain.says
    assert plain.mend
    assert other.mend
    if isinstance(found, Measured):
        assert "ffmpeg -i FILM" in other.mend
        assert "ffmpeg" not in plain.mend


def test_what_other_programs_spoilt_is_no_fault_of_the_machine(hello: Path) -> None:
    spoilt = Measured(31, 60, 90.0, 0.5, others=0.45)
    found = check_film(PLAIN, spoilt)
    assert found.mark == "warning"
    assert "not judged: 31 of 60 came (50 % of the processor; other programs took 45 %)" in found.says
    assert "Close all other programs" in found.mend
    near = clips._near(clips._kind(probe(hello)))
    assert near is not None
    assert only(check_clips([hello], {near.name: spoilt})).says == "hello.mp4; not judged"


# ---- the exhibition's own films


@pytest.fixture
def hello() -> Path:
    return Path(__file__).parents[2] / "media" / "hello" / "hello.mp4"


def test_films_are_judged_by_what_was_measured(hello: Path) -> None:
    kind = clips._kind(probe(hello))
    near = clips._near(kind)
    assert near is not None
    assert near.codec == "H.264"
    assert only(check_clips([hello], {})).says == "hello.mp4; not measured"
    good = only(check_clips([hello], {near.name: SMOOTH}))
    assert good.mark == "ok"
    assert "smooth here" in good.says
    bad = only(check_clips([hello], {near.name: Measured(20, 60, 90.0, 1.0)}))
    assert bad.mark == "warning"
    assert "not smooth here" in bad.says
    assert only(check_clips([hello] * 4, {})).says == "4 films; not measured"


def test_a_film_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"")
    assert only(check_clips([tmp_path / "film.mp4"], {})) == Finding(
        "missing",
        "film.mp4",
        "empty: the file has no bytes",
        "Replace the file; `kiosk check` finds those that are lost.",
    )


@pytest.mark.parametrize(
    ("kind", "near"),
    [
        (("H.264", 1280, 720, 25), "h264-1080p30"),
        (("H.264", 1080, 1920, 30), "h264-1080p30"),
        (("H.264", 1920, 1080, 50), "h264-1080p60"),
        (("H.264", 2560, 1440, 30), "h264-2160p30"),
        (("H.264", 3840, 2160, 60), None),
        (("HEVC", 1920, 1080, 30), "hevc-1080p30"),
        (("DivX", 640, 360, 25), None),
    ],
)
def test_the_least_pattern_that_asks_as_much(kind: clips.Kind, near: str | None) -> None:
    found = clips._near(kind)
    assert (found.name if found else None) == near


def test_every_pattern_s_codec_has_the_name_its_films_have() -> None:
    for pattern in PATTERNS:
        named_so = clips._kind(probe(pattern.path))[0]
        assert named_so == pattern.codec.removesuffix(" 10 bit")


# ---- drawing


@pytest.mark.parametrize(
    ("drawn_by", "name", "mark", "says"),
    [
        ("auto", "Mesa Intel(R) UHD Graphics 620", "ok", "the graphics card (Mesa Intel(R) UHD Graphics 620)"),
        ("auto", "llvmpipe (LLVM 15.0.6, 256 bits)", "ok", "the processor"),
        ("auto", "", "ok", "the processor"),
        ("gpu", "llvmpipe (LLVM 15.0.6, 256 bits)", "missing", "llvmpipe"),
        ("gpu", "", "missing", "nothing is there"),
        ("software", "V3D 4.2", "warning", "though there is the graphics card (V3D 4.2)"),
    ],
)
def test_what_draws(
    card: Path, monkeypatch: pytest.MonkeyPatch, drawn_by: str, name: str, mark: str, says: str
) -> None:
    monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)
    monkeypatch.setattr(checkup, "renderer", lambda: name)
    monkeypatch.setattr("kiosk.footage.scenegraph.renderer", lambda: name)
    found = list(check_drawing(drawn_by, card))
    assert found[0].mark == mark
    assert says in found[0].says
    assert found[1] == Finding("ok", "Graphics card", f"this user may use it ({card / 'renderD128'})")


def test_a_card_that_is_closed_to_the_user(card: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.footage.hardware.os.access", lambda *_: False)
    found = list(check_drawing("auto", card))[-1]
    assert found.mark == "missing"
    assert "usermod -aG render,video" in found.mend


# ---- decoders


def test_no_card_no_decoder(tmp_path: Path) -> None:
    assert "none that could" in only(check_decoders(None, wanted=True, devices=tmp_path)).says


def test_a_decoder_that_is_switched_off(card: Path) -> None:
    assert "hardware-decoding: off" in only(check_decoders(None, wanted=False, devices=card)).says


@pytest.mark.parametrize("lost", ["va_drivers", "va_filters"])
def test_a_card_without_its_driver(card: Path, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    for name in ("va_drivers", "va_filters"):
        monkeypatch.setattr(checkup, name, lambda name=name: [] if name == lost else [Path("driver.so")])
    found = only(check_decoders(Hardware(), wanted=True, devices=card))
    assert found.mark == "warning"
    assert "va-driver-all" in found.mend


def test_each_codec_s_verdict_is_told(card: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("va_drivers", "va_filters"):
        monkeypatch.setattr(checkup, name, lambda: [Path("driver.so")])
    hardware = Hardware({"h264": Verdict(True, "faster"), "hevc": Verdict(False, "its driver crashed")})
    found = [finding.says for finding in check_decoders(hardware, wanted=True, devices=card)]
    assert found[:2] == ["yes: faster", "no: its driver crashed"]
    assert len(found) == len(CODECS)
    assert all("not tried yet" in says for says in found[2:])


# ---- the rest


@pytest.mark.parametrize(("outlet", "mark"), [("pulse", "ok"), ("alsa", "warning"), (None, "warning")])
def test_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outlet: sound.Outlet | None, mark: str) -> None:
    monkeypatch.setattr(sound, "find_outlet", lambda: outlet)
    cards = tmp_path / "cards"
    cards.write_text(
        " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7f10000\n"
    )
    found = check_sound(cards)
    assert found.mark == mark
    assert "HDA-Intel - HDA Intel PCH" in found.says
    assert bool(found.mend) == (mark != "ok")
    assert "no sound card" in check_sound(tmp_path / "none").says


def test_libraries_that_are_there() -> None:
    assert [finding.mark for finding in check_libraries()] == ["ok", "ok", "ok"]


def test_libraries_that_are_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    codecs = tmp_path / "arch" / "vlc" / "plugins" / "codec"
    codecs.mkdir(parents=True)
    (codecs / "libavcodec_plugin.so").touch()
    monkeypatch.setattr(vlc, "libvlc_get_version", lambda: b"4.0.0")
    monkeypatch.setattr(swscale, "missing", lambda: "libswscale is not installed")
    found = list(check_libraries(tmp_path))
    assert [finding.mark for finding in found] == ["missing", "missing", "missing"]
    assert found[1].says == "no AV1"
    assert all(finding.mend.startswith("apt-get install") for finding in found)


def test_results_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(_asking: object, pattern: Pattern, draws: str, _folder: Path) -> Measured | str:
        assert draws == "software"
        return "its driver hangs" if pattern is BIG else SMOOTH

    monkeypatch.setattr(results, "measure", measure)
    assert results.recall(tmp_path) == ("", {})
    told: list[tuple[int, str]] = []
    tell: Callable[[int, Pattern], None] = lambda count, pattern: told.append((count, pattern.name))  # noqa: E731 - its type stands beside it
    found = results.measure_all(tmp_path, "software", tell)
    assert told == [(count, pattern.name) for count, pattern in enumerate(PATTERNS, 1)]
    day, again = results.recall(tmp_path)
    assert again == found
    assert len(day.split("-")) == 3


BAD, WORSE = Measured(50, 60, 90.0, 0.9), Measured(20, 60, 300.0, 1.0)


@pytest.mark.parametrize(
    ("plays", "kept"),
    [
        ([SMOOTH], SMOOTH),
        ([WORSE, SMOOTH], SMOOTH),
        ([BAD, WORSE], BAD),
        ([WORSE, BAD], BAD),
        (["its driver hangs", WORSE], WORSE),
        (["its driver hangs", "its driver hangs"], "its driver hangs"),
    ],
)
def test_what_does_not_fit_is_measured_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plays: list[Measured | str], kept: Measured | str
) -> None:
    left = list(plays)
    monkeypatch.setattr(results, "PATTERNS", (PLAIN,))
    monkeypatch.setattr(results, "measure", lambda *_: left.pop(0))
    assert results.measure_all(tmp_path, "software", lambda *_: None) == {PLAIN.name: kept}
    assert left == []
