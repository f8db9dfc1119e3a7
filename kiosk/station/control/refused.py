"""What is wrong with something that was asked, and what to do about it."""

from __future__ import annotations


class RefusedError(Exception):
    """Raised when what was asked is not done. `what` is wrong, `cure` says how to go on; empty for nothing."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(f"{what} {cure}".strip())
        self.what, self.cure = what, cure
