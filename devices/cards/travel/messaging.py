"""Secure messaging with triple DES (9303-11, 9.8): every command and answer enciphered, counted and authenticated."""

from __future__ import annotations

import hmac

from devices.cards.travel import des
from devices.pcsc.apdu import Answer, Exchange
from devices.pcsc.ber import encoded, objects

_SECURED = 0x0C
_HEADER = 4
_CRYPTOGRAM, _LENGTH, _STATUS, _MAC = 0x87, 0x97, 0x99, 0x8E
# What stands before a cryptogram: padded by ISO/IEC 9797-1, method 2.
_PADDED = b"\x01"
_COUNTER_BYTES = 8


class Session:
    """The keys and the counter of one conversation; it ends with the first answer that does not hold."""

    def __init__(self, cipher: bytes, mac: bytes, *, counter: bytes) -> None:
        self._cipher = cipher
        self._mac = mac
        self._counter = int.from_bytes(counter, "big")

    def exchange(self, plainly: Exchange, command: bytes) -> Answer:
        """Sends a command in the session and opens its answer; ValueError when that is not the chip's own."""
        return self.opened(plainly(self.protected(command)))

    def protected(self, command: bytes) -> bytes:
        """The command as it goes over the wire. `command` is header, Lc and data, or header and Le: no more is needed here."""
        head = bytes([command[0] | _SECURED]) + command[1:_HEADER]
        parts = b""
        if len(command) > _HEADER + 1:
            parts = encoded(_CRYPTOGRAM, _PADDED + des.encipher(self._cipher, des.padded(command[_HEADER + 1 :])))
        elif len(command) > _HEADER:
            parts = encoded(_LENGTH, command[_HEADER:])
        parts += encoded(_MAC, self._sum(des.padded(head) + parts))
        return head + bytes([len(parts)]) + parts + b"\x00"

    def opened(self, answer: Answer) -> Answer:
        """The answer inside; the status word believed is the authenticated one."""
        found = dict(objects(answer.body))
        proof = found.pop(_MAC, b"")
        status = found.get(_STATUS, b"")
        covered = b"".join(encoded(tag, value) for tag, value in found.items())
        if len(status) != 2 or not hmac.compare_digest(proof, self._sum(covered)):
            raise ValueError("an answer that is not the chip's own")
        return Answer(self._plain(found.get(_CRYPTOGRAM)), int.from_bytes(status, "big"))

    def _plain(self, cryptogram: bytes | None) -> bytes:
        if cryptogram is None:
            return b""
        if cryptogram[:1] != _PADDED:
            raise ValueError("a cryptogram of another kind")
        return des.unpadded(des.decipher(self._cipher, cryptogram[1:]))

    def _sum(self, text: bytes) -> bytes:
        self._counter = (self._counter + 1) % (1 << (8 * _COUNTER_BYTES))
        return des.mac(self._mac, self._counter.to_bytes(_COUNTER_BYTES, "big") + text)
