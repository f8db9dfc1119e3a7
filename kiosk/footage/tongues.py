"""Which of a film's sound tracks is for a visitor: in their language, and with what is seen described or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.footage.take import Order, Take

if TYPE_CHECKING:
    from kiosk.footage.probe import Clip, SoundTrack


def own_track(take: Take) -> int | None:
    """Which of the film's own sound tracks was ordered; None where none says so."""
    return track_for(take.clip, take.order) if take.clip else None


def track_for(clip: Clip, order: Order) -> int | None:
    """The track of `clip` that `order` means. A track that describes is never heard unasked, and where one was asked
    for and there is none, the others hold. None: no track says anything, and VLC chooses."""
    plain = [track for track in clip.sounds if not describes(track)]
    telling = [track for track in clip.sounds if describes(track)]
    found = _fitting(telling, order.language) if order.described else []
    found = found or _fitting(plain, order.language, unsaid=bool(telling)) or (plain if telling else [])
    return found[0].id if found else None


def _fitting(tracks: list[SoundTrack], language: str, *, unsaid: bool = True) -> list[SoundTrack]:
    """Those in `language`; else, where that may be, those that are in none."""
    spoken = [track for track in tracks if speaks(track.language, language)]
    return spoken or [track for track in tracks if unsaid and track.language in _UNSAID]


def describes(track: SoundTrack) -> bool:
    """Whether a track is an audio description, by its title: containers' own flags do not come through VLC."""
    said = track.description.casefold()
    return any(word in said for word in _DESCRIBING)


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
_UNSAID: Final = ("", "und", "mul", "zxx")
"""What a track says that is in no one language."""
_DESCRIBING: Final = ("audio desc", "audiodesc", "described", "descriptive", "visual_impaired", "화면해설", "화면 해설",
                      "bildbeschreibung", "hörfilm")  # fmt: skip
"""In a track's title: "Audio description", "Audiodescription", "English (described)"."""
_TWIN: Final = {"fre": "fra", "ger": "deu", "chi": "zho", "dut": "nld", "per": "fas"}
"""ISO 639-2/B, which mkv says, to 639-2/T."""
