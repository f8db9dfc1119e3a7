"""PJLink against a device that speaks over real TCP; what it answers is written down in each test."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import threading
from collections.abc import Iterator

import pytest

from kiosk.station.pjlink import Projector, ProjectorError
from kiosk.station.power import PowerSettings, SwitchError, check_power, switch


class Device:
    """A projector: greets, wants its password, has a lamp. `answers` instead of its own, by command."""

    def __init__(self, password: str = "") -> None:
        self.password, self.power, self.greeting = password, "0", ""
        self.answers: dict[str, str] = {}
        self.heard: list[str] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)  # else accept() goes on in its thread
        self._door.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            with line, contextlib.suppress(OSError):  # whoever hangs up
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        random = "498e4a67"
        greeting = self.greeting or (f"PJLINK 1 {random}" if self.password else "PJLINK 0")
        line.sendall(f"{greeting}\r".encode())
        due = hashlib.md5((random + self.password).encode(), usedforsecurity=False).hexdigest() if self.password else ""
        with line.makefile("rb") as reading:
            rest = b""
            while (byte := reading.read(1)) != b"":
                rest += byte
                if byte != b"\r":
                    continue
                command, rest = rest[:-1].decode(), b""
                if due and not command.startswith(due):
                    line.sendall(b"PJLINK ERRA\r")
                    return
                command, due = command.removeprefix(due), ""
                self.heard.append(command)
                line.sendall(f"{self._answer(command)}\r".encode())

    def _answer(self, command: str) -> str:
        if command in self.answers:
            return self.answers[command]
        if command == "%1POWR ?":
            return f"%1POWR={self.power}"
        self.power = "3" if command.endswith("1") else "2"
        return "%1POWR=OK"


@pytest.fixture
def device() -> Iterator[Device]:
    made = Device()
    yield made
    made.close()


@pytest.fixture
def locked() -> Iterator[Device]:
    made = Device("JBMIAProjectorLink")
    yield made
    made.close()


def settings(device: Device, password: str = "") -> PowerSettings:
    return PowerSettings("pjlink", host="127.0.0.1", port=device.port, password=password)


def test_it_is_switched_on_and_off_and_left_alone_where_it_is_so(device: Device) -> None:
    switch(settings(device), True)
    assert device.power == "3"  # it warms up
    switch(settings(device), True)
    device.power = "1"
    switch(settings(device), False)
    assert device.heard == ["%1POWR ?", "%1POWR 1", "%1POWR ?", "%1POWR ?", "%1POWR 0"]
    assert device.power == "2"


def test_the_password_is_hashed_with_what_the_device_says(locked: Device) -> None:
    switch(settings(locked, "JBMIAProjectorLink"), True)
    assert locked.heard == ["%1POWR ?", "%1POWR 1"]
    # the example of the specification, 5.1
    hashed = hashlib.md5(b"498e4a67JBMIAProjectorLink", usedforsecurity=False).hexdigest()
    assert hashed == "5d8409bc1c3fa39749434aa3a5c38682"


@pytest.mark.parametrize(("password", "says"), [("", "wants a password"), ("other", "refuses the password")])
def test_a_wrong_password_is_told(locked: Device, password: str, says: str) -> None:
    with pytest.raises(SwitchError, match=says):
        switch(settings(locked, password), False)
    assert not locked.heard


@pytest.mark.parametrize(
    ("command", "answer", "says"),
    [
        ("%1POWR 1", "%1POWR=ERR3", "cannot be switched at this moment"),
        ("%1POWR 1", "%1POWR=ERR4", "failure of its own"),
        ("%1POWR 1", "%1POWR=MAYBE", "answers 'MAYBE'"),
        ("%1POWR ?", "%1POWR=7", "means nothing"),
        ("%1POWR ?", "%1INPT=31", "answers '%1INPT=31'"),
        ("%1POWR ?", "x" * 500, "no line of PJLink"),
    ],
)
def test_what_it_refuses_is_said_in_words(device: Device, command: str, answer: str, says: str) -> None:
    device.answers[command] = answer
    with pytest.raises(SwitchError, match=says):
        switch(settings(device), True)


def test_what_is_no_projector_is_told(device: Device) -> None:
    device.greeting = "SSH-2.0-OpenSSH_9.2"
    with pytest.raises(ProjectorError, match="no PJLink device"):
        Projector("127.0.0.1", device.port)


def test_nobody_there_and_nobody_who_answers(device: Device) -> None:
    device.close()
    with pytest.raises(SwitchError, match="cannot be reached"):
        switch(settings(device), True)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(ProjectorError, match="does not answer"):
        Projector("127.0.0.1", silent.getsockname()[1], within=0.2)


def test_one_that_hangs_up_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=lambda: door.accept()[0].close(), daemon=True).start()
        with pytest.raises(ProjectorError, match="hung up"):
            Projector("127.0.0.1", door.getsockname()[1])


def test_the_doctor_asks_and_switches_nothing(device: Device) -> None:
    device.power = "1"
    assert check_power(settings(device)).says == "by PJLink at 127.0.0.1, which says it is on"
    assert device.heard == ["%1POWR ?"]
    device.close()
    assert check_power(settings(device)).mark == "warning"
