"""The witness: remembers what people were shown and what paper came out, and holds the terminals to it."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from kiosk.receipts.model import PrintJob, Receipt


class Law(StrEnum):
    """What must never happen (house.md, "Laws"); the values are the names in the report."""

    LOST = "lost"
    DOUBLED = "doubled"
    RECEIPT_WITHOUT_RECORD = "receipts_without_record"
    RESIDUE = "residue"
    MOVED = "moved_after_settled"
    UNDELIVERED = "undelivered"
    STUCK = "stuck"
    PICTURE = "pictures_lost"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: which law, when, at which terminal, about which opaque id or number."""

    law: Law
    at_s: float
    terminal: str
    subject: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One row of a terminal's store as the witness reads it: its number, "" for what has no receipt, and whether it is settled."""

    number: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What was said at one terminal: numbers shown by id, papers by name, ids seen settled."""

    shown: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)


class Witness:
    """Sees everything from outside; `trace` is a hash over all of it but sealed bytes."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.memories: dict[str, Memory] = {}
        self.faults: Counter[str] = Counter()
        self.at_s = 0.0
        self._trace = hashlib.sha256()

    def note(self, terminal: str, *words: str) -> None:
        """Something happened: one line of the trace."""
        self._trace.update(f"{self.at_s:.3f} {terminal} {' '.join(words)}\n".encode())

    def trace_hash(self) -> str:
        """The hash of everything noted so far, in hex."""
        return self._trace.hexdigest()

    def found(self, law: Law, terminal: str, subject: str) -> None:
        """A breach; the same one is told once."""
        if not any((one.law, one.terminal, one.subject) == (law, terminal, subject) for one in self.findings):
            self.findings.append(Finding(law, self.at_s, terminal, subject))
            self.note(terminal, law, subject)

    def number_shown(self, terminal: str, id: str, number: str) -> None:
        """A person saw this number: from now on it is a promise."""
        memory = self._memory(terminal)
        if id not in memory.shown and number in memory.shown.values():
            self.found(Law.DOUBLED, terminal, number)
        memory.shown[id] = number

    def paper(self, terminal: str, job: PrintJob, kept: dict[str, Kept]) -> None:
        """A paper came out: its record must be there, and no other paper of its name."""
        memory = self._memory(terminal)
        receipt = msgspec.json.decode(job.pdf, type=Receipt)
        if job.name in memory.papers:
            self.found(Law.DOUBLED, terminal, job.name)
        memory.papers[job.name] = receipt.application_id
        if kept.get(receipt.application_id, Kept("", settled=False)).number != receipt.number:
            self.found(Law.RECEIPT_WITHOUT_RECORD, terminal, receipt.number)

    def store(self, terminal: str, kept: dict[str, Kept]) -> None:
        """What a terminal's store holds now, after a start or at the end: everything said before must be in it."""
        memory = self._memory(terminal)
        for id, number in memory.shown.items():
            if kept.get(id, Kept("", settled=False)).number != number:
                self.found(Law.LOST, terminal, number)
        for name, id in memory.papers.items():
            if id not in kept:
                self.found(Law.RECEIPT_WITHOUT_RECORD, terminal, name)
        for id in sorted(memory.settled):
            if id in kept and not kept[id].settled:
                self.found(Law.MOVED, terminal, id)
        memory.settled.update(id for id, row in kept.items() if row.settled)

    def pictures(self, terminal: str, there: dict[str, dict[str, bool]]) -> None:
        """After a start or at the end: what was handed in has its pictures, and each opens at the hub."""
        for id, files in there.items():
            if not all(files.values()):
                self.found(Law.PICTURE, terminal, id)

    def named(self, terminal: str, there: dict[str, dict[str, bool]], named: dict[str, list[str]]) -> None:
        """At the end: the documents at the hub name exactly the pictures that are there."""
        for id, hashes in named.items():
            if sorted(there.get(id, {})) != sorted(hashes):
                self.found(Law.PICTURE, terminal, id)

    def centre(self, terminal: str, kept: dict[str, Kept], stored: dict[str, list[str]]) -> None:
        """At the end: what the hub stored from a terminal, reference numbers by application id."""
        memory = self._memory(terminal)
        for id, row in kept.items():
            if not row.settled:
                self.found(Law.UNDELIVERED, terminal, id)
            elif row.number and stored.get(id) != [row.number]:
                self.found(Law.DOUBLED if len(stored.get(id, [])) > 1 else Law.LOST, terminal, row.number)
        for id in sorted(stored.keys() - kept.keys()):
            self.found(Law.DOUBLED if id in memory.shown else Law.LOST, terminal, id)

    def _memory(self, terminal: str) -> Memory:
        return self.memories.setdefault(terminal, Memory())
