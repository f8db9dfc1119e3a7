"""Which codecs the graphics card decodes for the decks: what its trials said, and what is remembered of them.

VLC 3's memory output switches hardware decoding off for its player (libvlc_video_set_callbacks, lib/media_player.c),
but an option of the media is found first: a decoder looks `avcodec-hw` up from its input outwards (vlc_va_New in
modules/codec/avcodec/va.c; seen in VLC's log). With `vaapi_drm` VLC asks the format callback for an opaque chroma.
Where that is answered with I420, VLC puts its `vaapi_filters` between, which copy each picture back to memory
(DownloadSurface, modules/hw/vaapi/chroma.c). Where the card refuses, VLC asks once more with the processor's chroma,
and the film runs all the same.

Only VA-API over a render node comes into question: `vaapi` wants pictures of VLC's own window (Create in
modules/codec/avcodec/vaapi.c), `vdpau_avcodec` an X display through threads that --no-xlib does without, and Debian's
VLC 3 has no decoder for V4L2. AV1 is decoded by dav1d, which VLC prefers to libavcodec, the only one that knows cards.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kiosk.footage.memory import Memory

DEVICES: Final = Path("/dev/dri")
WAY: Final = "vaapi_drm"
"""VLC's module, for :avcodec-hw."""
NONE: Final[frozenset[bytes]] = frozenset()
UNENDED: Final = "its trial did not come to an end: the machine went down, or was switched off"
_SECTION: Final = "decoders"


@dataclass(frozen=True, slots=True)
class Codec:
    """`fourcc` is what VLC calls it, `chroma` the opaque one of its pictures in the card's memory, `pattern` the name
    of the clip it is tried with. Before it is decoded, a file does not say whether its HEVC has 8 bit or 10."""

    name: str
    label: str
    fourcc: str
    chroma: bytes
    pattern: str


CODECS: Final = (
    Codec("h264", "H.264", "h264", b"VAOP", "h264-1080p30"),
    Codec("hevc", "HEVC", "hevc", b"VAOP", "hevc-1080p30"),
    Codec("hevc10", "HEVC 10 bit", "hevc", b"VAO0", "hevc10-1080p30"),
    Codec("vp9", "VP9", "VP90", b"VAOP", "vp9-1080p30"),
    Codec("mpeg2", "MPEG-2", "mpgv", b"VAOP", "mpeg2-1080p30"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the card decodes a codec from now on, and why, for a technician."""

    used: bool
    reason: str


def render_nodes(devices: Path = DEVICES) -> tuple[Path, ...]:
    """The graphics cards' doors, those that may be opened and those that may not."""
    return tuple(sorted(devices.glob("renderD*")))


def usable_nodes(devices: Path = DEVICES) -> tuple[Path, ...]:
    return tuple(node for node in render_nodes(devices) if os.access(node, os.R_OK | os.W_OK))


class Hardware:
    """What the decks ask. Read from their threads, written by one other; every attribute is rebound in one step."""

    def __init__(self, verdicts: Mapping[str, Verdict] = MappingProxyType({}), memory: Memory | None = None) -> None:
        self.verdicts: Mapping[str, Verdict] = dict(verdicts)
        self._memory = memory
        self._given_up: frozenset[str] = frozenset()

    @classmethod
    def recalled(cls, folder: Path, devices: Path = DEVICES) -> Hardware | None:
        """With what was found out on this machine before, as `folder` remembers it; None where there is no card."""
        if not usable_nodes(devices):
            return None
        from kiosk.footage.memory import Memory  # not loaded at the start where there is no card

        memory = Memory(folder)
        found: dict[str, Verdict] = {}
        for name, said in memory.read(_SECTION).items():
            match said:
                case {"used": bool(used), "reason": str(reason)}:
                    found[name] = Verdict(used, reason)
        return cls(found, memory)

    def chromas(self, fourcc: str) -> frozenset[bytes]:
        """The opaque chromas in which the card decodes `fourcc`; none means that the processor does."""
        if fourcc in self._given_up:
            return NONE
        return frozenset(
            codec.chroma
            for codec in CODECS
            if codec.fourcc == fourcc and (verdict := self.verdicts.get(codec.name)) is not None and verdict.used
        )

    def untried(self) -> tuple[Codec, ...]:
        return tuple(codec for codec in CODECS if codec.name not in self.verdicts)

    def begin(self, codec: Codec) -> None:
        """A trial begins. Should the machine go down in it, this is remembered: it is not tried at every start."""
        self._keep({**self.verdicts, codec.name: Verdict(False, UNENDED)})

    def forget(self, codec: Codec) -> None:
        """The trial was broken off: another time."""
        self._keep({name: verdict for name, verdict in self.verdicts.items() if name != codec.name})

    def learn(self, codec: Codec, verdict: Verdict) -> None:
        self._keep({**self.verdicts, codec.name: verdict})

    def give_up(self, fourcc: str) -> bool:
        """A film stood still while the card decoded it: from now on, in this life, the processor does. Whether that
        changes anything."""
        if not self.chromas(fourcc):
            return False
        self._given_up |= {fourcc}
        return True

    def _keep(self, verdicts: dict[str, Verdict]) -> None:
        self.verdicts = verdicts
        if self._memory is not None:
            said: dict[str, Any] = {name: asdict(verdict) for name, verdict in verdicts.items()}
            self._memory.write(_SECTION, said)
