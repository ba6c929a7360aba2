"""The envelope: canonical bytes compressed, sealed to the hub's key, and signed by the device over header and seal.

Its bytes are a MessagePack array of three: the header (canonical JSON), the sealed bytes, the signature.
There is one encoding only; another one of the same content is refused, because the hash of the bytes is identity.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import zstandard

from kiosk.applications.model import canonical
from kiosk.base.errors import SealError
from kiosk.outbox.model import ENVELOPE_VERSION, NO_DICTIONARY, EnvelopeHeader, UnsealedHeader
from sync.seal.attachment import AttachmentHeader, seal_attachment
from sync.seal.errors import FORGED, MALFORMED, SHUT, TOO_LARGE, sealing
from sync.seal.keys import DeviceKeys, key_id
from sync.seal.suite import Suite

PLAIN_MAX = 1 << 20
# Incompressible content grows by under 1 % in zstandard; header, seal and signature take some hundred bytes.
ENVELOPE_MAX = PLAIN_MAX + (1 << 16)
# Of the 19 items that can be applied for, level 19 packs to 44 % in 1.2 ms, level 3 to 48 % in 0.04 ms.
LEVEL = 3
DOMAIN = b"doorstep-envelope-v1\x00"
# Both are part of the seal's context, between bars; neither may hold one.
_PLAIN_ID = re.compile(r"[0-9A-Za-z._-]{1,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ParsedEnvelope:
    """An envelope taken apart and checked for shape; nothing in it is believed before `verify`."""

    header: EnvelopeHeader
    header_bytes: bytes
    sealed: bytes
    signature: bytes


class EnvelopeSealer:
    """Implements Sealer for one terminal; `hub_key` is asked at each envelope, so that keys may change while the terminal serves."""

    def __init__(self, suite: Suite, device: DeviceKeys, *, hub_key: Callable[[], bytes], terminal: str) -> None:
        self._suite = suite
        self._device = device.signing_key(suite)
        self._hub_key = hub_key
        self._terminal = terminal

    def check(self) -> None:
        """Raises SealError K01 or K10 when there is no key to seal to."""
        self._suite.check_public(self._hub_key())

    def envelope(self, plain: bytes, header: UnsealedHeader) -> tuple[bytes, str]:
        """The envelope's bytes and their hash in hex; raises SealError K01 and K10 for keys, K04 for ids, K05 above 1 MiB."""
        if len(plain) > PLAIN_MAX:
            raise SealError(TOO_LARGE, f"{len(plain)} bytes")
        _check_ids(header.id, self._terminal)
        with sealing("compress"):
            packed = zstandard.ZstdCompressor(level=LEVEL).compress(plain)
        hub_key = self._hub_key()
        sealed = self._suite.seal(hub_key, packed, _context(self._terminal, header.id))
        written = canonical(self._full(header, hub_key, plain_size=len(plain), sealed_size=len(sealed)))
        signature = self._suite.sign(self._device.private, _message(written, sealed))
        raw = msgspec.msgpack.encode((written, sealed, signature))
        return raw, self._suite.hash(raw).hex()

    def attachment(self, application_id: str, plain: bytes) -> bytes:
        """The sealed bytes of an application's file; raises SealError K01 and K10 for keys, K04 for ids, K05 above 4 MiB."""
        _check_ids(application_id, self._terminal)
        hub_key = self._hub_key()
        header = AttachmentHeader(
            application=application_id,
            terminal=self._terminal,
            plain_size=len(plain),
            suite=self._suite.name,
            key_id=key_id(hub_key, self._suite),
        )
        return seal_attachment(plain, header, hub_key=hub_key, suite=self._suite)

    def _full(self, header: UnsealedHeader, hub_key: bytes, *, plain_size: int, sealed_size: int) -> EnvelopeHeader:
        return EnvelopeHeader(
            id=header.id,
            kind=header.kind,
            sequence=header.sequence,
            item=header.item,
            terminal=self._terminal,
            plain_size=plain_size,
            sealed_size=sealed_size,
            suite=self._suite.name,
            key_id=key_id(hub_key, self._suite),
            device_key_id=self._device.id,
        )


def parse(envelope: bytes) -> ParsedEnvelope:
    """Take an envelope apart; raises SealError K05 when it is too large, K04 when it is not one, whole and in its one encoding."""
    if len(envelope) > ENVELOPE_MAX:
        raise SealError(TOO_LARGE, f"{len(envelope)} bytes")
    with sealing("parse"):
        parts = msgspec.msgpack.decode(envelope, type=tuple[bytes, bytes, bytes])
        header = msgspec.json.decode(parts[0], type=EnvelopeHeader)
    if msgspec.msgpack.encode(parts) != envelope or canonical(header) != parts[0]:
        raise SealError(MALFORMED, "another encoding")
    _check_ids(header.id, header.terminal)
    if header.version != ENVELOPE_VERSION or header.dictionary != NO_DICTIONARY:
        raise SealError(MALFORMED, f"version {header.version}, dictionary {header.dictionary}")
    if header.sealed_size != len(parts[1]) or not 0 <= header.plain_size <= PLAIN_MAX or header.sequence < 1:
        raise SealError(MALFORMED, "sizes")
    return ParsedEnvelope(header, parts[0], parts[1], parts[2])


def verify(parsed: ParsedEnvelope, device_public: bytes, suite: Suite) -> None:
    """Raises SealError K04 for another suite, K03 unless this device signed this very header and seal."""
    _check_suite(parsed.header, suite)
    named = parsed.header.device_key_id == key_id(device_public, suite)
    if not named or not suite.verify(device_public, _message(parsed.header_bytes, parsed.sealed), parsed.signature):
        raise SealError(FORGED, "envelope")


def open_envelope(parsed: ParsedEnvelope, hub_private: bytes, suite: Suite) -> bytes:
    """The plain bytes; raises SealError K04 for another suite, K02 when they do not open, or not to the size the header says."""
    header = parsed.header
    _check_suite(header, suite)
    packed = suite.open(hub_private, parsed.sealed, _context(header.terminal, header.id))
    with sealing("decompress"):
        frame = zstandard.get_frame_parameters(packed)
    # The frame's own word for its size is compared before a byte is unpacked: no bomb gets past it.
    if frame.content_size != header.plain_size:
        raise SealError(SHUT, "frame")
    with sealing("decompress"):
        plain = zstandard.ZstdDecompressor().decompress(packed, max_output_size=PLAIN_MAX, allow_extra_data=False)
    if len(plain) != header.plain_size:
        raise SealError(SHUT, "size")
    return plain


def _context(terminal: str, id: str) -> bytes:
    return f"kiosk/v1|{terminal}|{id}".encode("ascii")


def _message(header: bytes, sealed: bytes) -> bytes:
    return DOMAIN + len(header).to_bytes(4, "big") + header + sealed


def _check_ids(*ids: str) -> None:
    if not all(_PLAIN_ID.fullmatch(id) for id in ids):
        raise SealError(MALFORMED, "id")


def _check_suite(header: EnvelopeHeader, suite: Suite) -> None:
    if header.suite != suite.name:
        raise SealError(MALFORMED, f"suite {header.suite!r}")
