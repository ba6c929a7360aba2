"""The 国密 suite: SM3 (GB/T 32905), SM2 (GB/T 32918), SM4 (GB/T 32907), put together so that the openssl program alone can open it.

Sealed bytes are `SM2(16 B cipher key ‖ 32 B MAC key) ‖ iv ‖ SM4-CTR ‖ HMAC-SM3(context ‖ all before)`: SM2 wraps keys only. The
algorithms are the standards'; this is no certified module (GM/T 0028), whose SDF or SKF adapter would stand here as a sibling.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.base.errors import SealError
from sync.seal.errors import KEY, SHUT
from sync.seal.libcrypto import ORDER, PRIVATE_BYTES, SCALAR_BYTES, Sm2Library

GM = "gm"
SECRET_BYTES = 32
_CIPHER_KEY = 16
_MAC_KEY = 32
_IV = 16
_MAC = 32
# A SEQUENCE of 128 to 255 bytes: SM2's cipher text of 48 bytes has about 150.
_DER_HEAD = b"\x30\x81"
_PURPOSE = b"doorstep/sm2/v1"


class GmSuite:
    """Implements Suite; a public key is an uncompressed point (65 bytes), a private key a scalar and its point (97 bytes)."""

    name = GM

    def __init__(self, sm2: Sm2Library) -> None:
        self._sm2 = sm2

    def hash(self, raw: bytes) -> bytes:
        """SM3."""
        digest = Hash(SM3())
        digest.update(raw)
        return digest.finalize()

    def private_key(self, secret: bytes) -> bytes:
        """A scalar between 1 and n-2 and its point; 16 bytes too many are reduced, so that none is likelier than another (FIPS 186-5, A.2.1)."""
        if len(secret) < SECRET_BYTES:
            raise SealError(KEY, f"a secret of {len(secret)} bytes")
        wide = HKDF(algorithm=SM3(), length=SCALAR_BYTES + 16, salt=None, info=_PURPOSE).derive(secret)
        scalar = int.from_bytes(wide, "big") % (ORDER - 2) + 1
        return self._sm2.private(scalar.to_bytes(SCALAR_BYTES, "big"))

    def signing_public(self, private: bytes) -> bytes:
        """The private key's point."""
        return _point(private)

    def sealing_public(self, private: bytes) -> bytes:
        """The private key's point; signing and sealing keys are of one kind, and still never the same key."""
        return _point(private)

    def check_public(self, public: bytes) -> None:
        """A point of the curve."""
        self._sm2.check(public)

    def sign(self, private: bytes, message: bytes) -> bytes:
        """SM2 with SM3 and the id 1234567812345678, DER: 70 to 72 bytes."""
        return self._sm2.sign(private, message)

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether SM2 accepts; what is no signature at all is simply none."""
        return self._sm2.verify(public, message, signature)

    def seal(self, public: bytes, plain: bytes, context: bytes) -> bytes:
        """Some 205 bytes longer than the plain text."""
        keys, iv = self._sm2.random(_CIPHER_KEY + _MAC_KEY), self._sm2.random(_IV)
        body = self._sm2.encrypt(public, keys) + iv + _ctr(keys[:_CIPHER_KEY], iv, plain)
        return body + _mac(keys[_CIPHER_KEY:], context + body).finalize()

    def open(self, private: bytes, sealed: bytes, context: bytes) -> bytes:
        """The MAC is compared before anything is deciphered."""
        wrapped, body, mac = _apart(sealed)
        keys = self._sm2.decrypt(private, wrapped)
        if len(keys) != _CIPHER_KEY + _MAC_KEY:
            raise SealError(SHUT, "open")
        try:
            # Context and seal need no bar between them: a seal begins with 30 81, and no context holds the byte 81.
            _mac(keys[_CIPHER_KEY:], context + wrapped + body).verify(mac)
        except InvalidSignature:
            raise SealError(SHUT, "open") from None
        return _ctr(keys[:_CIPHER_KEY], body[:_IV], body[_IV:])


def gm_suite() -> GmSuite:
    """The suite over this machine's libcrypto. Raises SealError K06."""
    return GmSuite(Sm2Library())


def _point(private: bytes) -> bytes:
    if len(private) != PRIVATE_BYTES:
        raise SealError(KEY, f"a key of {len(private)} bytes")
    return private[SCALAR_BYTES:]


def _apart(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    """The wrapped keys (as long as their own DER says), the iv with the cipher text, the MAC."""
    wrapped = len(_DER_HEAD) + 1 + sealed[len(_DER_HEAD)] if len(sealed) > len(_DER_HEAD) else 0
    if not sealed.startswith(_DER_HEAD) or len(sealed) < wrapped + _IV + _MAC:
        raise SealError(SHUT, "open")
    return sealed[:wrapped], sealed[wrapped:-_MAC], sealed[-_MAC:]


def _ctr(key: bytes, iv: bytes, raw: bytes) -> bytes:
    # Counter mode is its own reverse.
    stream = Cipher(algorithms.SM4(key), modes.CTR(iv)).encryptor()
    return stream.update(raw) + stream.finalize()


def _mac(key: bytes, raw: bytes) -> HMAC:
    mac = HMAC(key, SM3())
    mac.update(raw)
    return mac
