"""A country whose default is gone gets another one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.buyers.models import Address


def promote(*, buyer_id: UUID, country: str) -> None:
    """Make the latest address of `country` its default unless there is one (BUY-11)."""
    with transaction.atomic(savepoint=False):
        book = Address.objects.filter(buyer_id=buyer_id, country=country, removed_at=None)
        if book.filter(is_default=True).exists():
            return
        latest = book.order_by("-created_at").first()
        if latest is not None:
            Address.objects.filter(pk=latest.pk).update(is_default=True)
