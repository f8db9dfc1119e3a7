"""Which of a film's sound tracks is in a visitor's language."""

from __future__ import annotations

from typing import Final

from kiosk.footage.take import Take


def own_track(take: Take) -> int | None:
    """Which of the film's own sound tracks is in the language that was ordered; None where none says so."""
    sounds = take.clip.sounds if take.clip else ()
    return next((track.id for track in sounds if speaks(track.language, take.order.language)), None)


def speaks(track: str, language: str) -> bool:
    """Whether a track that says `track` (ko, kor, ko-KR) is in `language` (ko)."""
    said, wanted = track.lower().split("-")[0], language.lower().split("-")[0]
    return bool(said and wanted) and (said == wanted or _THREE.get(wanted, wanted) in (said, _TWIN.get(said)))


_THREE: Final = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "he": "heb", "hi": "hin", "it": "ita",
    "ja": "jpn", "ko": "kor", "nl": "nld", "pl": "pol", "pt": "por", "ru": "rus", "tr": "tur", "uk": "ukr",
    "vi": "vie", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to 639-2/T: mp4 and mkv say the latter."""
_TWIN: Final = {"fre": "fra", "ger": "deu", "chi": "zho", "dut": "nld", "per": "fas"}
"""ISO 639-2/B, which mkv says, to 639-2/T."""
