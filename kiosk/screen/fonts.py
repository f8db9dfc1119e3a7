"""The two type families, as Qt is asked for them in QML, and the installed ones that stand behind each name."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

# "EB Garamond" alone resolves to the coarse 08 caption cut. Nanum Myeongjo has no é, so it never comes first.
FAMILIES: dict[str, tuple[str, ...]] = {
    "Story Serif": ("EB Garamond 12", "NanumMyeongjo", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif CJK KR"),
    "Kiosk Sans": ("Inter", "Noto Sans CJK KR", "Noto Sans Arabic", "Noto Sans Hebrew"),
    "Kiosk Display": ("Inter Display", "Noto Sans CJK KR", "Noto Sans Arabic", "Noto Sans Hebrew"),
}
_DEBIAN = {
    "EB Garamond 12": "fonts-ebgaramond",
    "NanumMyeongjo": "fonts-nanum",
    "Noto Serif CJK KR": "fonts-noto-cjk",
    "Inter": "fonts-inter",
    "Inter Display": "fonts-inter",
    "Noto Sans CJK KR": "fonts-noto-cjk",
    "Noto Naskh Arabic": "fonts-noto-core",
    "Noto Serif Hebrew": "fonts-noto-core",
    "Noto Sans Arabic": "fonts-noto-core",
    "Noto Sans Hebrew": "fonts-noto-core",
}


def install_fonts() -> None:
    """Let Qt find our families. Needs a QGuiApplication; harmless when called again."""
    for name, behind in FAMILIES.items():
        if not QFont.substitutes(name):
            QFont.insertSubstitutions(name, list(behind))


def fonts_missing() -> tuple[str, ...]:
    """Debian packages that have to be installed for the type to be right; empty when all is there."""
    there = set(QFontDatabase.families())
    wanted = {family for behind in FAMILIES.values() for family in behind}
    return tuple(sorted({_DEBIAN[family] for family in wanted - there}))
