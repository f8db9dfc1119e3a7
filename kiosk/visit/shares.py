"""What this kiosk's earlier visitors did, as a visit is told it: counted elsewhere, and large enough to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Share:
    """`same` of `whole` visitors."""

    same: int
    whole: int

    @property
    def percent(self) -> str:
        """As a whole percentage: what is neither nothing nor all is not told as that."""
        if 0 < self.same < self.whole:
            return f"{min(99, max(1, round(100 * self.same / self.whole)))} %"
        return f"{100 * self.same // self.whole} %"


@dataclass(frozen=True, slots=True)
class Shares:
    """What is not in it must not be told: too few visitors, or nobody counts."""

    answers: Mapping[tuple[str, str], Share] = field(default_factory=lambda: MappingProxyType({}))
    """By scene and choice: of those who touched a choice there, how many touched this one first."""
    endings: Mapping[str, Share] = field(default_factory=lambda: MappingProxyType({}))
    """By scene: of those who came to an ending, how many came to this one first."""
