"""The accessible tree as Qt hands it to a screen reader of the desktop's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface

from kiosk.screen import Screen


@dataclass(frozen=True, slots=True)
class Node:
    role: QAccessible.Role
    name: str
    focused: bool
    checked: bool
    target: str
    """The name of the target it is; "" for what cannot be pressed."""


def tree(screen: Screen) -> list[Node]:
    """Everything in it that can be seen, but the window and what only groups."""
    QAccessible.setActive(True)
    root = QAccessible.queryAccessibleInterface(screen.window)
    assert root is not None, "Qt Quick tells nothing of its window"
    return list(_nodes(root))


def _nodes(of: QAccessibleInterface) -> Iterator[Node]:
    for index in range(of.childCount()):
        child = of.child(index)
        if child is None or not child.isValid():
            continue
        state = child.state()
        if state.invisible:
            continue
        item = child.object()
        name = item.objectName() if item is not None else ""
        if child.role() not in (QAccessible.Role.Client, QAccessible.Role.NoRole, QAccessible.Role.Window):
            text = child.text(QAccessible.Text.Name)
            yield Node(child.role(), text, bool(state.focused), bool(state.checked), name)
        yield from _nodes(child)
