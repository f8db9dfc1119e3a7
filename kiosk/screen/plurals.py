"""Which form of a word a number takes: the plural categories of Unicode's CLDR, for whole numbers.

https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html. A language that is not named here
has one form for 1 and one for all else, as most have.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

Category = Literal["zero", "one", "two", "few", "many", "other"]


def _one_and_many(n: int) -> Category:
    return "one" if n == 1 else "other"


def _french(n: int) -> Category:
    """CLDR has `many` for whole millions, too; no visitor reads of those."""
    return "one" if n in (0, 1) else "other"


def _single(_n: int) -> Category:
    return "other"


def _arabic(n: int) -> Category:
    if n < 3:
        return ("zero", "one", "two")[n]
    match n % 100:
        case last if 3 <= last <= 10:
            return "few"
        case last if last >= 11:
            return "many"
    return "other"


def _hebrew(n: int) -> Category:
    return "one" if n == 1 else "two" if n == 2 else "other"


def _polish(n: int) -> Category:
    if n == 1:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _russian(n: int) -> Category:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


def _czech(n: int) -> Category:
    return "one" if n == 1 else "few" if n in (2, 3, 4) else "other"


RULES: Final[dict[str, Callable[[int], Category]]] = {
    **dict.fromkeys(("ja", "ko", "zh", "vi", "th", "id", "ms", "lo", "my", "km"), _single),
    **dict.fromkeys(("fr", "pt", "hi", "fa", "bn", "am", "zu", "hy"), _french),
    **dict.fromkeys(("ru", "uk", "be"), _russian),
    **dict.fromkeys(("cs", "sk"), _czech),
    "ar": _arabic,
    "he": _hebrew,
    "pl": _polish,
}


def plural(language: str, n: int) -> Category:
    """The category of `n` in `language`, a code such as `en` or `pt-BR`."""
    return RULES.get(language.partition("-")[0].lower(), _one_and_many)(abs(n))
