"""The words of the interface itself, one YAML file a language. What an author wrote is in the View, not here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from kiosk.screen.plurals import plural
from kiosk.screen.writing import figures, from_right, number

_FOLDER = Path(__file__).with_name("words")
FALLBACK = "en"

Forms = Mapping[str, str]
"""Wordings by number: `1`, `2`… for just that number, else by its plural category, `other` for all the rest."""


@dataclass(frozen=True, slots=True)
class Words:
    """Every word, in every language there is a file for. What a language lacks is said in English."""

    languages: Mapping[str, Mapping[str, str | Forms]]

    @classmethod
    def load(cls, folder: Path = _FOLDER) -> Words:
        """Raises OSError and yaml.YAMLError where a file cannot be read, ValueError where it holds no words."""
        read: dict[str, Mapping[str, str | Forms]] = {}
        for file in sorted(folder.glob("*.yaml")):
            said = yaml.safe_load(file.read_text(encoding="utf-8"))
            if not isinstance(said, dict):
                raise ValueError(f"{file.name} holds no words")
            read[file.stem] = {
                str(key): {str(number): str(form) for number, form in value.items()}
                if isinstance(value, dict)
                else str(value)
                for key, value in said.items()
            }
        if FALLBACK not in read:
            raise ValueError(f"no {FALLBACK}.yaml in {folder}")
        return cls(read)

    def say(self, language: str, key: str, n: int = 0, m: int = 0, what: str = "") -> str:
        """The words for `key` with `{n}`, `{m}` and `{what}` filled in, in the form for n. Raises KeyError for a key
        that English lacks, too."""
        said = self.languages.get(language, {}).get(key)
        spoken = language if said else FALLBACK
        value = said or self.languages[FALLBACK][key]
        form = value if isinstance(value, str) else self._form(value, spoken, n)
        if any(digit in form for digit in "0123456789"):
            form = figures(spoken, form)
        return form.replace("{n}", number(spoken, n)).replace("{m}", number(spoken, m)).replace("{what}", what)

    @staticmethod
    def _form(forms: Forms, language: str, n: int) -> str:
        return forms.get(str(n)) or forms.get(plural(language, n)) or forms["other"]

    def spoken(self, language: str) -> str:
        """The language that words are said in: English where there are none."""
        return language if language in self.languages else FALLBACK

    def plain(self, language: str) -> dict[str, str]:
        """All words that need no number, for QML, with the `language` whose figures go with them, and `rtl` where it is
        written from the right."""
        keys = self.languages[FALLBACK]
        words = {key: self._template(language, key) for key in keys if isinstance(keys[key], str)}
        return words | {"language": self.spoken(language), "rtl": "rtl" if from_right(language) else ""}

    def _template(self, language: str, key: str) -> str:
        return cast(str, self.languages.get(language, {}).get(key) or self.languages[FALLBACK][key])
