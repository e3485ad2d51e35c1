from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kontor.ui.differences import GONE, NEW, SAME, Part, differences


def test_words_that_changed_are_told_apart() -> None:
    assert differences("Brass desk lamp", "Steel desk lamp") == [
        Part(GONE, "Brass "), Part(NEW, "Steel "), Part(SAME, "desk lamp"),
    ]  # fmt: skip


def test_chinese_is_compared_sign_by_sign() -> None:
    assert differences("黄铜台灯", "黄铜壁灯") == [
        Part(SAME, "黄铜"),
        Part(GONE, "台"),
        Part(NEW, "壁"),
        Part(SAME, "灯"),
    ]


def test_a_new_text_is_all_new() -> None:
    assert differences("", "Lamp") == [Part(NEW, "Lamp")]
    assert differences("Lamp", "") == [Part(GONE, "Lamp")]


@given(st.text("ab 灯\n.,", max_size=40), st.text("ab 灯\n.,", max_size=40))
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    parts = differences(before, after)
    assert "".join(part.text for part in parts if part.kind != NEW) == before
    assert "".join(part.text for part in parts if part.kind != GONE) == after
