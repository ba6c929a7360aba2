"""A hub, a terminal whose papers carry its applications, and the terminal that takes its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from sqlalchemy import select

from app import paths
from app.commands import main
from app.hubprocess import KEYS, HubProcess
from kiosk.applications.freeze import document_sha256
from kiosk.outbox.model import OutboxEntry
from sync.hub.database import open_database
from sync.hub.tables import envelopes
from tests.app.lanes import TurnLanes
from tests.app.stage import Stage, stage_in
from tests.kiosk.receipts.samples import application, items

NEW = "150824100205-04"


def settings_of(stage: Stage) -> Path:
    """The terminal's settings as a file, for its doors."""
    hub, terminal = stage.product.settings.hub, stage.product.settings.terminal
    said = paths.DEMO_SETTINGS.read_text(encoding="utf-8")
    said = re.sub(r"^key_list = .*$", f'key_list = "{hub.key_list}"', said, flags=re.MULTILINE)
    said = re.sub(r'^id = ".*"$', f'id = "{terminal.id}"', said, flags=re.MULTILINE)
    said = said.replace('root_key = ""', f'root_key = "{hub.root_key}"')
    file = stage.directory / "terminal.toml"
    file.write_text(said, encoding="utf-8")
    return file


def door(stage: Stage, verb: str, *words: str) -> int:
    """A door over the terminal's directory."""
    settings = str(settings_of(stage))
    return main(["receipt", verb, *words, "--state-dir", str(stage.directory), "--settings", settings])


@dataclass(frozen=True, slots=True)
class Village:
    """A hub; a terminal that handed two applications in and delivered none; the papers it gave out, oldest first."""

    hub: HubProcess
    old: Stage
    papers: tuple[Path, ...]

    def again(self) -> Stage:
        """The old terminal with its line back."""
        return stage_in(self.old.directory, hub_url=self.hub.url)


def collected(stage: Stage, count: int) -> tuple[Path, ...]:
    """So many applications handed in at a terminal that puts backups on paper; their receipts."""
    rules = msgspec.structs.replace(stage.product.settings.rules, paper_backup=True)
    stage.product = replace(stage.product, settings=msgspec.structs.replace(stage.product.settings, rules=rules))
    with stage.running(TurnLanes()) as (terminal, _):
        filled = application(items(2))
        place = msgspec.structs.replace(filled.document.place, terminal=stage.product.settings.terminal.id)
        for number in range(count):
            id = f"0190a0a0-0000-7000-8000-00000000000{number}"
            document = msgspec.structs.replace(filled.document, id=id, place=place, materials=())
            signature = msgspec.structs.replace(filled.signature, document_sha256=document_sha256(document))
            terminal.crew.desk.collect(document, signature)
            terminal.crew.press.print_original(id)
    return tuple(sorted((stage.directory / "receipts").glob("*.pdf")))


def entry_of(stage: Stage, place: int = 0) -> OutboxEntry:
    """An entry of its queue."""
    with stage.store() as store:
        return store.outbox.entries()[place]


def replacement(village: Village, directory: Path) -> Stage:
    """A terminal that takes the old one's place, under another name."""
    made = stage_in(directory, hub_url=village.hub.url, hub_directory=village.old.directory, terminal=NEW)
    with made.store():
        pass
    return made


def listed(old: Stage, made: Stage) -> int:
    """The hub's list as it is now, carried to a terminal."""
    file = old.directory / "carried.json"
    url, keys = f"sqlite:///{old.directory / 'hub.db'}", str(old.directory / KEYS)
    assert main(["hub", "devices", "--database", url, "--keys", keys, "--out", str(file)]) == 0
    return door(made, "terminals", str(file))


def delivered(stage: Stage, most: int = 40) -> None:
    """What waits there is sent to the hub, however busy the machine: a round that is given up is tried again when it is due."""
    lanes = TurnLanes()
    with stage.running(lanes) as (terminal, _):
        for _ in range(most):
            terminal.crew.courier.cycle()
            if stage.delivered():
                return
            lanes.clock.push(3600)


def at_the_hub(old: Stage) -> list[bytes]:
    """Every envelope the hub holds."""
    database = open_database(f"sqlite:///{old.directory / 'hub.db'}")
    with database.reading() as connection:
        held = [bytes(row.envelope) for row in connection.execute(select(envelopes.c.envelope))]
    database.close()
    return held
