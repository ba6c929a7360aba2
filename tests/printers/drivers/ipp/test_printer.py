"""A printer that is not ours: every fault that IPP can say is produced and told apart, and what came out is counted in its own log."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Thread

import pytest

from app.system import pause
from kiosk.base.errors import PrinterError
from kiosk.base.steps import Step
from kiosk.receipts.model import READY, Claim, Paper, PrinterStatus, PrintJob, PrintOutcome, PrintState
from printers.drivers.ipp.line import address
from printers.drivers.ipp.printer import IppReceiptPrinter
from printers.errors import PrinterFault
from tests.devices.clock import RealClock
from tests.printers.drivers.ipp.answers import PRINTER, answer, raw_attribute
from tests.printers.drivers.ipp.desks import ID, NAME, RECEIPT, SENDER, Desk, Told, page
from tests.printers.drivers.ipp.machines import EvePrinter, free_port, until

JOB = PrintJob(NAME, page(RECEIPT, Paper.ROLL_80), Paper.ROLL_80)


def test_a_receipt_comes_out_once_under_its_name_and_number(eve: EvePrinter) -> None:
    desk = Desk(eve.uri)
    assert desk.printer.status() == READY
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert eve.printed() == [NAME]
    assert desk.ledger.moves[:3] == [PrintState.CLAIMED, PrintState.CREATED, PrintState.SENT]
    assert desk.ledger.moves[-1] is PrintState.PRINTED
    assert desk.ledger.only().ticket.startswith("1 urn:uuid:")


def test_what_comes_out_is_what_was_laid_out(eve: EvePrinter) -> None:
    Desk(eve.uri).spooler.print_original(ID)
    assert eve.lines()[0].split()[2] == sha256(page(RECEIPT, Paper.ROLL_80)).hexdigest()


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (["media-empty-error", "media-needed"], PrinterStatus((PrinterFault.PAPER_OUT,))),
        (["media-empty-warning"], PrinterStatus((PrinterFault.PAPER_OUT,))),
        (["media-low-report"], PrinterStatus((), (PrinterFault.PAPER_NEAR_END,))),
        (["media-jam-error"], PrinterStatus((PrinterFault.PAPER_JAM,))),
        (["cover-open"], PrinterStatus((PrinterFault.COVER_OPEN,))),
        (["marker-supply-low-warning"], PrinterStatus((), (PrinterFault.SUPPLY_LOW,))),
        (["marker-supply-empty-error"], PrinterStatus((PrinterFault.PRINTER_FAULT,))),
        (["paused"], PrinterStatus((PrinterFault.PRINTER_FAULT,))),
        (["media-low", "cover-open", "media-empty"], PrinterStatus(("P21", "P23"), ("P24",))),
    ],
)
def test_what_is_the_matter_is_told_apart_before_a_job(
    eve: EvePrinter, reasons: list[str], told: PrinterStatus
) -> None:
    eve.says(*reasons)
    desk = Desk(eve.uri)
    assert desk.printer.status() == told
    became = (PrintState.BLOCKED, told.fault) if told.fault else (PrintState.PRINTED, "")
    assert desk.spooler.print_original(ID) == became
    assert eve.printed() == ([] if told.fault else [NAME])


@pytest.mark.parametrize(
    ("reason", "fault"),
    [("media-empty", "P21"), ("media-jam", "P22"), ("cover-open", "P23"), ("marker-waste-full", "P28")],
)
def test_what_stops_a_job_midway_is_asked_about_and_never_comes_out_later(
    eve: EvePrinter, reason: str, fault: str
) -> None:
    desk = Desk(eve.uri, patience_s=1.0)
    eve.stops_for(reason)
    assert desk.spooler.print_original(ID) == (PrintState.UNCERTAIN, fault)
    eve.goes_on()
    until(lambda: not eve.is_at_work(), "the printer rests")
    assert desk.spooler.print_original(ID) == (PrintState.UNCERTAIN, "")
    assert len(eve.printed()) <= 1
    desk.ledger.move(ID, PrintState.FAILED)
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert eve.printed()[-1] == f"{RECEIPT.number}-2", (
        "what may lie there in part is never printed under its number again"
    )


def test_paper_put_in_while_somebody_waits_goes_on(eve: EvePrinter) -> None:
    desk = Desk(eve.uri)
    eve.stops_for("media-empty")
    desk.pauses.meanwhile = [*[lambda: None] * 3, eve.goes_on]
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert eve.printed() == [NAME]


def test_a_job_that_the_printer_gives_up_is_asked_about(eve: EvePrinter) -> None:
    eve.gives_up()
    desk = Desk(eve.uri)
    assert desk.spooler.print_original(ID) == (PrintState.UNCERTAIN, PrinterFault.ABORTED)


def test_a_printer_that_prints_for_another_is_busy(eve: EvePrinter) -> None:
    eve.stops_for("")
    eve.job_of_another()
    desk = Desk(eve.uri)
    assert desk.spooler.print_original(ID) == (PrintState.BLOCKED, PrinterFault.BUSY)
    eve.goes_on()
    until(lambda: not eve.is_at_work(), "the printer rests")
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert eve.printed().count(NAME) == 1


def test_a_printer_that_is_off_is_not_there(eve: EvePrinter) -> None:
    eve.switch_off()
    desk = Desk(eve.uri)
    assert desk.spooler.print_original(ID) == (PrintState.BLOCKED, PrinterFault.UNREACHABLE)
    eve.start()
    assert desk.spooler.print_original(ID) == (PrintState.PRINTED, "")
    assert eve.printed() == [NAME]


def test_a_printer_that_is_switched_off_and_on_in_the_middle_has_lost_the_job(eve: EvePrinter) -> None:
    eve.stops_for("")
    desk = Desk(eve.uri)

    def power() -> None:
        eve.switch_off()
        eve.start()

    desk.pauses.meanwhile = [power]
    assert desk.spooler.print_original(ID) == (PrintState.UNCERTAIN, PrinterFault.JOB_LOST)
    assert eve.printed() == []


@contextmanager
def somebody_else(answer: bytes) -> Iterator[str]:
    """What listens is no printer: to every connection it says the same and closes it."""
    port = free_port()
    with socket.create_server(("127.0.0.1", port)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(5)
                    connection.recv(1 << 16)
                    connection.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        yield f"ipp://127.0.0.1:{port}/ipp/print"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"", PrinterFault.NO_ANSWER),
        (b"SSH-2.0-OpenSSH_9.2\r\n", PrinterFault.NO_ANSWER),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nIPP?", PrinterFault.NO_ANSWER),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", PrinterFault.NO_ANSWER),
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", PrinterFault.BUSY),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\x01\x01\x05\x07\x00\x00\x00\x02\x03", PrinterFault.NO_ANSWER),
    ],
)
def test_who_answers_as_no_printer_does_is_told_as_such(answer: bytes, fault: PrinterFault) -> None:
    with somebody_else(answer) as uri:
        assert Desk(uri).printer.status() == PrinterStatus((fault,))


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("trimmer-jam-error", PrinterFault.CUTTER),
        ("fuser-over-temp-error", PrinterFault.OVERHEATED),
        ("vendor-thing-error", PrinterFault.PRINTER_FAULT),
        ("shutdown", PrinterFault.UNREACHABLE),
        ("timed-out", PrinterFault.NO_ANSWER),
    ],
)
def test_what_no_printer_of_these_tests_can_have_is_told_apart_too(reason: str, fault: PrinterFault) -> None:
    """ippeveprinter knows sixteen reasons; what others say is answered in its stead, byte by byte."""
    said = answer(PRINTER, raw_attribute(0x44, b"printer-state-reasons", reason.encode()))
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(said)}\r\n\r\n".encode()
    with somebody_else(head + said) as uri:
        assert Desk(uri).spooler.print_original(ID) == (PrintState.BLOCKED, fault)


def test_an_orphan_holds_up_nobody(eve: EvePrinter) -> None:
    """A place for a job whose number was never written down: cancelled before the next, and it never prints."""
    desk = Desk(eve.uri, reached=_failing_at(Step.JOB_CREATED))
    with pytest.raises(ZeroDivisionError):
        desk.printer.print(JOB, Told())
    assert Desk(eve.uri).printer.print(JOB, Told()) is PrintOutcome.PRINTED
    assert eve.printed() == [NAME]


def test_data_that_never_came_whole_is_no_paper(eve: EvePrinter) -> None:
    told = Told()
    desk = Desk(eve.uri, reached=_failing_at(Step.HALF_SENT))
    with pytest.raises(ZeroDivisionError):
        desk.printer.print(JOB, told)
    claim = Claim(NAME, PrintState.CREATED, told.seen[0].removeprefix("created "), 1.0)
    assert Desk(eve.uri).printer.recover(claim) is not PrintOutcome.PRINTED
    assert eve.printed() == []


def test_a_job_without_uuid_is_known_by_its_number_only_while_the_printer_was_up(eve: EvePrinter) -> None:
    desk = Desk(eve.uri)
    desk.spooler.print_original(ID)
    old = Claim(NAME, PrintState.SENT, "1", 10_000.0)
    until(lambda: desk.printer.recover(Claim(NAME, PrintState.SENT, "1", 0.0)) is PrintOutcome.PRINTED, "up for 3 s")
    assert desk.printer.recover(Claim("another-1", PrintState.SENT, "1", None)) is PrintOutcome.UNCERTAIN
    # By its name it is found all the same, if there is one of that name.
    assert desk.printer.recover(old) is PrintOutcome.PRINTED
    eve.switch_off()
    eve.start()
    assert desk.printer.recover(old) is PrintOutcome.UNCERTAIN


def test_a_number_that_is_another_jobs_by_now_is_not_ours(eve: EvePrinter) -> None:
    desk = Desk(eve.uri)
    desk.spooler.print_original(ID)
    ticket = desk.ledger.only().ticket
    eve.switch_off()
    eve.start()
    eve.job_of_another()
    until(lambda: len(eve.printed()) == 2, "another's paper")
    assert desk.printer.recover(Claim(NAME, PrintState.SENT, ticket, 1.0)) is PrintOutcome.UNCERTAIN


def test_two_terminals_at_one_printer_leave_each_others_jobs_alone(eve: EvePrinter) -> None:
    """What waits for its data may be another terminal's, which is about to send it."""
    at = address(eve.uri)
    assert at is not None
    neighbour = IppReceiptPrinter(at, f"{SENDER}-B", RealClock(), pause=pause)
    told: list[Callable[[], object]] = []

    class Meanwhile(Told):
        def created(self, ticket: str) -> None:
            with pytest.raises(PrinterError) as busy:
                neighbour.print(PrintJob("B250000173X-1", JOB.pdf, JOB.paper), Told())
            assert busy.value.code == PrinterFault.BUSY
            told.append(lambda: None)

    assert Desk(eve.uri).printer.print(JOB, Meanwhile()) is PrintOutcome.PRINTED
    assert told and eve.printed() == [NAME]


def _failing_at(step: Step) -> Callable[[Step], None]:
    """The program ends there: nothing after it is done."""

    def reached(now: Step) -> None:
        if now is step:
            raise ZeroDivisionError

    return reached
