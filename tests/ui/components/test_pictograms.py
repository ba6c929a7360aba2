"""Every pictogram that is asked for by name is drawn."""

from __future__ import annotations

import re
from pathlib import Path

from ui.viewmodels import listing, papers

UI = Path(__file__).parents[3] / "ui"
DRAWN = set(
    re.findall(r'^    "([a-z0-9-]+)": \{', (UI / "qml/components/pictograms.js").read_text(encoding="utf-8"), re.M)
)


def is_drawn(name: str) -> bool:
    """A name, or a beginning that is completed at run time ("face-")."""
    return name in DRAWN or (name.endswith("-") and any(drawn.startswith(name) for drawn in DRAWN))


def test_every_name_in_qml_and_python_is_drawn() -> None:
    files = [*UI.rglob("*.qml"), *UI.rglob("*.py")]
    asked = {
        name: path.name
        for path in files
        for name in re.findall(r'\bpictogram"?: ?"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 12
    assert not {name: where for name, where in asked.items() if not is_drawn(name)}


def test_every_name_in_the_tables_is_drawn() -> None:
    assert not [name for name in listing.PICTOGRAMS.values() if not is_drawn(name)]
    assert not [name for _, name in papers.CHIPS.values() if not is_drawn(name)]
