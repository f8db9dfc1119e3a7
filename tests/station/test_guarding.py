"""What in the settings leaves a door ajar."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.keynames import KEYBOARD
from kiosk.playlist.faults import FaultyFile
from kiosk.secret import hashed
from kiosk.station.guarding import guarded
from kiosk.station.settings import Settings, TechnicianSettings, read_settings


@pytest.mark.parametrize(
    ("pin", "says"),
    [("2580", "printed in the manual"), ("1234", "strangers try first"), ("4839", "for everyone to read")],
)
def test_a_plain_pin_is_told_with_its_cure(pin: str, says: str) -> None:
    (warning,) = guarded(Settings(technician=TechnicianSettings(pin)))
    assert says in warning
    assert "`kiosk pin`" in warning
    assert "4839" not in warning


def test_a_hashed_one_is_well() -> None:
    assert guarded(Settings(technician=TechnicianSettings(hashed("4839")))) == ()


def read(folder: Path, text: str) -> Settings:
    (folder / "kiosk.yaml").write_text(text)
    return read_settings(folder / "kiosk.yaml")


def test_what_concerns_security_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, 'keys: off\nlinks: [museum.example, "*.museum.example"]\nupdates: {sticks: off}\n')
    assert found.keys == {}
    assert found.links == ("museum.example", "*.museum.example")
    assert found.updates.sticks is False
    usual = read(tmp_path, "log: info\n")
    assert (usual.keys, usual.links, usual.updates.sticks) == (KEYBOARD, None, True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("links: museum.example\n", "hosts, such as"),
        ("links: ['https://museum.example']\n", "a host such as"),
        ("links: ['*']\n", "a host such as"),
        (
            "technician: {pin: '$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAA'}\n",
            "`kiosk pin`",
        ),
        ("technician: {pin: '$argon2i$'}\n", "What stands here is no PIN"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(FaultyFile) as caught:
        read(tmp_path, text)
    assert what in str(caught.value)
