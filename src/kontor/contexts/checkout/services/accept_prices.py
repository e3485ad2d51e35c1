"""The buyer has seen the prices of today."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.checkout.holder import Holder
from kontor.contexts.checkout.models import CartLine
from kontor.contexts.checkout.queries import lines_of


def accept_prices(*, holder: Holder, language: str) -> None:
    """Remember the present price of every line as seen, so that a change is pointed out once."""
    with transaction.atomic():
        lines = lines_of(holder)
        facts = catalogue.skus([line.sku_id for line in lines], language)
        for line in lines:
            known = facts.get(line.sku_id)
            if known is not None:
                line.seen_minor, line.seen_currency = known.price.minor, known.price.currency
        CartLine.objects.bulk_update(lines, ["seen_minor", "seen_currency"])
