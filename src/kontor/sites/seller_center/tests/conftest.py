"""A store at work: its people, an order that waits, a product, and browsers signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.catalogue.tests import factories as catalogue
from kontor.contexts.logistics.tests import factories as logistics
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.services.open_store import open_store
from kontor.contexts.sellers.services.register_tax_number import register_tax_number
from kontor.kernel.viewer import System
from kontor.platform.http.audience import SELLER
from kontor.platform.http.sessions import SessionStore


def seller(name: str) -> Account:
    """An active seller's account with the password of the factories."""
    return make_account(audience="seller", given_name=name, family_name="Wei", country="CN", currency="CNY")


def signed_in(account: Account) -> Client:
    """A browser of `account` at the Seller Center, past the second step."""
    client, store = Client(), SessionStore()
    store["account_id"], store["account_proof"] = str(account.pk), account.get_session_auth_hash()
    store.save()
    client.cookies[SELLER.cookie] = store.session_key
    return client


@dataclass
class Shop:
    """Everything of one store."""

    store: Store
    owner: Account
    clerk: Account
    order: StoreOrder
    product: Any
    browsers: dict[str, Client] = field(default_factory=dict)

    def browser(self, who: str = "owner") -> Client:
        """The browser of the owner or the clerk."""
        if who not in self.browsers:
            self.browsers[who] = signed_in(getattr(self, who))
        return self.browsers[who]


def open_shop(name: str) -> Shop:
    owner, clerk = seller("Lin"), seller("Mei")
    store_id = open_store(owner_id=owner.id, name=name, country="CN", currency="CNY", language="en")
    store = Store.objects.get(id=store_id)
    grant_seat(by=System("test"), store_id=store_id, account_id=clerk.id, role="clerk")
    owner_seat = sellers.seat(owner.id, store_id)
    assert owner_seat is not None
    register_tax_number(by=owner_seat, destination="EU", kind="ioss", number="IM3720000224")
    order = logistics.order(store, 2)
    return Shop(store, owner, clerk, order, catalogue.product(store))


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop("Lighthouse Lamps")


@pytest.fixture
def other_shop(db: None) -> Shop:
    return open_shop("Harbour Bags")


@pytest.fixture
def settled_texts() -> Callable[[Any], str]:
    """The words of a page, white space collapsed."""
    return lambda response: " ".join(response.content.decode().split())
