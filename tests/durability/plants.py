"""Mistakes on purpose: each is one a program could make, and each must be caught by the harness it is planted in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.base.ids import reference_number
from kiosk.base.steps import Reached, Step, unwatched
from sync.store import driver
from sync.store.disk import RealDisk
from sync.store.outbox import SqliteOutbox
from tests.app.crashing import dies_at
from tests.app.stage import Stage

SAID_TOO_SOON = "acknowledge-before-commit"
PRINTED_TOO_SOON = "print-before-commit"
LEASE_KEPT = "lease-never-returned"
ANOTHER_ID = "another-id"
UNSYNCED = "attachments-without-a-sync"
DEAF = "no-heed-of-errors"
DYING = "die at "
NORMAL, OFF = "synchronous=NORMAL", "synchronous=OFF"


@contextmanager
def planted(plant: str) -> Iterator[None]:
    """The program with this mistake in it, until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        if plant == LEASE_KEPT:
            patch.setattr(SqliteOutbox, "return_leases", lambda _: None)
        if plant in (NORMAL, OFF):
            pragmas = tuple(plant if pragma.startswith("synchronous") else pragma for pragma in driver.PRAGMAS)
            patch.setattr(driver, "PRAGMAS", pragmas)
        if plant == UNSYNCED:
            patch.setattr(RealDisk, "write_durably", _without_a_sync)
        yield


def _without_a_sync(_: RealDisk, path: Path, raw: bytes) -> None:
    path.write_bytes(raw)


def taught(plant: str, stage: Stage, say: Callable[..., None]) -> Reached:
    """What happens at the named steps: the mistake of one who does not wait for the commit, or a death at a step."""
    number = reference_number(stage.product.settings.terminal.code, 1)
    dying = dies_at(Step(plant.removeprefix(DYING)), 1) if plant.startswith(DYING) else unwatched

    def reached(step: Step) -> None:
        if step is Step.INSERTED and plant == SAID_TOO_SOON:
            say("collected", number)
        if step is Step.INSERTED and plant == PRINTED_TOO_SOON:
            (stage.directory / "receipts" / f"{number}-1.pdf").write_bytes(b"a receipt")
        dying(step)

    return reached


def dying_at(step: Step) -> str:
    """The plant of a death at a named step."""
    return DYING + step
