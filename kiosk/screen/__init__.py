"""What the visitor sees: one window that draws a View and sends back what was touched."""

import os

# WORKAROUND(Qt 6.11): collecting garbage bit by bit, QML's engine now and then throws away what is still in use: "QML
# Turned: Cannot find member data", and Arabic in a mirror. At once it takes 3 ms (8 at the most, of every screen). Read
# when an engine is made. Can go when test_it_lies_on_nothing_that_is_touched_or_read passes twenty times, all in one
# process, with QV4_GC_TIMELIMIT=5.
os.environ.setdefault("QV4_GC_TIMELIMIT", "0")

from kiosk.screen.fonts import fonts_missing
from kiosk.screen.panel import Panel
from kiosk.screen.screen import Screen
from kiosk.screen.targets import Target

__all__ = ["Panel", "Screen", "Target", "fonts_missing"]
