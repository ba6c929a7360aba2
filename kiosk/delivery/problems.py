"""Why the hub refuses an envelope (RFC 9457 problem types), and what the terminal does about each."""

from __future__ import annotations

from enum import StrEnum

PROBLEM_PREFIX = "urn:doorstep:problem:"
# A header that cannot be read has no id; the hub then names the envelope by its hash.
HASH_ID_PREFIX = "sha256:"


class RefusalProblem(StrEnum):
    """The problem types of an envelope; the hub keeps every such envelope in quarantine."""

    MALFORMED = PROBLEM_PREFIX + "envelope-malformed"
    SIGNATURE = PROBLEM_PREFIX + "signature-invalid"
    UNOPENABLE = PROBLEM_PREFIX + "seal-unopenable"
    TERMINAL_UNKNOWN = PROBLEM_PREFIX + "terminal-unknown"
    TERMINAL_SUSPENDED = PROBLEM_PREFIX + "terminal-suspended"
    DEVICE_KEY = PROBLEM_PREFIX + "device-key-unknown"
    HUB_KEY = PROBLEM_PREFIX + "hub-key-unknown"
    SUITE = PROBLEM_PREFIX + "suite-unknown"
    VERSION = PROBLEM_PREFIX + "version-unknown"
    CONTENT = PROBLEM_PREFIX + "content-unreadable"


# The same bytes can never pass, whatever is put right at the hub.
FINAL = frozenset({RefusalProblem.MALFORMED, RefusalProblem.SIGNATURE, RefusalProblem.UNOPENABLE})


def is_final(problem: str) -> bool:
    """Whether no later attempt with the same bytes can succeed."""
    return problem in FINAL


def is_curable(problem: str) -> bool:
    """Whether the hub's side can put it right (register the terminal, load a key, upgrade), so that trying again later helps."""
    return problem in set(RefusalProblem) - FINAL
