"""A stretch of the scene's own film that goes round while a visitor thinks: where it lies, and when it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.playlist.model import Stretch
from kiosk.visit.effects import Incident
from kiosk.visit.scenes import scene_of

if TYPE_CHECKING:
    from kiosk.playlist.model import Scene
    from kiosk.visit.turn import Turn


def opening(scene: Scene, duration: int, stretch: tuple[int, int] | None) -> int | None:
    """When the scene's decision opens, in ms of film; None where it does not before the film has ended.

    What is not said otherwise opens when a stretch has been seen once: at its end."""
    if scene.decision is None:
        return None
    opens = scene.decision.opens
    if opens is None:
        return None if stretch is None else stretch[1]
    return max(0, opens if opens >= 0 else duration + opens)


def find_stretch(turn: Turn, duration: int) -> tuple[int, int] | None:
    """The scene's stretch in a film of `duration` ms; one that the film has no room for is told, and not there."""
    scene = scene_of(turn)
    if scene.stretch is None:
        return None
    start, end = scene.stretch.start, scene.stretch.end
    first = start if start >= 0 else duration + start
    last = duration if end is None else end if end >= 0 else duration + end
    found = (first, min(last, duration) if duration else last)
    opens = opening(scene, duration, found)
    if found[0] >= 0 and found[1] - found[0] >= Stretch.SHORTEST and (opens is None or opens <= found[1]):
        return found
    there = f"from {first / 1000:.1f} s to {last / 1000:.1f} s, in a film of {duration / 1000:.1f} s"
    why = (
        "it needs a second within the film, and may not be over when the decision opens; the film stands still instead"
    )
    turn.emit(Incident(f"scene {scene.id}: its hold does not fit: {there}: {why}"))
    return None


def wanted_stretch(turn: Turn) -> tuple[int, int] | None:
    """Where the film should go round now.

    From its first frame on, so that the way back is ready in time; and until it is answered. A choice that cuts leaves
    it where it is; one that plays out lets the film run on from there, over the stretch's end.
    """
    story, decision = turn.story, scene_of(turn).decision
    if decision is None or not (decision.window is None or turn.visit.relaxed):
        return None
    answered = story.open is not None and story.open.closed
    return None if answered and decision.after == "play out" else story.stretch


def round_again(turn: Turn) -> None:
    """The film came to its stretch's end, and goes back to where it begins."""
    story = turn.story
    if story.stretch is None or not story.film.rounds:
        return
    start = story.stretch[0]
    spots = enumerate(scene_of(turn).hotspots)
    there = frozenset(index for index, spot in spots if spot.at <= start < spot.at + spot.lasts)
    turn.change_story(hotspots=there, went_round=True)
