"""Cutting and shortening words, without a database (TRD-03)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.search import rules

pytestmark = pytest.mark.rule("TRD-03")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Crème brûlée USB-C 5.0", "fr", ["creme", "brulee", "usb", "c", "5", "0"]),
        ("São Paulo CAFÉ", "pt-br", ["sao", "paulo", "cafe"]),
        ("Ёлка и чай", "ru", ["елка", "и", "чай"]),  # й stays a letter
        ("ＬＥＤ ﬁne", "en", ["led", "fine"]),
        ("snake_case & 'quoted' | !not", "en", ["snake", "case", "quoted", "not"]),
        ("蓝牙耳机 Pro", "zh-hans", ["蓝牙", "牙耳", "耳机", "机", "pro"]),
        ("灯", "zh-hans", ["灯"]),
        ("", "en", []),
    ],
)
def test_what_is_indexed(text: str, language: str, expected: list[str]) -> None:
    assert rules.tokens(text, language) == expected


@pytest.mark.parametrize("language", ["en", "fr", "ru", "bg", "zh-hans"])
@pytest.mark.parametrize(
    "text", ["Crème brûlée, USB-C_5.0!", "Ёлка и чай", "蓝牙耳机 Pro", " -- ", "Лампата е красива"]
)
def test_the_quick_way_finds_the_same_words(text: str, language: str) -> None:
    assert rules.indexed(text, language).split() == rules.tokens(text, language)


def test_a_chinese_query_needs_no_last_character_alone() -> None:
    assert rules.tokens("蓝牙耳机", "zh-hans", query=True) == ["蓝牙", "牙耳", "耳机"]


@pytest.mark.parametrize(
    "family",
    [
        ["лампа", "лампата", "лампи", "лампите"],
        ["стол", "столът", "столове", "столовете"],
        ["чанта", "чантата", "чанти", "чантите"],
        ["нож", "ножът", "ножове"],
        ["калъф", "калъфът", "калъфи", "калъфите"],
        ["слушалки", "слушалките", "слушалка"],
    ],
)
def test_bulgarian_forms_meet(family: list[str]) -> None:
    assert len({rules.bulgarian(word) for word in family}) == 1, [rules.bulgarian(word) for word in family]


def test_different_bulgarian_things_stay_apart() -> None:
    words = ["лампа", "чанта", "маса", "стол", "стена", "рокля", "риза", "часовник"]
    assert len({rules.bulgarian(word) for word in words}) == len(words)


def test_a_query_is_cut_at_twelve_words() -> None:
    assert len(rules.tokens("a " * 100, "en", query=True)) == rules.MOST_TOKENS


@pytest.mark.parametrize(
    ("groups", "options", "expected"),
    [
        ([["desk"], ["lamp"]], {}, "'desk' & 'lamp'"),
        ([["desk"], ["lamp"]], {"prefix": True}, "'desk' & 'lamp':*"),
        ([["desk"], ["lamp"]], {"joined": "|"}, "'desk' | 'lamp'"),
        ([["dsek", "desk"], ["lamp"]], {}, "('dsek' | 'desk') & 'lamp'"),
        ([["灯"]], {}, "'灯':*"),
        ([], {}, ""),
    ],
)
def test_the_text_of_a_query(groups: list[list[str]], options: dict[str, object], expected: str) -> None:
    assert rules.tsquery(groups, **options) == expected  # type: ignore[arg-type]


@given(st.text(max_size=60), st.sampled_from(sorted(rules.CONFIGS)))
def test_no_operator_survives(text: str, language: str) -> None:
    words = rules.tokens(text, language, query=True)
    assert all(not set(word) & set("'&|!():*\\<> \t\n\0") for word in words)
    assert rules.tokens(" ".join(words), language, query=True) is not None
