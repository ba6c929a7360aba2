"""Whether a clerk's proof holds: an office of ours issued the certificate and did not take it back, it lasts, it may sign, and it did."""

from __future__ import annotations

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from devices.cards.piv.certificate import read
from devices.cards.piv.office import Offices
from kiosk.base.clock import Moment, TimeConfidence
from kiosk.identity.clerk import Clerk, ClerkProof, SignInChallenge, SignInRefusal

# RFC 5280, 4.2: who does not know a critical extension refuses the certificate. These bind nobody further, or are looked at.
_KNOWN = (
    x509.BasicConstraints,
    x509.KeyUsage,
    x509.ExtendedKeyUsage,
    x509.CertificatePolicies,
    x509.SubjectAlternativeName,
)
# What a card that signs people in is issued for, where its office says what for: no server's certificate is a clerk's.
_PURPOSES = frozenset(
    {
        ExtendedKeyUsageOID.CLIENT_AUTH,
        ExtendedKeyUsageOID.SMARTCARD_LOGON,
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
    }
)


def judge(
    proof: ClerkProof, challenge: SignInChallenge, *, offices: Offices, earliest_ms: int
) -> Clerk | SignInRefusal:
    """The clerk who signed the challenge, or why the proof does not hold.

    `earliest_ms` is the latest instant that somebody signed: it is later now, whatever the terminal's clock says (ADR 0048).
    """
    try:
        certificate = read(proof.certificate)
        name = _name(certificate)
        refusal = _refusal(certificate, offices, at=challenge.at, earliest_ms=earliest_ms)
        if refusal is None and not _signed(certificate, proof.signature, message=challenge.message()):
            refusal = SignInRefusal.SIGNATURE
    except ValueError:
        return SignInRefusal.UNREADABLE
    return refusal or Clerk(name, certificate.serial_number)


def _name(certificate: x509.Certificate) -> str:
    """Whose it is; ValueError for nobody's: what a clerk witnesses is signed with this name."""
    names = [str(each.value).strip() for each in certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)]
    if not names or not names[0]:
        raise ValueError("a certificate of nobody")
    return names[0]


def _refusal(certificate: x509.Certificate, offices: Offices, *, at: Moment, earliest_ms: int) -> SignInRefusal | None:
    issuer = next((each for each in offices.issuers if _issued(certificate, each)), None)
    if issuer is None:
        return SignInRefusal.UNKNOWN_ISSUER
    if certificate.serial_number in offices.revoked:
        return SignInRefusal.REVOKED
    if not all(_lasts(each, at, earliest_ms=earliest_ms) for each in (certificate, issuer)):
        return SignInRefusal.NOT_VALID_NOW
    return None if _may_sign(certificate) else SignInRefusal.NOT_FOR_SIGNING


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _lasts(certificate: x509.Certificate, at: Moment, *, earliest_ms: int) -> bool:
    """Over for certain, or not begun for certain: a clock that nobody verified says neither."""
    verified = at.confidence is TimeConfidence.VERIFIED
    earliest = Moment(max(earliest_ms, at.unix_ms) if verified else earliest_ms)
    begun = not verified or certificate.not_valid_before_utc <= at.local()
    return begun and earliest.local() <= certificate.not_valid_after_utc


def _may_sign(certificate: x509.Certificate) -> bool:
    """A certificate that names no usage may be used for any (RFC 5280, 4.2.1.3); an issuer's own is no clerk's."""
    for extension in certificate.extensions:
        value = extension.value
        if extension.critical and not isinstance(value, _KNOWN):
            return False
        if isinstance(value, x509.KeyUsage) and not value.digital_signature:
            return False
        if isinstance(value, x509.ExtendedKeyUsage) and not _PURPOSES & set(value):
            return False
        if isinstance(value, x509.BasicConstraints) and value.ca:
            return False
    return True


def _signed(certificate: x509.Certificate, signature: bytes, *, message: bytes) -> bool:
    key = certificate.public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True
