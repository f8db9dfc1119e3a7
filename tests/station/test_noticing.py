"""What is logged as an incident is recorded, from whatever thread, with a still; nothing else is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.station import noticing as noticing_module
from kiosk.station.incidents import Incident, read_incidents
from kiosk.station.noticing import Noticing
from tests.conftest import Unblocked

log = logging.getLogger("kiosk.some.room")


class Glass:
    def __init__(self) -> None:
        self.image = QImage(1920, 1080, QImage.Format.Format_RGB32)
        self.image.fill(QColor("#204060"))
        self.grabs: list[str] = []

    def grab(self) -> QImage:
        self.grabs.append(threading.current_thread().name)
        return self.image


@pytest.fixture
def glass() -> Glass:
    return Glass()


@pytest.fixture
def noticing(qtbot: QtBot, glass: Glass, tmp_path: Path) -> Iterator[Noticing]:
    made = Noticing(tmp_path, glass.grab)
    yield made
    made.close()
    shiboken6.delete(made)


def test_what_is_logged_is_recorded_with_what_was_done_and_a_still(
    qtbot: QtBot, noticing: Noticing, tmp_path: Path, unblocked: Unblocked
) -> None:
    log.warning("incident: %s", "truck.mp4: cut short", extra={"done": "the visit goes on without it"})
    log.warning("nothing of the kind")
    log.info("incident: only told")
    qtbot.waitUntil(lambda: any(incident.still for incident in noticing.known()), timeout=10_000)
    (found,) = read_incidents(tmp_path)
    assert noticing.known() == [found]
    assert (found.what, found.done, found.times) == ("truck.mp4: cut short", "the visit goes on without it", 1)
    assert found.at == found.last
    still = QImage(str(tmp_path / found.still))
    assert (still.width(), still.height()) == (640, 360)
    assert abs(still.pixelColor(300, 200).blue() - 0x60) < 4
    assert noticing.count == 1


def test_an_exception_s_words_and_place_are_kept(qtbot: QtBot, noticing: Noticing) -> None:
    try:
        raise ValueError("of ours")
    except ValueError:
        log.exception("incident: %s cannot be\ndrawn", "home")
    qtbot.waitUntil(lambda: noticing.count == 1, timeout=5_000)
    (found,) = noticing.known()
    assert found.what == "home cannot be | drawn: ValueError: of ours"
    assert "test_noticing.py" in found.detail
    assert found.detail.rstrip().endswith("ValueError: of ours")


def test_the_same_in_other_numbers_is_the_same(qtbot: QtBot, noticing: Noticing) -> None:
    new: list[Incident] = []
    noticing.noticed.connect(new.append)
    for number in range(50):
        log.error("incident: for %.0f ms no finger was answered: %s", number, "a.py:7 draw")
    log.error("incident: for %.0f ms no finger was answered: %s", 3, "b.py:7 draw")
    qtbot.waitUntil(lambda: noticing.count == 51, timeout=5_000)
    assert [incident.times for incident in noticing.known()] == [50, 1]
    assert [incident.number for incident in new] == [1, 2]


def test_stills_are_few_taken_in_the_gui_s_thread_and_not_where_it_is_late(
    qtbot: QtBot, noticing: Noticing, glass: Glass, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = [
        threading.Thread(target=log.error, args=("incident: %s", name), kwargs={"extra": {"still": False}})
        for name in "ab"
    ]
    threads += [threading.Thread(target=log.error, args=("incident: %s", name)) for name in "cdef"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    qtbot.waitUntil(lambda: noticing.count == 6, timeout=5_000)
    assert glass.grabs == [threading.main_thread().name]
    monkeypatch.setattr(noticing_module, "STILL_EVERY", 0.0)
    log.error("incident: %s", "g")
    qtbot.waitUntil(lambda: noticing.count == 7, timeout=5_000)
    assert len(glass.grabs) == 2


def test_without_a_window_there_is_no_still(qtbot: QtBot, noticing: Noticing, glass: Glass, tmp_path: Path) -> None:
    glass.image = QImage()
    log.error("incident: early")
    qtbot.waitUntil(lambda: noticing.count == 1, timeout=5_000)
    noticing.close()
    assert read_incidents(tmp_path)[0].still == ""


def test_one_that_comes_while_the_screen_hangs_is_on_the_disk_before_it_goes_on(
    qtbot: QtBot, noticing: Noticing, tmp_path: Path
) -> None:
    qtbot.wait(50)
    threading.Thread(target=log.error, args=("incident: the screen has not moved",)).start()
    end = time.monotonic() + 10
    while not read_incidents(tmp_path) and time.monotonic() < end:
        time.sleep(0.01)  # no round of the loop
    assert [incident.what for incident in read_incidents(tmp_path)] == ["the screen has not moved"]


def test_what_was_recorded_before_is_known_and_not_counted(qtbot: QtBot, tmp_path: Path, glass: Glass) -> None:
    for _ in range(2):
        made = Noticing(tmp_path, glass.grab)
        qtbot.waitUntil(lambda: not made._disk.busy, timeout=5_000)  # noqa: B023 waited for at once
        qtbot.wait(20)
        log.error("incident: %s", "again")
        qtbot.waitUntil(lambda: made.count == 1, timeout=5_000)  # noqa: B023 - it is done before `made` is another
        known = made.known()
        made.close()
        shiboken6.delete(made)
    assert [incident.number for incident in known] == [1, 2]
    log.error("incident: after the end")
    assert len(read_incidents(tmp_path)) == 2


def test_a_disk_that_hangs_fills_no_memory(qtbot: QtBot, noticing: Noticing, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = threading.Event()
    noticing._disk.run(hanging.wait, lambda _: None)
    for number in range(noticing_module.MOST_WAITING + 500):
        log.error("incident: %s", str(number))
    assert not noticing._room.acquire(blocking=False)
    hanging.set()
    qtbot.waitUntil(lambda: noticing.count == noticing_module.MOST_WAITING, timeout=20_000)


def test_a_line_that_cannot_be_written_is_none_of_ours(
    qtbot: QtBot, noticing: Noticing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    logging.getLogger().handle(logging.LogRecord("x", logging.ERROR, "", 0, "incident: %d", ("no number",), None))
    log.error("incident: the next")
    qtbot.waitUntil(lambda: noticing.count == 1, timeout=5_000)
