"""A visitor has signed in: what was put in before is not lost."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from kontor.contexts.checkout.models import Cart, CartLine
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.note_deeds import note_deeds
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def merge_cart(*, buyer: Buyer, cart_id: UUID) -> None:
    """Move a visitor's lines into the buyer's cart; of a SKU that is in both, the larger quantity stays."""
    with transaction.atomic():
        source = Cart.objects.select_for_update().filter(id=cart_id, buyer_id__isnull=True).first()
        if source is None:
            return
        target, _ = Cart.objects.get_or_create(buyer_id=buyer.buyer_id, defaults={"changed_at": now()})
        own = set(CartLine.objects.filter(cart_id=target.id).values_list("sku_id", flat=True))
        lines = list(CartLine.objects.filter(cart_id=source.id))
        stores = sorted({str(line.store_id) for line in lines})
        note_deeds(account_id=buyer.buyer_id, deeds=[(TraceKind.STORE, store) for store in stores])
        for line in lines:
            if line.sku_id in own:
                CartLine.objects.filter(cart_id=target.id, sku_id=line.sku_id).update(
                    quantity=Greatest(F("quantity"), line.quantity)
                )
            else:
                CartLine.objects.filter(id=line.id).update(cart_id=target.id)
        source.delete()
