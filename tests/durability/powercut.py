"""Run in a mount namespace of its own: writers that die with the power, round after round, and what the disk still holds.

`python -m tests.durability.powercut DIRECTORY CUTS`, CUTS as JSON; says a Toll as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import count
from pathlib import Path

from app import paths
from printers.fonts import FontStack
from tests.durability.aftermath import KINDS, Said, Toll, examine, unasked
from tests.durability.disk import LoopDisk, NoDiskError
from tests.durability.tracing import killing
from tests.durability.writing import Folder, Say, write, write_once


@dataclass(frozen=True, slots=True)
class Cuts:
    """On which file system the power fails, and during what: a "queue", "visits", or "every call" of a visit.

    For the first two: in so many `rounds`, each after `said_a_round` submissions or up to twice as many.
    """

    kind: str
    what: str
    rounds: int = 0
    said_a_round: int = 0
    plant: str = ""
    seed: int = 1


def main(directory: Path, cuts: Cuts) -> None:
    """Every cut on the same disk: what was kept must be kept for good."""
    # Fonts stay registered in every fork.
    FontStack(paths.FONTS)
    disk = LoopDisk(directory, cuts.kind)
    try:
        disk.make()
    except NoDiskError as error:
        sys.exit(str(error))
    toll, folder, said = Toll(), Folder(disk.root), Said({kind: [] for kind in KINDS})
    writers = at_every_call(folder, said) if cuts.what == "every call" else at_any_moment(folder, cuts, said)
    for _ in writers:
        disk.cut()
        toll.cuts += 1
        examine(folder, said, toll=toll)
        toll.broken += unasked(folder)
    disk.unmount()
    sys.stdout.write(json.dumps(asdict(toll)) + "\n")


def at_any_moment(folder: Folder, cuts: Cuts, said: Said) -> Iterator[None]:
    """Writers that are killed as soon as they have said enough, whatever they do then."""
    chance = random.Random(cuts.seed)
    for _ in range(cuts.rounds):
        enough = len(said["kept"]) + chance.randint(cuts.said_a_round, 2 * cuts.said_a_round)
        child, lines = fork(writer(folder, cuts, len(said["kept"])))
        for kind, id in lines:
            said[kind].append(id)
            if len(said["kept"]) == enough:
                os.kill(child, signal.SIGKILL)
        if ended(child) != -signal.SIGKILL:
            sys.exit("the writer ended by itself")
        yield


def writer(folder: Folder, cuts: Cuts, first: int) -> Callable[[Say], None]:
    """Hands in from `first` on, and knows no end."""
    return lambda say: write(folder, cuts.what, first, plant=cuts.plant, say=say)


def at_every_call(folder: Folder, said: Said) -> Iterator[None]:
    """Writers of one visit each, killed at its first write, its second, and so on; then at its first sync, its second."""
    for call in ("pwrite64", "fsync", "fdatasync", "write", "rename", "unlink", "ftruncate"):
        code = -signal.SIGKILL
        for at in count(1):
            child, lines = fork(partial(write_once, folder, len(said["kept"])))
            os.waitpid(child, os.WUNTRACED)
            with killing(call, at) as tracer:
                tracer.seize(child)
                for kind, id in lines:
                    said[kind].append(id)
                code = ended(child)
            if code != -signal.SIGKILL:
                break
            yield


def fork(act: Callable[[Say], None]) -> tuple[int, Iterator[tuple[str, str]]]:
    """A process that acts, and what it says until it ends.

    It is dead before the file system goes down: one that outlives its disk would be told lies by it.
    """
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(ear)
            act(partial(_say, mouth))
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(mouth)
    return child, _lines(ear)


def ended(child: int) -> int:
    """How it ended; below zero by a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _lines(ear: int) -> Iterator[tuple[str, str]]:
    with os.fdopen(ear) as lines:
        for line in lines:
            kind, id = line.split()
            yield kind, id


def _say(mouth: int, kind: str, id: str) -> None:
    os.write(mouth, f"{kind} {id}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Cuts(**json.loads(sys.argv[2])))
