"""A buyer joins (ACC-01 … ACC-05). The only service that makes a buyer."""

from __future__ import annotations

from datetime import datetime

from kontor.contexts.accounts.hashing import HashedPassword
from kontor.contexts.accounts.models import Audience
from kontor.contexts.accounts.services.open_account import Registration, WithIt, open_account
from kontor.contexts.accounts.social import SocialProof


def register(
    *,
    address: str,
    password: str | HashedPassword | None,
    password_again: str = "",
    given_name: str,
    family_name: str,
    name_as_typed: str = "",
    country: str,
    language: str = "",
    next_page: str = "",
    proof: SocialProof | None = None,
    form_opened_at: datetime | None = None,
    with_it: WithIt | None = None,
) -> Registration:
    """Make a buyer's account that waits for its address to be verified, and ask for the message.

    Args:
        address: an e-mail address or a mobile number, as typed (ACC-02).
        password: None for somebody who comes with `proof` of an account elsewhere (ACC-08).
        next_page: where the person was going, e.g. the checkout.

    The other arguments and the refusals are those of `open_account`.
    """
    return open_account(
        audience=Audience.BUYER,
        address=address,
        password=password,
        password_again=password_again,
        given_name=given_name,
        family_name=family_name,
        name_as_typed=name_as_typed,
        country=country,
        language=language,
        next_page=next_page,
        proof=proof,
        form_opened_at=form_opened_at,
        with_it=with_it,
    )
