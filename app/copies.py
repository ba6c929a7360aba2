"""Copies of the store on a second disk: one, and one after another by themselves while the terminal serves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.output import complain
from kiosk.base.clock import Clock
from kiosk.base.errors import KioskError
from kiosk.base.settings import Store as StoreSettings
from sync.store.attachments import FOLDER
from sync.store.chain import AuditHead
from sync.store.errors import BAD_COPY, fault, storing
from sync.store.rescue.files import Carried, carry
from sync.store.rescue.rotation import LONGEST_S, Rotation, over_there, refuse_same_disk
from sync.store.store import Store

# The sync lane waits meanwhile, and its deadline (ui/lanes.py) leaves this much beside a cycle over the slowest line.
LONGEST_ON_LANE_S = 60.0


@dataclass(frozen=True, slots=True)
class Made:
    """A finished copy, and how many sealed files went with it."""

    path: Path
    carried: Carried


def make_copy(store: Store, key: bytes, folder: Path, *, clock: Clock, longest_s: float = LONGEST_S) -> Made:
    """One proven copy, then the sealed files it speaks of. Raises StoreError S10 to S12 for the other disk, S01 for a damaged store."""
    end_s = clock.monotonic_s() + longest_s
    with over_there():
        refuse_same_disk(store.path, folder)
    path = Rotation(store.db, key, folder, clock, longest_s).copy()
    with over_there():
        carried = carry(store.path.with_name(FOLDER), folder / FOLDER, goes_on=lambda: clock.monotonic_s() < end_s)
    return Made(path, carried)


class Copies:
    """Makes a copy at the first cycle of a start, then whenever the interval is over and something has happened since.

    What is wrong with the second disk is told a technician on standard error, once, and tried again after the interval:
    it is no reason not to serve.
    """

    def __init__(self, open_store: Callable[[], Store], key: bytes, settings: StoreSettings, *, clock: Clock) -> None:
        self._open = open_store
        self._key = key
        self._folder = Path(settings.backup_folder)
        self._every_s = settings.backup_every_min * 60.0
        self._clock = clock
        self._due_s = clock.monotonic_s()
        self._last: tuple[AuditHead, Path] | None = None
        self._under_way = False
        self._told = ""

    def keep(self) -> None:
        """Called after each cycle, on its lane; a fault ends here."""
        now_s = self._clock.monotonic_s()
        if now_s < self._due_s:
            return
        self._due_s = now_s + self._every_s
        try:
            self._keep()
        except KioskError as error:
            if error.code != self._told:
                complain(error)
            self._told = error.code
        else:
            self._told = ""

    def _keep(self) -> None:
        # A disk that hangs has kept the lane until it was given up and made anew; a second thread must not follow the first.
        if self._under_way:
            raise fault(BAD_COPY, "the copy before has not ended")
        self._under_way = True
        try:
            # A connection of its own: one that hangs over there would hold up the lane's.
            with closing(self._open()) as store:
                self._copy_what_is_new(store)
        finally:
            self._under_way = False

    def _copy_what_is_new(self, store: Store) -> None:
        """Whatever is handed in, printed, settled or set aside is in the audit; and a copy may have gone with its disk."""
        with storing("copies"):
            head = store.audit.head()
        if self._last is not None and self._last[0] == head and self._is_there(self._last[1]):
            return
        made = make_copy(store, self._key, self._folder, clock=self._clock, longest_s=LONGEST_ON_LANE_S)
        self._last = head, made.path

    def _is_there(self, copy: Path) -> bool:
        with over_there():
            return copy.exists()
