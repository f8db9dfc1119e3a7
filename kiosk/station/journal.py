"""One line for every happening, readable in systemd's journal and in a terminal."""

from __future__ import annotations

import logging
import os
import sys
import threading
from types import TracebackType

# sd-daemon(3): a line that begins so carries its priority into the journal.
PRIORITIES = {logging.DEBUG: "<7>", logging.INFO: "<6>", logging.WARNING: "<4>", logging.ERROR: "<3>"}


class OneLine(logging.Formatter):
    """`what happened` on one line, whatever is in it; the priority in front where systemd listens."""

    def __init__(self, *, journal: bool) -> None:
        super().__init__("%(message)s" if journal else "%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")
        self.journal = journal

    def format(self, record: logging.LogRecord) -> str:
        line = " | ".join(super().format(record).splitlines())
        if not self.journal:
            return line
        return PRIORITIES.get(record.levelno, "<5>") + line


def start_journal(level: str) -> None:
    """Send everything that is logged to standard error. `level`: debug, info or warning."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(journal="JOURNAL_STREAM" in os.environ))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    # What nobody caught is a line in the journal as well, and the film goes on: PySide hands it here from every slot.
    sys.excepthook = _uncaught
    threading.excepthook = lambda lost: _uncaught(lost.exc_type, lost.exc_value, lost.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    caught = (kind, error, trace) if error is not None else None
    logging.getLogger("kiosk").error(
        "incident: %s was not expected", kind.__name__, exc_info=caught, extra={"done": "the film goes on"}
    )
