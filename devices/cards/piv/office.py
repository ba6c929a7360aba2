"""The offices that issue clerks' cards, as a terminal knows them: the certificates they issue under, the cards they took back."""

from __future__ import annotations

from dataclasses import dataclass
from string import hexdigits

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from devices.cards.piv.certificate import read
from kiosk.base.errors import ConfigError

_PEM = b"-----BEGIN"
_ISSUERS, _REVOKED = "clerks.issuers", "clerks.revoked"
# What `openssl x509 -serial` writes before the number.
_OPENSSL = "serial="


@dataclass(frozen=True, slots=True)
class Offices:
    """Whoever issues clerks' cards directly, and the serial numbers of cards that are nobody's any more."""

    issuers: tuple[x509.Certificate, ...] = ()
    revoked: frozenset[int] = frozenset()


def read_offices(issuers: bytes, revoked: bytes = b"") -> Offices:
    """From certificates (one as DER, any number as PEM) and a text with a serial number a line.

    Raises ConfigError G01 with every fault, one a line.
    """
    faults: list[str] = []
    offices = Offices(_certificates(issuers, faults), _serials(revoked, faults))
    if faults:
        raise ConfigError("G01", "\n".join(faults))
    return offices


def _certificates(raw: bytes, faults: list[str]) -> tuple[x509.Certificate, ...]:
    try:
        found = x509.load_pem_x509_certificates(raw) if _PEM in raw else [x509.load_der_x509_certificate(raw)]
        known = tuple(read(certificate.public_bytes(Encoding.DER)) for certificate in found)
    except ValueError:
        faults.append(f"{_ISSUERS}: holds something that is no certificate we know")
        return ()
    faults += [
        f"{_ISSUERS}: certificate {number} is not an issuer's"
        for number, certificate in enumerate(known, 1)
        if not _may_issue(certificate)
    ]
    return known


def _may_issue(certificate: x509.Certificate) -> bool:
    """RFC 5280, 4.2.1.9 and 4.2.1.3: an issuer says that it is one, and whoever names usages names this one."""
    values = [extension.value for extension in certificate.extensions]
    constraints = [value for value in values if isinstance(value, x509.BasicConstraints)]
    usages = [value for value in values if isinstance(value, x509.KeyUsage)]
    return any(value.ca for value in constraints) and all(value.key_cert_sign for value in usages)


def _serials(raw: bytes, faults: list[str]) -> frozenset[int]:
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        faults.append(f"{_REVOKED}: not UTF-8")
        return frozenset()
    said = [line.partition("#")[0].strip().removeprefix(_OPENSSL).replace(":", "") for line in lines]
    faults += [
        f"{_REVOKED}: line {number} is no serial number in hexadecimal digits"
        for number, digits in enumerate(said, 1)
        if not set(digits) <= set(hexdigits)
    ]
    return frozenset(int(digits, 16) for digits in said if digits and set(digits) <= set(hexdigits))
