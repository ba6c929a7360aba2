"""The printer without paper: what came out lies in its tray once, and after a power cut it knows as much as its kind does."""

from __future__ import annotations

import pytest

from kiosk.base.steps import Step
from kiosk.receipts.model import READY, Claim, Paper, PrintJob, PrintOutcome, PrintState
from printers.simulator import Memory, TrayPrinter
from tests.printers.ledger import UNTOLD

JOB = PrintJob("B240000017X-1", b"%PDF", Paper.ROLL_80)


class PowerCutError(Exception):
    """The power is gone."""


def test_it_comes_out_once_between_two_steps() -> None:
    told: list[str] = []
    printer = TrayPrinter(Memory.KEEPS_JOBS, came_out=lambda job: told.append(job.name))
    printer.reached = told.append
    assert printer.status() == READY
    assert printer.print(JOB, UNTOLD) is PrintOutcome.PRINTED
    assert told == [Step.PAPER_WRITTEN, JOB.name, Step.PAPER_MOVED]
    assert printer.tray == [JOB]


@pytest.mark.parametrize("step", [Step.PAPER_WRITTEN, Step.PAPER_MOVED])
@pytest.mark.parametrize("memory", list(Memory))
def test_after_a_power_cut(step: Step, memory: Memory) -> None:
    printer = TrayPrinter(memory, came_out=lambda job: None)

    def cut(now: Step) -> None:
        if now is step:
            raise PowerCutError

    printer.reached = cut
    with pytest.raises(PowerCutError):
        printer.print(JOB, UNTOLD)
    lies = step is Step.PAPER_MOVED
    assert (JOB in printer.tray) is lies
    known = PrintOutcome.PRINTED if lies else PrintOutcome.NOT_PRINTED
    assert printer.recover(Claim(JOB.name, PrintState.PRINTING)) is (
        PrintOutcome.UNCERTAIN if memory is Memory.FORGETS else known
    )
