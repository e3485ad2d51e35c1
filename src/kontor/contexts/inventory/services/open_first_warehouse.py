"""A new store has a place for its goods from the first day."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, override

from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.sellers.models import Store


def open_first_warehouse(*, store_id: UUID) -> None:
    """Where a store has no warehouse, one in its own country, named in its language; safe to repeat (TRD-01)."""
    with transaction.atomic():
        store = Store.objects.select_for_update().filter(id=store_id).first()
        if store is None or Warehouse.objects.filter(store_id=store_id).exists():
            return
        with override(store.language):
            name = gettext("Main warehouse")
        Warehouse.objects.create(store_id=store_id, name=name, country=store.country)
