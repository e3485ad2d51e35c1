"""A store says which of its products take coins, and for which part of their price (COI-06)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.models import Product
from kontor.contexts.coins.accounts import own_account
from kontor.contexts.coins.errors import ProductMissing, ShareWrong
from kontor.contexts.coins.models import ProductCoins
from kontor.contexts.coins.policy import DEFAULT_SHARE
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


def set_products(*, seat: Seat, product_ids: Sequence[UUID], on: bool, share: int | None = None) -> None:
    """Switch coins on or off for these products of the store.

    Args:
        share: per cent of the price at most; None keeps what is set, or takes the policy's.

    Raises:
        ProductMissing: when one is not the store's; nothing has changed.
        ShareWrong: when it is not between 1 and 100.
        AccountMissing, RightMissing.
    """
    require(seat, "marketing.coins")
    if share is not None and not 1 <= share <= 100:  # noqa: PLR2004  (per cent)
        raise ShareWrong(field="share")
    wanted = sorted(set(product_ids))
    with transaction.atomic():
        own_account(seat)
        if Product.objects.filter(store_id=seat.store_id, id__in=wanted).count() != len(wanted):
            raise ProductMissing
        rows = [
            ProductCoins(
                product_id=product_id, store_id=seat.store_id, on=on, share=share or DEFAULT_SHARE.int(),
                changed_at=now(),
            )
            for product_id in wanted
        ]  # fmt: skip
        fields = ["on", "changed_at", *(["share"] if share is not None else [])]
        ProductCoins.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["product"], update_fields=fields
        )  # fmt: skip
