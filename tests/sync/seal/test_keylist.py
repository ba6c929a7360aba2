"""The hub's key list: believed only from the pinned root, whole, of the right suite; and its dates hold against signed time only."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.base.clock import Moment, TimeConfidence
from kiosk.base.errors import SealError
from sync.seal.keylist import (
    DOMAIN,
    KeyList,
    ListedSealing,
    ListedSigning,
    believed_ms,
    newest_valid,
    read_key_list,
    write_key_list,
)
from sync.seal.keys import key_id
from sync.seal.signed import sign_statement
from tests.sync.seal.kit import NAMES, Ends, ends

DAY = 86_400_000
ISSUED = 1_760_000_000_000
YEARS = 3650 * DAY


def root(both: Ends, name: bytes = b"\x41") -> bytes:
    return both.suite.private_key(name * 32)


def listed(both: Ends, *spans: tuple[int, int], **changes: Any) -> KeyList:
    """A list whose sealing keys are valid in these spans, days after it was issued; the oldest first."""
    suite = both.suite
    publics = [suite.sealing_public(suite.private_key(bytes([number + 1]) * 32)) for number in range(len(spans) or 1)]
    sealing = tuple(
        ListedSealing(key_id(public, suite), public, ISSUED + first * DAY, ISSUED + last * DAY)
        for public, (first, last) in zip(publics, spans or ((0, 1000),), strict=True)
    )
    signer = suite.signing_public(suite.private_key(b"\x51" * 32))
    keys = KeyList(3, suite.name, ISSUED, sealing, (ListedSigning(key_id(signer, suite), signer),))
    return msgspec.structs.replace(keys, **changes)


def written(both: Ends, keys: KeyList) -> bytes:
    return write_key_list(keys, root=root(both), suite=both.suite)


def read(both: Ends, raw: bytes, **changes: Any) -> KeyList:
    pinned = {"root_public": both.suite.signing_public(root(both)), "suite": both.suite, **changes}
    return read_key_list(raw, **pinned)


def refused(both: Ends, raw: bytes, **changes: Any) -> str:
    with pytest.raises(SealError) as raised:
        read(both, raw, **changes)
    return raised.value.code


def test_it_is_read_as_the_root_wrote_it(both: Ends) -> None:
    keys = listed(both, (0, 10), (5, 20))
    assert read(both, written(both, keys)) == keys


def test_another_root_is_refused(both: Ends) -> None:
    stranger = root(both, b"\x42")
    assert refused(both, write_key_list(listed(both), root=stranger, suite=both.suite)) == "K07"
    assert refused(both, written(both, listed(both)), root_public=both.suite.signing_public(stranger)) == "K07"


def test_the_hubs_own_key_is_no_root(both: Ends) -> None:
    """Whoever takes the hub cannot name keys of their own."""
    hub = both.suite.private_key(b"\x51" * 32)
    assert refused(both, write_key_list(listed(both), root=hub, suite=both.suite)) == "K07"


def test_a_statement_of_another_kind_is_no_list(both: Ends) -> None:
    signed = sign_statement("doorstep-ack-v1", listed(both), private=root(both), suite=both.suite)
    assert refused(both, msgspec.json.encode(signed)) == "K07"
    assert sign_statement(DOMAIN, listed(both), private=root(both), suite=both.suite).body == signed.body


@pytest.mark.parametrize(("ours", "theirs"), [NAMES, NAMES[::-1]])
def test_a_list_of_the_other_suite_is_refused(ours: str, theirs: str) -> None:
    """Whether it is honest about it or says the pinned suite's name."""
    mine, other = ends(ours), ends(theirs)
    assert refused(mine, written(other, listed(other))) == "K08"
    assert refused(mine, written(other, listed(other, suite=ours))) == "K07"
    assert refused(mine, written(mine, listed(mine, suite=theirs))) == "K08"


def test_no_byte_can_be_changed(both: Ends) -> None:
    """The last digit of base64 carries bits that mean nothing; at most such a change reads as the very same list."""
    keys = listed(both)
    raw = written(both, keys)
    changed = [(at, raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]) for at in range(len(raw))]
    said = {at: refused_or_same(both, other, keys) for at, other in changed}
    assert set(said.values()) <= {"", "K01", "K04", "K07", "K08"}
    assert all(raw[at + 1 :].startswith((b'="', b'=="')) for at, code in said.items() if not code)


def refused_or_same(both: Ends, raw: bytes, keys: KeyList) -> str:
    """The code, or nothing when it still reads as this very list."""
    try:
        assert read(both, raw) == keys
    except SealError as error:
        return error.code
    return ""


@pytest.mark.parametrize("raw", [b"", b"{}", b"null", b"\xff", b'{"body":"AA==","signature":""}'])
def test_what_is_no_list_is_damaged(both: Ends, raw: bytes) -> None:
    assert refused(both, raw) == "K01"
    assert refused(both, written(both, listed(both))[:-20]) == "K01"


@pytest.mark.parametrize("changes", [{"sealing": ()}, {"signing": ()}, {"version": 0}, {"version": -1}])
def test_a_list_that_names_nothing_is_refused_even_from_the_root(both: Ends, changes: dict[str, Any]) -> None:
    assert refused(both, written(both, listed(both, **changes))) == "K01"


def test_a_key_must_be_one_and_have_its_own_id(both: Ends) -> None:
    keys = listed(both, (0, 10), (0, 10))
    first, second = keys.sealing
    swapped = msgspec.structs.replace(first, public=second.public)
    none = msgspec.structs.replace(first, public=b"\x04" + bytes(20))
    for bad in (swapped, none):
        assert refused(both, written(both, msgspec.structs.replace(keys, sealing=(bad,)))) == "K01"
    signer = ListedSigning(keys.signing[0].id, second.public)
    assert refused(both, written(both, msgspec.structs.replace(keys, signing=(signer,)))) == "K01"


@pytest.mark.parametrize("pinned", [b"", b"short", bytes(31)])
def test_a_pinned_root_that_is_no_key_is_said_so(both: Ends, pinned: bytes) -> None:
    assert refused(both, written(both, listed(both)), root_public=pinned) == "K01"


def day_of(keys: KeyList, day: int) -> int:
    """Which key is sealed to on that day."""
    return keys.sealing.index(newest_valid(keys, ISSUED + day * DAY))


def test_the_newest_valid_key_is_sealed_to() -> None:
    keys = listed(ends("intl"), (0, 100), (50, 150), (50, 60))
    assert [day_of(keys, day) for day in (0, 49, 50, 60, 61, 100, 101, 150)] == [0, 0, 2, 2, 1, 1, 1, 1]
    for day in (-1, 151):
        with pytest.raises(SealError, match="K10"):
            day_of(keys, day)


@given(wrong_ms=st.integers(-YEARS, YEARS))
def test_a_terminals_own_clock_chooses_nothing(wrong_ms: int) -> None:
    """Ten years ahead or behind: the key of the day the list was issued, or of the last day the hub signed for."""
    keys = listed(ends("intl"), (0, 100), (50, 150))
    lying = Moment(ISSUED + 60 * DAY + wrong_ms, TimeConfidence.UNVERIFIED)
    assert newest_valid(keys, believed_ms(lying, keys, hub_time_ms=0)) == keys.sealing[0]
    assert newest_valid(keys, believed_ms(lying, keys, hub_time_ms=ISSUED + 55 * DAY)) == keys.sealing[1]


def test_verified_time_is_believed_and_never_set_back() -> None:
    keys = listed(ends("intl"), (0, 100), (50, 150))
    verified = Moment(ISSUED + 70 * DAY, TimeConfidence.VERIFIED)
    assert newest_valid(keys, believed_ms(verified, keys, hub_time_ms=0)) == keys.sealing[1]
    assert believed_ms(verified, keys, hub_time_ms=ISSUED + 80 * DAY) == ISSUED + 80 * DAY
    late = Moment(ISSUED + 200 * DAY, TimeConfidence.VERIFIED)
    with pytest.raises(SealError, match="K10"):
        newest_valid(keys, believed_ms(late, keys, hub_time_ms=0))
