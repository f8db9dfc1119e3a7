"""What happened at this kiosk, without anyone's identity: counted visit by visit, kept as sums."""

from kiosk.ledger.keeping import Ledger
from kiosk.ledger.recorder import Moment, Recorder, Visited
from kiosk.ledger.store import FILE, DamagedLedgerError, ForeignLedgerError, read_tally
from kiosk.ledger.tally import LEAST, Tally, entered_of, shares_of

__all__ = [
    "FILE",
    "LEAST",
    "DamagedLedgerError",
    "ForeignLedgerError",
    "Ledger",
    "Moment",
    "Recorder",
    "Tally",
    "Visited",
    "entered_of",
    "read_tally",
    "shares_of",
]
