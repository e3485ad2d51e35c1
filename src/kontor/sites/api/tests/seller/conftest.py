from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.integrations.models import Application
from kontor.contexts.integrations.scopes import certified_only
from kontor.contexts.integrations.tests.factories import OPEN, token
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import pay
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Seat, System


@dataclass
class Program:
    """A program with a token for one store."""

    token: str
    client: Client = field(default_factory=Client)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """A call of `/api/v1/seller` + path; a key of its own for each write, unless one is given ("" sends none)."""
        sent = {"Authorization": f"Bearer {self.token}"}
        if method not in {"GET", "HEAD"}:
            sent["Idempotency-Key"] = new_id().hex
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in sent.items() if value}
        content = b"" if body is None else json.dumps(body).encode()
        return self.client.generic(method, f"/api/v1/seller{path}", content, "application/json", headers=sent)

    def get(self, path: str) -> HttpResponse:
        return self.send("GET", path)


@dataclass
class Desk:
    """The tea house with its owner's seat, and what programs it has connected."""

    market: Market
    seat: Seat

    @property
    def store(self) -> Store:
        return self.market.tea_house

    def program(self, *scopes: str) -> Program:
        made = Program(token(self.seat, scopes or OPEN))
        if certified_only(scopes):
            Application.objects.update(certification="certified")
        return made

    def order(self, units: int = 2) -> StoreOrder:
        """One that waits to be sent."""
        self.market.place({"tea": units})
        pay(BuyerOrder.objects.order_by("-id")[0])
        StoreOrder.objects.filter(state="paid").update(state="to_ship")
        return StoreOrder.objects.order_by("-id")[0]


def make_desk() -> Desk:
    market = make_market()
    owner = market.tea_house.business.owner_id
    grant_seat(by=System("test"), store_id=market.tea_house.id, account_id=owner, role="owner")
    seat = sellers.seat(owner, market.tea_house.id)
    assert seat is not None
    return Desk(market, seat)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()
