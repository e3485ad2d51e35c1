"""Names and addresses of old orders, which no law wants any more."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.orders.policy import INVOICES_KEPT
from kontor.kernel.clock import now


def forget_recipients(*, limit: int) -> int:
    """Empty the addresses of orders placed longer ago than invoices are kept (ACC-42); amounts stay.

    Returns:
        How many orders, at most `limit`.
    """
    before = now() - timedelta(days=INVOICES_KEPT.int())
    with transaction.atomic(savepoint=False):
        old = BuyerOrder.objects.filter(placed_at__lt=before).exclude(address={})
        keys = list(old.order_by("placed_at").values_list("buyer_id", "id")[:limit])
        return BuyerOrder.objects.filter(
            buyer_id__in=[buyer for buyer, _order in keys], id__in=[order for _buyer, order in keys]
        ).update(address={})
