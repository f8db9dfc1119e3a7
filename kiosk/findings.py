"""What was found out about this machine, for a technician: one line each, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["ok", "warning", "missing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`ok`: nothing to do. `warning`: the kiosk runs, but less well, or it cannot be told. `missing`: to be mended
    before visitors come. `mend` says how, with the command where there is one."""

    mark: Mark
    what: str
    says: str
    mend: str = ""
