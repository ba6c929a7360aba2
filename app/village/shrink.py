"""The shortest script that still breaks a law: parts are left out as long as the rest breaks the same one."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.village.script import Happening, Script

Fails = Callable[[Script], bool]


def shortest(script: Script, fails: Fails, *, most_plays: int) -> Script:
    """Delta debugging (Zeller and Hildebrandt 2002, ddmin): halves, then ever smaller parts are left out while it still fails.

    Every happening has a seed of its own, so what is left out changes nothing of how the others happen. At most
    `most_plays` scripts are tried; the shortest that failed is returned.
    """
    kept, parts, plays = list(script.happenings), 2, 0
    while len(kept) >= 2 and plays < most_plays:
        size = -(-len(kept) // parts)
        for start in range(0, len(kept), size):
            rest = kept[:start] + kept[start + size :]
            plays += 1
            if rest and fails(_with(script, rest)):
                kept, parts = rest, max(parts - 1, 2)
                break
            if plays >= most_plays:
                break
        else:
            if size == 1:
                break
            parts = min(parts * 2, len(kept))
    return _with(script, kept)


def _with(script: Script, happenings: list[Happening]) -> Script:
    return msgspec.structs.replace(script, happenings=tuple(happenings))
