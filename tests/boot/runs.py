"""The proof on each of the two machines, from its making to its end."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.boot import exhibitions, image
from tests.boot.album import Album
from tests.boot.container import Container
from tests.boot.emulator import Disks, Emulator
from tests.boot.kiosk import Kiosk
from tests.boot.lost import loses_what_was_not_flushed
from tests.boot.proofs import Proof
from tests.boot.report import Report

IN_CONTAINER: Final = (1920, 1080)
ON_COMPUTER: Final = (1280, 720)
"""Screens, in pixels. Emulated, each of them has to be drawn by an emulated processor."""


def in_a_container(work: Path, tree: Path, report: Report, album: Album) -> None:
    """Raises MachineError, BuildError."""
    packs = exhibitions.packs(work, tree, small=False)
    image.state_with(tree, packs[0], work / "state-shipped")
    machine = Container(tree, work / "state-shipped", work / "container", IN_CONTAINER)
    try:
        proof = Proof(machine, Kiosk(machine), report, album)
        if proof.boots("power-on"):
            _all(proof, packs)
    finally:
        machine.close()


def on_a_computer(work: Path, tree: Path, report: Report, album: Album, seed: int) -> None:
    """Raises MachineError, BuildError."""
    packs = exhibitions.packs(work, tree, small=True)
    state = work / "state-small"
    image.state_with(tree, packs[0], state)
    folder = work / "computer"
    folder.mkdir(exist_ok=True)
    disks = Disks(folder / "root.raw", folder / "state.raw")
    image.disk(tree, disks.root, image.ROOT)
    image.disk(state, disks.state, image.STATE)
    kernel, initrd = (next((tree / "boot").glob(f"{name}-*")) for name in ("vmlinuz", "initrd.img"))
    machine = Emulator(kernel, initrd, disks, folder, ON_COMPUTER)
    try:
        proof = Proof(machine, Kiosk(machine), report, album)
        if proof.boots("power-on"):
            _all(proof, packs)
            machine.cut_power()
            image.disk(state, disks.state, image.STATE)
            loses_what_was_not_flushed(machine, packs, proof, seed)
    finally:
        machine.cut_power()


def _all(proof: Proof, packs: tuple[str, str]) -> None:
    """What is done to both."""
    proof.fills_the_screen()
    proof.is_touched()
    proof.counts_a_visit()
    proof.freezes()
    proof.dies()
    proof.rests()
    proof.loses_power_in_a_visit()  # after a boot nothing of what was tried before counts, so the screen may be lost
    proof.loses_its_screen()
    proof.loses_power_in_an_update(packs)
