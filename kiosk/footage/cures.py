"""What a technician can do about a clip that failed, beside the reason."""

from __future__ import annotations

from typing import Final

_COPY: Final = "copy it to the media folder once more"
_CONVERT: Final = "play it in VLC on another computer; if it fails there, too, export it again as an MP4 (H.264)"
_DISK: Final = "look at the disk and its cable, and whether something else is busy with it"

_CURES: Final = (
    ("missing", "copy it to the media folder, or mend its name in the playlist"),
    ("empty", _COPY),
    ("truncated", f"{_COPY}: the last time it broke off. If it stays so, export it again"),
    ("a folder", "put the film itself there, under this name"),
    ("no permission", "let the kiosk's user read it: chmod a+r FILE"),
    ("cannot be reached", _DISK),
    ("cannot be read", "copy the exhibition once more, to another disk: this one is failing"),
    ("not an ordinary file", "put a film there, under this name"),
    ("not a picture", "save it again as a JPEG or PNG"),
    ("not a film: it has sound", "name it as the sound of a film, or put the film there"),
    ("not a film", _CONVERT),
    ("no first picture", f"{_DISK}; if only this clip fails, {_CONVERT}"),
    ("stalled", f"{_DISK}; if only this clip fails, {_CONVERT}"),
    ("leads out", "put the file itself in the media folder, not a link to it"),
    ("its sound", "put the file itself in the media folder, not a link to it"),
)
"""By how the reason begins; the first that fits."""


def with_cure(reason: str) -> str:
    """`reason`, and what mends it where that is known."""
    cure = next((cure for beginning, cure in _CURES if reason.startswith(beginning)), "")
    return f"{reason}. To mend it: {cure}" if cure else reason
