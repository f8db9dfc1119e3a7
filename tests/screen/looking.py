"""What is drawn, told by QML itself as text: an item that Python held could be gone the next moment, and then a look at
it ends the program."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtTest import QTest

from kiosk.screen import Screen

_WALK = """
function walk(item, found, above) {
    for (const child of item.children) {
        if (!child.visible || child.behind === true)
            continue
        found.push([child, above])
        walk(child, found, child.kind !== undefined && child.spoken !== undefined ? child.name : above)
    }
    return found
}
function everything() {
    return walk(stage.parent, [], "")
}
function texts() {
    return everything().filter(([t, _]) => t.lineCount !== undefined && t.text !== undefined && t.text.trim())
}
function opaque(item) {
    for (; item; item = item.parent)
        if (item.opacity === 0)
            return false
    return true
}
"""


@dataclass(frozen=True, slots=True)
class Text:
    """`number` names it until something is shown or hidden; `target`: the name of the one it stands in, or empty."""

    number: int
    words: str
    box: QRectF
    width: float
    content: float
    truncated: bool
    pixels: int
    serif: bool
    lightness: float
    target: str


def tell(screen: Screen, script: str) -> Any:
    """The value of a script that may use everything(), texts() and opaque()."""
    root = screen.window.rootObject()
    context = QQmlEngine.contextForObject(root)
    assert context is not None
    code = f"(function() {{ {_WALK} return JSON.stringify((function() {{ {script} }})() ?? null) }})()"
    expression = QQmlExpression(context, root, code)
    value = expression.evaluate()[0]
    assert not expression.hasError(), expression.error().toString()
    return json.loads(value)


def texts(screen: Screen) -> list[Text]:
    """Every text that can be seen."""
    told = tell(
        screen,
        """const numbered = texts().map(([t, above], i) => [t, above, i])
        return numbered.filter(([t, _, i]) => opaque(t)).map(([t, above, i]) => {
            const b = t.mapToItem(null, 0, 0, t.width, t.height)
            return [i, t.text, b.x, b.y, b.width, b.height, t.width, t.contentWidth, t.truncated, t.font.pixelSize,
                    t.font.family === "Story Serif", t.color.hslLightness, above]
        })""",
    )
    return [Text(i, words, QRectF(x, y, w, h), *rest) for i, words, x, y, w, h, *rest in told]


def hide(screen: Screen, hidden: list[Text], *, shown: bool = False) -> None:
    numbers = [text.number for text in hidden]
    tell(screen, f"const all = texts(); for (const i of {numbers}) all[i][0].opacity = {int(shown)}")


def settle(screen: Screen, after: int = 60) -> None:
    """Wait until every picture has been read, and `after` ms for it to be drawn. Raises TimeoutError after 5 s."""
    for _ in range(250):
        if not tell(screen, "return everything().some(([item, _]) => item.reading === true)"):
            QTest.qWait(after)
            return
        QTest.qWait(20)
    raise TimeoutError("a picture was not read")


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Let Qt work until it does, with the patience that busy machines need. Raises AssertionError."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came"
        QTest.qWait(10)
