"""What is drawn; the product's own eyes, under the name that the tests know."""

from __future__ import annotations

from kiosk.audit.looking import Text, hide, settle, tell, texts

__all__ = ["Text", "hide", "settle", "tell", "texts"]
