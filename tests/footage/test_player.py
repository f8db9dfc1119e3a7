"""Who may call VLC's player: its own thread, outside of VLC's callbacks. On the real VLC, with its own callbacks."""

from __future__ import annotations

import re
import threading
import timeit
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import vlc

import kiosk.footage
from kiosk.footage import engine
from kiosk.footage.engine import WrongThreadError
from kiosk.footage.player import Player

pytestmark = pytest.mark.vlc

ROOM = Path(kiosk.footage.__file__).parent


def _nothing(*_told: int) -> None:
    """As VLC calls."""


CALLS: dict[str, Callable[[Player], object]] = {
    "fill": lambda player: player.fill(None, None, None, None),
    "pour": lambda player: player.pour(
        setup=lambda *_: 0, play=_nothing, pause=_nothing, resume=_nothing, flush=_nothing, drain=_nothing
    ),
    "hear": lambda player: player.hear(
        ended=lambda: None, failed=lambda: None, time_changed=lambda _time: None, buffered=lambda: None
    ),
    "media": lambda player: player.media(Path("a.mp4")),
    "set_media": lambda player: player.set_media(None),  # type: ignore[arg-type]  # refused before it is looked at
    "play": Player.play,
    "set_pause": lambda player: player.set_pause(True),
    "stop": Player.stop,
    "set_time": lambda player: player.set_time(1),
    "set_rate": lambda player: player.set_rate(1.0),
    "audio_output_set": lambda player: player.audio_output_set("dummy"),
    "audio_set_volume": lambda player: player.audio_set_volume(1),
    "audio_get_track_count": Player.audio_get_track_count,
    "audio_get_track": Player.audio_get_track,
    "audio_set_track": lambda player: player.audio_set_track(1),
    "release": Player.release,
}


@pytest.fixture
def player() -> Iterator[Player]:
    instance = engine.new_instance("--no-audio")
    made = Player(instance)
    raw = made._made
    yield made
    raw.stop()
    raw.release()
    engine.release(instance)


def elsewhere(call: Callable[[], object]) -> list[BaseException]:
    """What `call` raises in a thread of its own."""
    raised: list[BaseException] = []

    def body() -> None:
        try:
            call()
        except WrongThreadError as error:
            raised.append(error)

    thread = threading.Thread(target=body, name="stranger")
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    return raised


def test_every_call_is_known_here() -> None:
    assert set(CALLS) == {name for name in vars(Player) if not name.startswith("_")}


@pytest.mark.parametrize("name", CALLS)
def test_another_thread_is_refused(player: Player, name: str) -> None:
    (error,) = elsewhere(lambda: CALLS[name](player))
    assert "not stranger's" in str(error)


def test_what_was_released_is_refused() -> None:
    instance = engine.new_instance("--no-audio")
    made = Player(instance)
    made.release()
    with pytest.raises(WrongThreadError, match="released"):
        made.stop()
    engine.release(instance)


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"fill"}))
def test_a_callback_in_the_owners_own_thread_is_refused(player: Player, clips: Path, name: str) -> None:
    """VLC tells of a change of media from inside the call that changes it, so the thread is the right one."""
    player._attach(vlc.EventType.MediaPlayerMediaChanged, lambda _event: CALLS[name](player))
    media = player.media(clips / "short.mp4")
    player.set_media(media)
    media.release()
    assert [type(mishap) for mishap in engine.mishaps] == [WrongThreadError]
    assert "from its own threads" in str(engine.mishaps[0])
    engine.mishaps.clear()
    player.stop()  # outside of it, it is allowed as before


def test_vlcs_own_thread_is_refused_and_the_film_goes_on(player: Player, clips: Path) -> None:
    """A stop() that was let through would never return, and the thread of VLC's that tells the end be lost."""
    over = threading.Event()

    def ended() -> None:
        over.set()
        player.stop()

    player.fill(*_blind())
    player.hear(ended=ended, failed=over.set, time_changed=lambda _time: player.set_pause(True))
    media = player.media(clips / "short.mp4")
    player.set_media(media)
    media.release()
    assert player.play()
    assert over.wait(15)
    player.stop()
    assert {type(mishap) for mishap in engine.mishaps} == {WrongThreadError}
    assert len(engine.mishaps) > 1  # the time's, and the end's
    engine.mishaps.clear()


def _blind() -> tuple[object, ...]:
    """Callbacks that refuse every picture."""
    return (
        engine.FormatCallback(lambda *_: 0), engine.CleanupCallback(lambda *_: None),
        engine.LockCallback(lambda *_: None), engine.DisplayCallback(lambda *_: None),
    )  # fmt: skip


def test_instances_and_media_are_refused_in_vlcs_threads(player: Player, clips: Path) -> None:
    media = player.media(clips / "a.mp4")
    for call in (
        engine.new_instance, lambda: engine.release(player._instance), lambda: media.add_option(":no-audio"),
        media.release, lambda: Player(player._instance), lambda: engine.tracks(media.raw).__enter__(),
    ):  # fmt: skip
        engine.from_vlc(call, None)()
        assert isinstance(engine.mishaps.pop(), WrongThreadError)
    media.release()


def test_a_callback_within_a_callback_leaves_the_guard_up() -> None:
    def outer() -> None:
        engine.from_vlc(lambda: None, None)()
        engine.refuse_vlc_threads()

    engine.from_vlc(outer, None)()
    assert isinstance(engine.mishaps.pop(), WrongThreadError)


def test_the_guard_costs_less_than_a_microsecond(player: Player) -> None:
    assert min(timeit.repeat(lambda: player._vlc, number=2_000, repeat=20)) / 2_000 < 1e-6


def test_only_the_door_touches_vlc() -> None:
    users = {path.name for path in ROOM.glob("*.py") if re.search(r"^import vlc", path.read_text(), re.MULTILINE)}
    assert users == {"engine.py", "player.py", "probe.py"}
    makers = {path.name for path in ROOM.glob("*.py") if re.search(r"media_player_new|MediaPlayer\(", path.read_text())}
    assert makers == {"player.py"}
