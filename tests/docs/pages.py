"""The project's pages as a reader meets them: text, links, tables, and the headings one can be sent to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
CODE = re.compile(r"`([^`\n]+)`")
ROW = re.compile(r"^\|(.+)\|$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file of the project."""

    path: Path
    text: str

    def links(self) -> list[str]:
        """Where its links and pictures lead."""
        return [linked or shown for linked, shown in LINK.findall(self.text)]

    def code(self) -> set[str]:
        """Everything set as code within a line."""
        return set(CODE.findall(self.text))

    def rows(self) -> list[list[str]]:
        """The cells of every table's every row."""
        return [[cell.strip() for cell in row.split("|")] for row in ROW.findall(self.text)]

    def anchors(self) -> set[str]:
        """The headings, as a link names them."""
        return {
            NOT_IN_ANCHORS.sub("", heading.lower()).strip().replace(" ", "-") for heading in HEADING.findall(self.text)
        }


def page(path: Path) -> Page:
    """The page of a file."""
    return Page(path, path.read_text(encoding="utf-8"))


def pages(root: Path) -> list[Page]:
    """Every page at the top, in docs/, and beside the code."""
    folders = ("docs", "app", "ui", "devices", "sync", "printers", "kiosk", "packaging")
    below = (path for folder in folders for path in sorted((root / folder).rglob("*.md")))
    return [page(path) for path in [*sorted(root.glob("*.md")), *below]]


def broken_links(root: Path) -> list[str]:
    """Links within the project that lead nowhere."""
    return [
        f"{one.path.relative_to(root)}: {link}"
        for one in pages(root)
        for link in one.links()
        if not link.startswith(("http://", "https://")) and not _resolves(one, link)
    ]


def _resolves(one: Page, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (one.path.parent / name).resolve() if name else one.path
    return target.exists() and (not anchor or anchor in page(target).anchors())
