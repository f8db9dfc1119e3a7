"""The file for support: whole, within its size, and without secrets wherever they stand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.bundle import packing
from kiosk.bundle.packing import READ_ME, Part, pack
from kiosk.bundle.redacting import HIDDEN, TOLD, redacted, secrets_of, settings_told
from kiosk.station.power import PowerSettings
from kiosk.station.settings import Settings, TechnicianSettings, read_settings

ROOT = Path(__file__).parents[1]
SECRETS = ("73019", "lamp-Secret9", "hunter22", "dGhpc2lz")
SETTINGS = replace(
    Settings(),
    technician=TechnicianSettings("73019"),
    power=PowerSettings("pjlink", host="192.168.1.20", password="lamp-Secret9"),
    sources={"museum": "rclone::sftp,host=x,user=y,pass=hunter22:packs"},
)


def test_settings_are_told_by_what_may_be() -> None:
    lines = settings_told(SETTINGS)
    assert {"screen.diagonal: 32", "power.host: 192.168.1.20", f"technician.pin: {HIDDEN}", f"sources: {HIDDEN}"} <= {
        *lines
    }
    assert not any(secret in line for secret in SECRETS for line in lines)
    assert {line.partition(":")[0] for line in lines} >= TOLD, "no name of a setting that is not there"


def test_ordinary_words_are_no_secrets() -> None:
    shipped = read_settings(ROOT / "config" / "kiosk.yaml")
    kept = replace(shipped, sources={"stick": "/media/stick/our-town", "museum": "rclone:museum:packs"}, language="ko")
    assert secrets_of(kept) == frozenset()
    said = "language: en, 20994 MB left, at end-back, time, home, soft, 2580 MB, /media/stick/our-town"
    assert redacted(said, secrets_of(kept)) == said
    hashed = replace(kept, technician=TechnicianSettings("$argon2id$v=19$m=65536$abcd$efgh"))
    assert secrets_of(hashed) == {"$argon2id$v=19$m=65536$abcd$efgh"}


def test_settings_are_told_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.yaml"
    file.write_text(
        "keys: {select: [Enter, F20]}\nlinks: [museum.example]\nresting: {en: Back soon.}\nspeech: off\n"
        "hours:\n  open: {tue-fri: 10:00-18:00, sat: '10:00-13:00, 14:00-02:00'}\n"
        "  except: {2026-12-24: 10:00-14:00, 2026-12-25 to 2026-12-26: closed}\n"
        "  quiet: {sat: 10:00-11:00, 2026-12-24: 10:00-11:00}\n"
    )
    lines = settings_told(read_settings(file))
    assert {
        "hours.open: mon: closed; tue-fri: 10:00-18:00; sat: 10:00-13:00, 14:00-02:00; sun: closed",
        "hours.except: 2026-12-24: 10:00-14:00; 2026-12-25 to 2026-12-26: closed",
        "hours.quiet: sat: 10:00-11:00; 2026-12-24: 10:00-11:00",
        "hours.grace: 5min", "power.ahead: 2min", "links: [museum.example]", "resting: en: Back soon.", "speech: off",
        "sound.touch: soft", "screen.burn-in: on", "updates.sticks: on", "language: (not set)",
    } <= {*lines}  # fmt: skip
    assert any("select: [Enter, F20]" in line for line in lines if line.startswith("keys: "))
    assert "hours.open: always" in settings_told(Settings())
    assert "keys: off" in settings_told(replace(Settings(), keys={}))


def test_what_is_known_to_be_secret_is_taken_out_of_any_text() -> None:
    secrets = secrets_of(SETTINGS)
    assert secrets == {"73019", "lamp-Secret9", "hunter22", "rclone::sftp,host=x,user=y,pass=hunter22:packs"}
    assert redacted("login with hunter22 failed", secrets) == f"login with {HIDDEN} failed"
    assert redacted("PIN 73019 at 1730195", secrets) == f"PIN {HIDDEN} at 1730195"
    assert redacted("from rclone::sftp,host=x,user=y,pass=hunter22:packs", secrets) == f"from {HIDDEN}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("password: hunter22 and more", f"password: {HIDDEN} and more"),
        ('"pass": "hunter22"', f'"pass": {HIDDEN}'),
        ("pin=73019;", f"pin={HIDDEN};"),
        ("$argon2id$v=19$m=65536,t=3,p=4$dGhpc2lz$aGFzaA is kept", f"{HIDDEN} is kept"),
        ("https://user:hunter22@store/x", f"https://{HIDDEN}@store/x"),
        ("rclone:museum,pass=hunter22:packs", f"rclone:{HIDDEN}"),
        ("rclone::sftp,host=a,pass=hunter22:/x y", f"rclone:{HIDDEN} y"),
        ("rclone:museum:packs/our-town", "rclone:museum:packs/our-town"),
        ("12:30 scene truck, choice key", "12:30 scene truck, choice key"),
    ],
)
def test_what_looks_like_a_secret_is_taken_out(text: str, left: str) -> None:
    assert redacted(text) == left


def test_what_does_not_fit_is_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_TEXT", 50)
    (tmp_path / "7.jpg").write_bytes(bytes(60))
    parts = [
        Part("a.txt", "the end of a text", "x" * 500),
        Part("stills/7.jpg", "a still", tmp_path / "7.jpg"),
        Part("stills/6.jpg", "a still", tmp_path / "none.jpg"),
        Part("playlist/b.yaml", "small", "title"),
    ]
    told = pack(tmp_path / "bundle.zip", parts, most=100)
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        assert bundle.namelist() == [READ_ME, "a.txt", "playlist/b.yaml"]
        assert bundle.read("a.txt") == b"x" * 50
        assert all(line in bundle.read(READ_ME).decode() for line in told)
    assert "  left out: stills/7.jpg: the bundle is full" in told
    assert any("stills/6.jpg: cannot be read" in line for line in told)
    assert not list(tmp_path.glob(".*"))
    with pytest.raises(OSError, match="No such file"):
        pack(tmp_path / "no" / "bundle.zip", parts)


def test_a_machine_s_bundle_holds_none_of_its_secrets(tmp_path: Path) -> None:
    state, out = tmp_path / "state", tmp_path / "out"
    (state / "incidents").mkdir(parents=True)
    out.mkdir()
    at, what = "2026-08-13T11:02:31+02:00", "the PIN 73019 was tried"
    incident = {"number": 1, "at": at, "what": what, "done": "", "times": 1, "last": at, "detail": "password=hunter22",
                "still": "1.jpg"}  # fmt: skip
    (state / "incidents" / "incidents.jsonl").write_text(json.dumps(incident) + "\n")
    (state / "incidents" / "1.jpg").write_bytes(b"a picture")
    settings = tmp_path / "kiosk.yaml"
    settings.write_text(
        'playlist: hello\ntechnician: {pin: "73019"}\n'
        "power: {by: pjlink, host: 127.0.0.1, port: 9, password: lamp-Secret9}\n"
        'sources: {museum: "rclone::sftp,host=x,user=y,pass=hunter22:packs"}\n'
    )
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "bundle", str(out), "--settings", str(settings)],
        capture_output=True, text=True, timeout=200, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "STATE_DIRECTORY": str(state), "RUNTIME_DIRECTORY": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (file,) = out.iterdir()
    with zipfile.ZipFile(file) as bundle:
        held = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert {READ_ME, "versions.txt", "settings.txt", "doctor.txt", "status.json", "incidents.json", "stills/1.jpg",
            "playlist/playlist.yaml"} <= set(held)  # fmt: skip
    assert "kiosk" in held["versions.txt"]
    assert "Panel's power: by PJLink" in held["doctor.txt"]
    assert f"the PIN {HIDDEN} was tried" in held["incidents.json"]
    assert not [(name, secret) for name, text in held.items() for secret in SECRETS if secret in text]
    assert "doctor.txt" in done.stdout


def test_a_wrong_call(tmp_path: Path) -> None:
    def code(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.cli", "bundle", *words], capture_output=True, text=True, timeout=60,
            check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return done.returncode, done.stderr

    assert code("--settings", str(tmp_path / "no.yaml"))[0] == 2
    assert code(str(tmp_path / "no")) == (2, f"kiosk bundle: {tmp_path / 'no'} is no folder.\n")
