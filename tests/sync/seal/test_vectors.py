"""The official numbers of every standard the two suites are made of, through our own code wherever it has a door for them."""

from __future__ import annotations

import hmac

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from sync.seal.gm import GmSuite
from sync.seal.intl import IntlSuite
from sync.seal.libcrypto import ORDER, Sm2Library
from tests.sync.seal.oracle import schedule

# GB/T 32918.5-2017 (GM/T 0003.5-2012) annexes A.2 and C.2: one key pair for both examples, the id 1234567812345678.
SCALAR = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
X = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
Y = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
POINT = bytes.fromhex("04" + X + Y)
R = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
S = "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
X1 = "04EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73"
Y1 = "E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0"
C3 = "59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766"
C2 = "21886CA989CA9C7D58087307CA93092D651EFA"
# GB/T 32907-2016 annex A, both examples: key and plain text are these.
SM4_KEY = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
# draft-ribose-cfrg-sm4-10, A.2.5.1 and A.2.5.2.
CTR_IV = bytes.fromhex("000102030405060708090A0B0C0D0E0F")
CTR_PLAIN = bytes.fromhex("".join(digit * 16 for digit in "ABCDEFAB"))
CTR = [
    (
        SM4_KEY,
        "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514",
    ),
    (
        bytes.fromhex("FEDCBA98765432100123456789ABCDEF"),
        "5dcccd25b95ab07417a08512ee160e2f8f661521cbbab44cc87138445bc29e5c0ae0297205d62704173b21239b887f6c8cb5b800917a2488284bde9e16ea2906",
    ),
]

GM = GmSuite(Sm2Library())
INTL = IntlSuite()


def der(number: str) -> bytes:
    """A positive INTEGER."""
    raw = bytes.fromhex(number)
    raw = b"\x00" + raw if raw[0] & 0x80 else raw
    return b"\x02" + bytes([len(raw)]) + raw


def sequence(*parts: bytes) -> bytes:
    """A SEQUENCE of less than 128 bytes."""
    body = b"".join(parts)
    return b"\x30" + bytes([len(body)]) + body


def opened(key: bytes, iv: bytes, ciphered: bytes) -> bytes:
    """What the gm suite reads out of a seal put together here: SM2 around the keys and a MAC by hashlib."""
    mac_key, private = b"\x05" * 32, GM.private_key(b"\x21" * 32)
    body = Sm2Library().encrypt(GM.sealing_public(private), key + mac_key) + iv + ciphered
    return GM.open(private, body + hmac.digest(mac_key, b"here" + body, "sm3"), b"here")


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3(message: bytes, digest: str) -> None:
    """GB/T 32905-2016 annex A."""
    assert GM.hash(message).hex() == digest


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
    ],
)
def test_sha256(message: bytes, digest: str) -> None:
    """FIPS 180-4, NIST's examples of one and two blocks."""
    assert INTL.hash(message).hex() == digest


@pytest.mark.parametrize(
    ("length", "message", "mac"),
    [
        (
            32,
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq" * 2,
            "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a",
        ),
        (37, b"\xcd" * 50, "220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae"),
    ],
)
def test_hmac_sm3(length: int, message: bytes, mac: str) -> None:
    """GM/T 0042-2015 annex D.3; by the library the suite uses and by the one its tests judge it with."""
    key = bytes(range(1, length + 1))
    ours = HMAC(key, SM3())
    ours.update(message)
    assert ours.finalize().hex() == hmac.digest(key, message, "sm3").hex() == mac


def test_sm4() -> None:
    """GB/T 32907-2016 annex A, example 1: in counter mode zeros come out as the block cipher's own answer to the iv."""
    assert opened(SM4_KEY, SM4_KEY, bytes(16)).hex() == "681edf34d206965e86b3e94f536e4246"


def test_sm4_a_million_times() -> None:
    """GB/T 32907-2016 annex A, example 2."""
    block, once = SM4_KEY, Cipher(algorithms.SM4(SM4_KEY), modes.ECB()).encryptor()
    for _ in range(1_000_000):
        block = once.update(block)
    assert block.hex() == "595298c7c6fd271f0402f804c33d3f66"


@pytest.mark.parametrize(("key", "ciphered"), CTR)
def test_sm4_in_counter_mode(key: bytes, ciphered: str) -> None:
    assert opened(key, CTR_IV, bytes.fromhex(ciphered)) == CTR_PLAIN


def test_an_sm2_key_has_the_standards_point() -> None:
    assert Sm2Library().private(SCALAR) == SCALAR + POINT
    assert f"{ORDER:X}" == "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123"


def test_an_sm2_signature() -> None:
    """Annex A.2."""
    signature = sequence(der(R), der(S))
    assert GM.verify(POINT, b"message digest", signature)
    assert not GM.verify(POINT, b"message digests", signature)
    assert not GM.verify(POINT, b"message digest", sequence(der(S), der(R)))


def test_an_sm2_cipher_text() -> None:
    """Annex C.2."""
    sealed = sequence(der(X1), der(Y1), b"\x04\x20" + bytes.fromhex(C3), b"\x04\x13" + bytes.fromhex(C2))
    assert Sm2Library().decrypt(SCALAR + POINT, sealed) == b"encryption standard"


@pytest.mark.parametrize(
    ("secret", "public", "message", "signature"),
    [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ],
)
def test_ed25519(secret: str, public: str, message: str, signature: str) -> None:
    """RFC 8032 §7.1, tests 1 to 3."""
    private = INTL.private_key(bytes.fromhex(secret))
    assert INTL.signing_public(private).hex() == public
    assert INTL.sign(private, bytes.fromhex(message)).hex() == signature
    assert INTL.verify(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


def test_hpke() -> None:
    """RFC 9180 appendix A.1.1: the suite has no way to say associated data, so its first message is sealed anew without."""
    private = bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    enc = bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
    plain, info = b"Beauty is truth, truth beauty", b"Ode on a Grecian Urn"
    key, nonce = bytes.fromhex("4531685d41d65f03dc48f6b8302c05b0"), bytes.fromhex("56d890e5accaaf011cff4b7d")
    assert INTL.sealing_public(private).hex() == "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d"
    assert schedule(private, enc, info) == (key, nonce)
    assert AESGCM(key).encrypt(nonce, plain, b"Count-0").hex() == (
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
    )
    assert INTL.open(private, enc + AESGCM(key).encrypt(nonce, plain, b""), info) == plain
