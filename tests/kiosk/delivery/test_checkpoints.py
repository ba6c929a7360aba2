"""What a hub makes of a checkpoint: only an audit that has provably grown is countersigned."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.delivery.checkpoints import ALARMS, CHECKPOINT_DOMAIN, Held, Standing, standing
from kiosk.delivery.model import Checkpoint, SyncReply, SyncRequest
from tests.kiosk.delivery.fakes import sign

HELD = Held(10, "h10", at_ms=1000)
GROWN = Checkpoint("t", 12, "h12", after_n=10, after_hash="h10", at_ms=2000, device_key_id="k")


def told(**changes: int | str) -> Checkpoint:
    """A checkpoint that has grown by the book, but for these."""
    return msgspec.structs.replace(GROWN, **changes)


@pytest.mark.parametrize(
    ("checkpoint", "expected"),
    [
        (GROWN, Standing.GROWN),
        (told(at_ms=1), Standing.GROWN),
        (told(n=10, hash="h10", after_n=5), Standing.KNOWN),
        (told(n=10, hash="h10", at_ms=1), Standing.KNOWN),
        (told(after_n=7, after_hash="h7"), Standing.UNPROVEN),
        (told(after_n=0, after_hash=""), Standing.UNPROVEN),
        (told(after_n=11, after_hash="h11"), Standing.UNPROVEN),
        (told(n=9, hash="h9", after_n=7), Standing.BACKWARDS),
        (told(n=9, hash="h9", at_ms=1000), Standing.LATE),
        (told(n=10, hash="other"), Standing.FORKED),
        (told(after_hash="other"), Standing.FORKED),
        (told(after_hash="other", at_ms=1000), Standing.LATE),
    ],
)
def test_beside_the_one_held(checkpoint: Checkpoint, expected: Standing) -> None:
    assert standing(checkpoint, HELD) is expected


def test_the_first_one_is_taken_as_it_is() -> None:
    assert standing(told(after_n=7), None) is Standing.GROWN


def test_a_new_beginning_takes_nothing_that_was_signed_before_it() -> None:
    anew = Held(0, "", at_ms=2000)
    assert standing(told(n=3, at_ms=2001), anew) is Standing.GROWN
    assert standing(told(n=3, at_ms=2000), anew) is Standing.LATE


@given(
    n=st.integers(1, 20),
    hash=st.sampled_from(["h10", "other"]),
    after_n=st.integers(0, 20),
    after_hash=st.sampled_from(["h10", "other"]),
    at_ms=st.integers(0, 2000),
)
def test_nothing_is_countersigned_that_does_not_contain_what_is_held(
    n: int, hash: str, after_n: int, after_hash: str, at_ms: int
) -> None:
    found = standing(Checkpoint("t", n, hash, after_n, after_hash, at_ms, "k"), HELD)
    contains = (n > 10 and (after_n, after_hash) == (10, "h10")) or (n, hash) == (10, "h10")
    assert (found in (Standing.GROWN, Standing.KNOWN)) is contains
    if found in ALARMS:
        assert at_ms > HELD.at_ms and not contains


def test_messages_of_programs_without_checkpoints_are_read_and_written_as_before() -> None:
    request = (
        b'{"terminal":"t-1","counter":1,"nonce":"bm5ubg==","items":[],"ask":[],'
        b'"heartbeat":{"version":"0.1.0","queued":0,"oldest_age_s":0,"disk_free_mib":1,"catalogue_version":""},'
        b'"cursors":{"status":0}}'
    )
    reply = (
        b'{"outcomes":[],"acknowledgements":[],"status":[],"time":{"body":"e30=","signature":"AA=="},'
        b'"catalogue_version":"","next_call_s":300}'
    )
    assert msgspec.json.encode(msgspec.json.decode(request, type=SyncRequest)) == request
    assert msgspec.json.encode(msgspec.json.decode(reply, type=SyncReply)) == reply


def test_a_checkpoint_is_signed_in_a_domain_of_its_own() -> None:
    assert sign(CHECKPOINT_DOMAIN, GROWN) != sign("doorstep-ack-v1", GROWN)
