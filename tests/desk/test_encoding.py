"""One run of ffmpeg, as it goes and as it fails; and how its progress is shown."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from kiosk.desk.encoding import FailedError, has_filter, last_useful, run
from kiosk.desk.progress import Progress

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")


def test_a_failure_is_told_in_the_line_that_says_why(tmp_path: Path) -> None:
    words = ["-f", "lavfi", "-i", "testsrc2=d=1", "-vf", "scale=w=nonsense", "-f", "null", "-"]
    with pytest.raises(FailedError, match="nonsense"):
        run(words, 1000, lambda _: None)
    with pytest.raises(FailedError, match="No such file"):
        run(["-i", str(tmp_path / "gone.mov"), "-f", "null", "-"], 1000, lambda _: None)


def test_an_ffmpeg_that_was_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ffmpeg").write_text("#!/bin/sh\nkill -9 $$\n")
    (tmp_path / "ffmpeg").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(FailedError, match="ended by SIGKILL"):
        run([], 1000, lambda _: None)
    (tmp_path / "ffmpeg").write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(FailedError, match="ended with 3 and did not say why"):
        run([], 1000, lambda _: None)


def test_lines_that_only_say_that_it_failed_are_passed_over() -> None:
    assert last_useful(["No space left on device", "Conversion failed!"]) == "No space left on device"
    assert last_useful(["Conversion failed!"]) == "Conversion failed!"
    assert last_useful([]) == ""


def test_filters() -> None:
    assert has_filter("scale")
    assert not has_filter("no-such-filter")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_and_what_is_left() -> None:
    out, now = Terminal(), [0.0]
    progress = Progress("master.mov", out, lambda: now[0])
    progress("encoding", 0.0)
    now[0] = 100.0
    progress("encoding", 0.25)
    assert "25%  master.mov: encoding  5 min left" in out.getvalue()
    now[0] = 100.1
    progress("encoding", 0.26)
    assert "26%" not in out.getvalue(), "not more often than it can be read"
    progress.close()
    assert out.getvalue().endswith("\r\033[K")


def test_a_log_gets_a_line_for_each_step() -> None:
    out = io.StringIO()
    progress = Progress("master.mov", out)
    for part in (0.0, 0.5, 1.0):
        progress("encoding", part)
    progress.close()
    assert out.getvalue() == "master.mov: encoding\n"
