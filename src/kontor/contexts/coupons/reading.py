"""From rows to terms. Within the context."""

from __future__ import annotations

from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.rules.terms import Terms
from kontor.kernel.money import Money


def terms_of(row: Coupon) -> Terms:
    """A coupon's promise."""

    def money(minor: int) -> Money:
        return Money(minor, row.currency)

    return Terms(
        id=row.id, store_id=row.store_id, name=row.name, kind=row.kind, amount=money(row.amount_minor),
        percent=row.percent, cap=money(row.cap_minor), threshold=money(row.threshold_minor), scope=row.scope,
        product_ids=frozenset(row.product_ids), category_ids=frozenset(row.category_ids),
        left=money(row.budget_minor - row.minor_taken), ends_at=row.ends_at, per_buyer=row.per_buyer,
        code=row.code, audience=row.audience,
    )  # fmt: skip
