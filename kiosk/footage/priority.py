"""The film's threads give way to the one that draws and hears fingers.

At a cut several films are opened and two decoded at once. With two processors the thread that draws the new picture
then waited 5 to 8 ms for its turn, now and then twice: of 40 touches the 95th percentile to the next film's picture was
24 ms, and is 15 (medians of three runs each, in turn; a shorter slice of its own was no help, a niceness of 3 hardly).
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import Final

NICER: Final = 5
"""What of a processor a film has beside another busy program: a quarter, where 1080p needs 0.15 of one. As a service
the kiosk begins with -5 (systemd/), so that film has as much as everybody."""


def give_way() -> None:
    """The calling thread, and all that it starts from now on. For good: only root can take it back."""
    thread = threading.get_native_id()
    with suppress(OSError):  # without it, it is only slower
        os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + NICER)
