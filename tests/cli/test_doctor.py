"""`kiosk doctor` as a technician calls it, on whatever machine this is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import doctor
from kiosk.findings import Finding

ROOT = Path(__file__).parents[2]


def kiosk_doctor(state: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk.cli", "doctor", *words],
        capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
        env={**os.environ, "XDG_STATE_HOME": str(state), **environment},
    )  # fmt: skip


def sections(done: subprocess.CompletedProcess[str]) -> dict[str, list[dict[str, Any]]]:
    found = json.loads(done.stdout)["sections"]
    assert isinstance(found, dict)
    return found


def test_quick_says_everything_but_measures_nothing(tmp_path: Path) -> None:
    done = kiosk_doctor(tmp_path, "--quick")
    for title in ("Machine", "Touch", "Sound", "Display and fonts", "Graphics", "Files", "Decoders",
                  "What this machine can play", "The exhibition's films"):  # fmt: skip
        assert f"\n{title}\n" in done.stdout
    lines = [line for line in done.stdout.splitlines() if line.startswith("  ") and line[2] != " "]
    assert len(lines) > 12
    assert {line.split()[0] for line in lines} <= {"ok", "warning", "missing"}
    assert "not measured on this machine yet" in done.stdout
    assert "40 films" in done.stdout
    assert done.stderr == ""
    assert done.returncode == (1 if any(line.startswith("  missing") for line in lines) else 0)


def test_json_is_for_programs_and_tells_the_same(tmp_path: Path) -> None:
    done = kiosk_doctor(tmp_path, "--quick", "--json")
    found = sections(done)
    marks = [line["mark"] for lines in found.values() for line in lines]
    assert done.returncode == (1 if "missing" in marks else 0)
    assert all(set(line) == {"mark", "what", "says", "mend"} for lines in found.values() for line in lines)
    assert all(
        line["mend"] for lines in found.values() for line in lines if line["mark"] != "ok" and line["what"] != "VLC"
    )


def test_it_works_without_a_display_and_says_so(tmp_path: Path) -> None:
    done = kiosk_doctor(tmp_path, "--quick", "--json", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    display = sections(done)["Display and fonts"]
    assert display[0]["mark"] == "warning"
    assert "not looked at" in display[0]["says"]
    assert [line["what"] for line in display[1:3]] == ["Latin letters", "Korean letters"]
    assert "Traceback" not in done.stderr


def test_it_works_without_vlc_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "vlc.py").write_text('raise OSError("libvlc.so.5: cannot open shared object file")')
    done = kiosk_doctor(tmp_path, "--quick", PYTHONPATH=f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}")
    assert done.returncode == 1
    assert "  missing  VLC: " in done.stdout
    assert "apt-get install libvlc5" in done.stdout
    assert "\nTouch\n" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_playlist_that_cannot_be_shown_is_to_be_mended(tmp_path: Path) -> None:
    done = kiosk_doctor(tmp_path, "nowhere", "--quick", "--json")
    assert done.returncode == 1
    assert next(line for line in sections(done)["Files"] if line["what"] == "Exhibition")["mark"] == "missing"


def test_decoding_that_is_switched_off_is_told(tmp_path: Path) -> None:
    (tmp_path / "kiosk.yaml").write_text("film: {hardware-decoding: off}\n")
    done = kiosk_doctor(tmp_path, "--quick", "--json", "--settings", str(tmp_path / "kiosk.yaml"))
    assert "switched off by the settings" in sections(done)["Decoders"][0]["says"]


def test_settings_that_are_not_there_are_a_wrong_call(tmp_path: Path) -> None:
    assert kiosk_doctor(tmp_path, "--quick", "--settings", "nowhere.yaml").returncode == 2


# ---- what it comes to


OK, LOOK = Finding("ok", "Ok", "says"), Finding("warning", "Warning", "says", "do")
MEND = Finding("missing", "Missing", "says", "do")


@pytest.mark.parametrize(
    ("findings", "code", "says"),
    [
        ([OK], 0, "Nothing has to be mended."),
        ([OK, LOOK], 0, "To be looked at (1): Warning."),
        ([OK, LOOK, MEND], 1, "To be mended before visitors come (1): Missing."),
    ],
)
def test_the_exit_code_says_whether_something_has_to_be_mended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], findings: list[Finding], code: int, says: str
) -> None:
    from kiosk import cli

    monkeypatch.setattr(doctor, "_sections", lambda *_, **__: iter([("All", findings)]))
    assert cli.main(["doctor", "--quick"]) == code
    assert says in capsys.readouterr().out


def test_who_stops_it_sees_no_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from kiosk import cli

    def stop(*_: object, **__: object) -> Any:
        yield "All", [OK]
        raise KeyboardInterrupt

    monkeypatch.setattr(doctor, "_sections", stop)
    assert cli.main(["doctor"]) == 1
    assert "stopped before the end" in capsys.readouterr().err


def test_what_was_measured_is_told_the_day_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.footage import results
    from kiosk.footage.measuring import Measured

    monkeypatch.setattr(results, "measure", lambda *_: Measured(31, 60, 90.0, 1.0))
    results.measure_all(tmp_path / "kiosk", "software", lambda *_: None)
    done = kiosk_doctor(tmp_path, "--quick")
    assert "What this machine can play (measured on " in done.stdout
    assert "  missing  H.264, 1920 x 1080, 30 fps: not smooth: 31 of 60 pictures came" in done.stdout
    assert "  warning  AV1, 1920 x 1080, 30 fps: not smooth" in done.stdout
    assert "40 films; not smooth here" in done.stdout
    assert done.returncode == 1


def test_much_of_the_same_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    films = [Finding("warning", f"Film {number}", "not smooth", "Make smaller ones.") for number in range(5)]
    doctor._print(("Films", films))
    out = capsys.readouterr().out
    assert out.count("Make smaller ones.") == 1
    assert out.count("To do: the same") == 4
    doctor._print_sum([("Films", films), ("Machine", [MEND])])
    out = capsys.readouterr().out
    assert "To be looked at (5): 5 lines below `Films`." in out
    assert "(1): Missing." in out


def test_commands_are_never_broken_within_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    command = "apt-get install libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0"
    doctor._print(("Display", [Finding("missing", "Display", "Qt cannot open a window", command)]))
    out = capsys.readouterr().out
    assert command in " ".join(out.split())
    assert all(word in out for word in command.split())
