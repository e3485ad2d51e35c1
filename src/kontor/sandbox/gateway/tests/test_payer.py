"""The payer page: what it shows, in which language, and whom it obeys."""

from __future__ import annotations

import pytest

from kontor.kernel.money import Money
from kontor.sandbox.gateway import texts
from kontor.sandbox.gateway.tests.conftest import Till


def test_page_shows_the_payment_and_says_that_it_is_a_sandbox(till: Till) -> None:
    _, path = till.order("1234.50")
    page = till.browser.get(till.gateway.address + path)
    assert "Sandbox: no real money moves here." in page.text
    assert "1,234.50\u00a0CNY" in page.text
    assert "Order &lt;1&gt; &amp; more" in page.text
    assert page.text.count('name="deed"') == 3
    assert "<script" not in page.text
    assert "style-src 'self'" in page.headers["content-security-policy"]
    assert till.browser.get(f"{till.gateway.address}/payer.css").headers["content-type"] == "text/css"


@pytest.mark.parametrize("language", texts.languages())
def test_page_speaks_the_browser_s_language(till: Till, language: str) -> None:
    _, path = till.order()
    page = till.browser.get(till.gateway.address + path, headers={"Accept-Language": f"{language},en;q=0.1"}).text
    assert f'<html lang="{language}">' in page
    assert texts.words(language)["walk_hint"] in page


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [("de, pt;q=0.5, en;q=0.3", "pt-BR"), ("zh-CN", "zh-Hans"), ("xx", "en"), ("", "en"), ("fr;q=x, ru", "ru")],
)
def test_language_is_the_best_liked_of_ours(accepted: str, chosen: str) -> None:
    assert texts.chosen(accepted) == chosen


def test_amount_is_written_in_the_language_s_way() -> None:
    assert texts.written(Money(123456789, "EUR"), "es") == "1.234.567,89\u00a0EUR"
    assert texts.written(Money(1500, "JPY"), "fr") == "1\u202f500\u00a0JPY"
    assert texts.written(Money(1234, "KWD"), "en") == "1.234\u00a0KWD"


def test_form_without_the_token_does_nothing(till: Till) -> None:
    name, path = till.order()
    answer = till.browser.post(till.gateway.address + path, data={"deed": "pay", "token": "guess"})
    assert answer.status_code == 403
    assert till.payment(name)["state"] == "waiting"
    assert till.browser.get(f"{till.gateway.address}/pay/{name}").status_code == 404


def test_paying_twice_moves_money_once(till: Till) -> None:
    name, path = till.order()
    token = till.gateway.book.find(name, "alipay").token
    for _ in range(2):
        answer = till.browser.post(till.gateway.address + path, data={"deed": "pay", "token": token})
        assert answer.status_code == 303
    assert len(till.settled(name)) == 1


def test_behaviour_is_set_on_the_page(till: Till) -> None:
    name, path = till.order()
    token = till.gateway.book.find(name, "alipay").token
    values = {"token": token, "notification": "lost", "seconds": "5", "times": "2", "forge": "content", "api": "normal"}
    answer = till.browser.post(f"{till.gateway.address}{path}/behaviour", data=values)
    assert answer.headers["location"] == f"{path}?saved"
    assert '<option value="lost" selected>' in till.browser.get(till.gateway.address + path).text
    till.decide(path, "pay")
    assert till.payment(name)["notifications"][0]["state"] == "lost"
