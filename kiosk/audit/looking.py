"""What is drawn, told by QML itself as text: an item that Python held could be gone the next moment, and then a look at
it ends the program."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QRectF
from PySide6.QtQml import QQmlEngine, QQmlExpression

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
// What tells a control without words: icons, and the outlines and grounds of what can be touched.
function marks() {
    return everything().filter(([t, above]) => t.paths !== undefined && t.size !== undefined
        || above !== "" && t.border !== undefined && t.border.width > 0 && t.border.color.a > 0)
}
function opaque(item) {
    for (; item; item = item.parent)
        if (item.opacity === 0)
            return false
    return true
}
function enabled(item) {
    for (; item; item = item.parent)
        if (!item.enabled)
            return false
    return true
}
// Known again by a name, for what is there may change meanwhile: a chapter's name leaves by itself.
function hide(items) {
    for (const [item, _] of items) {
        item.objectName = "hidden for measuring"
        item.opacity = 0
    }
}
function showAgain(item) {
    for (const child of item.children) {
        if (child.objectName === "hidden for measuring") {
            child.objectName = ""
            child.opacity = 1
        }
        showAgain(child)
    }
}
function boxed(t) {
    const b = t.mapToItem(null, 0, 0, t.width, t.height)
    return [b.x, b.y, b.width, b.height]
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


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon, or the outline of something that can be touched; numbered like a Text."""

    number: int
    box: QRectF
    icon: bool
    target: str


def tell(screen: Screen, script: str) -> Any:
    """The value of a script that may use everything(), texts(), marks() and opaque(). RuntimeError where it fails."""
    root = screen.window.rootObject()
    context = QQmlEngine.contextForObject(root)
    if context is None:
        raise RuntimeError("the screen is closed")
    code = f"(function() {{ {_WALK} return JSON.stringify((function() {{ {script} }})() ?? null) }})()"
    expression = QQmlExpression(context, root, code)
    value = expression.evaluate()[0]
    if expression.hasError():
        raise RuntimeError(expression.error().toString())
    return json.loads(value)


def texts(screen: Screen) -> list[Text]:
    """Every text that can be seen."""
    told = tell(
        screen,
        """const numbered = texts().map(([t, above], i) => [t, above, i])
        return numbered.filter(([t, _, i]) => opaque(t)).map(([t, above, i]) =>
            [i, t.text, ...boxed(t), t.width, t.contentWidth, t.truncated, t.font.pixelSize,
             t.font.family === "Story Serif", t.color.hslLightness, above])""",
    )
    return [Text(i, words, QRectF(x, y, w, h), *rest) for i, words, x, y, w, h, *rest in told]


def marks(screen: Screen) -> list[Mark]:
    """Every icon and outline that can be seen; of what cannot be touched now, none."""
    told = tell(
        screen,
        """const numbered = marks().map(([t, above], i) => [t, above, i])
        return numbered.filter(([t, _, i]) => opaque(t) && enabled(t)).map(([t, above, i]) =>
            [i, ...boxed(t), t.paths !== undefined, above])""",
    )
    return [Mark(i, QRectF(x, y, w, h), icon, above) for i, x, y, w, h, icon, above in told]


def hide(screen: Screen, hidden: list[Text]) -> None:
    _hide(screen, "texts", [text.number for text in hidden])


def hide_marks(screen: Screen, hidden: list[Mark]) -> None:
    _hide(screen, "marks", [mark.number for mark in hidden])


def _hide(screen: Screen, what: str, numbers: list[int]) -> None:
    tell(screen, f"const all = {what}(); hide({numbers}.map(i => all[i]).filter(one => one !== undefined))")


def show_again(screen: Screen) -> None:
    """All that was hidden."""
    tell(screen, "showAgain(stage.parent)")


def wait(ms: int) -> None:
    """Let Qt work for so long."""
    until = time.monotonic() + ms / 1000
    while True:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        QCoreApplication.sendPostedEvents(None, 0)
        if time.monotonic() >= until:
            return
        time.sleep(0.001)


def settle(screen: Screen, after: int = 60) -> None:
    """Wait until every picture has been read, and `after` ms for it to be drawn. Raises TimeoutError after 5 s."""
    until = time.monotonic() + 5
    while tell(screen, "return everything().some(([item, _]) => item.reading === true)"):
        if time.monotonic() > until:
            raise TimeoutError("a picture was not read")
        wait(5)
    wait(after)
