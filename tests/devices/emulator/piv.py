"""A PIV card as NIST SP 800-73-4 has it: one key in slot 9A, its certificate, a PIN with three tries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

CONTACT_ATR = bytes.fromhex("3B8001") + bytes([0x81])
AID = bytes.fromhex("A000000308")
PIN = b"493817"
TRIES = 3
NAME = "乌兰 (苏木便民服务中心)"
FROM, TO = datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
# Fixed, so that a test in another process knows the same authority: its certificate differs in the signature alone.
AUTHORITY_KEY = ec.derive_private_key(0x0123456789ABCDEF, ec.SECP256R1())
CARD_KEY = ec.derive_private_key(0xFEDCBA9876543210, ec.SECP256R1())
# Another office's: its certificates bear ours's name, and are worth nothing.
STRANGER_KEY = ec.derive_private_key(99, ec.SECP256R1())
CardKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def named(common_name: str) -> x509.Name:
    """A subject."""
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)])


@dataclass
class Paper:
    """A certificate to be made; the authority's own is one that it issues to itself."""

    key: CardKey = CARD_KEY
    name: str = NAME
    issuer: str = "旗政务服务局"
    issuer_key: ec.EllipticCurvePrivateKey = AUTHORITY_KEY
    ends: datetime = TO
    authority: bool = False
    signs: bool = True

    def der(self) -> bytes:
        """The certificate's bytes."""
        usage = x509.KeyUsage(self.signs, False, not self.signs, False, False, self.authority, False, False, False)
        made = (
            x509.CertificateBuilder()
            .subject_name(named(self.name))
            .issuer_name(named(self.issuer))
            .public_key(self.key.public_key())
            .serial_number(77)
            .not_valid_before(FROM)
            .not_valid_after(self.ends)
            .add_extension(x509.BasicConstraints(self.authority, None), critical=True)
            .add_extension(usage, critical=True)
            .sign(self.issuer_key, hashes.SHA256())
        )
        return made.public_bytes(serialization.Encoding.DER)


def authority(key: ec.EllipticCurvePrivateKey = AUTHORITY_KEY, *, ends: datetime = TO) -> bytes:
    """The certificate of the office that issues clerks' cards."""
    return Paper(key=key, name="旗政务服务局", issuer_key=key, ends=ends, authority=True).der()


def tlv(tag: str, value: bytes) -> bytes:
    """An object."""
    size = len(value)
    length = bytes([size]) if size < 128 else bytes([0x81, size]) if size < 256 else b"\x82" + size.to_bytes(2, "big")
    return bytes.fromhex(tag) + length + value


def raw_rsa(key: rsa.RSAPrivateKey, block: bytes) -> bytes:
    """The bare power that a card computes."""
    numbers = key.private_numbers()
    return pow(int.from_bytes(block, "big"), numbers.d, numbers.public_numbers.n).to_bytes(256, "big")


@dataclass
class PivCard:
    """One powered card."""

    key: CardKey = CARD_KEY
    certificate: bytes = b""
    tries: int = TRIES
    atr: bytes = CONTACT_ATR
    verified: bool = False
    selected: bool = False
    waiting: bytes = b""
    chained: bytes = b""
    objects: dict[bytes, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        held = self.certificate or Paper(self.key).der()
        chuid = tlv("30", bytes(25)) + tlv("34", bytes(16)) + tlv("35", b"20340101") + tlv("3E", b"") + tlv("FE", b"")
        self.objects = {
            b"\x5f\xc1\x05": tlv("53", tlv("70", held) + tlv("71", b"\x00") + tlv("FE", b"")),
            b"\x5f\xc1\x02": tlv("53", chuid),
        } | self.objects

    def reset(self) -> None:
        """The PIN is forgotten; how often it was wrong is not."""
        self.verified, self.selected, self.waiting, self.chained = False, False, b"", b""

    def answer(self, command: bytes) -> bytes:
        """The answer to one APDU, 256 bytes at most, the rest by GET RESPONSE."""
        if command[1] == 0xC0:
            return self._hand_over(command[4] or 256)
        self.waiting = b""
        data = command[5 : 5 + command[4]] if len(command) > 5 else b""
        if command[1] == 0xA4:
            return self._choose(data)
        if not self.selected:
            return b"\x69\x82"
        match command[1]:
            case 0xCB if command[2:4] == b"\x3f\xff":
                found = self.objects.get(data[2:])
                return self._promise(found) if found else b"\x6a\x82"
            case 0x20 if command[3] == 0x80:
                return self._verify(data)
            case 0x87 if command[3] == 0x9A:
                return self._authenticate(command, data)
            case _:
                return b"\x6d\x00"

    def _choose(self, application: bytes) -> bytes:
        self.selected = application.startswith(AID)
        if not self.selected:
            return b"\x6a\x82"
        properties = tlv("4F", bytes.fromhex("000010000100")) + tlv("79", tlv("4F", AID))
        return self._promise(tlv("61", properties))

    def _verify(self, data: bytes) -> bytes:
        if not self.tries:
            return b"\x69\x83"
        if not data:
            return b"\x90\x00" if self.verified else bytes([0x63, 0xC0 | self.tries])
        self.verified = data == PIN.ljust(8, b"\xff")
        self.tries = TRIES if self.verified else self.tries - 1
        return b"\x90\x00" if self.verified else bytes([0x63, 0xC0 | self.tries]) if self.tries else b"\x69\x83"

    def _authenticate(self, command: bytes, data: bytes) -> bytes:
        self.chained += data
        if command[0] & 0x10:
            return b"\x90\x00"
        whole, self.chained = self.chained, b""
        if not self.verified:
            return b"\x69\x82"
        wanted = 0x11 if isinstance(self.key, ec.EllipticCurvePrivateKey) else 0x07
        size = 32 if wanted == 0x11 else 256
        asked = whole[-size:]
        if command[2] != wanted or whole != tlv("7C", tlv("82", b"") + tlv("81", asked)):
            return b"\x6a\x80"
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            signature = self.key.sign(asked, ec.ECDSA(Prehashed(hashes.SHA256())))
        else:
            signature = raw_rsa(self.key, asked)
        return self._promise(tlv("7C", tlv("82", signature)))

    def _promise(self, body: bytes) -> bytes:
        self.waiting = body
        return self._hand_over(256)

    def _hand_over(self, count: int) -> bytes:
        part, self.waiting = self.waiting[:count], self.waiting[count:]
        # 00 stands for 256 or more.
        return part + (
            bytes([0x61, len(self.waiting) if len(self.waiting) < 256 else 0]) if self.waiting else b"\x90\x00"
        )


def rsa_card() -> PivCard:
    """A card whose key is of the other kind."""
    return PivCard(key=rsa.generate_private_key(65537, 2048))
