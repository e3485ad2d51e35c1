"""The providers, with their real SDKs, against the gateway played as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from kontor.contexts.payments.errors import CallbackForged
from kontor.contexts.payments.providers.alipay.provider import Alipay
from kontor.contexts.payments.providers.cards.provider import Cards
from kontor.contexts.payments.providers.protocol import Ask, Provider, ProviderSilent, Status
from kontor.contexts.payments.rules import reference
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money

APP = "2021000000000001"


@dataclass
class Gateway:
    """The running sandbox, its folder of keys, and the payer's hand."""

    url: str
    data: Path

    def alipay(self) -> Alipay:
        return Alipay(
            gateway=f"{self.url}/gateway.do", app_id=APP, merchant_key=self.data / "merchant_private.pem",
            gateway_key=self.data / "gateway_public.pem",
        )  # fmt: skip

    def cards(self) -> Cards:
        return Cards(api=self.url, key="sk_test_kontor", secret="whsec_kontor")

    def decide(self, page: str, choice: str) -> None:
        """Open the payer's page and press a button on it."""
        with httpx.Client(follow_redirects=True) as browser:
            opened = browser.get(page)
            html = opened.text
            token = html.split('name="token" value="')[1].split('"')[0]
            browser.post(str(opened.url), data={"token": token, "deed": choice}, follow_redirects=False)

    def switch(self, **given: Any) -> None:
        httpx.post(f"{self.url}/_sandbox/switches", json=given).raise_for_status()


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    data = tmp_path_factory.mktemp("gateway")
    process = subprocess.Popen(
        [sys.executable, "-m", "kontor.sandbox.gateway", "--data", str(data), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    line = next(line for line in process.stderr if "serves http://" in line)
    yield Gateway("http://" + line.split("serves http://")[1].split()[0].rstrip("/"), data)
    process.terminate()
    process.wait(10)


@pytest.fixture(autouse=True)
def _normal(gateway: Gateway) -> Iterator[None]:
    yield
    httpx.post(f"{gateway.url}/_sandbox/reset", json={}).raise_for_status()


def _ask(money: Money, method: str) -> Ask:
    return Ask(
        reference(new_id(), new_id()), method, "Kontor order 1", money, "http://127.0.0.1:9/return",
        "http://127.0.0.1:9/notify", 3600,
    )  # fmt: skip


def _provider(gateway: Gateway, code: str) -> Provider:
    return gateway.alipay() if code == "alipay" else gateway.cards()


MONIES = [Money(6283, "EUR"), Money(1980, "JPY"), Money(12345, "KWD"), Money(9900, "CNY")]


@pytest.mark.rule("TRD-06")
@pytest.mark.parametrize("code", ["alipay", "cards"])
@pytest.mark.parametrize("money", MONIES, ids=str)
def test_begun_paid_asked_refunded_to_the_minor_unit(gateway: Gateway, code: str, money: Money) -> None:
    provider = _provider(gateway, code)
    ask = _ask(money, "alipay" if code == "alipay" else "card")
    begun = provider.begin(ask)
    before = provider.query(ask.reference, begun.provider_reference, money.currency)
    assert before.status in (Status.OPEN, Status.UNKNOWN)
    gateway.decide(begun.redirect_url, "pay")
    told = provider.query(ask.reference, begun.provider_reference, money.currency)
    assert (told.status, told.amount, told.reference) == (Status.PAID, money, ask.reference)
    assert told.instrument.startswith("2088") is (code == "alipay")  # a page's card is not named
    request = new_id().hex
    part = Money(money.minor // 3, money.currency)
    word = provider.refund(ask.reference, begun.provider_reference, request, part)
    assert provider.refund(ask.reference, begun.provider_reference, request, part) == word


@pytest.mark.rule("TRD-06")
@pytest.mark.parametrize("code", ["alipay", "cards"])
def test_closing_is_too_late_for_a_paid_one_and_final_for_an_open_one(gateway: Gateway, code: str) -> None:
    provider = _provider(gateway, code)
    method = "alipay" if code == "alipay" else "card"
    paid, open_ = _ask(Money(500, "EUR"), method), _ask(Money(700, "EUR"), method)
    first, second = provider.begin(paid), provider.begin(open_)
    gateway.decide(first.redirect_url, "pay")
    assert provider.close(paid.reference, first.provider_reference, "EUR").status is Status.PAID
    httpx.get(second.redirect_url, follow_redirects=True)
    assert provider.close(open_.reference, second.provider_reference, "EUR").status is Status.FAILED


@pytest.mark.rule("TRD-06")
@pytest.mark.parametrize("code", ["alipay", "cards"])
@pytest.mark.parametrize("fault", ["error", "drop"])
def test_a_gateway_that_fails_is_silent_and_not_a_crash(gateway: Gateway, code: str, fault: str) -> None:
    provider = _provider(gateway, code)
    ask = _ask(Money(500, "EUR"), "alipay" if code == "alipay" else "card")
    begun = provider.begin(ask)
    httpx.get(begun.redirect_url, follow_redirects=True)
    gateway.switch(api=fault)
    with pytest.raises(ProviderSilent):
        provider.query(ask.reference, begun.provider_reference, "EUR")


@pytest.mark.rule("TRD-06")
@pytest.mark.parametrize("code", ["alipay", "cards"])
def test_unsigned_words_are_forged(gateway: Gateway, code: str) -> None:
    provider = _provider(gateway, code)
    with pytest.raises(CallbackForged):
        provider.read_callback(
            {"stripe-signature": "t=1,v1=00"}, b"out_trade_no=x&trade_status=TRADE_SUCCESS&sign=AAAA"
        )
