"""Buyers for the checkout rows: active accounts with an address, and sessions made directly."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bench.journeys import Buyer

if TYPE_CHECKING:
    from kontor.contexts.accounts.models import Account

CONNECTIONS = 16
EACH = 24  # buyers of one connection
PLACE = "ES.EUR.en"
_ADDRESS = {
    "recipient": "Lucía Gómez", "street": "Calle Mayor 5", "city": "Madrid", "region": "Madrid", "postcode": "28013",
    "phone": "+34600111222",
}  # fmt: skip
_LATIN = {"recipient": "Lucia Gomez", "street": "Calle Mayor 5", "city": "Madrid"}


def shares() -> list[list[Buyer]]:
    """The buyers of each connection, signed in anew."""
    from kontor.contexts.accounts.models import Account
    from kontor.contexts.buyers.models import Address
    from kontor.kernel.clock import now
    from kontor.platform.http.sessions import Session, SessionStore

    accounts = list(Account.objects.filter(email_key__startswith="bench.").order_by("email_key"))
    if len(accounts) < CONNECTIONS * EACH:
        Account.objects.filter(email_key__startswith="bench.").delete()
        accounts = _make()
    addresses = dict(Address.objects.filter(buyer__in=accounts).values_list("buyer_id", "id"))
    Session.objects.filter(account_id__in=[account.id for account in accounts]).delete()
    store, ends, sessions, buyers = SessionStore(), now() + timedelta(days=1), [], []
    for account in accounts:
        kept = {"account_id": str(account.id), "account_proof": account.get_session_auth_hash()}
        key = secrets.token_hex(16)
        sessions.append(
            Session(session_key=key, session_data=store.encode(kept), expire_date=ends, account_id=account.id)
        )
        buyers.append(Buyer(key, secrets.token_hex(16), str(addresses[account.id]), PLACE))
    Session.objects.bulk_create(sessions)
    return [buyers[number::CONNECTIONS] for number in range(CONNECTIONS)]


def _make() -> list[Account]:
    from django.contrib.auth.hashers import make_password

    from kontor.contexts.accounts.models import Account
    from kontor.contexts.buyers.models import Address
    from kontor.kernel.clock import now

    password = make_password(secrets.token_urlsafe(16))  # one hash for all: nobody signs in with it
    names = [f"bench.{number}@example.com" for number in range(CONNECTIONS * EACH)]
    accounts = Account.objects.bulk_create(
        Account(
            audience="buyer", state="active", email=name, email_key=name, given_name="Lucia", family_name="Gomez",
            country="ES", language="en", currency="EUR", verified_at=now(), password=password,
        )
        for name in names
    )  # fmt: skip
    Address.objects.bulk_create(
        Address(buyer=account, country="ES", latin=_LATIN, is_default=True, **_ADDRESS) for account in accounts
    )
    return accounts
