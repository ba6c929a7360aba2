"""SM2 (GB/T 32918) out of Debian's libcrypto.so.3 through ctypes: keys are raw bytes, and nothing of OpenSSL is seen outside.

`cryptography` has SM3 and SM4 but no SM2. The structures of GB/T 32918.2 and .4 travel in DER, as the openssl program writes
them: a signature as SEQUENCE {r, s}, a cipher text as SEQUENCE {x, y, C3, C2} ("C1C3C2").
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import MappingProxyType

from kiosk.base.errors import SealError
from sync.seal.errors import KEY, LIBRARY, SHUT

SONAME = "libcrypto.so.3"
# Said at every signature: OpenSSL before 4.0 takes the empty id for granted, later ones this, which GB/T 35276 fixes.
DISTINGUISHING_ID = b"1234567812345678"
SCALAR_BYTES = 32
PUBLIC_BYTES = 65
# Scalar and point together: a signature needs both, and to compute the point anew would double its time.
PRIVATE_BYTES = SCALAR_BYTES + PUBLIC_BYTES
# The order of the curve's base point, GB/T 32918.5; a private key lies between 1 and n-2.
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
_UNCOMPRESSED = b"\x04"
# PKCS #8 of id-ecPublicKey on curve 1.2.156.10197.1.301, as far as the raw scalar.
_PKCS8 = bytes.fromhex("3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420")
# EVP_PKEY_PUBLIC_KEY and EVP_PKEY_KEYPAIR of openssl/evp.h, which are macros there.
_PUBLIC, _KEYPAIR = 0x86, 0x87
_LONGEST_SIGNATURE = 80

_POINTER = ctypes.c_void_p
_BYTES = ctypes.c_char_p
_SIZE = ctypes.c_size_t
_SIZE_OUT = ctypes.POINTER(ctypes.c_size_t)
_NUMBER = ctypes.c_int
# Name → what it returns and takes. Without these ctypes would cut pointers to 32 bits.
_FUNCTIONS = MappingProxyType({
    "EVP_PKEY_CTX_new_from_name": (_POINTER, (_POINTER, _BYTES, _BYTES)),
    "EVP_PKEY_CTX_new": (_POINTER, (_POINTER, _POINTER)),
    "EVP_PKEY_CTX_free": (None, (_POINTER,)),
    "EVP_PKEY_CTX_set1_id": (_NUMBER, (_POINTER, _BYTES, _SIZE)),
    "EVP_PKEY_free": (None, (_POINTER,)),
    "EVP_PKEY_get_octet_string_param": (_NUMBER, (_POINTER, _BYTES, _BYTES, _SIZE, _SIZE_OUT)),
    "EVP_PKEY_encrypt_init": (_NUMBER, (_POINTER,)),
    "EVP_PKEY_encrypt": (_NUMBER, (_POINTER, _BYTES, _SIZE_OUT, _BYTES, _SIZE)),
    "EVP_PKEY_decrypt_init": (_NUMBER, (_POINTER,)),
    "EVP_PKEY_decrypt": (_NUMBER, (_POINTER, _BYTES, _SIZE_OUT, _BYTES, _SIZE)),
    "EVP_MD_CTX_new": (_POINTER, ()),
    "EVP_MD_CTX_free": (None, (_POINTER,)),
    "EVP_MD_CTX_set_pkey_ctx": (None, (_POINTER, _POINTER)),
    "EVP_MD_fetch": (_POINTER, (_POINTER, _BYTES, _BYTES)),
    "EVP_MD_free": (None, (_POINTER,)),
    "EVP_DigestSignInit": (_NUMBER, (_POINTER, _POINTER, _POINTER, _POINTER, _POINTER)),
    "EVP_DigestSign": (_NUMBER, (_POINTER, _BYTES, _SIZE_OUT, _BYTES, _SIZE)),
    "EVP_DigestVerifyInit": (_NUMBER, (_POINTER, _POINTER, _POINTER, _POINTER, _POINTER)),
    "EVP_DigestVerify": (_NUMBER, (_POINTER, _BYTES, _SIZE, _BYTES, _SIZE)),
    "EVP_PKEY_fromdata_init": (_NUMBER, (_POINTER,)),
    "EVP_PKEY_fromdata": (_NUMBER, (_POINTER, ctypes.POINTER(_POINTER), _NUMBER, _POINTER)),
    "OSSL_PARAM_BLD_new": (_POINTER, ()),
    "OSSL_PARAM_BLD_free": (None, (_POINTER,)),
    "OSSL_PARAM_BLD_push_utf8_string": (_NUMBER, (_POINTER, _BYTES, _BYTES, _SIZE)),
    "OSSL_PARAM_BLD_push_octet_string": (_NUMBER, (_POINTER, _BYTES, _BYTES, _SIZE)),
    "OSSL_PARAM_BLD_push_BN": (_NUMBER, (_POINTER, _BYTES, _POINTER)),
    "OSSL_PARAM_BLD_to_param": (_POINTER, (_POINTER,)),
    "OSSL_PARAM_free": (None, (_POINTER,)),
    "BN_bin2bn": (_POINTER, (_BYTES, _NUMBER, _POINTER)),
    "BN_clear_free": (None, (_POINTER,)),
    "d2i_AutoPrivateKey": (_POINTER, (_POINTER, ctypes.POINTER(_BYTES), ctypes.c_long)),
    "RAND_priv_bytes": (_NUMBER, (_BYTES, _NUMBER)),
    "ERR_clear_error": (None, ()),
})  # fmt: skip


class Sm2Library:
    """The functions of one libcrypto; holds no key between calls, so that threads may share it."""

    def __init__(self, soname: str = SONAME) -> None:
        """Load it. Raises SealError K06 when it is missing, too old, or has no SM2 or SM3."""
        try:
            self._lib = ctypes.CDLL(soname)
            for name, (returned, taken) in _FUNCTIONS.items():
                function = getattr(self._lib, name)
                function.restype, function.argtypes = returned, taken
        except (OSError, AttributeError):
            raise SealError(LIBRARY, soname) from None
        with self._clean(), self._digest(), self._owned(self._algorithm(), self._lib.EVP_PKEY_CTX_free):
            pass

    def random(self, count: int) -> bytes:
        """Bytes for a secret key, from the generator that SM2's own nonces come from."""
        buffer = ctypes.create_string_buffer(count)
        with self._clean():
            self._must(self._lib.RAND_priv_bytes(buffer, count), LIBRARY)
        return buffer.raw

    def private(self, scalar: bytes) -> bytes:
        """The private key of a scalar: itself and its point, uncompressed. Raises SealError K01."""
        _check_scalar(scalar)
        der = ctypes.c_char_p(_PKCS8 + scalar)
        buffer, length = ctypes.create_string_buffer(PUBLIC_BYTES), ctypes.c_size_t()
        lib = self._lib
        with (
            self._clean(),
            self._owned(
                lib.d2i_AutoPrivateKey(None, ctypes.byref(der), len(_PKCS8 + scalar)), lib.EVP_PKEY_free, KEY
            ) as key,
        ):
            self._must(
                lib.EVP_PKEY_get_octet_string_param(key, b"pub", buffer, PUBLIC_BYTES, ctypes.byref(length)), KEY
            )
        return scalar + buffer.raw[: length.value]

    def check(self, public: bytes) -> None:
        """Raises SealError K01 unless the bytes are an uncompressed point of the curve."""
        with self._clean(), self._public(public):
            pass

    def sign(self, private: bytes, message: bytes) -> bytes:
        """SM2 with SM3 over the id and the message, DER. Raises SealError K01."""
        buffer, length = ctypes.create_string_buffer(_LONGEST_SIGNATURE), ctypes.c_size_t(_LONGEST_SIGNATURE)
        with self._clean(), self._private(private) as key, self._signing(key, self._lib.EVP_DigestSignInit) as context:
            self._must(self._lib.EVP_DigestSign(context, buffer, ctypes.byref(length), message, len(message)), KEY)
        return buffer.raw[: length.value]

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Whether it is the owner's signature, in its one encoding. Raises SealError K01."""
        with self._clean(), self._public(public) as key, self._signing(key, self._lib.EVP_DigestVerifyInit) as context:
            judged = self._lib.EVP_DigestVerify(context, signature, len(signature), message, len(message))
        return bool(judged == 1)

    def encrypt(self, public: bytes, plain: bytes) -> bytes:
        """The cipher text, DER. Raises SealError K01."""
        with self._clean(), self._public(public) as key, self._asymmetric(key) as context:
            self._must(self._lib.EVP_PKEY_encrypt_init(context), KEY)
            return self._transform(self._lib.EVP_PKEY_encrypt, context, plain, code=KEY)

    def decrypt(self, private: bytes, sealed: bytes) -> bytes:
        """The plain text. Raises SealError K02 when it does not open, K01 for a key that is none."""
        with self._clean(), self._private(private) as key, self._asymmetric(key) as context:
            self._must(self._lib.EVP_PKEY_decrypt_init(context), KEY)
            return self._transform(self._lib.EVP_PKEY_decrypt, context, sealed, code=SHUT)

    def _transform(self, function: Callable[..., int], context: int, raw: bytes, *, code: str) -> bytes:
        length = ctypes.c_size_t()
        self._must(function(context, None, ctypes.byref(length), raw, len(raw)), code)
        buffer = ctypes.create_string_buffer(length.value)
        self._must(function(context, buffer, ctypes.byref(length), raw, len(raw)), code)
        return buffer.raw[: length.value]

    def _algorithm(self) -> int | None:
        found: int | None = self._lib.EVP_PKEY_CTX_new_from_name(None, b"SM2", None)
        return found

    @contextmanager
    def _private(self, raw: bytes) -> Generator[int]:
        if len(raw) != PRIVATE_BYTES:
            raise SealError(KEY, "no SM2 private key")
        _check_scalar(raw[:SCALAR_BYTES])
        number = self._lib.BN_bin2bn(raw, SCALAR_BYTES, None)
        with (
            self._owned(number, self._lib.BN_clear_free) as scalar,
            self._parts(raw[SCALAR_BYTES:]) as parts,
        ):
            self._must(self._lib.OSSL_PARAM_BLD_push_BN(parts, b"priv", scalar), KEY)
            with self._key(parts, _KEYPAIR) as key:
                yield key

    @contextmanager
    def _public(self, raw: bytes) -> Generator[int]:
        with self._parts(raw) as parts, self._key(parts, _PUBLIC) as key:
            yield key

    @contextmanager
    def _parts(self, point: bytes) -> Generator[int]:
        """The parts of a key as OpenSSL is told them; six times as fast as a key in DER."""
        if len(point) != PUBLIC_BYTES or not point.startswith(_UNCOMPRESSED):
            raise SealError(KEY, "no SM2 public key")
        with self._owned(self._lib.OSSL_PARAM_BLD_new(), self._lib.OSSL_PARAM_BLD_free) as parts:
            self._must(self._lib.OSSL_PARAM_BLD_push_utf8_string(parts, b"group", b"SM2", 0), KEY)
            self._must(self._lib.OSSL_PARAM_BLD_push_octet_string(parts, b"pub", point, len(point)), KEY)
            yield parts

    @contextmanager
    def _key(self, parts: int, selection: int) -> Generator[int]:
        """The key of the parts; that the point lies on the curve is looked at here."""
        made = ctypes.c_void_p()
        lib = self._lib
        with (
            self._owned(lib.OSSL_PARAM_BLD_to_param(parts), lib.OSSL_PARAM_free) as parameters,
            self._owned(self._algorithm(), lib.EVP_PKEY_CTX_free) as context,
        ):
            self._must(lib.EVP_PKEY_fromdata_init(context), KEY)
            lib.EVP_PKEY_fromdata(context, ctypes.byref(made), selection, parameters)
        with self._owned(made.value, lib.EVP_PKEY_free, KEY) as key:
            yield key

    @contextmanager
    def _asymmetric(self, key: int) -> Generator[int]:
        with self._owned(self._lib.EVP_PKEY_CTX_new(key, None), self._lib.EVP_PKEY_CTX_free) as context:
            yield context

    @contextmanager
    def _signing(self, key: int, begin: Callable[..., int]) -> Generator[int]:
        """A context of EVP_DigestSign or EVP_DigestVerify; the id must be set before it begins."""
        with (
            self._digest() as sm3,
            self._asymmetric(key) as context,
            self._owned(self._lib.EVP_MD_CTX_new(), self._lib.EVP_MD_CTX_free) as hashing,
        ):
            self._must(self._lib.EVP_PKEY_CTX_set1_id(context, DISTINGUISHING_ID, len(DISTINGUISHING_ID)), KEY)
            self._lib.EVP_MD_CTX_set_pkey_ctx(hashing, context)
            self._must(begin(hashing, None, sm3, None, key), KEY)
            yield hashing

    @contextmanager
    def _digest(self) -> Generator[int]:
        with self._owned(self._lib.EVP_MD_fetch(None, b"SM3", None), self._lib.EVP_MD_free) as sm3:
            yield sm3

    @contextmanager
    def _owned(self, pointer: int | None, free: Callable[[int], None], code: str = LIBRARY) -> Generator[int]:
        if not pointer:
            raise SealError(code, "SM2")
        try:
            yield pointer
        finally:
            free(pointer)

    @contextmanager
    def _clean(self) -> Generator[None]:
        """OpenSSL keeps a queue of errors for each thread; what is left in it would be blamed on the next caller."""
        try:
            yield
        finally:
            self._lib.ERR_clear_error()

    def _must(self, result: int, code: str) -> None:
        if result != 1:
            raise SealError(code, "SM2")


def _check_scalar(scalar: bytes) -> None:
    if len(scalar) != SCALAR_BYTES or not 1 <= int.from_bytes(scalar, "big") <= ORDER - 2:
        raise SealError(KEY, "no SM2 private key")
