"""A travel document as Doc 9303 parts 10 and 11 have it: Basic Access Control, secure messaging, EF.COM and DG1.

Written from the chip's side and block by block, so that it shares no line and no mode of operation with the driver.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes

# PC/SC part 3: a type A card without historical bytes.
CONTACTLESS_ATR = bytes.fromhex("3B80800101")
AID = bytes.fromhex("A0000002471001")
# The specimens of Doc 9303 parts 4 and 5.
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD3_INFORMATION, TD1_INFORMATION = b"L898902C3674081221204159", b"D23145890774081221204159"
REFUSED, BAD_PROOF, NOT_FOUND, BAD_MESSAGE = b"\x69\x82", b"\x63\x00", b"\x6a\x82", b"\x69\x88"


def block(key: bytes, text: bytes) -> bytes:
    """One block of DES or of two-key triple DES."""
    whole = key * 3 if len(key) == 8 else key + key[:8]
    # One block needs no chaining; a zero vector makes CBC the bare cipher.
    return Cipher(TripleDES(whole), modes.CBC(bytes(8))).encryptor().update(text)


def unblock(key: bytes, text: bytes) -> bytes:
    """The reverse of `block`."""
    whole = key * 3 if len(key) == 8 else key + key[:8]
    return Cipher(TripleDES(whole), modes.CBC(bytes(8))).decryptor().update(text)


def xor(left: bytes, right: bytes) -> bytes:
    """Byte by byte."""
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def encipher(key: bytes, text: bytes) -> bytes:
    """Block after block, each with the one before."""
    done = [bytes(8)]
    for at in range(0, len(text), 8):
        done.append(block(key, xor(done[-1], text[at : at + 8])))
    return b"".join(done[1:])


def decipher(key: bytes, text: bytes) -> bytes:
    """The reverse of `encipher`."""
    blocks = [bytes(8)] + [text[at : at + 8] for at in range(0, len(text), 8)]
    return b"".join(xor(blocks[at - 1], unblock(key, blocks[at])) for at in range(1, len(blocks)))


def pad(text: bytes) -> bytes:
    """80 and zeros."""
    text += b"\x80"
    while len(text) % 8:
        text += b"\x00"
    return text


def mac(key: bytes, text: bytes) -> bytes:
    """Retail MAC: along with the first half, at the end back with the second and forth with the first."""
    state = bytes(8)
    text = pad(text)
    for at in range(0, len(text), 8):
        state = block(key[:8], xor(state, text[at : at + 8]))
    return block(key[:8], unblock(key[8:], state))


def derived(seed: bytes, purpose: int) -> bytes:
    """A key; the parity bits, which DES leaves unread, stay as they come."""
    return hashlib.sha1(seed + bytes([0, 0, 0, purpose]), usedforsecurity=False).digest()[:16]


def tlv(tag: str, value: bytes) -> bytes:
    """A short object."""
    return bytes.fromhex(tag) + (bytes([len(value)]) if len(value) < 128 else bytes([0x81, len(value)])) + value


@dataclass
class Passport:
    """One chip. `pace_only` takes no BAC; `lies` spoils a byte of each secured answer."""

    zone: str = TD3
    information: bytes = TD3_INFORMATION
    pace_only: bool = False
    lies: bool = False
    atr: bytes = CONTACTLESS_ATR
    files: dict[int, bytes] = field(default_factory=dict)
    chosen: bool = False
    selected: int = 0
    challenge: bytes = b""
    keys: tuple[bytes, bytes] | None = None
    counter: int = 0

    def __post_init__(self) -> None:
        common = tlv("5F01", b"0107") + tlv("5F36", b"040000") + tlv("5C", b"\x61\x75")
        self.files = {0x011E: tlv("60", common), 0x0101: tlv("61", tlv("5F1F", self.zone.encode()))} | self.files

    def reset(self) -> None:
        """The field was switched off: nothing is remembered."""
        self.chosen, self.selected, self.challenge, self.keys = False, 0, b"", None

    def answer(self, command: bytes) -> bytes:
        """The answer to one APDU."""
        if command[0] & 0x0C == 0x0C:
            return self._secured(command) if self.keys else BAD_MESSAGE
        self.keys = None
        match command[1]:
            case 0xA4 if command[2] == 0x04:
                return self._choose(command[5 : 5 + command[4]])
            case 0xA4 if command[5:7] == b"\x3f\x00":
                self.chosen = False
                return b"\x90\x00"
            case 0xA4:
                return b"\x90\x00" if self.pace_only and command[5:7] == b"\x01\x1c" else NOT_FOUND
            case 0x84 if self.chosen:
                self.challenge = os.urandom(8)
                return self.challenge + b"\x90\x00"
            case 0x82 if self.challenge and len(command) == 46:
                return self._prove(command[5:45])
            case _:
                return REFUSED

    def _choose(self, application: bytes) -> bytes:
        if application != AID:
            return NOT_FOUND
        if self.pace_only:
            return REFUSED
        self.chosen = True
        return b"\x90\x00"

    def _prove(self, data: bytes) -> bytes:
        seed = hashlib.sha1(self.information, usedforsecurity=False).digest()[:16]
        cipher, proof = derived(seed, 1), derived(seed, 2)
        challenge, self.challenge = self.challenge, b""
        if mac(proof, data[:32]) != data[32:]:
            return BAD_PROOF
        plain = decipher(cipher, data[:32])
        if plain[8:16] != challenge:
            return BAD_PROOF
        own = os.urandom(16)
        secret = encipher(cipher, challenge + plain[:8] + own)
        session = xor(plain[16:], own)
        self.keys = derived(session, 1), derived(session, 2)
        self.counter = int.from_bytes(challenge[4:] + plain[4:8], "big")
        return secret + mac(proof, secret) + b"\x90\x00"

    def _secured(self, command: bytes) -> bytes:
        assert self.keys is not None
        cipher, proof = self.keys
        body = command[5 : 5 + command[4]]
        covered, given = body[:-10], body[-8:]
        self.counter += 1
        if mac(proof, self.counter.to_bytes(8, "big") + pad(command[:4]) + covered) != given:
            self.keys = None
            return BAD_MESSAGE
        plain, status = self._do(command, self._data(cipher, covered), covered)
        said = tlv("87", b"\x01" + encipher(cipher, pad(plain))) if plain else b""
        said += tlv("99", status)
        self.counter += 1
        whole = said + tlv("8E", mac(proof, self.counter.to_bytes(8, "big") + said))
        return (whole[:-1] + bytes([whole[-1] ^ 1]) if self.lies else whole) + status

    def _data(self, cipher: bytes, covered: bytes) -> bytes:
        if covered[:1] != b"\x87":
            return b""
        return decipher(cipher, covered[3 : 2 + covered[1]]).rstrip(b"\0")[:-1]

    def _do(self, command: bytes, data: bytes, covered: bytes) -> tuple[bytes, bytes]:
        if command[1] == 0xA4:
            file = int.from_bytes(data, "big")
            self.selected = file if file in self.files else 0
            return b"", b"\x90\x00" if self.selected else NOT_FOUND
        if command[1] == 0xB0 and covered[:2] == b"\x97\x01" and self.selected:
            offset = int.from_bytes(command[2:4], "big")
            return self.files[self.selected][offset : offset + (covered[2] or 256)], b"\x90\x00"
        return b"", b"\x6d\x00"
