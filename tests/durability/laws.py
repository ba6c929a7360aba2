"""What must hold after any death, as sentences: an empty list is a terminal that kept its word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from sqlalchemy import Table, func, select

from app.keeping import terminal_keys
from app.system import SystemClock
from sync.hub.database import HubDatabase
from sync.hub.tables import acknowledgements, applications, conflicts, envelopes
from sync.hub.terminals import register_terminal
from tests.durability.acts import Look, Start
from tests.durability.fork import Life, Terminals, let_go
from tests.sync.support import SUITE

# What the hub holds of one terminal when all is well.
AT_THE_HUB = ((envelopes, 1), (applications, 1), (acknowledgements, 1), (conflicts, 0))


@dataclass(frozen=True, slots=True)
class Bench:
    """Where terminals die: the program that starts them, and the hub they all call."""

    terminals: Terminals
    database: HubDatabase
    hub_directory: Path
    hub_url: str
    numbers: Iterator[int] = field(default_factory=partial(count, 1))

    def newcomer(self, parent: Path, act: str, *, plant: str = "") -> Start:
        """A terminal that the hub knows and that has handed in nothing, in a directory of its own."""
        number = next(self.numbers)
        name = f"{act}-{number}"
        directory = parent / name
        directory.mkdir()
        register_terminal(
            self.database,
            name,
            public_key=terminal_keys(directory).signing_key(SUITE).public,
            at=SystemClock().now(),
            suite=SUITE,
        )
        return Start(act, str(directory), str(self.hub_directory), self.hub_url, name, plant, number)

    def held(self, table: Table, terminal: str) -> int:
        """How many rows of the hub's table come from one terminal."""
        sent = select(envelopes.c.id).where(envelopes.c.terminal == terminal)
        with self.database.reading() as connection:
            return connection.execute(select(func.count()).where(table.c.id.in_(sent))).scalar_one()


def broken(bench: Bench, start: Start, life: Life) -> list[str]:
    """Start the dead terminal again, let it finish, and name every law that does not hold."""
    again = bench.terminals.live(start.again(), let_go)
    if again.code:
        return [f"the next start ended with {again.code}"]
    found, left = (Look(**each) for each in json.loads(again.word("report")[0]))
    wrong = [f"{said} was shown and is not there" for said in life.word("collected") if said not in found.numbers]
    wrong += [f"{paper} has no record" for paper in found.papers if paper.split("-")[0] not in found.numbers]
    if life.word("draft") and not found.entries and not found.draft:
        wrong.append("the draft was kept and is gone")
    if life.word("delivered") == ["1"] and found.entries[0][2] != "delivered":
        wrong.append("delivered was said and is not recorded")
    # The very papers: one copy of the one receipt.
    if left.papers != [f"{number}-1.pdf" for number in left.numbers]:
        wrong.append(f"papers {left.papers} for receipts {left.numbers}")
    if [entry[0::2] for entry in left.entries] != [["1", "delivered"]]:
        wrong.append(f"the queue ends with {left.entries}")
    if len(left.pictures) != 1 or not set(life.word("picture")) <= set(left.pictures):
        wrong.append(f"{life.word('picture')} was photographed, {left.pictures} is there")
    if again.word("swept") != ["0 0 0 0"]:
        wrong.append(f"a sweep finds {again.word('swept')}")
    held = {table.name: (bench.held(table, start.terminal), count) for table, count in AT_THE_HUB}
    return wrong + [f"the hub holds {has} {name}, not {count}" for name, (has, count) in held.items() if has != count]
