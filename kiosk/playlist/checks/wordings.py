"""Every text of a playlist, where it stands, and how long it takes to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kiosk.playlist.model import Media, Playlist, Text, Where

WORDS: Final = 3.0
"""Words a second, with taking them in (180 a minute). The house's figure, not measured with visitors. So is:"""
SYLLABLES: Final = 8.0
"""Letters of Hangul or Han a second; about as much is said by them as by 3 words."""
_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def texts(playlist: Playlist) -> Iterator[tuple[Where | None, str, Text]]:
    """Place, the words for what it is, and the text itself; in the order of the file, more or less."""
    every: list[tuple[Where | None, str, Text | None]] = [
        (None, "the exhibition's title", playlist.title),
        (None, "the attract loop's invitation", playlist.attract.invite),
    ]
    for before, where, of in [(playlist.before, None, "`before`")] + [
        (door.before, door.where, f"`before` of the door to `{door.open}`") for door in playlist.home
    ]:
        if before is not None:
            every += [(where, f"the title of {of}", before.title), (where, f"the text of {of}", before.text)]
    for door in playlist.home:
        every += [(door.where, f"the door to `{door.open}`", one) for one in (door.title, door.text)]
    for name, chapter in playlist.chapters.items():
        every += [(None, f"the title of chapter `{name}`", chapter.title)]
        every += [(None, f"the warning of chapter `{name}`", chapter.warning)]
    for scene in playlist.scenes.values():
        every += [(spot.where, f"a hotspot's label in `{scene.id}`", spot.label) for spot in scene.hotspots]
        if scene.decision is not None:
            every.append((scene.decision.where, f"the question of `{scene.id}`", scene.decision.ask))
            for choice in scene.decision.choices:
                every.append((choice.where, f"the choice `{choice.id}` in `{scene.id}`", choice.label))
                every.append((choice.where, f"`told` of the choice `{choice.id}` in `{scene.id}`", choice.told))
            if scene.decision.silence is not None:
                every.append((scene.decision.where, f"`told` of silence in `{scene.id}`", scene.decision.silence.told))
        if scene.ending is not None:
            of = f"the ending `{scene.id}`"
            every += [(scene.where, of, one) for one in (scene.ending.title, scene.ending.text, scene.ending.link_text)]
    for page in playlist.pages.values():
        some = (page.title, page.role, page.text, page.picture_text, page.clip_label, page.link_text)
        every += [(page.where, f"the page `{page.id}`", one) for one in some]
    every += [(one.where, f"the collection `{one.id}`", one.title) for one in playlist.collections.values()]
    yield from ((where, what, text) for where, what, text in every if text is not None)


def recordings(playlist: Playlist) -> Iterator[tuple[str, Media]]:
    """What each recording reads, and its files."""
    every: list[tuple[str, Media | None]] = []
    befores = [playlist.before, *(door.before for door in playlist.home)]
    every += [("the text of `before`", before.spoken) for before in befores if before is not None]
    for scene in playlist.scenes.values():
        if scene.decision is not None:
            every.append((f"the question of `{scene.id}`", scene.decision.spoken))
            every += [(f"the choice `{one.id}` in `{scene.id}`", one.spoken) for one in scene.decision.choices]
        if scene.ending is not None:
            every.append((f"the ending `{scene.id}`", scene.ending.spoken))
    every += [(f"the page `{page.id}`", page.spoken) for page in playlist.pages.values()]
    yield from ((what, media) for what, media in every if media is not None)


def reading_time(text: str) -> float:
    """Seconds a standing visitor needs for `text`."""
    syllables = len(_HAN.findall(text))
    return syllables / SYLLABLES + len(_HAN.sub(" ", text).split()) / WORDS if syllables else len(text.split()) / WORDS
