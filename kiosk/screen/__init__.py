"""What the visitor sees: one window that draws a View and sends back what was touched."""

import os

# WORKAROUND(Qt 6.11): collecting garbage bit by bit, QML's engine now and then throws away what is still in use: "QML
# Turned: Cannot find member data", and Arabic in a mirror. At once it takes 3 ms (8 at the most, of every screen). Read
# when an engine is made. Can go when tests/screen/test_signer.py passes twenty times with QV4_GC_TIMELIMIT=5.
os.environ.setdefault("QV4_GC_TIMELIMIT", "0")

from kiosk.screen.fonts import fonts_missing
from kiosk.screen.panel import Panel
from kiosk.screen.screen import Screen
from kiosk.screen.targets import Target

__all__ = ["Panel", "Screen", "Target", "fonts_missing"]
