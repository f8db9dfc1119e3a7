"""Where footage stands in a playlist, and which clips follow each other: what the rules about it share."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.playlist.model import Decision, Media, Playlist, Scene, Target, Variant


def played(playlist: Playlist) -> Iterator[tuple[str, Media]]:
    """Every film that is played, with the words for what plays it."""
    yield from (("the attract loop", clip) for clip in playlist.attract.clips)
    for scene in playlist.scenes.values():
        yield from ((f"`{scene.id}`", variant.clip) for variant in scene.variants)
        if scene.hold is not None:
            yield f"`{scene.id}`", scene.hold
    yield from ((f"`{page.id}`", page.clip) for page in playlist.pages.values() if page.clip is not None)


def deciding(playlist: Playlist) -> Iterator[tuple[Scene, Decision]]:
    """Every scene that asks, and what it asks."""
    yield from ((scene, scene.decision) for scene in playlist.scenes.values() if scene.decision is not None)


def window(playlist: Playlist, decision: Decision) -> int:
    """ms the decision is open."""
    return decision.window or playlist.timing.window


def next_scenes(playlist: Playlist, scene: Scene, variant: Variant | None = None) -> Iterator[str]:
    """The scenes that may follow, by whatever way; guards are not asked. With `variant`, after it alone."""
    some = scene.variants if variant is None else (variant,)
    targets: list[Target | None] = [one.to or scene.to for one in some]
    if scene.decision is not None:
        for choice in scene.decision.choices:
            targets.append(choice.to)
            if choice.detour is not None:
                yield choice.detour
        if scene.decision.silence is not None:
            targets.append(scene.decision.silence.to)
    for target in targets:
        if target is not None:
            yield from playlist.leads(target)


def cuts(playlist: Playlist) -> Iterator[tuple[str, Media, str, Media]]:
    """Every cut from one scene's clip to another's, once."""
    seen: set[tuple[str, str]] = set()
    for scene in playlist.scenes.values():
        for variant in scene.variants:
            for after in dict.fromkeys(next_scenes(playlist, scene, variant)):
                for other in playlist.scenes[after].variants:
                    pair = (variant.clip.name, other.clip.name)
                    if pair not in seen and pair[0] != pair[1]:
                        seen.add(pair)
                        yield scene.id, variant.clip, after, other.clip
