"""Stores and people for tests."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.sellers import queries
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.services.open_store import open_store
from kontor.kernel.viewer import Seat, System

_next = count(1)


def account(audience: str = "seller", **fields: Any) -> Account:
    """An active account with an address of its own."""
    email = fields.pop("email", f"person-{next(_next)}@example.com")
    fields = {"country": "CN", "language": "en", "currency": "CNY", "given_name": "Lin", "family_name": "Wei"} | fields
    return Account.objects.create(audience=audience, state="active", email=email, email_key=email, **fields)


def store(**fields: Any) -> Store:
    """An open store in China selling in CNY, with an owner."""
    number = next(_next)
    fields = {
        "name": f"Bright Lamps {number}", "country": "CN", "currency": "CNY", "language": "zh-hans",
        "owner_id": None,
    } | fields  # fmt: skip
    fields["owner_id"] = fields["owner_id"] or account().id
    return Store.objects.get(id=open_store(**fields))


def owner_seat(store: Store) -> Seat:
    """The seat of the store's owner."""
    found = queries.seat(store.business.owner_id, store.id)
    assert found is not None
    return found


def seat(store: Store, role: str = "clerk", **fields: Any) -> Seat:
    """A new colleague's seat."""
    person: UUID = account(**fields).id
    grant_seat(by=System("test"), store_id=store.id, account_id=person, role=role)
    found = queries.seat(person, store.id)
    assert found is not None
    return found
