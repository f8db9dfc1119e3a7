"""Which way this machine draws, from what it really has."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.footage import choose_scene_graph, scenegraph


@pytest.fixture(autouse=True)
def no_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)


def card(folder: Path) -> Path:
    (folder / "renderD128").touch()
    return folder


def test_no_card_is_software(tmp_path: Path) -> None:
    assert choose_scene_graph(tmp_path) == "software"
    assert choose_scene_graph(tmp_path / "none") == "software"


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("Mesa Intel(R) UHD Graphics 600 (GLK 2)", "gpu"),
        ("V3D 4.2", "gpu"),
        ("llvmpipe (LLVM 15.0.6, 256 bits)", "software"),
        ("softpipe", "software"),
        ("", "software"),
    ],
)
def test_a_card_counts_by_what_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, chosen: str) -> None:
    monkeypatch.setattr(scenegraph, "renderer", lambda: name)
    assert choose_scene_graph(card(tmp_path)) == chosen


@pytest.mark.parametrize(("backend", "chosen"), [("software", "software"), ("rhi", "gpu")])
def test_what_the_environment_names_is_kept(monkeypatch: pytest.MonkeyPatch, backend: str, chosen: str) -> None:
    monkeypatch.setenv("QT_QUICK_BACKEND", backend)
    assert choose_scene_graph() == chosen


def test_this_machine_can_be_asked() -> None:
    """Whatever it answers: a name, or nothing where there is no EGL; never an exception or a hang."""
    name = scenegraph.renderer()
    assert isinstance(name, str)
    assert "Traceback" not in name
