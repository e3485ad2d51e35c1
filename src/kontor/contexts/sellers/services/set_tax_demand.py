"""The operator says which tax numbers a destination asks (SEL-04)."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.sellers.business_errors import ChoiceUnknown, DemandUnreadable
from kontor.contexts.sellers.models import TaxDemand
from kontor.contexts.sellers.rules import taxes
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def set_tax_demand(*, viewer: Operator, destination: str, accepted: str) -> None:
    """Ask for one of these sets before anything is printed for it, with effect at once; "" asks for nothing.

    Raises:
        ChoiceUnknown, DemandUnreadable: at the field; nothing has changed.
    """
    if destination not in {*COUNTRIES, taxes.UNION}:
        raise ChoiceUnknown(field="destination")
    sets = taxes.accepted(accepted)
    if sets is None:
        raise DemandUnreadable(field="accepted", example=taxes.DEMANDS[taxes.UNION])
    with transaction.atomic():
        TaxDemand.objects.update_or_create(
            destination=destination,
            defaults={"accepted": taxes.written(sets), "changed_at": now(), "changed_by": viewer.account_id},
        )
