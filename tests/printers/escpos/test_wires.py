"""The lines: which fault each failure is, for every class the system and pyserial have, and on real sockets, ports and files."""

from __future__ import annotations

import errno
import os
import pty
import socket
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import serial

from kiosk.base.errors import PrinterError
from kiosk.status.faults import FAULTS
from printers.errors import PrinterFault
from printers.escpos.serial_wire import open_serial
from printers.escpos.tcp import open_tcp
from printers.escpos.usb import open_usb
from printers.escpos.wire import FOREIGN, Wire, fault_of
from tests.printers.escpos.stand import STANDARD

Opening = Callable[[str], Wire]
FILES: dict[str, Opening] = {"usb": open_usb, "serial": lambda port: open_serial(port, STANDARD)}
every_file = pytest.mark.parametrize("opening", FILES.values(), ids=FILES)


def test_no_exception_of_pyserial_sockets_or_the_system_is_forgotten() -> None:
    kinds = [kind for kind in vars(serial).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert {kind.__name__ for kind in kinds} == {"SerialException", "SerialTimeoutException", "PortNotOpenError"}
    public = [kind for name, kind in vars(socket).items() if not name.startswith("_")]
    kinds += [kind for kind in public if isinstance(kind, type) and issubclass(kind, Exception)]
    assert {socket.gaierror, socket.herror, socket.timeout} <= set(kinds)
    assert all(issubclass(kind, FOREIGN) for kind in (*kinds, termios.error))
    for number in errno.errorcode:
        assert fault_of(OSError(number, "x")).value in FAULTS
        assert fault_of(serial.SerialException(number, "x")).value in FAULTS


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OSError(errno.ENOENT, "x"), PrinterFault.UNREACHABLE),
        (OSError(errno.ENODEV, "x"), PrinterFault.UNREACHABLE),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), PrinterFault.UNREACHABLE),
        (OSError(errno.EHOSTUNREACH, "x"), PrinterFault.UNREACHABLE),
        (socket.gaierror(socket.EAI_NONAME, "x"), PrinterFault.UNREACHABLE),
        (OSError("no number"), PrinterFault.UNREACHABLE),
        (serial.SerialException("device reports readiness to read but returned no data"), PrinterFault.UNREACHABLE),
        (serial.PortNotOpenError(), PrinterFault.UNREACHABLE),
        (termios.error(errno.EIO, "x"), PrinterFault.UNREACHABLE),
        (ValueError("x"), PrinterFault.UNREACHABLE),
        (OSError(errno.EBUSY, "x"), PrinterFault.BUSY),
        (serial.SerialException(errno.EAGAIN, "x"), PrinterFault.BUSY),
        (ConnectionResetError(errno.ECONNRESET, "x"), PrinterFault.BUSY),
        (BrokenPipeError(errno.EPIPE, "x"), PrinterFault.BUSY),
        (OSError(errno.ENOSPC, "x"), PrinterFault.PAPER_OUT),
        (TimeoutError("timed out"), PrinterFault.NO_ANSWER),
    ],
)
def test_each_failure_has_its_fault(error: Exception, fault: PrinterFault) -> None:
    assert isinstance(error, FOREIGN)
    assert fault_of(error) == fault


def told(act: Callable[[], object]) -> str:
    """The fault of doing that; its text names no address."""
    with pytest.raises(PrinterError) as caught:
        act()
    assert "/" not in caught.value.detail and "127" not in caught.value.detail
    return caught.value.code


@every_file
def test_a_file_that_is_not_there_and_one_that_is_no_printer(opening: Opening, tmp_path: Path) -> None:
    assert told(lambda: opening(str(tmp_path / "lp9"))) == PrinterFault.UNREACHABLE
    assert told(lambda: opening(str(tmp_path))) == PrinterFault.UNREACHABLE


@contextmanager
def terminal() -> Iterator[tuple[int, int, str]]:
    """Our end, the other end, and its name."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    try:
        yield ours, theirs, os.ttyname(theirs)
    finally:
        for number in (ours, theirs):
            # A test that pulls the cable has closed them.
            with suppress(OSError):
                os.close(number)


@every_file
def test_bytes_go_both_ways_and_a_pulled_cable_is_told(opening: Opening) -> None:
    with terminal() as (ours, theirs, port):
        wire = opening(port)
        wire.send(b"\x10\x04\x01\x00\xff", 5.0)
        assert os.read(ours, 10) == b"\x10\x04\x01\x00\xff"
        assert wire.receive(0.0) == b""
        os.write(ours, b"\x12\x13\x00")
        assert wire.receive(5.0) == b"\x12\x13\x00"
        os.close(theirs)
        os.close(ours)
        assert told(lambda: wire.receive(5.0)) == PrinterFault.UNREACHABLE
        assert told(lambda: wire.send(b"x", 5.0)) == PrinterFault.UNREACHABLE
        wire.close()


@every_file
def test_a_printer_that_takes_nothing_is_given_up(opening: Opening) -> None:
    with terminal() as (_, _, port):
        wire = opening(port)
        assert told(lambda: wire.send(bytes(1 << 20), 0.2)) == PrinterFault.NO_ANSWER
        wire.close()


def test_a_serial_port_is_held_for_one_program_alone() -> None:
    with terminal() as (_, _, port):
        first = open_serial(port, STANDARD)
        assert told(lambda: open_serial(port, STANDARD)) == PrinterFault.BUSY
        first.close()
        open_serial(port, STANDARD).close()


@contextmanager
def listening() -> Iterator[tuple[socket.socket, int]]:
    """A port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server, server.getsockname()[1]


def test_a_connection_goes_both_ways_and_the_other_end_may_hang_up() -> None:
    with listening() as (server, port):
        wire = open_tcp("127.0.0.1", port)
        client, _ = server.accept()
        with client:
            wire.send(b"\x10\x04\x01", 5.0)
            assert client.recv(10) == b"\x10\x04\x01"
            assert wire.receive(0.0) == b""
            client.sendall(b"\x12")
            assert wire.receive(5.0) == b"\x12"
        assert told(lambda: wire.receive(5.0)) == PrinterFault.BUSY
        wire.close()
        assert told(lambda: wire.send(b"x", 5.0)) == PrinterFault.UNREACHABLE


def test_a_printer_on_the_network_that_takes_nothing_is_given_up() -> None:
    with listening() as (_, port):
        wire = open_tcp("127.0.0.1", port)
        assert told(lambda: wire.send(bytes(32 << 20), 0.2)) == PrinterFault.NO_ANSWER
        wire.close()


def test_nobody_at_an_address() -> None:
    with listening() as (_, port):
        pass
    assert told(lambda: open_tcp("127.0.0.1", port)) == PrinterFault.UNREACHABLE
    assert told(lambda: open_tcp("no-such-host.invalid", 9100)) == PrinterFault.UNREACHABLE
