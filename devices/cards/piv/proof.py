"""Whether a clerk's proof holds: the certificate's issuer is one of ours, it is valid now, and the signature is its key's.

What is not asked is whether the certificate was revoked: a terminal without a line could not know.
"""

from __future__ import annotations

from collections.abc import Iterable

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from devices.cards.piv.certificate import read
from kiosk.base.clock import Moment
from kiosk.identity.clerk import Clerk, ClerkProof, SignInChallenge, SignInRefusal


def judge(proof: ClerkProof, challenge: SignInChallenge, *, authorities: Iterable[bytes]) -> Clerk | SignInRefusal:
    """The clerk who signed the challenge, or why the proof does not hold. `authorities` are the certificates (DER) of those
    who issue clerks' cards directly; the time is the challenge's own."""
    try:
        certificate = read(proof.certificate)
        issuers = [read(raw) for raw in authorities]
        refusal = _certificate_refusal(certificate, issuers, at=challenge.at)
        name = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        if refusal is None and not _signed(certificate, proof.signature, message=challenge.message()):
            refusal = SignInRefusal.SIGNATURE
    except ValueError:
        return SignInRefusal.UNREADABLE
    return refusal or Clerk(str(name[0].value) if name else "", certificate.serial_number)


def _certificate_refusal(
    certificate: x509.Certificate, issuers: Iterable[x509.Certificate], *, at: Moment
) -> SignInRefusal | None:
    issuer = next((each for each in issuers if _issued(certificate, each)), None)
    if issuer is None:
        return SignInRefusal.UNKNOWN_ISSUER
    if not (_valid(certificate, at) and _valid(issuer, at)):
        return SignInRefusal.NOT_VALID_NOW
    return None if _may_sign(certificate) else SignInRefusal.NOT_FOR_SIGNING


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
        return issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (InvalidSignature, ValueError, TypeError, x509.ExtensionNotFound):
        return False


def _valid(certificate: x509.Certificate, at: Moment) -> bool:
    return certificate.not_valid_before_utc <= at.local() <= certificate.not_valid_after_utc


def _may_sign(certificate: x509.Certificate) -> bool:
    """A certificate that names no usage may be used for any (RFC 5280, 4.2.1.3); an issuer's own is no clerk's."""
    for extension in certificate.extensions:
        if isinstance(extension.value, x509.KeyUsage) and not extension.value.digital_signature:
            return False
        if isinstance(extension.value, x509.BasicConstraints) and extension.value.ca:
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
