"""The openssl command line, as an outside judge, on what the hub signed for a visit and the terminal kept."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from app.hubprocess import KEYS
from kiosk.journey import states
from kiosk.outbox.model import EntryState
from sync.hub.keys import LIST_FILE
from tests.app.hubside import held
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, person_at, play, play_to, stage_in

# SubjectPublicKeyInfo of a raw Ed25519 key (RFC 8410 §4): everything before its 32 bytes.
ED25519_PREFIX = bytes.fromhex("302a300506032b6570032100")


def judge(directory: Path, public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether openssl accepts the signature."""
    (directory / "key.der").write_bytes(ED25519_PREFIX + public)
    (directory / "message").write_bytes(message)
    (directory / "signature").write_bytes(signature)
    command = [
        "openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key.der",
        "-rawin", "-in", "message", "-sigfile", "signature",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=20, check=False)
    assert ("Signature Verified Successfully" in done.stdout) == (done.returncode == 0)
    return done.returncode == 0


@pytest.fixture
def walked(tmp_path: Path) -> Stage:
    """A terminal whose one visit has been delivered."""
    hub = stage_in(tmp_path).hub()
    try:
        stage, lanes = stage_in(tmp_path, hub_url=hub.url), TurnLanes()
        with stage.running(lanes) as (terminal, runner):
            play_to(runner, lanes, person_at(terminal, runner), states.Leaving)
            play(runner, lanes, None, until=stage.delivered)
    finally:
        hub.stop()
    return stage


def test_what_was_delivered_is_signed_for_by_the_hub(walked: Stage, tmp_path: Path) -> None:
    told = json.loads(base64.b64decode(json.loads((walked.directory / KEYS / LIST_FILE).read_bytes())["body"]))
    public = base64.b64decode(told["signing"][0]["public"])
    with walked.store() as store:
        kept = {
            bytes(row[0]): bytes(row[1]) for row in store.db.execute("SELECT envelope, detail FROM outbox").fetchall()
        }
        (row,) = store.ledger.rows()
        assert {entry.state for entry in store.outbox.entries()} == {EntryState.DELIVERED}
    assert len(kept) == 2, "the application and its rating"
    folder = tmp_path / "judge"
    folder.mkdir()
    named = []
    for envelope, detail in kept.items():
        signed = json.loads(detail)
        body, signature = base64.b64decode(signed["body"]), base64.b64decode(signed["signature"])
        message = b"doorstep-ack-v1\x00" + body
        assert judge(folder, public, message, signature)
        assert not judge(folder, public, message[:-1] + b"]", signature)
        assert not judge(folder, public, body, signature), "an acknowledgement is one in its own domain only"
        stated = json.loads(body)
        assert stated["sha256"] == hashlib.sha256(envelope).hexdigest()
        assert stated["terminal"] == walked.product.settings.terminal.id
        named.append(stated["id"])
    assert row.application_id in named
    assert [it["reference_number"] for it in held(walked.directory)] == [row.receipt.number]
