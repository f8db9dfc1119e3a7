"""Why content cannot be packed, taken or gone back to."""

from __future__ import annotations


class UpdateError(Exception):
    """`what` and `cure` are whole sentences. Whatever was begun, what is shown is still what it was."""

    def __init__(self, what: str, cure: str) -> None:
        self.what, self.cure = what, cure
        super().__init__(f"{what} {cure}")
