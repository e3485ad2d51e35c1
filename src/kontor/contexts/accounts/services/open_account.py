"""What joining as a buyer and as a seller have in common: an account that waits for its address to be verified."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.accounts import new_passwords
from kontor.contexts.accounts.errors import AddressTaken, CountryUnknown, MailNeeded
from kontor.contexts.accounts.events import AccountRegistered
from kontor.contexts.accounts.hashing import HashedPassword, hashed, no_password
from kontor.contexts.accounts.models import Account, AccountState, Audience, Verification
from kontor.contexts.accounts.rules import addresses, names
from kontor.contexts.accounts.rules.countries import COUNTRIES, LANGUAGES, country_defaults
from kontor.contexts.accounts.services.erase_pending import erase_pending
from kontor.contexts.accounts.services.note_proven_address import note_proven_address
from kontor.contexts.accounts.services.request_verification import request_verification
from kontor.contexts.accounts.social import SocialProof, connect, taken
from kontor.kernel.errors import Refusal, Refusals
from kontor.platform.database import rows
from kontor.platform.database.alone import alone
from kontor.platform.database.rows import Beside, Write


@dataclass(frozen=True, slots=True)
class Registration:
    """What came of it: the new account and the message that is on its way."""

    account: Account
    verification: Verification


WithIt = Callable[[Account], Write]
"""What somebody else writes of an account that is being made."""


def open_account(
    *,
    audience: Audience,
    address: str,
    password: str | HashedPassword | None,
    password_again: str,
    given_name: str,
    family_name: str,
    name_as_typed: str,
    country: str,
    language: str,
    next_page: str = "",
    proof: SocialProof | None = None,
    form_opened_at: datetime | None = None,
    with_it: WithIt | None = None,
) -> Registration:
    """Make the account and ask for the message. Called by `register` and `register_seller` alone (ACC-01).

    Args:
        audience: buyer or seller; a seller comes by e-mail.
        password: as typed, with `password_again`; or one that kept the rules before and was hashed then.
        given_name, family_name: in Latin letters; `name_as_typed` is the original of an accepted offer.
        country: sets currency and language (ACC-04).
        proof: that the person came back from a provider (ACC-08): the account is connected with it and may have no
            password; an address that the provider proves needs no message, and whoever had registered it without
            ever proving it gives way.
        form_opened_at: when the person first saw the form (ACC-50).
        with_it: what else is written by the statement that makes the account; not of somebody who comes with `proof`.
        language: one of ours when the person has chosen one, "" for the country's.

    Raises:
        Refusals: everything that does not hold, each at its field.
        AddressTaken: another account of this audience has this address; also for the slower of two at the
            same moment (ACC-05).
        SocialVisitUnknown, SocialTaken: the proof does not serve (any more); nothing is made.
    """
    problems: list[Refusal] = []
    parsed: addresses.MailAddress | addresses.PhoneNumber | None = None
    try:
        parsed = _parsed(audience, address, country)
    except Refusal as refusal:
        problems.append(refusal)
    if country not in COUNTRIES:
        problems.append(CountryUnknown(field="country"))
    problems += names.problems(given_name, family_name, country=country)
    if isinstance(password, str) or (password is None and proof is None):
        problems += new_passwords.problems(password or "", password_again)
    if problems or parsed is None:
        raise Refusals(problems)

    name = names.check(given_name, family_name, country=country, as_typed=name_as_typed)
    defaults = country_defaults(country)
    # before the transaction: it takes its time
    secret = hashed(password) if isinstance(password, str) else password or no_password()
    by_mail = isinstance(parsed, addresses.MailAddress)
    account = rows.new(
        Account,
        audience=audience,
        email=parsed.text if by_mail else "",
        email_key=parsed.key if by_mail else None,
        phone=None if by_mail else parsed.text,
        given_name=name.given,
        family_name=name.family,
        name_as_typed=name.as_typed,
        country=country,
        language=language if language in LANGUAGES else defaults.language,
        currency=defaults.currency,
        password=secret.encoded,
        form_opened_at=form_opened_at,
    )
    fact = AccountRegistered(key=account.id, account_id=account.id, audience=str(audience), country=country)
    try:
        with transaction.atomic() if proof else alone(savepoint=True):
            visit = taken(proof) if proof else None
            proven = visit is not None and visit.email_proven and _same(parsed, visit.email)
            if proven:
                erase_pending(account_ids=_unproven(audience, parsed.key))
            if proven:
                account.save(force_insert=True)
                verification = note_proven_address(account=account, next_page=next_page, after=[fact])
            else:
                beside: list[Beside] = [account, *([with_it(account)] if with_it else [])]
                verification = request_verification(account=account, next_page=next_page, after=[fact], beside=beside)
            if visit is not None:
                connect(account, visit, tell=False)
    except IntegrityError as error:
        if "account_email_once" in str(error) or "account_phone_once" in str(error):
            raise AddressTaken(field="address") from error
        raise
    return Registration(account, verification)


def _same(parsed: addresses.MailAddress | addresses.PhoneNumber, email: str) -> bool:
    """Whether the address of the form is the one that the provider named."""
    try:
        return isinstance(parsed, addresses.MailAddress) and addresses.mail(addresses.visible(email)).key == parsed.key
    except Refusal:
        return False


def _unproven(audience: Audience, key: str) -> list[UUID]:
    """Who registered this address and never proved it: maybe somebody who waits for its owner to come."""
    waiting = Account.objects.filter(audience=audience, email_key=key, state=AccountState.PENDING)
    return list(waiting.values_list("id", flat=True))


def _parsed(audience: Audience, address: str, country: str) -> addresses.MailAddress | addresses.PhoneNumber:
    if audience == Audience.BUYER:
        return addresses.parse(address, country)
    try:
        return addresses.mail(address)
    except Refusal:
        raise MailNeeded(field="address") from None
