"""How the short stories of these tests begin: the touches, and visits that have come to a certain place."""

from __future__ import annotations

from kiosk.playlist import model as m
from kiosk.visit import events as ev
from tests.visit.stories import DEFECTOR
from tests.visit.world import CLIP, World

ESCAPE, FILM, PEOPLE, ABOUT, ROUND, STUCK = (ev.DoorTouched(i) for i in range(6))
TAKEN, GO = ev.BeginTouched(relaxed=True), ev.BeginTouched()


NOTHING: frozenset[str] = frozenset()


def awake(playlist: m.Playlist = DEFECTOR, broken: frozenset[str] = NOTHING) -> World:
    return World(playlist, broken=broken).wait(100).send(ev.Touched())


def at_border(broken: frozenset[str] = NOTHING) -> World:
    return awake(broken=broken).send(ESCAPE, GO).wait(100)


def at_decision(broken: frozenset[str] = NOTHING) -> World:
    return at_border(broken).wait(CLIP - 6_000)


def at_farm(broken: frozenset[str] = NOTHING) -> World:
    return at_decision(broken).send(ev.ChoiceTouched("hide")).wait(700).wait(CLIP).wait(CLIP)


def at_ending() -> World:
    return at_decision().send(ev.ChoiceTouched("broker")).wait(700).wait(CLIP).wait(CLIP)
