"""What may stand where a film may: a film, a picture and how long it stands, a sound and what is seen meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yaml.nodes import Node

from kiosk.playlist.files import Folders
from kiosk.playlist.forms import Form, Key, Record
from kiosk.playlist.media import FILMS, STILLS, MediaFile
from kiosk.playlist.model import Media
from kiosk.playlist.shapes import ByKind, Reading, RefusedError, Shape, Turned
from kiosk.playlist.storyvalues import SOUNDS
from kiosk.playlist.values import Duration, Words, YesNo, spell

LEAST, MOST = 1_000, 3_600_000
"""ms a picture may stand."""


def clip(languages: Sequence[str], folders: Folders) -> Shape[Media]:
    """A film, a picture, or a sound that is heard while a picture stands."""
    some = MediaFile("film", FILMS + STILLS + SOUNDS, languages, folders)
    still = MediaFile("picture", STILLS, languages, folders)
    form = Form(
        "a clip",
        [
            Key("file", some, "the name of a film, a picture or a sound", required=True),
            Key("lasts", Duration(LEAST, MOST), "how long a picture stands; a film and a sound have their own length"),
            Key("picture", still, "what is seen while a sound is heard"),
            Key("described", YesNo(), "whether one of its own sound tracks is an audio description", default=False),
            Key("signer", Words("left", "right"), "the upper corner its sign language is seen in", default="right"),
        ],
        _make,
    )
    return ByKind("a film's file name, or `{file: picture.jpg, lasts: 12s}`", scalar=Turned(some, _alone), mapping=form)


def _alone(media: Media, node: Node, reading: Reading) -> Media:
    if media.heard:
        cure = f"Write `{{file: {media.name}, picture: picture.jpg}}`, with the picture that is seen meanwhile."
        reading.refuse(node, f"`{media.name}` is a sound: nothing is seen while it is heard.", cure)
    return media


def _make(record: Record) -> Media:
    if not record.whole:
        raise RefusedError  # half of it would be judged for what it does not lack
    media: Media = record["file"]
    if media.heard and not record.given("picture"):
        what = f"`{media.name}` is a sound: nothing is seen while it is heard."
        record.note("file", what, "Write the `picture` that is seen meanwhile, such as `picture: face.jpg`.")
    elif record.given("picture") and not media.heard:
        what = f"`picture` is for sounds, and `{media.name}` is none."
        record.note("picture", what, "Leave `picture` out.")
    if record.given("lasts") and not media.name.lower().endswith(STILLS):
        kind = "sound" if media.heard else "film"
        what = f"`{media.name}` is a {kind}, and lasts as long as it lasts: not {spell(record['lasts'])}."
        record.note("lasts", what, "Leave `lasts` out; it is for pictures.")
    more = {key: record[key] for key in ("lasts", "described", "signer")}
    return replace(media, seen=record["picture"], **more)
