"""The nine life themes of the choosing screen, gathered from the list's own theme words."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.model import Catalogue, ServiceItem

# In the order of the tiles; each is said by its own text key.
THEMES = (
    "theme.elders", "theme.health", "theme.aid", "theme.work", "theme.farm", "theme.family", "theme.papers", "theme.house",
    "theme.everyday",
)  # fmt: skip
ELSEWHERE = "theme.everyday"


@dataclass(frozen=True, slots=True)
class Rule:
    """A theme takes items of these list words whose name holds `named` (any name when empty)."""

    theme: str
    words: frozenset[str]
    named: str = ""


def _rule(theme: str, words: str, named: str = "") -> Rule:
    return Rule(theme, frozenset(words.split()), named)


# First match counts: a few list words are too wide for a villager, and the item's own name tells where to look.
RULES = (
    _rule("theme.work", "社会保障", "社会保障卡"),
    _rule("theme.health", "卫生健康", "健康档案"),
    _rule("theme.everyday", "司法", "公证"),
    _rule("theme.elders", "社会保障 民政养老"),
    _rule("theme.health", "医疗保障"),
    _rule("theme.aid", "民政救助 民政残联 退役军人 司法"),
    _rule("theme.work", "就业创业 市场监管"),
    _rule("theme.farm", "农牧 林草 林草农牧 农牧财政"),
    _rule("theme.family", "卫生健康 教育 民政"),
    _rule("theme.papers", "公安户政 公安交管"),
    _rule("theme.house", "自然资源 自然资源农牧 住建 公积金"),
    _rule("theme.everyday", "便民 诉求 税务 金融"),
)


def theme_of(item: ServiceItem) -> str:
    """The one theme an item is found under; a list word not known here is found under everyday matters."""
    found = (rule.theme for rule in RULES if item.theme in rule.words and rule.named in item.name.zh)
    return next(found, ELSEWHERE)


def items_of(catalogue: Catalogue, theme: str) -> tuple[ServiceItem, ...]:
    """The items under a theme, in the order of the list."""
    return tuple(item for item in catalogue.items if theme_of(item) == theme)
