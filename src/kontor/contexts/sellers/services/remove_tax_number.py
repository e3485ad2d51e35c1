"""A tax number holds no more (SEL-04)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.models import TaxNumber
from kontor.contexts.sellers.stages import By, business_of
from kontor.kernel.clock import now


def remove_tax_number(*, by: By, tax_number_id: UUID) -> bool:
    """Nothing is printed with it any more. The row stays: it explains what was printed before.

    Returns:
        Whether the business had it.

    Raises:
        RightMissing, BusinessUnknown.
    """
    with transaction.atomic():
        business = business_of(by, lock=True)
        mine = TaxNumber.objects.filter(business=business, id=tax_number_id, removed_at__isnull=True)
        return bool(mine.update(removed_at=now(), removed_by=by.account_id))
