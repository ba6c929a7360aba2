"""Which clerks' certificates hold: what a terminal is told of offices, openssl beside us, and dates under clocks that lie."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID as Purpose

from devices.cards import piv
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.errors import ConfigError
from kiosk.identity.clerk import Clerk, ClerkProof, SignInChallenge, SignInRefusal
from tests.devices.emulator.piv import AUTHORITY_KEY, CARD_KEY, FROM, NAME, TO, Paper, authority, named

DAY_MS = 86_400_000
NOW = datetime(2026, 7, 1, tzinfo=UTC)
NOW_MS = round(NOW.timestamp() * 1000)
BEGUN_MS, ENDED_MS = (round(day.timestamp() * 1000) for day in (FROM, TO))
Build = Callable[[x509.CertificateBuilder], x509.CertificateBuilder]


def moment(ms: int, confidence: TimeConfidence = TimeConfidence.UNVERIFIED) -> Moment:
    return Moment(ms, confidence)


def judged(
    certificate: bytes, *, offices: piv.Offices, at: Moment | None = None, earliest_ms: int = NOW_MS
) -> Clerk | SignInRefusal:
    """What comes of a signature by the key that the certificate is of."""
    challenge = SignInChallenge("NM-0001", bytes(32), at or moment(NOW_MS))
    signature = CARD_KEY.sign(challenge.message(), ec.ECDSA(hashes.SHA256()))
    return piv.judge(ClerkProof(certificate, signature), challenge, offices=offices, earliest_ms=earliest_ms)


def faults(issuers: bytes, revoked: bytes = b"") -> list[str]:
    with pytest.raises(ConfigError) as told:
        piv.read_offices(issuers, revoked)
    assert told.value.code == "G01"
    return told.value.detail.splitlines()


def test_offices_are_read_as_openssl_writes_them() -> None:
    first, second = authority(), authority(CARD_KEY)
    pem = "".join(ssl.DER_cert_to_PEM_cert(der) for der in (first, second)).encode()
    read = piv.read_offices(b"Certificate:\n    Data:\n" + pem)
    assert [each.public_bytes(Encoding.DER) for each in read.issuers] == [first, second]
    assert piv.read_offices(first).issuers == read.issuers[:1]


@pytest.mark.parametrize("written", ["serial=4D", "4d", "00:4D", "  4D  # lost on 3 March", "\ufeff4D\r\n"])
def test_a_card_that_was_taken_back_makes_no_clerk(written: str) -> None:
    other = b"# the office's own list\n\n99AABBCCDDEEFF00112233\n"
    offices = piv.read_offices(authority(), written.encode() + b"\n" + other)
    assert offices.revoked == {77, 0x99AABBCCDDEEFF00112233}
    assert judged(Paper().der(), offices=offices) is SignInRefusal.REVOKED
    assert judged(Paper().der(), offices=piv.read_offices(authority(), other)) == Clerk(NAME, 77)


def test_openssl_writes_the_serial_number_that_the_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "card.der").write_bytes(Paper().der())
    command = ["openssl", "x509", "-inform", "DER", "-in", str(tmp_path / "card.der"), "-noout", "-serial"]
    written = subprocess.run(command, capture_output=True, check=True, timeout=10).stdout
    assert judged(Paper().der(), offices=piv.read_offices(authority(), written)) is SignInRefusal.REVOKED


def test_every_fault_is_told_at_once() -> None:
    told = faults(Paper().der(), b"4D\nlost\n12 13\n-4D\n")
    assert told == [
        "clerks.issuers: certificate 1 is not an issuer's",
        "clerks.revoked: line 2 is no serial number in hexadecimal digits",
        "clerks.revoked: line 3 is no serial number in hexadecimal digits",
        "clerks.revoked: line 4 is no serial number in hexadecimal digits",
    ]
    assert faults(authority(), b"\xff\xfe4\x00D\x00") == ["clerks.revoked: not UTF-8"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no certificate",
        b"-----BEGIN CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",
    ],
)
def test_what_is_no_certificate_is_told(raw: bytes) -> None:
    assert faults(raw) == ["clerks.issuers: holds something that is no certificate we know"]


def test_a_private_key_is_no_certificate(tmp_path: Path) -> None:
    key = subprocess.run(
        ["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        capture_output=True, check=True, timeout=10,
    ).stdout  # fmt: skip
    assert faults(key) == ["clerks.issuers: holds something that is no certificate we know"]


def made(build: Build) -> bytes:
    """A clerk's certificate as the authority would sign it, changed."""
    plain = (
        x509.CertificateBuilder()
        .subject_name(named(NAME))
        .issuer_name(named("旗政务服务局"))
        .public_key(CARD_KEY.public_key())
        .serial_number(78)
        .not_valid_before(FROM)
        .not_valid_after(TO)
    )
    return build(plain).sign(AUTHORITY_KEY, hashes.SHA256()).public_bytes(Encoding.DER)


def with_purposes(*purposes: x509.ObjectIdentifier) -> Build:
    return lambda builder: builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)


def with_strange(critical: str) -> Build:
    strange = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.156.999.1"), b"\x05\x00")
    return lambda builder: builder.add_extension(strange, critical=critical == "critical")


def as_it_is(builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
    return builder


@pytest.mark.parametrize(
    ("build", "holds"),
    [
        (as_it_is, True),
        (with_purposes(Purpose.CLIENT_AUTH), True),
        (with_purposes(Purpose.SMARTCARD_LOGON, Purpose.CLIENT_AUTH), True),
        (with_purposes(Purpose.SERVER_AUTH), False),
        (with_purposes(Purpose.CODE_SIGNING, Purpose.EMAIL_PROTECTION), False),
        (with_strange("plain"), True),
        (with_strange("critical"), False),
    ],
)
def test_openssl_takes_the_same_certificates_for_a_clients(tmp_path: Path, build: Build, holds: bool) -> None:
    certificate = made(build)
    for name, raw in (("office", authority()), ("card", certificate)):
        (tmp_path / name).write_text(ssl.DER_cert_to_PEM_cert(raw))
    command = ["openssl", "verify", "-attime", str(NOW_MS // 1000), "-purpose", "sslclient", "-CAfile"]
    done = subprocess.run(
        [*command, str(tmp_path / "office"), str(tmp_path / "card")], capture_output=True, check=False, timeout=10
    )
    assert (done.returncode == 0) is holds
    verdict = judged(certificate, offices=piv.read_offices(authority()))
    assert verdict == (Clerk(NAME, 78) if holds else SignInRefusal.NOT_FOR_SIGNING)


VERIFIED, UNVERIFIED = TimeConfidence.VERIFIED, TimeConfidence.UNVERIFIED


@pytest.mark.parametrize(
    ("at", "earliest_ms", "holds"),
    [
        (moment(NOW_MS, VERIFIED), NOW_MS, True),
        (moment(ENDED_MS + DAY_MS, VERIFIED), 0, False),
        (moment(BEGUN_MS - DAY_MS, VERIFIED), 0, False),
        # A clock that nobody verified stands at 1970, at 2099: that is no reason to send a clerk away.
        (moment(0, UNVERIFIED), NOW_MS, True),
        (moment(4_070_908_800_000, UNVERIFIED), NOW_MS, True),
        # It was set back; somebody has signed since that it is later.
        (moment(NOW_MS, UNVERIFIED), ENDED_MS + DAY_MS, False),
        (moment(NOW_MS, UNVERIFIED), ENDED_MS, True),
        # What was signed may be older than the card.
        (moment(NOW_MS, UNVERIFIED), BEGUN_MS - DAY_MS, True),
    ],
)
def test_dates_are_held_against_what_somebody_signed(at: Moment, earliest_ms: int, holds: bool) -> None:
    verdict = judged(Paper().der(), offices=piv.read_offices(authority()), at=at, earliest_ms=earliest_ms)
    assert verdict == (Clerk(NAME, 77) if holds else SignInRefusal.NOT_VALID_NOW)
