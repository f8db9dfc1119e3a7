"""The technician's PIN as it stands in the settings: hashed with Argon2id, or, as of old, in plain digits.

A PIN of few digits can be found out by whoever has its hash and a computer: the hash keeps it from being read over a
shoulder, in a backup or in a photograph of the settings, and the file's rights keep the rest.
"""

from __future__ import annotations

import hmac
import re
from itertools import pairwise
from typing import Final

DIGITS: Final = (4, 8)
"""How many digits a PIN has, at least and at most."""
HASHED: Final = r"\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d)\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}"
_ROUNDS: Final = 8
_KIB: Final = 19_456
"""19 MiB is what OWASP's password storage cheat sheet asks for with 2 rounds; 8 rounds, for a PIN is short, take some
0.15 s here."""
MOST_KIB: Final = 262_144
"""A hash made elsewhere may ask for so much memory; more could end the player."""


def is_pin(text: str) -> bool:
    """Whether it is 4 to 8 plain digits."""
    return DIGITS[0] <= len(text) <= DIGITS[1] and text.isascii() and text.isdigit()


def is_hashed(secret: str) -> bool:
    """Whether it is a hash that can be compared with here, within this machine's means."""
    found = re.fullmatch(HASHED, secret)
    return found is not None and 8 <= int(found[1]) <= MOST_KIB and int(found[2]) >= 1 and int(found[3]) >= 1


def hashed(pin: str) -> str:
    """What the settings keep of it, another one each time. Raises ValueError for what is no PIN."""
    from argon2 import PasswordHasher

    if not is_pin(pin):
        raise ValueError("a technician's PIN is 4 to 8 digits")
    return PasswordHasher(time_cost=_ROUNDS, memory_cost=_KIB, parallelism=1).hash(pin)


def fits(pin: str, secret: str) -> bool:
    """Whether `pin` is the one. Takes a fifth of a second and more: never in the GUI's thread."""
    if not is_hashed(secret):
        return hmac.compare_digest(pin.encode(), secret.encode())
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(secret, pin)
    except (VerificationError, InvalidHashError):
        return False


def too_plain(pin: str) -> bool:
    """Whether a stranger tries it first: one digit over and over, or digits in their order."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {9})
