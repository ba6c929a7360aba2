"""Builds kiosk/catalogue/data/search.json: the pinyin of every item's name, by pypinyin, at development time."""

from __future__ import annotations

import json
from pathlib import Path

from pypinyin import Style, lazy_pinyin

DATA = Path(__file__).resolve().parents[2] / "kiosk" / "catalogue" / "data"
# Set between characters that have no pinyin, so that each keeps an entry of its own.
BETWEEN = "\x1f"


def search_table(catalogue: bytes) -> bytes:
    """search.json for the bytes of a catalogue.json; the same bytes give the same table."""
    listed = json.loads(catalogue)
    lines = [f"{_json(item['id'])}: {_json(syllables_of(item['name']['zh']))}" for item in listed["items"]]
    body = ",\n".join(lines)
    version = _json(listed["meta"]["version"])
    return f'{{"catalogue_version": {version}, "syllables": {{\n{body}\n}}}}\n'.encode()


def syllables_of(name: str) -> list[str]:
    """One entry a character: its syllable without tone, or the character itself in lower case."""
    spoken = lazy_pinyin(name, style=Style.NORMAL, errors=BETWEEN.join)
    return [part.lower() for run in spoken for part in run.split(BETWEEN)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    (DATA / "search.json").write_bytes(search_table((DATA / "catalogue.json").read_bytes()))
    print(f"wrote {DATA / 'search.json'}")
