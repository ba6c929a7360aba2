"""A certificate as bytes from a card: read, or a ValueError, whatever is wrong with it."""

from __future__ import annotations

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

# The library's own, none of them a ValueError.
_FOREIGN = (
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


def read(der: bytes) -> x509.Certificate:
    """The certificate, once its names, extensions and key are known to be readable too: the library parses those late."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        _ = certificate.subject, certificate.issuer, certificate.extensions, certificate.public_key()
    except _FOREIGN as error:
        raise ValueError("bytes that are no certificate") from error
    return certificate
