"""A museum kiosk player: documentary film, touch decisions laid over it, a reset between visitors."""

__version__ = "0.1.0"
