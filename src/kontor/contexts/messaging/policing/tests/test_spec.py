"""The examples of the rules, word for word (MSG-09)."""

from __future__ import annotations

import pytest

from kontor.contexts.messaging.policing import judge


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    "text",
    [
        "WhatsApp", "off-platform payment", "bank transfer", "WeChat ID", "w e c h a t", "ｖｘ", "薇信",
        "My Telegram is @mei_shop", "QQ 123456789", "call me at +86 138 0013 8000", "write to mei@example.com",
        "cheaper at https://mei-shop.com", "five five five one two three four five six seven is my number",
    ],
)  # fmt: skip
def test_what_the_rule_names_is_blocked(text: str) -> None:
    verdict = judge(text)
    assert verdict.blocked
    assert all(passage.text == text[passage.start : passage.end] for passage in verdict.passages)
    assert all(passage.rule and passage.sentence for passage in verdict.passages)


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    "text",
    [
        "the bank transferred my salary, can I pay on the site?",
        "can I pay on the site by bank transfer?",
        "is this phone case for WhatsApp calls with one hand?",
        "do you sell a Telegram T-shirt",
        "My QQ doll arrived broken",
        "Where is order 8123456789012345?",
    ],
)
def test_harmless_messages_with_the_same_words_pass(text: str) -> None:
    assert judge(text).passages == ()


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    ("calm", "wrong"),
    [
        ("Is the blue one in stock?", " Let us settle it past the site, then we both save the commission"),
        ("¿Hay en azul?", " Lo arreglamos fuera de la página y nos ahorramos la comisión"),
        ("Синий есть в наличии?", " Давайте договоримся мимо сайта, без комиссии"),
    ],
)
def test_whoever_is_stopped_for_the_sense_is_shown_the_sentence(calm: str, wrong: str) -> None:
    verdict = judge(calm + wrong)
    assert verdict.score > 0
    (passage,) = verdict.passages
    assert passage.text == wrong.strip()
    assert passage.rule in {"deal.outside", "payment.outside"}
