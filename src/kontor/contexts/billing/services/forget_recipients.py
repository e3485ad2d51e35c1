"""Names and addresses on old documents, which no law wants any more."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.billing.dropping import drop
from kontor.contexts.billing.models import Document, Print
from kontor.contexts.orders.policy import INVOICES_KEPT
from kontor.kernel.clock import now


def forget_recipients(*, limit: int) -> int:
    """Empty the recipients of documents issued longer ago than invoices are kept (ACC-42), and drop their files.

    Numbers, figures and what was sold stay: they name nobody.

    Returns:
        How many documents, at most `limit`.
    """
    before = now() - timedelta(days=INVOICES_KEPT.int())
    with transaction.atomic():
        old = Document.objects.filter(issued_at__lt=before).exclude(recipient={})
        keys = list(old.order_by("issued_at").values_list("store_id", "id")[:limit])
        stores, ids = {store for store, _id in keys}, [document for _store, document in keys]
        drop(list(Print.objects.filter(store_id__in=stores, subject="document", subject_id__in=ids)))
        return Document.objects.filter(store_id__in=stores, id__in=ids).update(recipient={})
