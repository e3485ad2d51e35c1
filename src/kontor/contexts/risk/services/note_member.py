"""Who works for which store, as the sellers tell it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.models import StoreMember


def note_member(*, store_id: UUID, account_id: UUID, works: bool) -> None:
    """The account works for the store, or does not any more (ACC-35)."""
    with transaction.atomic():
        if works:
            StoreMember.objects.bulk_create(
                [StoreMember(store_id=store_id, account_id=account_id)], ignore_conflicts=True
            )
        else:
            StoreMember.objects.filter(store_id=store_id, account_id=account_id).delete()
