"""Names and addresses on old documents, which no law wants any more."""

from __future__ import annotations

from datetime import timedelta

from kontor.contexts.billing.models import Document
from kontor.contexts.orders.policy import INVOICES_KEPT
from kontor.kernel.clock import now


def forget_recipients(*, limit: int) -> int:
    """Empty the recipients of documents issued longer ago than invoices are kept (ACC-42); figures stay.

    Returns:
        How many documents, at most `limit`.
    """
    before = now() - timedelta(days=INVOICES_KEPT.int())
    old = Document.objects.filter(issued_at__lt=before).exclude(recipient={})
    keys = list(old.order_by("issued_at").values_list("store_id", "id")[:limit])
    stores, ids = {store for store, _id in keys}, [document for _store, document in keys]
    return Document.objects.filter(store_id__in=stores, id__in=ids).update(recipient={})
