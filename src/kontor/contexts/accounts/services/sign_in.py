"""A person signs in with an address and a password."""

from __future__ import annotations

from datetime import timedelta

from kontor.contexts.accounts.errors import AccountClosed, NotActivated, WrongCredentials
from kontor.contexts.accounts.hashing import matches
from kontor.contexts.accounts.models import Account, AccountState
from kontor.contexts.accounts.policy import SIGN_IN_WINDOW, SIGN_INS_PER_ADDRESS, SIGN_INS_PER_PLACE
from kontor.contexts.accounts.rules import addresses
from kontor.kernel.errors import Refusal
from kontor.platform import limits


def sign_in(*, audience: str, address: str, password: str, country: str = "", place: str = "") -> Account:
    """The account that `address` and `password` belong to; the caller opens the session.

    An unknown address costs the same time and gives the same answer as a wrong password (ACC-20). That an
    account is not activated is told only to somebody who knows its password (ACC-13).

    Args:
        address: an e-mail address or a phone number; the latter is read by `country` when it has no code.
        place: the internet address that asks, for the limits; "" where there is none.

    Raises:
        WrongCredentials, NotActivated, AccountClosed: there is no session to open.
        Refusal: of kind LIMIT, after too many tries for one address or from one place.
    """
    if place:
        limits.hit(scope="accounts.sign_in.place", key=place, limit=SIGN_INS_PER_PLACE.int(), window=_window())
    try:
        parsed = addresses.parse(address, country)
    except Refusal:
        matches(password, "")
        raise WrongCredentials from None
    limits.hit(
        scope="accounts.sign_in.address",
        key=f"{audience}:{parsed.key}",
        limit=SIGN_INS_PER_ADDRESS.int(),
        window=_window(),
    )
    by_mail = isinstance(parsed, addresses.MailAddress)
    known = Account.objects.filter(audience=audience)
    account = (known.filter(email_key=parsed.key) if by_mail else known.filter(phone=parsed.key)).first()
    if not matches(password, account.password if account else "") or account is None:
        raise WrongCredentials
    if account.state == AccountState.PENDING:
        raise NotActivated
    if not account.is_active:
        raise AccountClosed
    return account


def _window() -> timedelta:
    return timedelta(minutes=SIGN_IN_WINDOW.int())
