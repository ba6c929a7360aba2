"""The commands, codes, keys and states that the documents name are those of the program."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import msgspec
import pytest

from app import commands, output, paths
from kiosk.base.errors import Blame
from kiosk.base.settings import Settings, read_settings
from kiosk.catalogue.load import load_catalogue
from kiosk.catalogue.offer import Offer, devices_of, offer_of
from kiosk.outbox.model import EntryState
from kiosk.outbox.reasons import ParkReason
from kiosk.status.faults import FAULTS
from tests.docs.pages import Page, page, pages

README = ("README.md", "README.zh.md")
OPERATIONS = Path("docs") / "operations"
# "kiosk" and words in small letters are a door; what follows in the same line of code, or row of a table, are its switches.
DOOR = re.compile(r"\bkiosk((?: [a-z]+)+)(?=[ `\n]|$)")
SWITCH = re.compile(r"(?<![\w-])--[a-z][\w-]*")


def table(one: Page, columns: tuple[str, str]) -> dict[str, str]:
    """First and second cell of the rows below a heading row that begins with these cells."""
    rows = one.rows()
    begin = next(at for at, row in enumerate(rows) if tuple(row[:2]) == columns)
    found: dict[str, str] = {}
    for row in rows[begin + 2 :]:
        if set(row[0]) <= {"-"} or len(row) != len(rows[begin]) or (found and row[1] == ""):
            break
        found[row[0]] = row[1]
    return found


def helped(door: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `kiosk DOOR --help` says; fails when there is no such door."""
    with pytest.raises(SystemExit) as ended:
        commands.main([*door.split(), "--help"])
    assert ended.value.code == 0, door
    return capsys.readouterr().out


def calls(one: Page) -> set[tuple[str, str]]:
    """Every door a page names in code, with each switch it names for it ("" for the door itself)."""
    lines = one.text.replace("\\\n", " ").splitlines()
    code = [*one.code(), *(line for line in lines if line.startswith("    "))]
    whole = [*code, *(line for line in lines if line.startswith("| `kiosk "))]
    found = {(door.strip(), switch) for text in whole for door in DOOR.findall(text) for switch in SWITCH.findall(text)}
    return found | {(door.strip(), "") for text in code for door in DOOR.findall(text)}


def test_every_door_named_opens_and_knows_its_switches(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = set().union(*(calls(one) for one in pages(root)))
    assert len({door for door, _ in named}) >= 6
    helps = {door: helped(door, capsys) for door, _ in named}
    unknown = [f"kiosk {door} {switch}" for door, switch in named if f"{switch} " not in helps[door].replace("]", " ")]
    assert not unknown, "\n".join(sorted(unknown))


@pytest.mark.parametrize("name", README)
def test_the_readme_lists_every_door(name: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = {row[0].strip("`").split()[1] for row in page(root / name).rows() if row[0].startswith("`kiosk ")}
    doors = set(re.findall(r"^    (\w+) ", helped("", capsys), re.MULTILINE))
    assert listed == doors


@pytest.mark.parametrize("name", README)
def test_make_knows_every_target_named(name: str, root: Path) -> None:
    named = set(re.findall(r"`make ([a-z-]+)`", (root / name).read_text(encoding="utf-8")))
    assert {"run", "test", "help"} <= named
    for target in named:
        known = subprocess.run(["make", "-n", target], cwd=root, capture_output=True, timeout=20, check=False)
        assert known.returncode == 0, target


@pytest.mark.parametrize("name", [*README, "docs/operations/README.md"])
def test_exit_codes_are_the_program_s(name: str, root: Path) -> None:
    listed = {int(row[0]) for row in page(root / name).rows() if row[0].isdigit()}
    constants = {value for key, value in vars(output).items() if key.startswith("EXIT_")}
    # 2 is argparse's own, 130 is what a shell says of an interrupt.
    assert listed - {130} == constants | {2}
    assert {int(code) for code in re.findall(r"(\d) [a-z]", commands.EXIT_CODES)} == constants | {2}


def test_a_wrong_command_line_ends_with_two() -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main(["no-such-door"])
    assert ended.value.code == 2


def test_every_key_of_the_settings_is_explained_and_no_other(root: Path) -> None:
    operations = page(root / OPERATIONS / "README.md")
    listed = {key for row in operations.rows() for key in re.findall(r"`([a-z]+\.[a-z_]+)`", row[0])} - FILES
    keys = {
        f"{section.name}.{key.name}"
        for section in msgspec.structs.fields(Settings)
        for key in msgspec.structs.fields(section.type)
    }
    assert listed == keys


# Files of a terminal's directory look like keys.
FILES = {"device.key", "device.cred", "device.passphrase", "terminal.db", "terminal.lock"}


def test_the_example_settings_are_in_order(root: Path) -> None:
    example = root / "packaging" / "config" / "terminal.example.toml"
    assert read_settings(example.read_text(encoding="utf-8")).devices.readers == ("pcsc",)


def test_the_defaults_of_production_are_where_the_page_says(root: Path) -> None:
    said = (root / OPERATIONS / "README.md").read_text(encoding="utf-8")
    assert f"`{paths.SYSTEM_SETTINGS}`" in said and f"`{paths.SYSTEM_STATE}`" in said


def test_every_state_of_the_queue_is_explained(root: Path) -> None:
    states = table(page(root / OPERATIONS / "queue.md"), ("state", "what it means"))
    assert {state.strip("`") for state in states} == {state.value for state in EntryState}


def test_every_reason_to_set_an_entry_aside_is_explained(root: Path) -> None:
    reasons = table(page(root / OPERATIONS / "queue.md"), ("reason", "what it means, and what to do"))
    assert {reason.strip("`") for reason in reasons} == {reason.value for reason in ParkReason}


def test_every_blame_and_every_letter_has_its_help(root: Path) -> None:
    technician = page(root / OPERATIONS / "technician.md")
    assert set(table(technician, ("blame", "who can help"))) == {blame.value for blame in Blame}
    assert set(table(technician, ("letter", "where"))) == {code[0] for code in FAULTS}


def test_the_readme_counts_the_items_and_those_that_can_be_finished(root: Path) -> None:
    items = load_catalogue((paths.CATALOGUE / "catalogue.json").read_bytes(), None).items
    devices = devices_of(read_settings(paths.DEMO_SETTINGS.read_text(encoding="utf-8")).devices)
    offered = sum(offer_of(item, devices) is Offer.APPLY for item in items)
    english, chinese = ((root / name).read_text(encoding="utf-8") for name in README)
    assert f"{len(items)} items can be browsed, searched and read, {offered} of them applied for" in english
    assert f"{len(items)} 个事项可以浏览" in chinese and f"其中 {offered} 个可以从头办到尾" in chinese


def test_the_changelog_knows_this_version(root: Path) -> None:
    version = re.search(r'^version = "(.+)"$', (root / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version and re.search(
        rf"^## \[{re.escape(version[1])}\]", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
