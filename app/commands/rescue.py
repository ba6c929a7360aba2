"""`kiosk queue backup`, `salvage` and `install`: copies on another disk, what is left of a damaged database, and putting it in place."""

from __future__ import annotations

import argparse
import os
import shutil
from contextlib import closing
from pathlib import Path

import msgspec

from app.copies import make_copy
from app.keeping import DATABASE_FILE, hold, kept_keys, open_terminal_store
from app.keystores import choice_in
from app.output import EXIT_FAULTS_FOUND, EXIT_OK, progress, say, say_json
from app.system import SystemClock, SystemEntropy
from kiosk.base.errors import ConfigError
from sync.store.attachments import FOLDER
from sync.store.disk import REAL_DISK
from sync.store.rescue.files import carry
from sync.store.rescue.look import look
from sync.store.rescue.pages import wal_of
from sync.store.rescue.salvage import Salvage, SalvageReport

REPORT_FILE = "salvage.json"


def go_backup(chosen: argparse.Namespace) -> int:
    """One more proven copy in the folder; it may be called while the terminal serves."""
    with closing(open_terminal_store(chosen.state_dir, choice=choice_in(chosen.settings))) as store:
        keys = kept_keys(chosen.state_dir, choice_in(chosen.settings))
        made = make_copy(store, keys.database, chosen.to, clock=SystemClock())
    size, copied = made.path.stat().st_size, made.carried.copied
    if chosen.json:
        say_json({"copy": str(made.path), "bytes": size, "attachments": copied})
    else:
        say(f"{made.path}  {size} bytes, {copied} attachments copied")
    return EXIT_OK


def go_salvage(chosen: argparse.Namespace) -> int:
    """A fresh directory with all that verifies; exit 1 when a number that was given is lost. The damaged files are only read."""
    out: Path = chosen.out
    if out.exists() and any(out.iterdir()):
        raise ConfigError("G03", f"{out}: something is in it")
    keys = kept_keys(chosen.state_dir, choice_in(chosen.settings))
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = (*((chosen.backup,) if chosen.backup else ()), chosen.state_dir / DATABASE_FILE)
    report = Salvage(files, keys).into(out / DATABASE_FILE, clock=SystemClock(), entropy=SystemEntropy())
    copies = (chosen.backup.parent / FOLDER,) if chosen.backup else ()
    for folder in (*copies, chosen.state_dir / FOLDER):
        carry(folder, out / FOLDER)
    written = msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
    REAL_DISK.write_durably(out / REPORT_FILE, written)
    if chosen.json:
        say(written.decode().rstrip())
    else:
        _tell(report)
    return EXIT_FAULTS_FOUND if report.lost else EXIT_OK


def _tell(report: SalvageReport) -> None:
    for source in report.sources:
        proof = "authentic" if source.authentic else "rows proven one by one"
        say(
            f"{source.file}: {source.pages} pages, {source.lost_pages} lost; WAL {source.wal_frames}, {source.lost_frames} lost; {proof}"
        )
    say(", ".join(f"{count} {table}" for table, count in report.kept.items()))
    for lost in report.lost:
        say(f"lost  {lost.sequence:>6}  {lost.reference_number or '-'}  {lost.id or '-'}")
    say(f"{len(report.lost)} numbers lost, numbering goes on at {report.next_sequence}")


def go_install(chosen: argparse.Namespace) -> int:
    """What was salvaged takes the damaged one's place, which is renamed aside: nothing is ever deleted."""
    state_dir, source = chosen.state_dir, chosen.salvaged
    with hold(state_dir):
        keys = kept_keys(state_dir, choice_in(chosen.settings))
        if not (source / DATABASE_FILE).is_file():
            raise ConfigError("G03", f"{source}: no {DATABASE_FILE}")
        look(source / DATABASE_FILE, keys.database)
        coming = state_dir / f".{DATABASE_FILE}.coming"
        with (source / DATABASE_FILE).open("rb") as read, coming.open("wb") as written:
            os.fchmod(written.fileno(), 0o600)
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
        look(coming, keys.database)
        aside = _set_aside(state_dir)
        carry(source / FOLDER, state_dir / FOLDER)
        coming.rename(state_dir / DATABASE_FILE)
        _sync(state_dir)
    progress(f"what was there lies in {aside}")
    return EXIT_OK


def _set_aside(state_dir: Path) -> Path:
    """The damaged files, in a folder nobody has; the database by a second name, so that its place is never empty.

    An empty place is where a terminal begins anew, at number 1.
    """
    number = 1 + max(
        (int(path.suffix[1:]) for path in state_dir.glob("damaged.*") if path.suffix[1:].isdigit()), default=0
    )
    aside = state_dir / f"damaged.{number}"
    aside.mkdir(mode=0o700)
    database = state_dir / DATABASE_FILE
    if database.exists():
        (aside / DATABASE_FILE).hardlink_to(database)
    for path in (wal_of(database), database.with_name(f"{DATABASE_FILE}-shm")):
        if path.exists():
            path.rename(aside / path.name)
    _sync(aside)
    _sync(state_dir)
    return aside


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
