"""What villages came to, in numbers."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

import msgspec

from app.village.village import Outcome
from app.village.witness import Law


class Report(msgspec.Struct, frozen=True):
    """Counts over all villages; `trace_hash` of one village is its own, of several a hash over theirs, in order."""

    villages: int
    visits: int
    applications: int
    lost: int
    doubled: int
    receipts_without_record: int
    residue: int
    moved_after_settled: int
    undelivered: int
    stuck: int
    pictures_lost: int
    faults: dict[str, int]
    trace_hash: str


def report(outcomes: Sequence[Outcome]) -> Report:
    """The sum of the outcomes."""
    broken = Counter(finding.law for outcome in outcomes for finding in outcome.findings)
    faults: Counter[str] = Counter()
    for outcome in outcomes:
        faults.update(outcome.faults)
    traces = [outcome.trace_hash for outcome in outcomes]
    return Report(
        villages=len(outcomes),
        visits=sum(outcome.visits for outcome in outcomes),
        applications=sum(outcome.applications for outcome in outcomes),
        **{law.value: broken[law] for law in Law},
        faults=dict(sorted(faults.items())),
        trace_hash=traces[0] if len(traces) == 1 else hashlib.sha256("".join(traces).encode()).hexdigest(),
    )
