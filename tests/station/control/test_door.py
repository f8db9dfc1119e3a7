"""Where the socket is, who may open it, and what is done about the one before."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.station.control.door import Door
from kiosk.station.control.place import SOCKET, runtime_folder, sockets
from kiosk.station.control.refused import RefusedError


def test_only_the_user_and_the_group_may_speak_to_it(folder: Path) -> None:
    before = os.umask(0)
    try:
        door = Door(folder)
    finally:
        os.umask(before)
    found = door.path.stat()
    assert stat.S_ISSOCK(found.st_mode)
    assert stat.S_IMODE(found.st_mode) == 0o660
    os.close(door.listening)
    door.close()
    assert not door.path.exists()


def test_a_living_kiosk_s_is_left_alone(folder: Path) -> None:
    door = Door(folder)
    with pytest.raises(RefusedError, match="Another kiosk is running here") as refused:
        Door(folder)
    assert "RUNTIME_DIRECTORY" in refused.value.cure
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(door.path))
    os.close(door.listening)
    door.close()


PROGRAM = """
import sys
from pathlib import Path
from kiosk.station.control.door import Door
door = Door(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("stopped", [False, True])
def test_a_dead_one_s_is_taken_over_one_that_only_stands_still_is_not(folder: Path, stopped: bool) -> None:
    words = [sys.executable, "-c", PROGRAM, str(folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        other.send_signal(signal.SIGSTOP if stopped else signal.SIGKILL)
        if stopped:
            with pytest.raises(RefusedError, match="Another kiosk"):
                Door(folder)
            other.kill()
    assert (folder / SOCKET).exists(), "it was left behind"
    door = Door(folder)
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(folder / SOCKET))
    os.close(door.listening)
    door.close()


def test_what_is_no_socket_is_not_cleared_away(folder: Path) -> None:
    (folder / SOCKET).mkdir()
    with pytest.raises(RefusedError, match="cannot be opened"):
        Door(folder)
    (folder / SOCKET).rmdir()
    door = Door(folder)  # and the lock was given back
    os.close(door.listening)
    door.close()


def test_no_link_is_taken_for_the_lock(folder: Path) -> None:
    (folder / "control.lock").symlink_to(folder / "elsewhere")
    with pytest.raises(RefusedError, match="cannot be opened"):
        Door(folder)
    assert not (folder / "elsewhere").exists()


# ---- the folder


def test_systemd_s_folder_comes_first(folder: Path) -> None:
    assert runtime_folder({"RUNTIME_DIRECTORY": f"{folder}:/else", "XDG_RUNTIME_DIR": "/nowhere"}) == folder


def test_else_one_is_made_in_the_session_s(folder: Path) -> None:
    made = runtime_folder({"XDG_RUNTIME_DIR": str(folder)})
    assert made == folder / "kiosk"
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert runtime_folder({"XDG_RUNTIME_DIR": str(folder)}) == made


def test_without_a_session_one_is_made_below_the_user_s_own_state(folder: Path) -> None:
    environment = {"HOME": str(folder), "XDG_RUNTIME_DIR": ""}
    made = runtime_folder(environment)
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert made / SOCKET in sockets(environment)
    assert made / SOCKET in sockets({**environment, "XDG_RUNTIME_DIR": "/run/user/7"})  # who asks may have a session
    made.parent.chmod(0o777)
    with pytest.raises(RefusedError, match="others may write"):
        runtime_folder(environment)


@pytest.mark.parametrize("environment", [{}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": "run"}])
def test_without_either_there_is_none(environment: dict[str, str]) -> None:
    with pytest.raises(RefusedError, match="no folder for the control socket") as refused:
        runtime_folder(environment)
    assert "RuntimeDirectory=kiosk" in refused.value.cure


@pytest.mark.parametrize("name", ["RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR"])
def test_what_others_may_write_to_is_refused(folder: Path, name: str) -> None:
    for bad in (Path("/tmp"), folder / "missing"):
        with pytest.raises(RefusedError):
            runtime_folder({name: str(bad)})
    for mode in (0o777, 0o770, 0o1777):
        folder.chmod(mode)
        with pytest.raises(RefusedError, match="others may write"):
            runtime_folder({name: str(folder)})
    folder.chmod(0o700)


def test_a_link_to_a_folder_is_refused(folder: Path) -> None:
    (folder / "mine").mkdir(mode=0o700)
    (folder / "kiosk").symlink_to(folder / "mine")
    with pytest.raises(RefusedError, match="own"):
        runtime_folder({"XDG_RUNTIME_DIR": str(folder)})


def test_a_file_in_the_place_of_the_folder_is_told(folder: Path) -> None:
    (folder / "kiosk").touch()
    with pytest.raises(RefusedError, match="cannot be made"):
        runtime_folder({"XDG_RUNTIME_DIR": str(folder)})


def test_a_path_too_long_for_a_socket_is_told(folder: Path) -> None:
    deep = folder / ("x" * 90)
    deep.mkdir(mode=0o700)
    with pytest.raises(RefusedError, match="too long"):
        runtime_folder({"RUNTIME_DIRECTORY": str(deep)})


def test_callers_look_for_their_own_first() -> None:
    found = sockets({"RUNTIME_DIRECTORY": "/run/a", "XDG_RUNTIME_DIR": "/run/user/7"})
    assert [str(path) for path in found] == [
        "/run/a/control.sock", "/run/user/7/kiosk/control.sock", "/run/kiosk/control.sock",
    ]  # fmt: skip
    assert sockets({"XDG_RUNTIME_DIR": "odd"}) == (Path("/run/kiosk/control.sock"),)
