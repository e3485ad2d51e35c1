"""A person changes name, country, language or currency."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors import CountryUnknown, CurrencyUnknown, LanguageUnknown
from kontor.contexts.accounts.events import ProfileChanged
from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules import names
from kontor.contexts.accounts.rules.countries import COUNTRIES, CURRENCIES, LANGUAGES
from kontor.kernel.errors import Refusal, Refusals
from kontor.platform.events import record


def change_profile(
    *,
    account_id: UUID,
    given_name: str | None = None,
    family_name: str | None = None,
    name_as_typed: str = "",
    country: str | None = None,
    language: str | None = None,
    currency: str | None = None,
) -> Account:
    """Change what is given and leave the rest (ACC-04: location, language and currency can be chosen later).

    Args:
        account_id: whose; the caller is that person.
        given_name, family_name: both or neither; `name_as_typed` is the original of an accepted offer.

    Raises:
        Refusals: everything that does not hold, each at its field; nothing has changed.
    """
    problems = list[Refusal]()
    changes: dict[str, str] = {}
    if given_name is not None and family_name is not None:
        problems += names.problems(given_name, family_name, country=country or "")
        if not problems:
            name = names.check(given_name, family_name, as_typed=name_as_typed)
            changes |= {"given_name": name.given, "family_name": name.family}
            changes |= {"name_as_typed": name.as_typed} if name.as_typed else {}
    for field, value, known, refusal in (
        ("country", country, COUNTRIES, CountryUnknown),
        ("language", language, LANGUAGES, LanguageUnknown),
        ("currency", currency, CURRENCIES, CurrencyUnknown),
    ):
        if value is not None and value not in known:
            problems.append(refusal(field=field))
        elif value is not None:
            changes[field] = value
    if problems:
        raise Refusals(problems)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        if different := {field: value for field, value in changes.items() if getattr(account, field) != value}:
            for field, value in different.items():
                setattr(account, field, value)
            account.save(update_fields=list(different))
            record(ProfileChanged(key=account.id, account_id=account.id))
    return account
