"""The buyer has seen the prices of today."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.checkout.holder import Holder
from kontor.contexts.checkout.models import CartLine
from kontor.contexts.checkout.queries import filled


def accept_prices(*, holder: Holder, language: str) -> None:
    """Remember the present price of every line as seen, so that a change is pointed out once."""
    with transaction.atomic():
        held = filled(holder, language)
        for line in held.lines:
            known = held.facts.get(line.sku_id)
            if known is not None:
                line.seen_minor, line.seen_currency = known.price.minor, known.price.currency
        CartLine.objects.bulk_update(held.lines, ["seen_minor", "seen_currency"])
