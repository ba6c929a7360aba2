"""What the documents claim is so: rooms, promises, pages, links, pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.docs.pages import Page, broken_links, page, pages

PARTS = ("app", "ui", "devices", "sync", "printers", "kiosk")
PICTURE_BYTES = 250_000
# A path of this machine, or of any machine somebody worked on; the places a terminal is installed to are named on purpose.
OUTSIDE = re.compile(r"(?<![\w/.:])/(?:work|tmp|home|root|mnt|Users|private)\b")
TREE = re.compile(r"(?:app|ui|devices|sync|printers|kiosk|packaging|tests|docs)/[\w./-]+")


@pytest.fixture
def architecture(root: Path) -> Page:
    """The architecture page."""
    return page(root / "docs" / "ARCHITECTURE.md")


def test_every_link_leads_somewhere(root: Path) -> None:
    assert not (broken := broken_links(root)), "\n".join(broken)


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "there.md").write_text("# A heading, with a comma\n", encoding="utf-8")
    links = ("docs/there.md#a-heading-with-a-comma", "docs/there.md#nowhere", "docs/nowhere.md", "https://example.org")
    (tmp_path / "README.md").write_text("\n".join(f"[x]({link})" for link in links), encoding="utf-8")
    assert broken_links(tmp_path) == ["README.md: docs/there.md#nowhere", "README.md: docs/nowhere.md"]


def test_the_rooms_are_those_of_the_tree(root: Path, architecture: Page) -> None:
    listed = [row[0].strip("`") for row in architecture.rows() if re.fullmatch(r"`[a-z]+/[a-z]+`", row[0])]
    folders = [path.parent.relative_to(root) for part in PARTS for path in (root / part).glob("*/__init__.py")]
    assert sorted(listed) == sorted(folder.as_posix() for folder in folders)


def test_the_corridor_is_in_the_order_of_the_import_contract(root: Path, architecture: Page) -> None:
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")
    contract = settings.partition('name = "2. the corridor')[2].partition("]")[2].partition("[[")[0]
    listed = [row[0].strip("`").removeprefix("kiosk/") for row in architecture.rows() if row[0].startswith("`kiosk/")]
    rooms = [room.strip("()") for room in re.findall(r'"([a-z()]+)"', contract)]
    assert rooms and [room for room in listed if "/" not in room and "." not in room][: len(rooms)] == rooms


def test_every_path_named_is_there(root: Path) -> None:
    """In code within a line; patterns and what a command makes excepted."""
    missing = [
        f"{one.path.relative_to(root)}: {path}"
        for one in pages(root)
        for code in one.code()
        for path in TREE.findall(code)
        if not (root / path.rstrip("./")).exists() and path == code
    ]
    assert not missing, "\n".join(missing)


def test_every_promise_has_a_test(root: Path, architecture: Page) -> None:
    promises = [row for row in architecture.rows() if len(row) == 3 and "`tests/" in row[2]]
    assert len(promises) >= 10
    named = [path for row in promises for path in re.findall(r"`([^`]+)`", row[2])]
    assert all((root / path).is_file() and "def test_" in (root / path).read_text(encoding="utf-8") for path in named)


def test_events_states_and_effects_are_those_of_the_journey(root: Path, architecture: Page) -> None:
    flow = [row for row in architecture.rows() if len(row) == 6 and row[0] not in ("what happens", "---")]
    names = {name for row in flow for cell in row[1:4] + row[5:] for name in re.findall(r"`(\w+)`", cell)}
    source = "\n".join(path.read_text(encoding="utf-8") for part in PARTS for path in (root / part).rglob("*.py"))
    assert names and not {name for name in names if not re.search(rf"^class {name}\b", source, re.MULTILINE)}


def test_decisions_are_numbered_without_gaps_and_listed(root: Path) -> None:
    files = sorted((root / "docs" / "adr").glob("[0-9]*.md"))
    assert [file.name[:4] for file in files] == [f"{number:04d}" for number in range(1, len(files) + 1)]
    listing = page(root / "docs" / "adr" / "README.md")
    titles = [file.read_text(encoding="utf-8").splitlines()[0] for file in files]
    expected = [f"# {row[0][1:5]}. {row[1]}" for row in listing.rows() if row[0].startswith("[")]
    assert titles == expected
    assert listing.links() == [file.name for file in files]


def test_every_decision_says_what_why_and_at_what_cost(root: Path) -> None:
    for file in (root / "docs" / "adr").glob("[0-9]*.md"):
        text = file.read_text(encoding="utf-8")
        assert all(part in text for part in ("**Decided", "**Because**", "**Costs:**")), file.name
        assert len(text.splitlines()) <= 40, file.name


def test_no_document_names_a_place_outside_the_project(root: Path) -> None:
    named = [f"{one.path.name}: {found.group()}" for one in pages(root) for found in OUTSIDE.finditer(one.text)]
    assert not named, "\n".join(named)


@pytest.mark.parametrize("text", ["see /home/anna/x", "(/tmp/demo)", "`/mnt/shared`"])
def test_a_place_outside_would_be_seen(text: str) -> None:
    assert OUTSIDE.search(text)


def test_three_pictures_in_both_languages_small_and_whole(root: Path) -> None:
    shown = [
        [link for link in page(root / name).links() if link.endswith(".png")] for name in ("README.md", "README.zh.md")
    ]
    assert shown[0] == shown[1] and len(shown[0]) == 3
    for link in shown[0]:
        assert (root / link).stat().st_size <= PICTURE_BYTES
        with Image.open(root / link) as picture:
            assert picture.size == (1080, 1920)
    assert {root / link for link in shown[0]} == set((root / "docs" / "pictures").iterdir())


def test_the_two_readmes_have_the_same_tables_and_lead_to_the_same_places(root: Path) -> None:
    english, chinese = page(root / "README.md"), page(root / "README.zh.md")
    assert [len(row) for row in english.rows()] == [len(row) for row in chinese.rows()]
    codes = [{code for row in one.rows() for code in re.findall(r"`([^`]+)`", row[0])} for one in (english, chinese)]
    assert codes[0] == codes[1]
    assert set(english.links()) - {"README.zh.md"} == set(chinese.links()) - {"README.md"}
