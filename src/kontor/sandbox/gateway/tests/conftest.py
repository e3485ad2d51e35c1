"""A gateway on a free port, with the real SDKs pointed at it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import stripe
from alipay.aop.api.request.AlipayTradePagePayRequest import AlipayTradePagePayRequest

from kontor.sandbox.conftest import Merchant
from kontor.sandbox.gateway import keys
from kontor.sandbox.gateway.app import Gateway
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.gateway.tests import real_sdk

APP = "2021000000000001"
CARD_KEY = "sk_test_tests"
SECRET = "whsec_tests"


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    keys.ensure(folder)
    return folder


@pytest.fixture
def gateway_settings(key_folder: Path, tmp_path: Path, merchant: Merchant) -> Settings:
    data = tmp_path / "data"
    shutil.copytree(key_folder, data)
    return Settings(
        data=data, port=0, app_id=APP, card_key=CARD_KEY, webhook_secret=SECRET,
        webhook_url=f"{merchant.address}/hooks/cards", retry_scale=0.0001,
    )  # fmt: skip


@dataclass
class Till:
    """The merchant's till: a gateway, the clients that speak to it, and a browser."""

    gateway: Gateway
    pems: keys.Keys
    alipay: real_sdk.PortableAlipayClient
    stripe: stripe.StripeClient
    browser: httpx.Client
    merchant: Merchant

    def order(self, amount: str = "88.80", **more: object) -> tuple[str, str]:
        """Open an Alipay payment in the browser; return its reference and the payer page's path."""
        name = real_sdk.reference()
        request = AlipayTradePagePayRequest()
        request.biz_content = {
            "out_trade_no": name, "total_amount": amount, "subject": "Order <1> & more",
            "product_code": "FAST_INSTANT_TRADE_PAY", **more,
        }  # fmt: skip
        request.notify_url = f"{self.merchant.address}/hooks/alipay"
        request.return_url = f"{self.merchant.address}/back?order=7"
        answer = self.browser.get(self.alipay.page_execute(request, "GET"))
        assert answer.status_code == 303, answer.text
        return name, answer.headers["location"]

    def session(self, **more: Any) -> Any:
        """Open a card payment of 45.00 EUR."""
        price = {"currency": "eur", "unit_amount": 2250, "product_data": {"name": "Order 7"}}
        params: Any = {
            "mode": "payment", "line_items": [{"price_data": price, "quantity": 2}],
            "success_url": f"{self.merchant.address}/back?session={{CHECKOUT_SESSION_ID}}",
            "cancel_url": f"{self.merchant.address}/cancelled",
            "client_reference_id": real_sdk.reference(), "metadata": {"order": "7"}, **more,
        }  # fmt: skip
        return self.stripe.v1.checkout.sessions.create(params)

    def decide(self, path: str, deed: str) -> httpx.Response:
        """Press one of the three buttons on the payer page."""
        page = self.browser.get(self.gateway.address + path)
        token = re.search(r'name="token" value="([^"]+)"', page.text)
        assert token, page.text
        return self.browser.post(self.gateway.address + path, data={"token": token[1], "deed": deed})

    def control(self, path: str, **values: object) -> Any:
        answer = self.browser.post(f"{self.gateway.address}/_sandbox/{path}", json=values)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def payment(self, name: str) -> Any:
        listed = self.browser.get(f"{self.gateway.address}/_sandbox/payments", params={"payment": name})
        return listed.json()["payments"][0]

    def settled(self, name: str) -> Any:
        """The notifications of a payment when none of them is under way any more."""
        ended = {"delivered", "abandoned", "lost"}
        assert self.gateway.outbox.wait_for(
            lambda: all(note["state"] in ended for note in self.gateway.outbox.of(self.gateway._key(name)))
        )
        return self.payment(name)["notifications"]


@pytest.fixture
def till_at(browser: httpx.Client, merchant: Merchant) -> Callable[[Gateway, Settings], Till]:
    def made(gateway: Gateway, settings: Settings) -> Till:
        pems = keys.ensure(settings.data)
        return Till(
            gateway, pems, real_sdk.alipay_client(gateway.address, pems, APP),
            real_sdk.stripe_client(gateway.address, CARD_KEY), browser, merchant,
        )  # fmt: skip

    return made


@pytest.fixture
def till(gateway_settings: Settings, till_at: Callable[[Gateway, Settings], Till]) -> Iterator[Till]:
    with Gateway(gateway_settings) as gateway:
        yield till_at(gateway, gateway_settings)
