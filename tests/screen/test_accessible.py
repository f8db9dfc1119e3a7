"""The accessible tree: every target has a role and a name in the visitor's language, and nothing else is pressable."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from kiosk.screen import Screen
from kiosk.screen.words import Words
from tests.screen.hand import Hand
from tests.screen.looking import settle
from tests.screen.tree import tree
from tests.screen.views import LANGUAGES, SCREENS, Views

pytestmark = pytest.mark.window
Role = QAccessible.Role
ROLES = {"button": Role.Button, "switch": Role.CheckBox, "choice": Role.RadioButton}
TOLD = {Role.Heading, Role.StaticText, Role.Graphic}
"""What may be there besides targets."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_target_on_every_screen(walls: dict[str, Screen], stills: Path, language: str) -> None:
    screen = walls["landscape"]
    own = {word for key in ("home", "back", "captions", "help") if (word := Words.load().say(language, key))}
    views = Views(language, stills)
    for name, make in SCREENS.items():
        screen.show_view(views.attract())
        screen.show_view(make(views))
        settle(screen, after=20)
        targets = {target.name: target for target in screen.targets() if target.name != "wake"}
        nodes = {node.target: node for node in tree(screen) if node.target}
        for target in targets.values():
            node = nodes.get(target.name)
            if node is None:
                assert name == "help", f"{name}: {target.name} is not in the tree"
                continue  # seen behind it
            assert node.role == ROLES[target.kind], (name, target)
            assert node.name.strip(), (name, target)
            assert node.name == target.spoken
            assert node.checked == target.on, (name, target)
            if language == "ko" and target.name in ("home", "back", "captions", "help"):
                assert node.name in own
        pressed = [node for node in nodes.values() if node.role in ROLES.values()]
        assert {node.target for node in pressed} <= set(targets), f"{name}: what cannot be touched is told of"
        for node in tree(screen):
            assert node.target or node.role in TOLD, (name, node)
            assert node.name.strip(), (name, node)
            assert not re.fullmatch(r"[\W_]+", node.name), f"{name}: {node} is decoration"


def test_what_lies_behind_help_is_not_there(walls: dict[str, Screen], stills: Path) -> None:
    screen = walls["landscape"]
    screen.show_view(replace(Views("en", stills).help()))
    settle(screen)
    names = {node.target for node in tree(screen)}
    assert not any(name.startswith("choice-") for name in names)
    assert {"contrast", "spoken", "close"} <= names


def test_the_question_and_titles_are_headings(walls: dict[str, Screen], stills: Path) -> None:
    screen, views = walls["landscape"], Views("en", stills)
    for name, words in (("decision", views.t("ask")), ("asking", "Are you still there?"), ("help", "More help")):
        screen.show_view(SCREENS[name](views))
        settle(screen)
        headings = [node.name.replace("\n", " ") for node in tree(screen) if node.role == Role.Heading]
        assert words in headings, (name, headings)


def test_focus_follows_the_keys(hand: Hand, stills: Path) -> None:
    hand.show(Views("en", stills).decision())
    QTest.qWait(80)
    for _ in range(3):
        hand.key(Qt.Key.Key_Tab)
        focused = [node.target for node in tree(hand.screen) if node.focused]
        assert focused == [hand.focused()]
