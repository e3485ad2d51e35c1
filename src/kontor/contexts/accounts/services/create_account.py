"""The operator makes an account of a seller or of its own staff."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from kontor.contexts.accounts import new_passwords
from kontor.contexts.accounts.errors import AddressTaken, NotFirstParty
from kontor.contexts.accounts.events import AccountRegistered
from kontor.contexts.accounts.hashing import hashed
from kontor.contexts.accounts.models import Account, AccountState, Audience
from kontor.contexts.accounts.rules import addresses
from kontor.contexts.accounts.rules.countries import country_defaults
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusals
from kontor.kernel.viewer import Operator, System
from kontor.platform.events import record


def create_account(
    *,
    by: Operator | System,  # noqa: ARG001  (who may; kept by the caller's audit)
    audience: str,
    email: str,
    password: str,
    given_name: str,
    family_name: str,
    country: str,
    language: str = "",
) -> Account:
    """Make an active account of a seller or an operator; its address counts as known to whoever makes it.

    Raises:
        NotFirstParty: for a buyer; buyers come by the Join page alone (ACC-01).
        Refusals: the password does not keep the rules.
        AddressTaken: this audience has an account with that address.
    """
    if audience == Audience.BUYER:
        raise NotFirstParty
    if problems := new_passwords.problems(password, password):
        raise Refusals(problems)
    parsed = addresses.mail(addresses.visible(email))
    defaults = country_defaults(country)
    account = Account(
        audience=audience,
        state=AccountState.ACTIVE,
        email=parsed.text,
        email_key=parsed.key,
        given_name=given_name,
        family_name=family_name,
        country=country,
        language=language or defaults.language,
        currency=defaults.currency,
        verified_at=now(),
        password=hashed(password).encoded,
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            record(AccountRegistered(key=account.id, account_id=account.id, audience=audience, country=country))
    except IntegrityError as error:
        raise AddressTaken(field="email") from error
    return account
