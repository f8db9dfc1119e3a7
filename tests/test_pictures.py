"""Pictures read by many threads at once: none waits for another for ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.pictures import reading

ROOT = Path(__file__).parents[1]

MANY = """
import sys, threading
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from kiosk.footage.probe import reading_still
from kiosk.footage.stills import decode
from kiosk.screen.brightness import peak
application = QGuiApplication(sys.argv)
file = Path(sys.argv[1])
def look():
    for _ in range(150):
        with reading_still(file) as reader:
            assert reader.size().width() == 1280
        peak(file)
threads = [threading.Thread(target=look, daemon=True) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert decode(file).width() == 1280
print("all of them")
"""


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "picture.png"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=1280x720", "-frames:v", "1", str(file)], check=True
    )
    return file


def test_many_threads_read_pictures_at_once(picture: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MANY, str(picture), "-platform", "offscreen"],
        capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout == "all of them\n", done.stderr


def test_a_file_that_is_not_there_is_told_and_leaves_the_way_free(picture: Path, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(FileNotFoundError), reading(tmp_path / "none.png"):
            pass
    with pytest.raises(RuntimeError, match="in between"), reading(picture):
        raise RuntimeError("in between")
    with reading(picture) as reader:
        assert reader.size().height() == 720
