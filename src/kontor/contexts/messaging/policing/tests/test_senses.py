"""What ordinary words are about, the same in all languages (MSG-09)."""

from __future__ import annotations

import pytest

from kontor.contexts.messaging.policing.lexicon import LANGUAGES
from kontor.contexts.messaging.policing.plain import data, fold
from kontor.contexts.messaging.policing.senses import senses_of
from kontor.contexts.messaging.policing.sounds import sound
from kontor.contexts.messaging.policing.words import words_of


def about(text: str, tongue: str) -> set[str]:
    return {sense for senses in senses_of(words_of(fold(text).text), tongue) for sense in senses}


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    ("text", "tongue"),
    [
        ("pay less without the middleman's commission", "en"), ("pagar menos sin la comisión del intermediario", "es"),
        ("payer moins cher sans la commission", "fr"), ("pagar menos sem a comissão", "pt-BR"),
        ("заплатить дешевле без комиссии", "ru"), ("да платя по-евтино без комисион", "bg"), ("不用手续费付款便宜", "zh-Hans"),
    ],
)  # fmt: skip
def test_the_same_is_said_in_every_language(text: str, tongue: str) -> None:
    assert {"pay", "cheap", "without", "fee"} <= about(text, tongue)


def test_a_word_is_heard_in_either_alphabet() -> None:
    assert sound("пратя") == sound("pratya") == sound("pratia")
    assert "send" in about("shte izpratite li utre", "bg")
    assert "send" in about("shte izpratite li utre", "latin")


def test_a_short_entry_is_a_whole_word_and_a_phrase_is_all_of_its_words() -> None:
    assert "app" in about("my app", "en")
    assert "app" not in about("my apple", "en")
    assert "guess me" in about("you know what I mean", "en")
    assert "guess me" not in about("you and what I know", "en")


def test_nothing_is_said_where_no_word_is_known() -> None:
    assert senses_of(words_of("zzzz qqqq"), "latin") == [(), ()]


def test_all_languages_have_the_same_senses() -> None:
    lists = [set(data(f"senses/{language}.json")) for language in LANGUAGES]
    assert all(one == lists[0] for one in lists)
