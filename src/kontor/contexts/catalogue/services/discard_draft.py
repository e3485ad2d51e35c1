"""What was typed and not saved is thrown away."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.models import EditorDraft
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def discard_draft(*, seat: Seat, draft_id: UUID | None = None, product_id: UUID | None = None) -> None:
    """Forget a draft of this person's: that of a new product by its id, or that of a product. Nothing for none.

    Raises:
        RightMissing: without `products.edit`.
    """
    require(seat, "products.edit")
    mine = EditorDraft.objects.filter(account_id=seat.account_id, store_id=seat.store_id)
    with transaction.atomic(savepoint=False):
        if product_id is not None:
            mine.filter(product_id=product_id).delete()
        elif draft_id is not None:
            mine.filter(id=draft_id).delete()
