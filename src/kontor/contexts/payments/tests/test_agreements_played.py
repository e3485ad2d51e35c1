"""Agreements with the real SDKs against the gateway played as a process of its own (BUY-10)."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from kontor.contexts.payments.errors import CallbackForged
from kontor.contexts.payments.providers.alipay.provider import Alipay
from kontor.contexts.payments.providers.binding import BindAsk, BindBegun, BoundStatus
from kontor.contexts.payments.providers.cards.provider import Cards
from kontor.contexts.payments.providers.protocol import Ask, ProviderSilent, Status
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.tests.test_providers import Gateway, _normal, gateway  # noqa: F401  (its fixtures)
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money

pytestmark = pytest.mark.rule("BUY-10")
CODES = pytest.mark.parametrize("code", ["alipay", "cards"])


def _provider(gateway: Gateway, code: str) -> Alipay | Cards:  # noqa: F811
    return gateway.alipay() if code == "alipay" else gateway.cards()


def _begin(provider: Alipay | Cards) -> tuple[str, BindBegun]:
    name = new_id().hex
    return name, provider.binding.begin(
        BindAsk(name, "a***@example.com", "http://127.0.0.1:9/back", "http://127.0.0.1:9/notify")
    )


def _decide(page: str, deed: str, means: str = "") -> str:
    """Open the page of the agreement and press a button."""
    with httpx.Client(follow_redirects=True, trust_env=False) as browser:
        opened = browser.get(page)
        token = opened.text.split('name="token" value="')[1].split('"')[0]
        sent = {"token": token, "deed": deed, "means": means}
        answer = browser.post(str(opened.url), data=sent, follow_redirects=False)
        return answer.headers.get("location", "")


def _ask(money: Money, code: str) -> Ask:
    return Ask(
        reference(new_id(), new_id()), "alipay" if code == "alipay" else "card", "Kontor order 1", money,
        "http://127.0.0.1:9/return", "http://127.0.0.1:9/notify", 3600,
    )  # fmt: skip


def _bound(provider: Alipay | Cards, means: str = "") -> tuple[str, BindBegun, str]:
    name, begun = _begin(provider)
    _decide(begun.redirect_url, "agree", means)
    told = provider.binding.query(name, begun.provider_reference, "")
    assert told.status is BoundStatus.ACTIVE
    return name, begun, told.token


@CODES
def test_signed_on_its_page_charged_ended(gateway: Gateway, code: str) -> None:  # noqa: F811
    provider = _provider(gateway, code)
    name, begun = _begin(provider)
    assert provider.binding.query(name, begun.provider_reference, "").status is BoundStatus.OPEN
    assert _decide(begun.redirect_url, "agree").startswith("http://127.0.0.1:9/back")
    told = provider.binding.query(name, begun.provider_reference, "")
    assert (told.status, told.reference) == (BoundStatus.ACTIVE, name)
    masked = ("alipay", "zhe***@sandbox.invalid") if code == "alipay" else ("Visa", "···· 4242")
    assert (told.brand, told.label) == masked
    ask = _ask(Money(1234, "EUR"), code)
    word = provider.binding.prepare(ask, told.token)
    first = provider.binding.charge(ask, told.token, word)
    again = provider.binding.charge(ask, told.token, provider.binding.prepare(ask, told.token))
    assert first.told.status is again.told.status is Status.PAID
    assert first.told.provider_reference == again.told.provider_reference
    asked = provider.query(ask.reference, first.told.provider_reference, "EUR")
    assert (asked.status, asked.amount, asked.reference) == (Status.PAID, Money(1234, "EUR"), ask.reference)
    request = new_id().hex
    back = provider.refund(ask.reference, first.told.provider_reference, request, Money(234, "EUR"))
    assert provider.refund(ask.reference, first.told.provider_reference, request, Money(234, "EUR")) == back
    provider.binding.end(name, begun.provider_reference, told.token)
    provider.binding.end(name, begun.provider_reference, told.token)
    assert provider.binding.query(name, begun.provider_reference, told.token).status is BoundStatus.ENDED
    late = _ask(Money(500, "EUR"), code)
    refused = provider.binding.charge(late, told.token, provider.binding.prepare(late, told.token))
    assert (refused.told.status, refused.ended) == (Status.FAILED, True)


@CODES
@pytest.mark.parametrize("money", [Money(1980, "JPY"), Money(12345, "KWD"), Money(9900, "CNY")], ids=str)
def test_charged_to_the_minor_unit(gateway: Gateway, code: str, money: Money) -> None:  # noqa: F811
    provider = _provider(gateway, code)
    _, _, token = _bound(provider)
    ask = _ask(money, code)
    charged = provider.binding.charge(ask, token, provider.binding.prepare(ask, token))
    assert provider.query(ask.reference, charged.told.provider_reference, money.currency).amount == money


@pytest.mark.parametrize(("code", "means"), [("alipay", "empty"), ("cards", "declines")])
def test_without_money_nothing_is_charged(gateway: Gateway, code: str, means: str) -> None:  # noqa: F811
    provider = _provider(gateway, code)
    _, _, token = _bound(provider, means)
    ask = _ask(Money(500, "EUR"), code)
    word = provider.binding.prepare(ask, token)
    charged = provider.binding.charge(ask, token, word)
    assert (charged.told.status, charged.ended) == (Status.FAILED, False)
    assert provider.query(ask.reference, word, "EUR").status in (Status.FAILED, Status.UNKNOWN)


def test_a_card_that_asks_leads_to_its_page(gateway: Gateway) -> None:  # noqa: F811
    provider = gateway.cards()
    _, _, token = _bound(provider, "asks")
    ask = _ask(Money(500, "EUR"), "cards")
    word = provider.binding.prepare(ask, token)
    charged = provider.binding.charge(ask, token, word)
    assert charged.told.status is Status.OPEN
    assert provider.query(ask.reference, word, "EUR").status is Status.OPEN
    gateway.decide(charged.redirect_url, "pay")
    assert provider.query(ask.reference, word, "EUR").status is Status.PAID
    assert provider.close(ask.reference, word, "EUR").status is Status.PAID


def test_a_charge_that_waits_can_be_closed(gateway: Gateway) -> None:  # noqa: F811
    provider = gateway.cards()
    _, _, token = _bound(provider, "asks")
    ask = _ask(Money(500, "EUR"), "cards")
    word = provider.binding.prepare(ask, token)
    provider.binding.charge(ask, token, word)
    assert provider.close(ask.reference, word, "EUR").status is Status.FAILED
    assert provider.binding.charge(ask, token, word).told.status is Status.FAILED


@CODES
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_answer_is_no_second_charge(gateway: Gateway, code: str, when: str) -> None:  # noqa: F811
    provider = _provider(gateway, code)
    _, _, token = _bound(provider)
    amount = 700 + len(code) * 10 + len(when)  # no other case's
    ask = _ask(Money(amount, "EUR"), code)
    word = provider.binding.prepare(ask, token)
    gateway.switch(api="drop", api_when=when)
    with pytest.raises(ProviderSilent):
        provider.binding.charge(ask, token, word)
    gateway.switch(api="normal")
    asked = provider.query(ask.reference, word, "EUR").status
    assert asked is (Status.PAID if when == "after" else Status.UNKNOWN if code == "alipay" else Status.OPEN)
    assert provider.binding.charge(ask, token, word).told.status is Status.PAID
    made: list[Any] = httpx.get(f"{gateway.url}/_sandbox/payments", trust_env=False).json()["payments"]
    assert len([one for one in made if one["title"] == ask.title and one["minor"] == amount]) == 1


@CODES
def test_refused_on_its_page_nothing_is_bound(gateway: Gateway, code: str) -> None:  # noqa: F811
    provider = _provider(gateway, code)
    name, begun = _begin(provider)
    _decide(begun.redirect_url, "refuse")
    told = provider.binding.query(name, begun.provider_reference, "")
    assert told.status in (BoundStatus.OPEN, BoundStatus.REFUSED)
    assert told.token == ""


@CODES
def test_unsigned_words_are_forged(gateway: Gateway, code: str) -> None:  # noqa: F811
    body = b"notify_type=dut_user_sign&status=NORMAL&external_agreement_no=x&app_id=2021000000000001&sign=AAAA"
    with pytest.raises(CallbackForged):
        _provider(gateway, code).binding.read_callback({"stripe-signature": "t=1,v1=00"}, body)
