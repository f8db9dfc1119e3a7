"""Memory that films leave goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_CUTS = """
import ctypes, sys
from pathlib import Path
if sys.argv[1] == "kept small":
    from kiosk.heap import keep_small
    keep_small()

def resident():
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]

def film(megabytes):
    block = libc.malloc(megabytes << 20)
    ctypes.memset(block, 1, megabytes << 20)
    return block

libc.free(film(20))  # glibc's limit follows the largest block that was freed
before, keys = resident(), []
for _ in range(20):
    block = film(10)
    keys.append(libc.malloc(64 << 10))  # what is kept between two films holds the heap's end
    ctypes.memset(keys[-1], 1, 64 << 10)
    libc.free(block)
    libc.free(film(3))
print(resident() - before)
"""


def grown(how: str) -> int:
    """KB."""
    told = subprocess.run(
        [sys.executable, "-c", _CUTS, how], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    return int(told.stdout)


def test_what_a_film_leaves_goes_back_to_the_system() -> None:
    assert grown("kept small") < 4_000
    assert grown("as it is") > 8_000, "glibc gives it back by itself now: kiosk/heap.py can go"
