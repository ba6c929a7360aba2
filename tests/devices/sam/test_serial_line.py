"""The serial line: which fault each failure of a port is, on real ports and for every class pyserial has."""

from __future__ import annotations

import errno
import os
import pty
import termios
from pathlib import Path

import pytest
import serial

from devices.sam.serial_line import FOREIGN, fault_of, open_serial
from kiosk.base.errors import DeviceError
from kiosk.status.faults import FAULTS


def test_no_exception_of_pyserial_is_forgotten() -> None:
    kinds = [kind for kind in vars(serial).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert {kind.__name__ for kind in kinds} == {"SerialException", "SerialTimeoutException", "PortNotOpenError"}
    assert all(issubclass(kind, FOREIGN) for kind in (*kinds, termios.error))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (serial.SerialException(errno.ENOENT, "x"), "C02"),
        (serial.SerialException("device reports readiness to read but returned no data"), "C02"),
        (serial.PortNotOpenError(), "C02"),
        (termios.error(errno.EIO, "x"), "C02"),
        (OSError(errno.EIO, "x"), "C02"),
        (OSError(errno.EACCES, "x"), "C07"),
        (serial.SerialException(errno.EAGAIN, "x"), "C07"),
        (OSError(errno.ENOMEM, "x"), "C03"),
        (ValueError("x"), "C03"),
    ],
)
def test_each_failure_has_its_fault(error: Exception, code: str) -> None:
    assert fault_of(error) == code
    assert code in FAULTS


def opened(port: str) -> str:
    """The fault of opening that port."""
    with pytest.raises(DeviceError) as caught:
        open_serial(port, 115200)
    return caught.value.code


def test_a_port_that_is_not_there_and_one_that_is_no_port(tmp_path: Path) -> None:
    assert opened(str(tmp_path / "ttyUSB9")) == "C02"
    (tmp_path / "file").write_bytes(b"")
    assert opened(str(tmp_path / "file")) == "C02"


def test_a_port_is_held_for_one_program_alone() -> None:
    ours, theirs = pty.openpty()
    port = os.ttyname(theirs)
    first = open_serial(port, 115200)
    assert opened(port) == "C07"
    first.close()
    second = open_serial(port, 115200)
    second.send(b"\xaa\x96")
    assert os.read(ours, 10) == b"\xaa\x96"
    assert second.receive(0.0) == b""
    os.write(ours, b"\x69\x00")
    assert second.receive(1.0) == b"\x69\x00"
    os.close(theirs)
    os.close(ours)
    with pytest.raises(DeviceError) as caught:
        second.receive(1.0)
    assert caught.value.code == "C02"
    second.close()
    second.close()
