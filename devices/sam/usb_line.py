"""UsbLine: the line to a SAM on USB, by pyusb: bulk packets, on one pair of endpoints or on one for heads and one for bodies."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import usb.core
import usb.util

from devices.sam.frames import HEADER
from kiosk.base.errors import DeviceError

GONE_FAULT, UNEXPECTED_FAULT, SILENT_FAULT, SHUT_FAULT = "C02", "C03", "C06", "C07"
_WRITE_MS = 1000
# What libusb calls no time at all is for ever.
_LEAST_MS = 1
# A packet without a byte ends a transfer that filled its last packet; more than a few in a row are no answer.
_MOST_EMPTY = 16
# The preamble and the length, which some readers want and give on endpoints of their own.
_HEAD_BYTES = len(HEADER) + 2

# pyusb's errors are OSErrors, but for a libusb that is not there (ValueError) and what one on this system cannot do.
FOREIGN: tuple[type[Exception], ...] = (OSError, ValueError, NotImplementedError)
_BY_NUMBER: Mapping[int, str] = MappingProxyType(
    {
        errno.ENODEV: GONE_FAULT,
        errno.ENOENT: GONE_FAULT,
        errno.EIO: GONE_FAULT,
        errno.ETIMEDOUT: SILENT_FAULT,
        errno.EACCES: SHUT_FAULT,
        errno.EPERM: SHUT_FAULT,
        errno.EBUSY: SHUT_FAULT,
    }
)


@dataclass(frozen=True, slots=True)
class UsbPlace:
    """Which reader on USB: vendor and product, and where it is plugged ("1-2.3"), "" for the first one there is."""

    vendor: int
    product: int
    at: str = ""


class UsbLine:
    """An open reader on USB, held for this program alone. Its endpoints in order of their addresses: heads, then bodies."""

    def __init__(self, device: Any, outs: tuple[Any, ...], ins: tuple[Any, ...]) -> None:
        self._device = device
        self._outs, self._ins = outs, ins
        # How much of a body was announced and has not come.
        self._owed = 0

    def send(self, raw: bytes) -> None:
        """Hands the bytes over, where the reader has endpoints for both in head and body."""
        self._owed = 0
        with _mapped():
            if len(self._outs) == 1:
                self._write(self._outs[0], raw)
            else:
                self._write(self._outs[0], raw[:_HEAD_BYTES])
                self._write(self._outs[1], raw[_HEAD_BYTES:])

    def receive(self, timeout_s: float) -> bytes:
        """The next packet; of a body nobody announced, what lies there, so that it is not taken for the next one's."""
        with _mapped():
            if len(self._ins) == 1:
                return self._read(self._ins[0], timeout_s)
            if self._owed > 0:
                return self._body(timeout_s)
            head = self._read(self._ins[0], timeout_s)
            if head.startswith(HEADER) and len(head) == _HEAD_BYTES:
                self._owed = int.from_bytes(head[len(HEADER) :], "big")
            return head or self._read(self._ins[1], 0.0)

    def close(self) -> None:
        """Lets go of the interface and the device."""
        with suppress(*FOREIGN):
            usb.util.dispose_resources(self._device)

    def _body(self, timeout_s: float) -> bytes:
        raw = self._read(self._ins[1], timeout_s)
        self._owed -= len(raw)
        return raw

    def _write(self, endpoint: Any, raw: bytes) -> None:
        if raw:
            self._unstalled(endpoint, lambda: endpoint.write(raw, _WRITE_MS))

    def _read(self, endpoint: Any, timeout_s: float) -> bytes:
        """One packet, for one read of more would not end before the reader says so by a short one."""
        timeout_ms = max(_LEAST_MS, int(timeout_s * 1000))
        for _ in range(_MOST_EMPTY):
            try:
                raw = bytes(self._unstalled(endpoint, lambda: endpoint.read(endpoint.wMaxPacketSize, timeout_ms)))
            except usb.core.USBTimeoutError:
                return b""
            if raw:
                return raw
        return b""

    def _unstalled(self, endpoint: Any, transfer: Callable[[], Any]) -> Any:
        """A transfer that meets a stalled endpoint has it cleared, and is tried once more."""
        try:
            return transfer()
        except usb.core.USBError as error:
            if error.errno != errno.EPIPE:
                raise
            self._device.clear_halt(endpoint.bEndpointAddress)
            return transfer()


def open_usb(place: UsbPlace, backend: Any = None) -> UsbLine:
    """The reader at that place. DeviceError C02 when it is not there, C07 when it may not be opened or another has it."""
    with _mapped():
        device = _found(place, backend)
        try:
            return _opened(device)
        except Exception:
            usb.util.dispose_resources(device)
            raise


def fault_of(error: Exception) -> str:
    """The fault's code for what pyusb raised; without a libusb nothing on USB may be opened."""
    if isinstance(error, usb.core.NoBackendError):
        return SHUT_FAULT
    return _BY_NUMBER.get(getattr(error, "errno", None) or 0, UNEXPECTED_FAULT)


def _found(place: UsbPlace, backend: Any) -> Any:
    like = usb.core.find(find_all=True, backend=backend, idVendor=place.vendor, idProduct=place.product)
    found = next((device for device in like if place.at in ("", _plugged_at(device))), None)
    if found is None:
        raise DeviceError(GONE_FAULT, "no such device on USB")
    return found


def _plugged_at(device: Any) -> str:
    """As /sys/bus/usb/devices calls it."""
    return f"{device.bus}-{'.'.join(str(port) for port in device.port_numbers or ())}"


def _opened(device: Any) -> UsbLine:
    """The first interface with a bulk endpoint in each direction, claimed; C03 when none has one, or not in pairs."""
    for interface in _configuration(device):
        bulk = [one for one in interface if usb.util.endpoint_type(one.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK]
        bulk.sort(key=lambda one: one.bEndpointAddress)
        outs, ins = (
            tuple(one for one in bulk if _direction(one) == way)
            for way in (usb.util.ENDPOINT_OUT, usb.util.ENDPOINT_IN)
        )
        if outs and len(outs) == len(ins) <= 2:
            usb.util.claim_interface(device, interface)
            return UsbLine(device, outs, ins)
    raise DeviceError(UNEXPECTED_FAULT, "no interface with pairs of bulk endpoints")


def _configuration(device: Any) -> Any:
    """The one that is active; a reader fresh from its cable may have none yet."""
    with suppress(usb.core.USBError):
        return device.get_active_configuration()
    device.set_configuration()
    return device.get_active_configuration()


def _direction(endpoint: Any) -> int:
    way: int = usb.util.endpoint_direction(endpoint.bEndpointAddress)
    return way


@contextmanager
def _mapped() -> Iterator[None]:
    """pyusb's texts are dropped: only the class is named."""
    try:
        yield
    except FOREIGN as error:
        raise DeviceError(fault_of(error), type(error).__name__) from error
