"""What the program takes of the machine."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from kiosk.station.usage import Meter


def test_work_memory_threads_and_handles_are_seen(tmp_path: Path) -> None:
    meter = Meter()
    before = meter.look()
    over = threading.Event()
    resting = [threading.Thread(target=over.wait) for _ in range(3)]
    for thread in resting:
        thread.start()
    block = b"\1" * (64 << 20)
    with (tmp_path / "a").open("w"), (tmp_path / "b").open("w"):
        until = time.process_time() + 0.3
        while time.process_time() < until:
            pass
        after = meter.look()
    over.set()
    assert after.threads == before.threads + 3
    assert after.handles == before.handles + 2
    assert after.resident > before.resident + len(block) / (1 << 20) / 2
    assert after.own * after.passed > 0.2  # seconds of a processor, of which a busy machine may give few a second
    assert after.machine > after.own / 2
    assert after.processors >= 1
