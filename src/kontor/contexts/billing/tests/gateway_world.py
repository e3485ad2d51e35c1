"""A market whose buyers pay at a gateway on a real connection, for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.models import Intent
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.providers.alipay.provider import Alipay
from kontor.contexts.payments.providers.protocol import Status, Told
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.contexts.payments.tests.factories import make_intent
from kontor.kernel import clock
from kontor.kernel.money import Money
from kontor.sandbox.gateway import keys
from kontor.sandbox.gateway.app import Gateway
from kontor.sandbox.gateway.payments import ALIPAY
from kontor.sandbox.gateway.settings import Settings

BEIJING = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    keys.ensure(folder)
    return folder


@dataclass
class World:
    """A market, and the gateway that its buyers pay at."""

    gateway: Gateway
    market: Market

    def told(self, intent: Intent, amount: Money | None = None) -> None:
        """The payer pays at the gateway; we are not told yet."""
        money = amount or Money(intent.amount_minor, intent.currency)
        name = reference(intent.buyer_id, intent.id)
        opened = self.gateway.book.open(
            face=ALIPAY, number=f"22001{intent.id.int % 10**20:020d}", reference=name, money=money, title="订单 <1>",
            lasts=timedelta(hours=1),
        )  # fmt: skip
        self.gateway.book.pay(opened)

    def paid(self, *, booked: bool = True) -> Intent:
        """A purchase that is paid at the gateway, and booked by us."""
        order = BuyerOrder.objects.get(id=self.market.place({"lamp": 1}).buyer_order_id)
        intent = make_intent(order)
        self.told(intent)
        if booked:
            said = Told(reference(intent.buyer_id, intent.id), Status.PAID, Money(order.total_minor, "EUR"), "T", "e")
            assert apply_told(told=said) == "paid"
        return intent

    def control(self, **values: Any) -> None:
        httpx.post(f"{self.gateway.address}/_sandbox/bills", json=values, trust_env=False).raise_for_status()


@pytest.fixture
def world(tmp_path: Path, key_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for file in key_folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with Gateway(Settings(data=tmp_path, port=0)) as gateway:
        alipay = Alipay(
            gateway=f"{gateway.address}/gateway.do", app_id=Settings.app_id,
            merchant_key=tmp_path / "merchant_private.pem", gateway_key=tmp_path / "gateway_public.pem",
        )  # fmt: skip
        monkeypatch.setattr(register, "running", lambda: {"alipay": alipay})
        yield World(gateway, make_market())


@pytest.fixture
def midday() -> Iterator[Callable[[timedelta], Any]]:
    """The next noon in Beijing, so that nothing here crosses midnight; later moments by what is added.

    Never back: what the database dated itself would lie in the future.
    """
    here = clock.now().astimezone(BEIJING)
    noon = here.replace(hour=12, minute=0, second=0, microsecond=0) - here
    with clock.moved(noon % timedelta(days=1)):
        yield clock.moved  # within this one: from noon on
