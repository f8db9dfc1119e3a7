"""The panel, the health and the sources in the settings: what is read, and what is told of faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.faults import FaultyFile
from kiosk.station.health import Limits
from kiosk.station.power import PowerSettings
from kiosk.station.settings import Settings, read_settings


def read(folder: Path, text: str) -> Settings:
    file = folder / "kiosk.yaml"
    file.write_text(text)
    return read_settings(file)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'power: {by: pjlink, host: projector.local, port: 4353, password: "JBMIA", ahead: 5min, after: 0s}\n'
        "health: {temperature: 70, disk: 0}\nsources: {stick: /media/stick, store: 'rclone:museum:packs'}\n",
    )
    assert found.power == PowerSettings("pjlink", None, "projector.local", 4353, "JBMIA", 300_000, 0)
    assert found.health == Limits(disk=0, temperature=70)
    assert dict(found.sources) == {"stick": "/media/stick", "store": "rclone:museum:packs"}
    assert read(tmp_path, "power: {by: ddc, device: 4}").power == PowerSettings("ddc", 4)


@pytest.mark.parametrize(
    ("text", "what", "cure"),
    [
        ("power: {by: hdmi}", "`hdmi` is none of the words", "`black` or `x11`"),
        ("power: {by: pjlink}", "Nothing says which device.", "Write `host:` and its address"),
        ("power: {by: cec, host: 1.2.3.4}", "`host` means nothing with `by: cec`.", "It belongs to pjlink."),
        ("power: {device: 0}", "`device` means nothing with `by: black`.", "It belongs to cec and ddc."),
        ("power: {by: pjlink, host: 'a b'}", "`a b` is not an address", "192.168.1.20"),
        ("power: {by: cec, ahead: 2}", "`2` is not a duration.", "Say its unit"),
        ("health: {temperature: hot}", "`hot` is not a whole number.", "°C, such as `80`"),
        ("sources: {stick: media/stick}", "`media/stick` is not a folder from the root on", "rclone:REMOTE:PATH"),
        ("sources: {My Stick: /media}", "The id `My Stick`", "Write `my-stick`."),
    ],
)
def test_a_fault_says_what_and_how_to_mend_it(tmp_path: Path, text: str, what: str, cure: str) -> None:
    with pytest.raises(FaultyFile) as raised:
        read(tmp_path, text)
    (fault,) = raised.value.faults
    assert what in fault.what
    assert cure in fault.cure
