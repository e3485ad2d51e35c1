"""Accounts for tests of any context, without the cost of a hash."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.auth.hashers import make_password

from kontor.contexts.accounts.models import Account, AccountState, Audience
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

PASSWORD = "Lantern42harbour"


@lru_cache(maxsize=1)
def _encoded() -> str:
    return make_password(PASSWORD)


def make_account(**given: Any) -> Account:
    """An active buyer in Bulgaria whose password is `PASSWORD`; every field can be given."""
    identity = given.pop("id", None) or new_id()
    email = given.pop("email", f"buyer.{identity.hex[-12:]}@example.com")
    fields: dict[str, Any] = {
        "audience": Audience.BUYER,
        "state": AccountState.ACTIVE,
        "email": email,
        "email_key": email.lower() or None,
        "given_name": "Vesela",
        "family_name": "Petrova",
        "country": "BG",
        "language": "en",
        "currency": "EUR",
        "verified_at": now(),
        "password": _encoded(),
    }
    return Account.objects.create(id=identity, **(fields | given))
