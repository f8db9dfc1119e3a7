"""Which ways to the screen are tried, and what a Debian is asked for."""

from __future__ import annotations

import re

from tests.boot import image, stacks

TRIED = (stacks.X11, stacks.CAGE_12, stacks.CAGE_13, stacks.LINUXFB, stacks.WESTON_13)
REFUSED = {"player-eglfs.conf"}
"""Not what any computer could try: docs/install.md says why."""


def test_every_alternative_is_tried() -> None:
    there = {file.name for file in stacks.ALTERNATIVES.glob("*.conf")}
    assert {name for stack in TRIED for name in stack.files.values()} == there - REFUSED


def test_each_is_for_the_unit_that_its_first_lines_name() -> None:
    for stack in TRIED:
        for unit, name in stack.files.items():
            text = (stacks.ALTERNATIVES / name).read_text(encoding="utf-8")
            said = re.search(rf"install -D {re.escape(name)} /etc/systemd/system/([^/]+)\.d/\w+\.conf\n", text)
            assert said is not None, name
            assert said[1] == unit


def test_each_debian_is_asked_for_what_it_calls_so() -> None:
    bookworm, trixie = image.required("bookworm"), image.required("trixie")
    assert {"libswscale6", "libglib2.0-0"} == set(bookworm) - set(trixie)
    assert {"libswscale8", "libglib2.0-0t64"} == set(trixie) - set(bookworm)
    assert not {"xvfb", "xdotool"} & {*bookworm, *trixie}, "the screen and the hand of tests"


def test_a_package_asks_for_either_name() -> None:
    asked = image.do("tools/wanted.sh", "--depends").split(", ")
    assert "libswscale6 | libswscale8" in asked
    assert not [name for name in asked if name.startswith("python3")], "of one version: tools/deb.sh says of which"
