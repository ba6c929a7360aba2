"""What every suite promises: it opens for the right key in the right context only, and says which key or bit was wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.errors import SealError
from sync.seal.suite import Suite
from sync.seal.suites import SUITES, suite_named
from tests.sync.seal.kit import NAMES, Ends, ends


def code(call: Callable[..., object], *given: bytes | str) -> str:
    with pytest.raises(SealError) as raised:
        call(*given)
    return raised.value.code


def test_a_suite_has_five_methods_and_four_for_keys_and_a_name() -> None:
    methods = {name for name, member in vars(Suite).items() if callable(member) and not name.startswith("_")}
    assert methods == {"hash", "sign", "verify", "seal", "open"} | {
        "private_key",
        "signing_public",
        "sealing_public",
        "check_public",
    }


def test_the_registry_knows_each_suite_by_its_own_name() -> None:
    assert tuple(SUITES) == NAMES
    assert [suite_named(name).name for name in NAMES] == list(NAMES)
    assert code(suite_named, "rot13") == "K04"


@given(plain=st.binary(max_size=300), context=st.binary(max_size=60), name=st.sampled_from(NAMES))
def test_it_opens_to_what_was_sealed(plain: bytes, context: bytes, name: str) -> None:
    both = ends(name)
    sealed = both.suite.seal(both.hub_public, plain, context)
    assert both.suite.open(both.hub_private, sealed, context) == plain


def test_two_seals_of_the_same_never_look_alike(both: Ends) -> None:
    assert both.suite.seal(both.hub_public, b"paper", b"") != both.suite.seal(both.hub_public, b"paper", b"")


def test_another_key_or_context_does_not_open(both: Ends) -> None:
    suite = both.suite
    sealed = suite.seal(both.hub_public, b"paper", b"here")
    assert code(suite.open, suite.private_key(b"\x22" * 32), sealed, b"here") == "K02"
    for context in (b"", b"there", b"her", b"here ", b"here" + sealed[:1]):
        assert code(suite.open, both.hub_private, sealed, context) == "K02"


def test_a_byte_that_was_changed_cut_or_added_does_not_open(both: Ends) -> None:
    suite = both.suite
    sealed = suite.seal(both.hub_public, b"paper", b"here")
    changed = [sealed[:at] + bytes([sealed[at] ^ 0x41]) + sealed[at + 1 :] for at in range(len(sealed))]
    cut = [sealed[:length] for length in range(len(sealed))]
    for other in (*changed, *cut, sealed + b"\x00", b"\x00" + sealed):
        assert code(suite.open, both.hub_private, other, b"here") == "K02"


def test_a_moved_bar_between_context_and_seal_does_not_open(both: Ends) -> None:
    sealed = both.suite.seal(both.hub_public, b"paper", b"here")
    assert code(both.suite.open, both.hub_private, b"re" + sealed, b"he") == "K02"
    assert code(both.suite.open, both.hub_private, sealed[2:], b"here" + sealed[:2]) == "K02"


def test_what_was_sealed_in_one_suite_does_not_open_in_the_other() -> None:
    for one, other in (NAMES, NAMES[::-1]):
        sealed = ends(one).suite.seal(ends(one).hub_public, b"paper", b"")
        assert code(ends(other).suite.open, ends(other).hub_private, sealed, b"") == "K02"
        assert code(ends(other).suite.seal, ends(one).hub_public, b"", b"") == "K01"


@given(message=st.binary(max_size=300), name=st.sampled_from(NAMES))
def test_a_signature_is_its_owners_over_these_bytes(message: bytes, name: str) -> None:
    both = ends(name)
    suite, signer = both.suite, both.signer
    signature = suite.sign(signer.private, message)
    assert suite.verify(signer.public, message, signature)
    assert not suite.verify(signer.public, message + b"\x00", signature)
    assert not suite.verify(suite.signing_public(suite.private_key(b"\x22" * 32)), message, signature)


def test_no_byte_of_a_signature_can_be_changed(both: Ends) -> None:
    signature = both.suite.sign(both.signer.private, b"message")
    for at in range(len(signature)):
        changed = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
        assert not both.suite.verify(both.signer.public, b"message", changed)


@pytest.mark.parametrize("signature", [b"", bytes(64), bytes(72), b"\x30\x00", b"\x30" * 72])
def test_what_is_no_signature_is_a_no_and_not_an_error(both: Ends, signature: bytes) -> None:
    assert not both.suite.verify(both.signer.public, b"message", signature)


@pytest.mark.parametrize("key", [b"", b"short", bytes(33), bytes(65), bytes(97), b"\x04" + bytes(64), b"\xff" * 97])
def test_a_key_that_is_none_is_said_so(both: Ends, key: bytes) -> None:
    suite = both.suite
    for use in (
        lambda: suite.sign(key, b""),
        lambda: suite.verify(key, b"", bytes(64)),
        lambda: suite.seal(key, b"", b""),
        lambda: suite.open(key, suite.seal(both.hub_public, b"", b""), b""),
        lambda: suite.check_public(key),
    ):
        assert code(use) == "K01"


@given(secret=st.binary(min_size=32, max_size=64), name=st.sampled_from(NAMES))
def test_a_private_key_is_made_of_a_secret_the_same_each_time(secret: bytes, name: str) -> None:
    suite = suite_named(name)
    private = suite.private_key(secret)
    assert suite.private_key(secret) == private
    suite.check_public(suite.signing_public(private))
    suite.check_public(suite.sealing_public(private))
    assert code(suite.private_key, secret[:31]) == "K01"
