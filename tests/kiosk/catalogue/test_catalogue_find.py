"""Finding an item: themes, most used, search."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from kiosk.base.errors import CatalogueError
from kiosk.catalogue.most_used import most_used
from kiosk.catalogue.search import SearchIndex, build_index
from kiosk.catalogue.themes import RULES, THEMES, items_of, theme_of
from tests.kiosk.people import DATA, sample_list

TOOL = Path(__file__).parents[3] / "packaging" / "tools" / "make_search_index.py"


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return build_index(sample_list(), (DATA / "search.json").read_bytes())


def test_every_item_is_under_exactly_one_theme() -> None:
    found = [item.id for theme in THEMES for item in items_of(sample_list(), theme)]
    assert sorted(found) == sorted(item.id for item in sample_list().items)


def test_every_word_of_the_list_is_placed_on_purpose() -> None:
    placed = {word for rule in RULES for word in rule.words}
    assert {item.theme for item in sample_list().items} == placed
    assert len(placed) == 26


def test_no_theme_is_empty_and_none_is_a_heap() -> None:
    assert all(4 <= len(items_of(sample_list(), theme)) <= 16 for theme in THEMES)


@pytest.mark.parametrize(
    ("item_id", "theme"),
    [
        ("elder-80", "theme.elders"),
        ("ssc-loss", "theme.work"),
        ("health-record", "theme.health"),
        ("birth-reg", "theme.family"),
        ("hotline", "theme.everyday"),
    ],
)
def test_items_are_where_a_villager_looks(item_id: str, theme: str) -> None:
    assert theme_of(sample_list().item(item_id)) == theme


def test_the_station_s_choice_comes_before_what_is_counted() -> None:
    counts = {"dibao": 9, "rp-alive": 40, "elder-80": 2, "gone": 99}
    found = most_used(sample_list(), ["elder-80", "gone", "elder-80"], counts=counts)
    assert [item.id for item in found] == ["elder-80", "rp-alive", "dibao"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("高龄", "elder-80"),
        ("津贴", "elder-80"),
        ("gljt", "elder-80"),
        ("gaoling", "elder-80"),
        ("gao ling jin", "elder-80"),
        ("jintie", "elder-80"),
        ("GLJT", "elder-80"),
        ("old-age", "elder-80"),
        ("low income", "hotline"),
        ("低保", "poor-cert"),
        ("timber", "logging"),
        ("yangche", "hotline"),
        ("12345", "hotline"),
        ("没有这样的事", "hotline"),
    ],
)
def test_the_best_match_comes_first(index: SearchIndex, query: str, first: str) -> None:
    assert index.search(query)[0] == first


def test_a_popular_short_name_finds_the_long_official_one(index: SearchIndex) -> None:
    assert "dibao" in index.search("低保")
    found = index.search("医保")
    assert found.index("newborn") < found.index("mi-enrol")


def test_starting_with_beats_containing(index: SearchIndex) -> None:
    found = index.search("养老")
    starting = [at for at, item_id in enumerate(found) if sample_list().item(item_id).name.zh.startswith("养老")]
    assert starting == list(range(len(starting)))
    assert len(found) > len(starting)


def test_pinyin_begins_at_a_syllable(index: SearchIndex) -> None:
    assert "elder-80" not in index.search("aoling")


def test_every_item_is_found_by_its_own_name_and_initials(index: SearchIndex) -> None:
    for entry in index.entries:
        assert index.search(entry.item.name.zh)[0] == entry.item.id
        assert entry.item.id in index.search(entry.initials)
        assert entry.item.id in index.search(entry.pinyin)


def test_nothing_asked_finds_nothing(index: SearchIndex) -> None:
    assert index.search("  ") == ()


def test_the_search_table_is_what_its_tool_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_search_index", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.search_table((DATA / "catalogue.json").read_bytes()) == (DATA / "search.json").read_bytes()


def test_a_search_table_of_another_list_is_refused() -> None:
    table = json.loads((DATA / "search.json").read_bytes())
    table["syllables"]["dibao"].pop()
    with pytest.raises(CatalogueError, match="L02"):
        build_index(sample_list(), json.dumps(table).encode())
    with pytest.raises(CatalogueError, match="L01"):
        build_index(sample_list(), b"{}")
