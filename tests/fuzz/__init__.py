"""Damaged films through the real decks: `make fuzz-media`."""
