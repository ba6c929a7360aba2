"""The office of demo and training: it issues clerks' cards that sign for real, under a key that dies with the program.

No key of it is in the product or on a disk, so that nobody can issue a card that another terminal, or one in service, believes.
"""

from __future__ import annotations

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding

from devices.cards.piv.office import Offices
from devices.pcsc.ber import encoded, value_of
from kiosk.identity.clerk import SignInRefusal

_NAME = "演示培训办公室 (training)"
# A training terminal's clock may say anything: only the card that is to have ended has ended.
_FROM, _TO = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
_ENDED = datetime(2020, 12, 31, tzinfo=UTC)
_OK, _MORE_DATA, _NO_FILE, _REFUSED = b"\x90\x00", 0x61, b"\x6a\x82", b"\x6d\x00"
_PIN_WANTED, _BLOCKED, _WRONG_DATA = b"\x69\x82", b"\x69\x83", b"\x6a\x80"
_AID = bytes.fromhex("A000000308")
_ASKS_CERTIFICATE = bytes.fromhex("5C035FC105")
_SELECT, _GET_DATA, _VERIFY, _SIGN, _GET_RESPONSE = 0xA4, 0xCB, 0x20, 0x87, 0xC0
_TEMPLATE, _RESPONSE, _CHALLENGE = 0x7C, 0x82, 0x81
_LONGEST_ANSWER = 256
_TRIES = 3


class TrainingOffice:
    """One office, made anew with every program."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._taken_back = x509.random_serial_number()
        paper = _paper(self._key.public_key(), _NAME).serial_number(x509.random_serial_number())
        own = paper.sign(self._key, hashes.SHA256())
        self.offices = Offices((own,), frozenset({self._taken_back}))

    def card(self, name: str, pin: str, *, tries: int, refused: SignInRefusal | None) -> PivChip:
        """A card of its own key; one that is to be `refused` has a certificate that deserves it."""
        key = ec.generate_private_key(ec.SECP256R1())
        # Another office's card: signed under a name we know by a key that nobody has any more.
        stranger = refused is SignInRefusal.UNKNOWN_ISSUER
        signer = ec.generate_private_key(ec.SECP256R1()) if stranger else self._key
        serial = self._taken_back if refused is SignInRefusal.REVOKED else x509.random_serial_number()
        ends = _ENDED if refused is SignInRefusal.NOT_VALID_NOW else _TO
        certificate = _paper(key.public_key(), name, ends=ends).serial_number(serial).sign(signer, hashes.SHA256())
        return PivChip(key, certificate.public_bytes(Encoding.DER), pin, tries=tries)


class PivChip:
    """One card, answering as strictly as T=0 does; it keeps count of its tries as long as there is this object."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: bytes, pin: str, *, tries: int) -> None:
        self._key = key
        self._held = encoded(0x53, encoded(0x70, certificate) + encoded(0x71, b"\x00") + encoded(0xFE, b""))
        self._pin = pin.encode("ascii").ljust(8, b"\xff")
        self._left = tries
        self._selected = self._verified = False
        self._waiting = b""

    def reset(self) -> None:
        """Power went: the PIN has to be said again, and how often it was wrong is remembered."""
        self._selected = self._verified = False
        self._waiting = b""

    def transmit(self, command: bytes) -> bytes:
        """The card's answer, status word included."""
        data = command[5 : 5 + command[4]] if len(command) > 5 else b""
        if command[1] == _GET_RESPONSE:
            return self._hand_over()
        self._waiting = b""
        if command[1] == _SELECT and command[2] == 0x04:
            self._selected = data == _AID
            return _OK if self._selected else _NO_FILE
        if not self._selected:
            return _REFUSED
        match command[1]:
            case code if code == _GET_DATA:
                return self._promise(self._held) if data == _ASKS_CERTIFICATE else _NO_FILE
            case code if code == _VERIFY:
                return self._verify(data)
            case code if code == _SIGN:
                return self._sign(data)
        return _REFUSED

    def _verify(self, pin: bytes) -> bytes:
        if not self._left:
            return _BLOCKED
        self._verified = pin == self._pin
        self._left = _TRIES if self._verified else self._left - 1
        return _OK if self._verified else bytes([0x63, 0xC0 | self._left])

    def _sign(self, data: bytes) -> bytes:
        if not self._verified:
            return _PIN_WANTED
        try:
            digest = value_of(data, _TEMPLATE, _CHALLENGE)
            signature = self._key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))
        except ValueError:
            return _WRONG_DATA
        return self._promise(encoded(_TEMPLATE, encoded(_RESPONSE, signature)))

    def _promise(self, body: bytes) -> bytes:
        self._waiting = body
        return self._hand_over()

    def _hand_over(self) -> bytes:
        part, self._waiting = self._waiting[:_LONGEST_ANSWER], self._waiting[_LONGEST_ANSWER:]
        # 00 stands for 256 or more.
        return part + (
            bytes([_MORE_DATA, len(self._waiting) if len(self._waiting) < 256 else 0]) if self._waiting else _OK
        )


def _paper(key: ec.EllipticCurvePublicKey, name: str, *, ends: datetime = _TO) -> x509.CertificateBuilder:
    """What the office signs, for itself or for a clerk."""
    own = name == _NAME
    usage = x509.KeyUsage(not own, False, False, False, False, own, False, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(_NAME))
        .public_key(key)
        .not_valid_before(_FROM)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(own, None), critical=True)
        .add_extension(usage, critical=True)
    )


def _named(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)])
