"""Scripts that fail are cut down to what makes them fail."""

from __future__ import annotations

import msgspec
import pytest

from app import paths
from app.product import read_product
from app.village.script import Happening, Kind, Script, write_script
from app.village.shrink import shortest
from app.village.village import play
from app.village.witness import Law
from sync.store.outbox import SqliteOutbox

SCRIPT = write_script(1, visits=40, terminals=3)


def of(script: Script, kind: Kind) -> list[Happening]:
    return [one for one in script.happenings if one.kind is kind]


@pytest.mark.parametrize(
    "wanted", [{Kind.VISIT: 1}, {Kind.VISIT: 2, Kind.KILL: 1}, {Kind.HUB_POWER_CUT: 2, Kind.CAMERA_TROUBLE: 2}]
)
def test_nothing_is_left_that_is_not_needed(wanted: dict[Kind, int]) -> None:
    def fails(part: Script) -> bool:
        return all(len(of(part, kind)) >= count for kind, count in wanted.items())

    assert fails(SCRIPT)
    short = shortest(SCRIPT, fails, most_plays=1000)
    assert fails(short) and len(short.happenings) == sum(wanted.values())
    assert set(short.happenings) <= set(SCRIPT.happenings)


def test_it_ends_when_it_has_tried_enough() -> None:
    tried: list[Script] = []

    def fails(part: Script) -> bool:
        tried.append(part)
        return len(part.happenings) > 3

    short = shortest(SCRIPT, fails, most_plays=5)
    assert len(tried) == 5
    assert 3 < len(short.happenings) < len(SCRIPT.happenings)


@pytest.mark.timeout(180)
def test_a_part_of_a_village_fails_as_the_whole_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteOutbox, "return_leases", lambda self: None)
    monkeypatch.setattr(SqliteOutbox, "_return_ended", lambda self, *_: None)
    product = read_product(paths.DEMO_SETTINGS)

    def fails(part: Script) -> bool:
        return any(finding.law is Law.UNDELIVERED for finding in play(part, product).findings)

    whole = next(
        script for script in (write_script(seed, visits=8, terminals=1) for seed in range(60)) if fails(script)
    )
    short = shortest(whole, fails, most_plays=25)
    assert fails(short)
    assert len(short.happenings) <= len(whole.happenings) // 2
    assert msgspec.json.decode(msgspec.json.encode(short), type=Script) == short
