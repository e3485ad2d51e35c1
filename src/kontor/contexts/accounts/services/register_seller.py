"""Somebody opens a seller's account (ACC-01). Its business is verified later; no store comes with it."""

from __future__ import annotations

from datetime import datetime

from kontor.contexts.accounts.hashing import HashedPassword
from kontor.contexts.accounts.models import Audience
from kontor.contexts.accounts.services.open_account import Registration, WithIt, open_account


def register_seller(
    *,
    address: str,
    password: str | HashedPassword,
    password_again: str = "",
    given_name: str,
    family_name: str,
    name_as_typed: str = "",
    country: str,
    language: str = "",
    form_opened_at: datetime | None = None,
    with_it: WithIt | None = None,
) -> Registration:
    """Make a seller's account that waits for its mailbox to be verified, and ask for the mail.

    The same mailbox may have a buyer's account as well.

    Args:
        address: an e-mail address, as typed; a phone is bound later.

    The other arguments and the refusals are those of `open_account`.
    """
    return open_account(
        audience=Audience.SELLER,
        address=address,
        password=password,
        password_again=password_again,
        given_name=given_name,
        family_name=family_name,
        name_as_typed=name_as_typed,
        country=country,
        language=language,
        form_opened_at=form_opened_at,
        with_it=with_it,
    )
