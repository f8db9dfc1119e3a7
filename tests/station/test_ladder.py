"""The steps up to the resting screen, and that the public never sees the same crash again and again: a moved clock."""

from __future__ import annotations

from kiosk.station.ladder import CALM, LIVES, PAUSES, WELL, Ladder, Past, Step


def test_one_step_more_each_time() -> None:
    ladder = Ladder(Past(), "a")
    assert ladder.begin(0) == 0
    assert [ladder.trouble(at) for at in (10, 20, 30, 40)] == [Step.CLIP, Step.VLC, Step.PROGRAM, Step.PROGRAM]


def test_after_a_calm_minute_it_begins_at_the_first_step() -> None:
    ladder = Ladder(Past(), "a")
    ladder.begin(0)
    assert ladder.trouble(10) is Step.CLIP
    assert ladder.trouble(10 + CALM) is Step.VLC
    assert ladder.trouble(11 + 2 * CALM) is Step.CLIP


def test_a_clip_that_is_begun_again_is_no_step_but_is_remembered() -> None:
    ladder = Ladder(Past(), "a")
    ladder.begin(0)
    assert ladder.again(10) is Step.AGAIN
    assert ladder.trouble(20) is Step.CLIP, "in vain: the clip is given up"
    assert ladder.again(20 + CALM) is Step.AGAIN
    assert ladder.trouble(20 + 2 * CALM) is Step.VLC, "it was never calm"
    assert ladder.again(21 + 3 * CALM) is Step.AGAIN
    assert ladder.trouble(22 + 3 * CALM) is Step.CLIP
    assert not ladder.look(22 + 3 * CALM + WELL), "not well for so long"


def test_what_runs_beside_a_film_leads_to_a_new_vlc_and_never_further() -> None:
    ladder = Ladder(Past(), "a")
    ladder.begin(0)
    steps = [ladder.beside(at, again=True) for at in (10, 20, 30, 30 + CALM, 31 + 2 * CALM)]
    assert steps == [Step.BESIDE, Step.VLC, Step.VLC, Step.VLC, Step.BESIDE]
    assert ladder.beside(10, again=False) is Step.WITHOUT
    assert ladder.trouble(40) is Step.CLIP, "the film was well"


def live(past: Past, at: float, boot: str = "a") -> tuple[Past, float]:
    """What is written down of a life that begins at `at` and dies, and how long it was to rest."""
    ladder = Ladder(past, boot)
    pause = ladder.begin(at)
    return ladder.past, pause


def test_lives_that_end_badly_lead_to_rest_with_growing_pauses() -> None:
    past, now, pauses = Past(), 0.0, []
    for _ in range(LIVES):
        past, pause = live(past, now)
        assert pause == 0
        now += 20
    for _ in range(8):
        past, pause = live(past, now)
        pauses.append(pause)
        now += pause
        past, pause = live(past, now)  # one try after each rest
        assert pause == 0
        now += 20
    assert pauses == [*PAUSES, PAUSES[-1], PAUSES[-1], PAUSES[-1]]
    assert past.rests == 8


def test_in_a_day_of_crashes_film_is_tried_less_than_once_in_twenty_minutes() -> None:
    past, now, tries = Past(), 0.0, 0
    while now < 86_400:
        past, pause = live(past, now)
        tries += pause == 0
        now += pause or 5.0
    assert tries < 3 * 24


def test_a_good_life_forgets() -> None:
    past = Past("a", lives=LIVES, rests=4)
    ladder = Ladder(past, "a")
    ladder.begin(0)
    assert not ladder.look(WELL)
    assert ladder.past != Past("a")
    assert ladder.look(WELL + 1)
    assert ladder.past == Past("a")
    assert not ladder.look(WELL + 2), "nothing is left to forget, or to write down"


def test_trouble_puts_a_good_life_off() -> None:
    ladder = Ladder(Past(), "a")
    ladder.begin(0)
    ladder.trouble(WELL)
    assert not ladder.look(WELL + 1)
    assert ladder.look(2 * WELL + 1)


def test_who_ends_it_as_asked_uses_nothing_up() -> None:
    """A technician who restarts it ten times in a minute sees the film ten times."""
    past = Past()
    for at in range(10):
        ladder = Ladder(past, "a")
        assert ladder.begin(at) == 0
        ladder.end()
        past = ladder.past
    assert past == Past("a")


def test_a_good_life_that_ends_as_asked_leaves_no_credit() -> None:
    ladder = Ladder(Past(), "a")
    ladder.begin(0)
    ladder.look(WELL + 1)
    ladder.end()
    assert ladder.past.lives == 0


def test_another_boot_begins_anew() -> None:
    past, pause = live(Past("a", lives=LIVES, rests=3), 0, boot="b")
    assert pause == 0
    assert past == Past("b", lives=1)
