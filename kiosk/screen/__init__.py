"""What the visitor sees: one window that draws a View and sends back what was touched."""

from kiosk.screen.fonts import fonts_missing
from kiosk.screen.panel import Panel
from kiosk.screen.screen import Screen
from kiosk.screen.targets import Target

__all__ = ["Panel", "Screen", "Target", "fonts_missing"]
