"""Rules about the story as a whole: what nobody can reach, what nobody can leave, what never makes a difference."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator

from kiosk.playlist.checks.rules import Found, Known, rule
from kiosk.playlist.guardcode import mentioned
from kiosk.playlist.model import Choice, Effect, Playlist, Scene, Where
from kiosk.playlist.moves import guards_of

MOST_CHOICES = 4
"""More cannot be read and reached within a window; look.md."""
MOST_NAMES = 10
"""Of what was not seen; the rest is counted."""


def deciding(playlist: Playlist) -> Iterator[tuple[Scene, tuple[Choice, ...]]]:
    """Every scene that asks, with its choices."""
    for scene in playlist.scenes.values():
        if scene.decision is not None:
            yield scene, scene.decision.choices


def by(touches: tuple[str, ...], *, shortest: bool = True) -> str:
    """How a visitor comes there, in the fewest touches; or one way, where nobody knows whether it is the shortest."""
    if not touches:
        return "It is so from the start."
    return f"{'The shortest' if shortest else 'One'} way there: {', '.join(touches)}."


@rule(
    "E03",
    "graph",
    "no visitor can come to a scene",
    "It was made, and nobody will ever see it.",
    "Let a choice or a scene lead to it, or remove it.",
)
def unreachable(known: Known) -> Iterator[Found]:
    if known.walk is None or not known.walk.complete:
        return
    for name, scene in known.playlist.scenes.items():
        if name not in known.walk.scenes:
            kind = "ending" if scene.ending is not None else "scene"
            yield Found(scene.where, f"No visitor can come to the {kind} `{name}`.")


@rule(
    "E05",
    "graph",
    "a story goes round without end",
    "The visitor sees the same again and again, until somebody touches Home.",
    "Let one of its scenes lead to an ending, or `to: home`.",
)
def endless(known: Known) -> Iterator[Found]:
    trapped = known.walk.trapped if known.walk is not None else {}
    for name, touches in trapped.items():
        what = f"From `{name}` a visitor can come neither to an ending nor home. {by(touches)}"
        yield Found(known.playlist.scenes[name].where, what)


@rule(
    "W10",
    "graph",
    "two choices make no difference",
    "They lead to the same scene and change nothing that differs: who comes back finds that it was no decision.",
    "Let one lead elsewhere, or `set` something that the story asks for later.",
)
def same(known: Known) -> Iterator[Found]:
    asked = frozenset[str]().union(*(mentioned(guard.tree) for guard in guards_of(known.playlist)))
    for scene, choices in deciding(known.playlist):
        for index, one in enumerate(choices):
            for other in choices[:index]:
                alike = all(getattr(one, name) == getattr(other, name) for name in ("to", "detour", "effects", "when"))
                names = {one.id, other.id, f"{scene.id}.{one.id}", f"{scene.id}.{other.id}"}
                if alike and not names & asked and not (one.once or other.once):
                    yield Found(one.where, f"`{other.id}` and `{one.id}` in `{scene.id}` do the same.")


@rule(
    "W11",
    "graph",
    "a decision has one choice",
    "There is nothing to decide; a film that goes on by itself says so more plainly.",
    "Add a choice, or remove the decision.",
)
def single(known: Known) -> Iterator[Found]:
    for scene, choices in deciding(known.playlist):
        if len(choices) == 1 and scene.decision is not None and scene.decision.silence is None:
            yield Found(scene.decision.where, f"`{scene.id}` offers only `{choices[0].id}`.")


@rule(
    "W12",
    "graph",
    "a decision has many choices",
    "More than four cannot be read and reached in the time there is.",
    "Ask in two steps.",
)
def many(known: Known) -> Iterator[Found]:
    for scene, choices in deciding(known.playlist):
        if len(choices) > MOST_CHOICES and scene.decision is not None:
            yield Found(scene.decision.where, f"`{scene.id}` offers {len(choices)} choices.")


@rule(
    "E20",
    "state",
    "a decision can come up without a choice",
    "The visitor is asked, and nothing is there to touch.",
    "Give it a choice without `when` and without `once`.",
)
def shut(known: Known) -> Iterator[Found]:
    walk = known.walk
    for name, touches in walk.shut.items() if walk is not None else ():
        decision = known.playlist.scenes[name].decision
        shortest = walk is None or walk.complete
        what = f"In `{name}` all choices can be shut at once. {by(touches, shortest=shortest)}"
        yield Found(decision.where if decision is not None else None, what)


@rule(
    "W23",
    "state",
    "a condition never makes a difference",
    "It is always true, or never: what hangs on it is always there, or nobody ever sees it.",
    "Change the condition, or the `set` that should make it true.",
)
def constant(known: Known) -> Iterator[Found]:
    if known.walk is None or not known.walk.complete:
        return
    for scene, where, text in _conditions(known.playlist):
        came = known.walk.outcomes.get(text, frozenset())
        if scene in known.walk.scenes and len(came) < 2:
            said = "true" if True in came else "false"
            always = "always" if came else "never asked, and so as good as"
            yield Found(where, f"`{text}` in `{scene}` is {always} {said}.")


def _conditions(playlist: Playlist) -> Iterator[tuple[str, Where | None, str]]:
    """Every `when` with its scene."""
    for name, scene in playlist.scenes.items():
        yield from ((name, one.where, one.when.text) for one in scene.variants if one.when is not None)
    for scene, choices in deciding(playlist):
        yield from ((scene.id, one.where, one.when.text) for one in choices if one.when is not None)


@rule(
    "W24",
    "state",
    "a variable is of no use",
    "What is set and never asked for changes nothing; what is asked for and never set stays as it began.",
    "Ask for it in a `when`, set it where it should change, or remove it.",
)
def idle(known: Known) -> Iterator[Found]:
    playlist = known.playlist
    written = {effect.variable for effect in _effects(playlist)}
    guards = [guard for scene in playlist.scenes.values() for guard in _whens(scene)]
    read = {name for guard in guards for name in guard}
    for name in playlist.variables:
        if name not in read:
            yield Found(None, f"No condition that is used asks for `{name}`.")
        elif name not in written:
            yield Found(None, f"Nothing ever sets `{name}`.")


def _whens(scene: Scene) -> Iterator[frozenset[str]]:
    """The variables that each condition of a scene reads."""
    yield from (one.when.names() for one in scene.variants if one.when is not None)
    if scene.decision is not None:
        yield from (one.when.names() for one in scene.decision.choices if one.when is not None)


def _effects(playlist: Playlist) -> Iterator[Effect]:
    for scene in playlist.scenes.values():
        yield from scene.enter
        if scene.decision is not None:
            for choice in scene.decision.choices:
                yield from choice.effects
            yield from scene.decision.silence.effects if scene.decision.silence is not None else ()


@rule(
    "W28",
    "state",
    "a story has more states than can be walked",
    "They are walked up to a limit, and visited at random beyond it: what was found is there, and what was not may be, "
    "so E03, E05 and W23 say nothing of such a story.",
    "Give numbers smaller bounds, and remove variables of no use.",
)
def too_many(known: Known) -> Iterator[Found]:
    walk = known.walk
    if walk is None or walk.visits is None:
        return
    scenes = known.playlist.scenes
    endings = [name for name, scene in scenes.items() if scene.ending is not None]
    choices = [(scene.id, one.id) for scene, every in deciding(known.playlist) for one in every]
    lost = [f"`{name}`" for name in scenes if name not in walk.scenes]
    lost += [f"`{scene}: {choice}`" for scene, choice in choices if (scene, choice) not in walk.choices]
    named = ", ".join(lost[:MOST_NAMES]) + (f" and {len(lost) - MOST_NAMES} more" if len(lost) > MOST_NAMES else "")
    seen = (
        f"{_count(scenes, walk.scenes)} scenes, {_count(choices, walk.choices)} choices and "
        f"{_count(endings, walk.scenes)} endings"
    )
    yield Found(
        None,
        f"{walk.states:,} states were walked, and there are more. With {walk.visits.number:,} visits at random (seed "
        f"{walk.visits.seed}), {seen} were seen."
        + (f" Not seen, which does not say that they cannot be: {named}." if lost else ""),
    )


def _count(every: Collection[object], seen: Container[object]) -> str:
    return f"{sum(one in seen for one in every)} of {len(every)}"
