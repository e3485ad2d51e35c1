"""A person signs in with an address and a password."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from kontor.contexts.accounts import tries
from kontor.contexts.accounts.closed import closed
from kontor.contexts.accounts.errors import NotActivated, WrongCredentials
from kontor.contexts.accounts.hashing import matches
from kontor.contexts.accounts.models import Account, AccountDevice, AccountState
from kontor.contexts.accounts.policy import SIGN_INS_PER_ADDRESS
from kontor.contexts.accounts.rules import addresses
from kontor.kernel.errors import Refusal
from kontor.platform import limits
from kontor.platform.http.device import digest


def sign_in(
    *, audience: str, address: str, password: str, country: str = "", place: str = "", device: str = ""
) -> Account:
    """The account that `address` and `password` belong to; the caller asks for the second step or opens the session.

    An unknown address costs the same time and gives the same answer as a wrong password (ACC-20). That an
    account is not activated is told only to somebody who knows its password (ACC-13).

    Args:
        address: an e-mail address or a phone number; the latter is read by `country` when it has no code.
        place: the internet address that asks, for the limits; "" where there is none.
        device: the id of the browser that asks; one that the owner has used is counted apart from strangers.

    Raises:
        WrongCredentials, NotActivated, AccountWaits, AccountIsBanned, AccountClosed: there is no session to open.
        Refusal: of kind LIMIT, after too many tries for one address, from one place or from one browser.
    """
    tries.count_visitor(place=place, device=device)
    try:
        parsed = addresses.parse(address, country)
    except Refusal:
        matches(password, "")
        raise WrongCredentials from None
    by_mail = isinstance(parsed, addresses.MailAddress)
    kept = digest(device)
    known = Account.objects.filter(audience=audience).annotate(
        met=Exists(AccountDevice.objects.filter(account=OuterRef("pk"), device_hash=kept))
    )
    account = (known.filter(email_key=parsed.key) if by_mail else known.filter(phone=parsed.key)).first()
    limits.hit(
        scope="accounts.sign_in.address",
        key=f"{audience}:{parsed.key}:{kept}" if account is not None and account.met else f"{audience}:{parsed.key}",
        limit=SIGN_INS_PER_ADDRESS.int(),
        window=tries.window(),
    )
    if not matches(password, account.password if account else "") or account is None:
        raise WrongCredentials
    if account.state == AccountState.PENDING:
        raise NotActivated
    if not account.is_active:
        raise closed(account)
    return account
