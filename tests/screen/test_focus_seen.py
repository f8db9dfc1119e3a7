"""The frame of the keys is seen whole, wherever it goes: on the screen, under nothing, 3:1 against what is beside it.

WCAG 2.2 2.4.7, 2.4.11, 1.4.11; over white film, the worst there is.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from kiosk.audit.pixels import ratio
from kiosk.screen import Screen
from tests.screen.conftest import SIZES
from tests.screen.looking import settle
from tests.screen.views import SCREENS, Views, under

pytestmark = pytest.mark.window
Pixels = NDArray[np.float64]
WHERE = [
    ("home", "normal"),
    ("hotspots", "contrast"),
    ("decision-long", "normal"),
    ("ending-full", "normal"),
    ("help", "all"),
]


@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize(("name", "variant"), WHERE)
def test_the_frame_is_seen_whole(walls: dict[str, Screen], stills: Path, form: str, name: str, variant: str) -> None:
    screen, views = walls[form], Views("fr", stills)
    screen._focus.leave()
    screen.show_view(views.attract())
    screen.show_view(under(variant, SCREENS[name](views)))
    settle(screen)
    bare = screen.grab()
    for target in [one for one in screen.targets() if one.enabled]:
        screen._focus.set(target.name)
        around = target.rect.toAlignedRect().adjusted(-24, -24, 24, 24).intersected(bare.rect())
        drawn = pixels(screen.grab().copy(around))
        changed = np.abs(drawn - pixels(bare.copy(around))).max(axis=2) > 12
        rows, columns = np.nonzero(changed)
        of = f"{name} {variant} {form}: {target.name}"
        assert rows.size, f"{of}: no frame"
        box, edge = target.rect.translated(-around.left(), -around.top()), 2
        assert columns.min() <= box.left() + edge, of
        assert columns.max() >= box.right() - edge, of
        assert rows.min() <= box.top() + edge, of
        assert rows.max() >= box.bottom() - edge, of
        assert columns.min() > 0, f"{of}: off the screen"
        assert rows.min() > 0, f"{of}: off the screen"
        assert columns.max() < drawn.shape[1] - 1, f"{of}: off the screen"
        assert rows.max() < drawn.shape[0] - 1, f"{of}: off the screen"
        # Across its left side, in the middle: light beside dark.
        middle = round(box.center().y())
        side = luminance(drawn[middle, max(0, columns.min() - 1) : columns.min() + 12])
        assert ratio(float(side.max()), float(side.min())) >= 3, of
    screen._focus.leave()


def pixels(image: QImage) -> Pixels:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.float64)


def luminance(colours: Pixels) -> Pixels:
    """As WCAG 2.2 defines it."""
    part = colours / 255.0
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    result: Pixels = linear @ np.array([0.2126, 0.7152, 0.0722])
    return result
