"""A business says by which number a destination's customs know it (SEL-04)."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.sellers.business_errors import DestinationUnknown, TaxNumberKnown, TaxNumberWrong
from kontor.contexts.sellers.models import TaxNumber
from kontor.contexts.sellers.rules import numbers, taxes
from kontor.contexts.sellers.stages import By, business_of


def register_tax_number(*, by: By, destination: str, kind: str, number: str) -> UUID:
    """Register a number after looking at its form and, where there is one, its check digit. Nobody is asked.

    Raises:
        DestinationUnknown, TaxNumberWrong, TaxNumberKnown: at the field; nothing has changed.
        RightMissing, BusinessUnknown.
    """
    if destination not in {*COUNTRIES, taxes.UNION} or kind not in taxes.kinds_for(destination):
        raise DestinationUnknown(field="kind")
    found = numbers.check(kind, number, destination) if number.strip() else None
    if found is None:
        raise TaxNumberWrong(field="number")
    try:
        with transaction.atomic():
            business = business_of(by, lock=True)
            row = TaxNumber.objects.create(
                business=business, destination=destination, kind=kind, number=found.number, sure=found.sure,
                added_by=by.account_id,
            )  # fmt: skip
    except IntegrityError:
        raise TaxNumberKnown(field="number") from None
    return row.id
