"""What the keys' frame, or a finger, stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.speech.utterance import Utterance, sentence

if TYPE_CHECKING:
    from kiosk.speech.utterance import Sayings
    from kiosk.visit.view import View


def standing(name: str, called: str, kind: str, on: bool, view: View, words: Sayings) -> Utterance:
    """`name` of the target, and what it is `called` in the visitor's language. `kind`: "button", "switch" or
    "choice"."""
    language = _other(name, view)
    if language:  # 한국어 is said by a Korean voice: who looks for it may understand no other
        return Utterance(sentence(called), language)
    text = called
    if kind == "switch":
        text = words.say(view.language, "say_on" if on else "say_off", what=called)
    elif kind == "choice" and on:
        text = words.say(view.language, "say_one_of", what=called)
    sound = dict(view.recordings).get(" ".join(called.split())) if name.startswith("choice-") else None
    return Utterance(sentence(text), view.language, sound)


def _other(name: str, view: View) -> str:
    """The language that the target leads to, where it bears only that one's own name."""
    if name.startswith("language-"):
        return name.removeprefix("language-")
    others = [one.code for one in view.languages if one.code != view.language]
    return others[0] if name == "languages" and len(view.languages) == 2 else ""
