"""Rules about footage as it was measured: that it can be shown, and that it suits what the playlist does with it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from pathlib import PurePath
from typing import Final

from kiosk.playlist.checks.footage import cuts, deciding, played, window
from kiosk.playlist.checks.rules import Found, Known, rule
from kiosk.playlist.media import CAPTIONS, every_media
from kiosk.playlist.model import Media
from kiosk.playlist.values import spell

TAIL: Final = 2_000
"""ms of film after a window, in which the next clip is made ready."""
FLASHES: Final = 3
"""A second, that WCAG 2.3.1 lets pass."""
SEEK: Final = 2_000
"""ms of film from keyframe to keyframe, that a jump back into the middle may have to decode."""
TARGET: Final = 20.0
"""mm, the least side of what is touched, as on all our screens (Theme.qml)."""
LOOSE: Final = frozenset({".ts", ".mpg", ".mkv"})
"""WORKAROUND(libvlc 3): of a .ts the last picture was missing in 10 ends of 10; of a .mkv no first one is held, and 2
of 10 came late. Can go when test_from_its_first_picture_to_its_last holds without SHORT and UNHELD."""
LOWER: Final = 0.6
"""Of the picture's height, from where on a decision may lie over it."""


@rule(
    "E40",
    "media",
    "a film or a sound cannot be used",
    "The visitor would see the last picture of another film instead.",
    "Export it again, or copy it again from where it came.",
)
def unusable(known: Known) -> Iterator[Found]:
    seen: set[str] = set()
    for by, media in played(known.playlist):
        facts = (known.films or {}).get(media.path)
        wrong = "" if facts is None else facts.wrong or ("it lasts no time at all" if facts.duration <= 0 else "")
        if wrong and media.name not in seen:
            seen.add(media.name)
            yield Found(media.where, f"`{media.name}`, played by {by}, cannot be used: {wrong}.")


@rule(
    "E41",
    "media",
    "a time lies outside the film",
    "What should happen at that time never would, or at another time.",
    "Give a time within the film.",
)
def outside(known: Known) -> Iterator[Found]:
    for scene in known.playlist.scenes.values():
        for variant in scene.variants:
            facts = known.facts(variant.clip)
            if facts is None or variant.clip.heard:
                continue
            lasts, name = facts.duration, f"`{variant.clip.name}`, which lasts {spell(facts.duration)}"
            opens = None if scene.decision is None else scene.decision.opens
            if scene.decision is not None and opens is not None and not -lasts <= opens < lasts:
                yield Found(scene.decision.where, f"The decision of `{scene.id}` opens at {_time(opens)} of {name}.")
            for hotspot in scene.hotspots:
                if hotspot.at >= lasts:
                    yield Found(hotspot.where, f"The hotspot in `{scene.id}` comes at {_time(hotspot.at)} of {name}.")
            if scene.stretch is not None and not -lasts <= scene.stretch.start < lasts:
                yield Found(scene.where, f"`hold` in `{scene.id}` begins at {_time(scene.stretch.start)} of {name}.")


def _time(time: int) -> str:
    return f"{spell(-time)} before the end" if time < 0 else spell(time)


@rule(
    "W43",
    "media",
    "two clips that follow each other differ",
    "The picture jumps at the cut, or the player has to begin anew.",
    "Export both with the same settings.",
)
def neighbours(known: Known) -> Iterator[Found]:
    for scene, first, after, second in cuts(known.playlist):
        one, other = known.facts(first), known.facts(second)
        if one is None or other is None:
            continue
        pairs: list[tuple[str, object, object]] = []
        if one.video is not None and other.video is not None:
            a, b = one.video, other.video
            pairs += [("size", f"{a.width}x{a.height}", f"{b.width}x{b.height}"), ("codec", a.codec, b.codec)]
            pairs += [("pictures a second", f"{a.rate:g}", f"{b.rate:g}")]
        if one.sound is not None and other.sound is not None:
            pairs += [("channels", one.sound.layout, other.sound.layout), ("Hz", one.sound.rate, other.sound.rate)]
        said = ", ".join(f"{what}: {mine} and {its}" for what, mine, its in pairs if mine != its)
        if said:
            what = f"`{first.name}` (`{scene}`) and `{second.name}` (`{after}`) differ: {said}."
            yield Found(second.where, what)


@rule(
    "W45",
    "media",
    "too little film is left after a window",
    "The next clip is made ready in that time; the cut may wait for it.",
    "Open the decision earlier.",
)
def tails(known: Known) -> Iterator[Found]:
    for scene, decision in deciding(known.playlist):
        for variant in scene.variants:
            facts = known.facts(variant.clip)
            if facts is None or decision.opens is None or scene.hold is not None or scene.stretch is not None:
                continue
            opens = decision.opens + (facts.duration if decision.opens < 0 else 0)
            span = window(known.playlist, decision)
            left = facts.duration - opens - span
            if opens >= 0 and left < TAIL:
                rest = f"{spell(max(0, left))} of `{variant.clip.name}` is left"
                what = f"`{scene.id}` asks for {spell(span)}, and then {rest}."
                yield Found(decision.where, what, f"Let `opens` be `-{spell(span + TAIL)}` or earlier.")


@rule(
    "W46",
    "media",
    "a film is in a kind of file whose first or last picture is lost",
    "The last is never shown (.ts), or the first comes late (.mkv); the length is only guessed.",
    "Write it anew as an MP4: `kiosk make-ready FILE`.",
)
def loose(known: Known) -> Iterator[Found]:
    for _, media in _once(known):
        if media.path.suffix.lower() in LOOSE:
            yield Found(media.where, f"`{media.name}` is such a file.")


@rule(
    "W47",
    "media",
    "a visitor decides before a black picture",
    "The film is over when the question comes, its last picture stays, and that is black.",
    "Cut the fade to black off the clip, give the scene a `hold`, or open the decision before the fade.",
)
def black_ends(known: Known) -> Iterator[Found]:
    for scene, decision in deciding(known.playlist):
        for variant in scene.variants:
            facts = known.facts(variant.clip)
            black = facts is not None and facts.video is not None and facts.video.black_last
            if black and decision.opens is None and scene.hold is None and scene.stretch is None:
                yield Found(decision.where, f"`{variant.clip.name}` ends in black, and then `{scene.id}` asks.")


@rule(
    "W48",
    "media",
    "footage that nothing names",
    "It may be a misspelt name, or a file that was forgotten.",
    "Use it, or move it elsewhere.",
)
def unused(known: Known) -> Iterator[Found]:
    stems = {PurePath(media.name).stem: media for media in every_media(known.playlist)}
    for name in known.unused:
        what = f"Nothing in the playlist names `{name}`, which is in its media folder."
        yield Found(None, what, _misnamed(name, stems, known.playlist.languages))


def _misnamed(name: str, stems: Container[str], languages: Collection[str]) -> str:
    """The cure for a file that seems to belong to a film: `film.kr.vtt`. Empty for one that does not."""
    path = PurePath(name)
    stem, parted, code = path.stem.rpartition(".")
    known = ", ".join(f"`{language}`" for language in languages)
    if parted and stem in stems:
        languages_of = f"`{code}` is no language of this playlist (`languages` has {known})."
        example = f"{stem}.{next(iter(languages))}{path.suffix}"
        return f"{languages_of} Add it there, or rename the file, such as to `{example}`."
    near = next((one for one in (path.stem.partition("_")[0], path.stem.partition("-")[0]) if one in stems), "")
    if near and path.suffix.lower() in CAPTIONS:
        return f"Captions are found by their names, such as `{near}.{next(iter(languages))}{path.suffix}`."
    return ""


@rule(
    "W49",
    "media",
    "a hotspot is too small, or a question may lie over it",
    "Fingers miss what is under 20 mm, and what lies under the question cannot be touched.",
    "Make its `area` larger, or move it up.",
)
def hotspots(known: Known) -> Iterator[Found]:
    wide, high = known.panel
    for scene in known.playlist.scenes.values():
        for hotspot in scene.hotspots:
            _, y, width, height = hotspot.area
            across, down = width * wide, height * high
            if min(across, down) < TARGET:
                size = f"{across:.0f} mm by {down:.0f} mm on this panel: under {TARGET:.0f} mm"
                what = f"The hotspot in `{scene.id}` is {size}."
                yield Found(hotspot.where, what)
            decision, facts = scene.decision, known.facts(scene.variants[0].clip)
            if decision is None or decision.opens is None or facts is None or y + height <= LOWER:
                continue
            opens = decision.opens + (facts.duration if decision.opens < 0 else 0)
            if hotspot.at < opens + window(known.playlist, decision) and hotspot.at + hotspot.lasts > opens:
                yield Found(
                    hotspot.where, f"The hotspot in `{scene.id}` and its decision share the lower part at once."
                )


@rule(
    "E55",
    "media",
    "film flashes more than three times a second",
    "It can cause seizures in people with photosensitive epilepsy (WCAG 2.3.1).",
    "Slow the flashes down or darken them in the edit, or leave the passage out.",
)
def flashing(known: Known) -> Iterator[Found]:
    for by, media in _once(known):
        facts = known.facts(media)
        video = None if facts is None else facts.video
        if video is not None and video.flashes is not None and video.flashes > FLASHES:
            when = spell(max(1_000, video.flash_at))
            yield Found(
                media.where,
                f"`{media.name}`, played by {by}, flashes {video.flashes} times in the second before {when}.",
            )


@rule(
    "W56",
    "media",
    "a film's index stands at its end",
    "All of the file is sought before its first picture can be shown: on a slow disk the cut waits.",
    "Write it anew without loss: `ffmpeg -i FILE -c copy -movflags +faststart NEW`.",
)
def index_last(known: Known) -> Iterator[Found]:
    for _, media in _once(known):
        facts = known.facts(media)
        if facts is not None and facts.index_last:
            name = media.path.name
            cure = f"Write it anew without loss: `ffmpeg -i {name} -c copy -movflags +faststart new-{name}`."
            yield Found(media.where, f"`{media.name}` has its index behind the film.", cure)


@rule(
    "W57",
    "media",
    "a stretch goes round in film with few keyframes",
    "To begin a round, the player decodes from the keyframe before it: the picture stands meanwhile.",
    "Export the film with a keyframe every second.",
)
def long_seeks(known: Known) -> Iterator[Found]:
    for scene in known.playlist.scenes.values():
        for variant in scene.variants if scene.stretch is not None else ():
            facts = known.facts(variant.clip)
            if facts is not None and facts.video is not None and facts.video.key_distance > SEEK:
                far = spell(round(facts.video.key_distance, -2))
                yield Found(
                    scene.where,
                    f"`{scene.id}` goes round in `{variant.clip.name}`, with up to {far} between keyframes.",
                )


@rule(
    "W58",
    "media",
    "pictures come at uneven times",
    "Telephones record so. Movement stutters on a screen with a steady rate.",
    "Export it with a constant frame rate.",
)
def uneven(known: Known) -> Iterator[Found]:
    for _, media in _once(known):
        facts = known.facts(media)
        if facts is not None and facts.video is not None and facts.video.variable:
            yield Found(media.where, f"The pictures of `{media.name}` come at uneven times.")


@rule(
    "W59",
    "media",
    "a film does not begin with a whole picture",
    "Nothing can be shown until the first keyframe: the cut waits, or shows grey, or what was cut away.",
    "Export it again; it was probably cut without being encoded.",
)
def first_pictures(known: Known) -> Iterator[Found]:
    for _, media in _once(known):
        facts = known.facts(media)
        if facts is not None and facts.video is not None and not facts.video.first_is_key:
            yield Found(media.where, f"The first picture of `{media.name}` is no keyframe.")


@rule(
    "I50", "media", "the footage in sum", "So that it is known what the disk has to hold.", "Nothing is to be mended."
)
def totals(known: Known) -> Iterator[Found]:
    if known.films:
        voices = {path for _, media in played(known.playlist) for path in media.descriptions.values()}
        films = [facts for path, facts in known.films.items() if path not in voices]
        size, lasts = (sum(getattr(one, key) for one in films) for key in ("size", "duration"))
        beside = f", and {many} of what describes it" if (many := len(known.films) - len(films)) else ""
        yield Found(None, f"{len(films)} files of footage, {size / 1e6:.0f} MB, {lasts / 60_000:.1f} minutes{beside}.")


def _once(known: Known) -> Iterator[tuple[str, Media]]:
    seen: set[str] = set()
    for by, media in played(known.playlist):
        if media.name not in seen:
            seen.add(media.name)
            yield by, media
