"""Judges a code by the terminals' keys that are known here; nothing is asked of anybody."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.base.errors import SealError
from kiosk.receipts.judgement import Judgement, Verdict
from sync.seal.devicelist import ListedDevice
from sync.seal.receiptcode import EARLY, is_code, parse_code, verify_code
from sync.seal.suite import Suite


def judge(text: str, known: Mapping[str, ListedDevice], suite: Suite) -> Judgement:
    """The verdict on a text, with the terminals known by the ids of their keys. Raises SealError K01 for a listed key that is none."""
    if text.startswith(EARLY):
        return Judgement(Verdict.UNSIGNED)
    if not is_code(text):
        return Judgement(Verdict.NOT_OURS)
    try:
        code = parse_code(text)
    except SealError:
        # It says of itself that it is one, and is not whole: a letter was changed or misread.
        return Judgement(Verdict.CHANGED)
    said, key_id = code.message, code.message.key_id
    if said.suite != suite.name:
        return Judgement(Verdict.OTHER_SUITE, key_id=key_id)
    device = known.get(key_id)
    if device is None:
        return Judgement(Verdict.UNKNOWN_KEY, key_id=key_id)
    if not verify_code(code, device.public, suite):
        return Judgement(Verdict.CHANGED, key_id=key_id)
    verdict = Verdict.SUSPENDED if device.suspended else Verdict.GENUINE
    return Judgement(verdict, code.claims, key_id, device.terminal)
