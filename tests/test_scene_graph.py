"""What draws the picture is said to Qt before it starts."""

from __future__ import annotations

import os

import pytest

from kiosk.running import BACKEND, ONE_PAINTER, _choose_scene_graph


def test_without_a_gpu_qt_paints_in_software_and_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_PAINTER, "")  # so that it is taken back
    monkeypatch.delenv(ONE_PAINTER)
    monkeypatch.setenv(BACKEND, "")
    assert _choose_scene_graph("software") == "software"
    assert os.environ[BACKEND] == "software"
    assert os.environ[ONE_PAINTER] == "1"


def test_what_the_technician_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_PAINTER, "0")
    monkeypatch.setenv(BACKEND, "")
    _choose_scene_graph("software")
    assert os.environ[ONE_PAINTER] == "0"
