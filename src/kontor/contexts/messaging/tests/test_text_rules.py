"""Text and emoji, and nothing else (MSG-04)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.messaging.errors import TextMissing, TextTooLong
from kontor.contexts.messaging.policy import TEXT_AT_MOST
from kontor.contexts.messaging.rules.cold import key_of
from kontor.contexts.messaging.rules.phrases import best, fill, filled, unknown
from kontor.contexts.messaging.rules.text import clean
from kontor.contexts.messaging.sending import text_of

pytestmark = pytest.mark.rule("MSG-04")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("cafe\u0301", "caf\u00e9"),
        ("a\u202eb\u2066c\u2069\u200e\u200f", "abc"),
        ("zero\u200bwidth\ufeff\u00ad\u2060", "zerowidth"),
        ("\x00a\x07\x1b[31m\x7f", "a[31m"),
        ("one\r\ntwo\u2028three\tfour", "one\ntwo\nthree four"),
        ("\ue000\uffff\ufffc", ""),
        ("\u3164\u115f\u2800 x", "x"),
        ("<b>bold</b><script>alert(1)</script>", "<b>bold</b><script>alert(1)</script>"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("z" + "\u0335" * 20, "z" + "\u0335" * 4),
        ("\u3000wide\u00a0blank ", "wide blank"),
    ],
)
def test_what_hides_goes_and_what_is_written_stays(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "emoji",
    [
        "👩‍👩‍👧‍👦", "🏳️‍🌈", "❤️‍🔥", "👍🏽", "1️⃣", "🇧🇬", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "☺️", "👩🏿‍🚀", "می‌خواهم", "क्‍ष", "👁️‍🗨️",
    ],
)  # fmt: skip
def test_sequences_of_emoji_stay_whole(emoji: str) -> None:
    assert clean(f"a {emoji} b") == f"a {emoji} b"


def test_joiners_between_letters_only_hide_words() -> None:
    assert clean("we\u200dchat") == "wechat"
    assert clean("we\ufe0fchat") == "wechat"
    assert clean("a\U000e0041\U000e007f") == "a"


@given(st.text())
def test_cleaning_twice_changes_nothing_and_all_is_composed(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Co"} for sign in once.replace("\n", ""))


def test_a_message_is_neither_empty_nor_too_long() -> None:
    most = TEXT_AT_MOST.int()
    assert text_of("x" * most) == "x" * most
    with pytest.raises(TextTooLong):
        text_of("x" * (most + 1))
    with pytest.raises(TextTooLong):
        text_of("x" * 1_000_000)
    with pytest.raises(TextMissing):
        text_of(" \u200b\n ")


@pytest.mark.rule("MSG-08")
def test_placeholders_are_filled_and_strange_ones_found() -> None:
    assert filled("Order {order}, parcel {tracking}.", {"order": "12"}) == "Order 12, parcel."
    assert filled("{product}{order} {product}", {"product": "{order} of 3"}) == "{order} of 3 {order} of 3"
    assert unknown("{order} {name}") == ["{name}"]
    assert best({"zh-hans": "你好", "en": "Hello"}, "fr") == "Hello"
    assert best({"zh-hans": "你好"}, "fr") == "你好"


@pytest.mark.rule("MSG-09")
def test_what_stands_in_a_text_with_placeholders_is_found_again_when_they_are_filled() -> None:
    said = fill("Order {order}, {tracking}: {product} now", {"order": "12", "product": "Lamp of brass, tall"})
    assert said.text == "Order 12,: Lamp of brass, tall now"

    def place(words: str) -> str:
        start = said.written.index(words)
        begin, end = said.place(start, start + len(words))
        return said.text[begin:end]

    assert (place("Order"), place("now"), place("{product}")) == ("Order", "now", "Lamp of brass, tall")
    assert place("der {ord") == "der 12"
    assert place(": {pro") == ": Lamp of brass, tall"
    assert place(said.written) == said.text
    assert said.written == "Order {order},: {product} now"


@pytest.mark.rule("MSG-19")
def test_copies_are_told_by_their_letters() -> None:
    assert key_of("Hello 12, buy NOW! 🎉") == key_of("hello 98 buy now")
    assert key_of("Hello") != key_of("Goodbye")
