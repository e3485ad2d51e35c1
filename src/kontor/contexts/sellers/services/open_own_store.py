"""Somebody opens a store under their business (SEL-01, SEL-02)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.rules.countries import COUNTRIES, CURRENCIES
from kontor.contexts.sellers.business_errors import ChoiceUnknown, StageClosed
from kontor.contexts.sellers.business_queries import require_form
from kontor.contexts.sellers.lifecycle import BusinessState
from kontor.contexts.sellers.models import Store, StoreState
from kontor.contexts.sellers.rules.forms import Deed
from kontor.contexts.sellers.services.open_for_business import open_for_business
from kontor.contexts.sellers.services.open_store import open_store
from kontor.contexts.sellers.stages import By, business_of
from kontor.kernel.errors import Refusal, Refusals


def open_own_store(*, by: By, name: str, country: str, currency: str, language: str) -> UUID:
    """A store in which its people work at once; others find it when nothing hinders any more (SEL-06).

    Args:
        country: where it ships from; `currency` and `language` are the store's for good.

    Returns:
        Its id.

    Raises:
        Refusals, NameMissing, NameTaken: at the fields.
        TooManyStores: the type of the business does not allow another one (SEL-02).
        StageClosed: the business is refused. RightMissing, BusinessUnknown.
    """
    wrong: list[Refusal] = [
        ChoiceUnknown(field=field)
        for field, value, known in (
            ("country", country, COUNTRIES),
            ("currency", currency, CURRENCIES),
            ("language", language, {code for code, _name in settings.LANGUAGES}),
        )
        if value not in known
    ]
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Refusals(wrong)
    with transaction.atomic():
        business = business_of(by, lock=True)
        if business.state == BusinessState.REFUSED:
            raise StageClosed
        have = Store.objects.filter(business=business).exclude(state=StoreState.CLOSED).count()
        require_form(deed=Deed.STORE, business_id=business.id, have=have)
        store_id = open_store(
            owner_id=business.owner_id, name=name, country=country, currency=currency, language=language,
            business_id=business.id, live=False,
        )  # fmt: skip
        open_for_business(store_id=store_id)
    return store_id
