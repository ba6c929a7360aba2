"""A simulated USB bus beneath pyusb: readers that are plugged in, their endpoints, and what goes wrong on them.

It is a backend of pyusb, so everything above the transfers is pyusb's own code. Waiting takes virtual time.
"""

from __future__ import annotations

import array
import errno
from collections import deque
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import NoReturn

import usb.core

from devices.sam.simulator import SimulatedSam
from tests.devices.clock import VirtualClock

PACKET = 64
# The two layouts public sources disagree about: addresses of bulk endpoints.
ONE_PAIR, HEADS_AND_BODIES = (0x02, 0x81), (0x02, 0x06, 0x81, 0x85)
HEAD_BYTES = 7
BULK, INTERRUPT = 2, 3


@dataclass(slots=True)
class UsbReader:
    """A reader on USB: a SAM, its endpoints, and the bytes on their way."""

    sam: SimulatedSam
    addresses: tuple[int, ...] = ONE_PAIR
    vendor: int = 0x0400
    product: int = 0xC35A
    ports: tuple[int, ...] = (1,)
    kind: int = BULK
    configured: bool = True
    claimed: bool = False
    # The next transfers on an endpoint fail with these numbers, one each.
    errors: dict[int, list[int]] = field(default_factory=dict)
    halted: set[int] = field(default_factory=set)
    cleared: list[int] = field(default_factory=list)
    packets: dict[int, deque[bytes]] = field(default_factory=dict)
    sent: list[tuple[int, bytes]] = field(default_factory=list)
    # A reader that fills its last packet says that it was the last by one without a byte.
    ends_with_empty: bool = True

    def leave(self, address: int, *packets: bytes) -> None:
        """Has packets lying at an endpoint."""
        self.packets.setdefault(address, deque()).extend(packets)

    def take(self, address: int, raw: bytes) -> None:
        """Hears what comes, and has the answer ready where this layout has it."""
        self.sent.append((address, raw))
        answer = self.sam.hear(raw)
        ins = [one for one in self.addresses if one & 0x80]
        head, body = (answer[:HEAD_BYTES], answer[HEAD_BYTES:]) if len(ins) == 2 else (b"", answer)
        if head:
            self.leave(ins[0], head)
        cut = [body[at : at + PACKET] for at in range(0, len(body), PACKET)]
        if cut and len(cut[-1]) == PACKET and self.ends_with_empty:
            cut.append(b"")
        self.leave(ins[-1], *cut)


class SimulatedBus:
    """What pyusb asks of a backend, for the readers that are plugged in."""

    def __init__(self, clock: VirtualClock, *readers: UsbReader) -> None:
        self.plugged = list(readers)
        self.refused: int | None = None
        self.closed = 0
        self._clock = clock

    def enumerate_devices(self) -> list[UsbReader]:
        """Everything that is plugged in."""
        return list(self.plugged)

    def get_device_descriptor(self, reader: UsbReader) -> SimpleNamespace:
        """The device, on bus 1."""
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x0110, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=8, idVendor=reader.vendor, idProduct=reader.product, bcdDevice=0x0100, iManufacturer=0,
            iProduct=0, iSerialNumber=0, bNumConfigurations=1, address=len(reader.ports), bus=1,
            port_number=reader.ports[-1], port_numbers=reader.ports, speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, reader: UsbReader, number: int) -> SimpleNamespace:
        """The only configuration."""
        if number:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=0, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0x80, bMaxPower=50, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, reader: UsbReader, number: int, alternate: int, _: int) -> SimpleNamespace:
        """The only interface, of a vendor's own class."""
        if number or alternate:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=len(reader.addresses),
            bInterfaceClass=0xFF, bInterfaceSubClass=0, bInterfaceProtocol=0, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, reader: UsbReader, number: int, *_: int) -> SimpleNamespace:
        """One endpoint."""
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=reader.addresses[number], bmAttributes=reader.kind,
            wMaxPacketSize=PACKET, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, reader: UsbReader) -> UsbReader:
        """The handle is the reader itself."""
        if self.refused is not None:
            fail(self.refused)
        return self._there(reader)

    def close_device(self, reader: UsbReader) -> None:
        """Given back."""
        self.closed += 1

    def get_configuration(self, reader: UsbReader) -> int:
        """0 for a reader nobody has configured yet."""
        return int(reader.configured)

    def set_configuration(self, reader: UsbReader, value: int) -> None:
        """Configures it."""
        reader.configured = value == 1

    def claim_interface(self, reader: UsbReader, _: int) -> None:
        """For one program alone."""
        if self._there(reader).claimed:
            fail(errno.EBUSY)
        reader.claimed = True

    def release_interface(self, reader: UsbReader, _: int) -> None:
        """Another may have it."""
        self._there(reader).claimed = False

    def clear_halt(self, reader: UsbReader, address: int) -> None:
        """The endpoint goes on."""
        self._there(reader).halted.discard(address)
        reader.cleared.append(address)

    def bulk_write(self, reader: UsbReader, address: int, _: int, raw: array.array[int], timeout_ms: int) -> int:
        """All of it, at once."""
        self._fails(reader, address)
        reader.take(address, raw.tobytes())
        return len(raw)

    def bulk_read(self, reader: UsbReader, address: int, _: int, room: array.array[int], timeout_ms: int) -> int:
        """One packet, or a time-out; what libusb calls no time at all would be for ever."""
        assert timeout_ms > 0
        self._fails(reader, address)
        waiting = reader.packets.get(address)
        if not waiting:
            self._clock.advance(timeout_ms / 1000)
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        packet = waiting.popleft()
        if len(packet) > len(room):
            fail(errno.EOVERFLOW)
        room[: len(packet)] = array.array("B", packet)
        return len(packet)

    def _no_such_transfer(self, *_: object) -> NoReturn:
        fail(errno.ENOSYS)

    intr_read = intr_write = iso_read = iso_write = _no_such_transfer

    def _there(self, reader: UsbReader) -> UsbReader:
        if not any(one is reader for one in self.plugged):
            fail(errno.ENODEV)
        return reader

    def _fails(self, reader: UsbReader, address: int) -> None:
        if address in self._there(reader).halted:
            fail(errno.EPIPE)
        if reader.errors.get(address):
            number = reader.errors[address].pop(0)
            if number == errno.EPIPE:
                reader.halted.add(address)
            fail(number)


def fail(number: int) -> NoReturn:
    """As libusb fails, by its number."""
    raise usb.core.USBError("simulated", None, number)
