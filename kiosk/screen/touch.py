"""What may count as a touch: pure rules over times in milliseconds, no clock and no Qt."""

from __future__ import annotations

from typing import Literal

BOUNCE = 80
"""ms after a press or a release in which another press is the same finger bouncing, or a frame ringing."""
HOLD = 3_000
"""ms that a corner is held to knock at the technician's door."""
WITHIN = 10_000
"""ms in which the second corner follows the first, with one finger."""

CORNER = 0.12
"""How much of the short side a corner of the technician's door takes: 45 mm on a 32 inch panel."""

Corner = Literal["left", "right"]


def corner(x: float, y: float, width: float, height: float, turn: int = 0) -> Corner | None:
    """Which upper corner of the picture, as the visitor sees it turned by 0, 90, 180 or 270 degrees clockwise, a place
    of the window is in."""
    match turn:
        case 90:
            x, y, width, height = y, width - x, height, width
        case 180:
            x, y = width - x, height - y
        case 270:
            x, y, width, height = height - y, x, height, width
    size = CORNER * min(width, height)
    if not 0 <= y <= size:
        return None
    if 0 <= x <= size:
        return "left"
    return "right" if width - size <= x <= width else None


class Gate:
    """Lets a press through unless it is a bounce of the one before."""

    def __init__(self) -> None:
        self._last: int | None = None

    def press(self, now: int) -> bool:
        # Two sources with two clocks (a mouse beside a touch panel) give a negative difference: not a bounce.
        bounce = self._last is not None and 0 <= now - self._last < BOUNCE
        self._last = now
        return not bounce

    def release(self, now: int) -> None:
        self._last = now


class CornerDoor:
    """Opens when both upper corners are held together for 3 s, or, on a panel that knows one finger only, the left one
    for 3 s and within 10 s after that the right one for 3 s."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[Corner, int]] = {}
        self._knocked: int | None = None
        """When the left corner was last let go after a full hold."""

    def down(self, finger: int, corner: Corner | None, now: int) -> None:
        """A finger is down at a corner, or (None) anywhere else."""
        before = self._held.get(finger)
        if before is not None and before[0] == corner:
            return
        self.up(finger, now)
        if corner is not None:
            self._held[finger] = (corner, now)

    def up(self, finger: int, now: int) -> None:
        corner, since = self._held.pop(finger, (None, now))
        if corner == "left" and now - since >= HOLD:
            self._knocked = now

    def lift_all(self, now: int) -> None:
        for finger in tuple(self._held):
            self.up(finger, now)

    def due(self) -> int | None:
        """When it will open if nothing moves until then; None while it would not."""
        since = dict(self._held.values())
        if "right" not in since:
            return None
        if "left" in since:
            return max(since.values()) + HOLD
        if self._knocked is not None and 0 <= since["right"] - self._knocked <= WITHIN:
            return since["right"] + HOLD
        return None

    def open(self, now: int) -> bool:
        """True once when it opens; what led to it is forgotten."""
        due = self.due()
        if due is None or now < due:
            return False
        self._held.clear()
        self._knocked = None
        return True
