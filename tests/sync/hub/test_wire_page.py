"""docs/wire.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.delivery.checkpoints import CHECKPOINT_DOMAIN, COUNTERSIGNATURE_DOMAIN, Standing
from kiosk.delivery.cycle import ACKNOWLEDGEMENT_DOMAIN, TIME_DOMAIN
from kiosk.delivery.model import SyncReply, SyncRequest
from kiosk.delivery.problems import FINAL, PROBLEM_PREFIX, RefusalProblem
from kiosk.outbox.model import EnvelopeHeader
from sync.hub.problems import Problem
from sync.link.wire import HEALTH_PATH, SYNC_PATH, MediaType

ROW = re.compile(rf"^\| `({PROBLEM_PREFIX}[a-z-]+)` \| (\w+) \|", re.MULTILINE)


@pytest.fixture
def page(root: Path) -> str:
    """The page."""
    return (root / "docs" / "wire.md").read_text(encoding="utf-8")


def test_every_problem_is_listed_with_what_it_means(page: str) -> None:
    expected = {problem.value: "final" if problem in FINAL else "curable" for problem in RefusalProblem}
    expected |= {PROBLEM_PREFIX + it.value.name: str(int(it.value.status)) for it in Problem}
    assert dict(ROW.findall(page)) == expected


def test_every_member_and_name_is_mentioned(page: str) -> None:
    names = {*SyncRequest.__struct_fields__, *SyncReply.__struct_fields__, *EnvelopeHeader.__struct_fields__}
    names |= {
        ACKNOWLEDGEMENT_DOMAIN,
        TIME_DOMAIN,
        CHECKPOINT_DOMAIN,
        COUNTERSIGNATURE_DOMAIN,
        *(media.value for media in MediaType),
    }
    assert not {name for name in names if f"`{name}`" not in page}
    assert f"POST {SYNC_PATH}" in page
    assert f"GET {HEALTH_PATH}" in page


def test_every_standing_of_a_checkpoint_is_explained(page: str) -> None:
    assert set(re.findall(r"^\| `(\w+)`: ", page, re.MULTILINE)) >= set(Standing)
