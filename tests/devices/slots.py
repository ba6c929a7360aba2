"""Putting cards in under a real pcscd, and outside programs that look at the same card."""

from __future__ import annotations

import subprocess

from devices.pcsc.reader import PcscCardReader
from kiosk.cards import CardRef
from tests.devices.pcscd import NO_FAULT, Fault, Rig

# pcscd asks the virtual reader every 400 ms; a loaded machine gets its time.
SEEN_S = 10.0


def put_in(rig: Rig, reader: PcscCardReader, card: str, fault: Fault = NO_FAULT) -> CardRef:
    """The card is in, and our reader has seen it."""
    rig.insert(card, fault)
    status = reader.wait(SEEN_S)
    assert status.card is not None
    return status.card


def run(rig: Rig, *command: str, stdin: str = "") -> str:
    """What an outside program says."""
    done = subprocess.run(
        command, input=stdin, env=rig.environment(), capture_output=True, text=True, check=True, timeout=30
    )
    return done.stdout
