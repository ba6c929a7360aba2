"""Mistakes made on purpose: a fuzzer that does not find these in seconds would not find others."""

from __future__ import annotations

from collections.abc import Mapping

from devices.pcsc import ber
from tests.fuzz.targets import Target


def _trusting(raw: bytes) -> object:
    """Believes that a document's file has a zone, and that a zone is a text."""
    try:
        found = list(ber.objects(raw))
    except ValueError:
        return raw
    return bytes([value[0] for tag, value in found if tag == 0x5F1F])


def _waiting(raw: bytes) -> object:
    """Waits for an end that does not come."""
    while raw[:1] == b"\x61":
        raw = raw[:1] + raw[1:]
    return raw


PLANTED: Mapping[str, Target] = {
    "planted-crash": Target(_trusting, lambda: iter([b"\x5f\x1f\x01\x00"]), bytes),
    "planted-hang": Target(_waiting, lambda: iter([b"\x60\x01\x00"]), bytes),
}
