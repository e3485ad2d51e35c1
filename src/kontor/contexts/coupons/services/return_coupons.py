"""Of an order's money a part went back: so does that part of what coupons cost, and in the end the coupon (TRD-11)."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from kontor.contexts.coupons.budgets import give_budget, give_claims
from kontor.contexts.coupons.lifecycle import UseState
from kontor.contexts.coupons.models import Coupon, Use, UsePart
from kontor.contexts.coupons.policy import GIVEN_BACK
from kontor.contexts.coupons.rules import books
from kontor.contexts.coupons.services.use_coupons import use_coupons
from kontor.contexts.coupons.settling import settled_of
from kontor.contexts.ledger.rules import Leg, reverse
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.kernel.clock import now
from kontor.kernel.money import Money


def return_coupons(*, buyer_id: UUID, order_id: UUID, refunded: int, paid: int) -> int:
    """Give back the share `refunded` of `paid` of what coupons cost for a store order; repeated, nothing more.

    The budget has that share again, and the platform's fund its money. When everything that a coupon was used for has
    been refunded, the buyer can use it again, if the policy says so. The fact of the refund may be delivered before
    that of the payment: the coupon is used first then.

    Returns:
        How many uses were changed.
    """
    if paid <= 0:
        return 0
    with transaction.atomic():
        mine = UsePart.objects.filter(buyer_id=buyer_id, order_id=order_id)
        use_ids = set(mine.values_list("use_id", flat=True))
        if not use_ids:
            return 0
        known = Use.objects.filter(buyer_id=buyer_id, id__in=use_ids)
        use_coupons(orders=[(buyer_id, order) for order in known.values_list("buyer_order_id", flat=True)])
        uses = known.filter(state=UseState.USED).select_for_update().order_by("id")
        return sum(_return(use, order_id, refunded, paid) for use in uses)


def _return(use: Use, order_id: UUID, refunded: int, paid: int) -> int:
    parts = list(UsePart.objects.filter(buyer_id=use.buyer_id, use_id=use.id))
    part = next(part for part in parts if part.order_id == order_id)
    whole = refunded >= paid
    target = Money(part.taken_minor, use.currency).times(Decimal(refunded) / Decimal(paid)).minor
    more = max(0, min(target, part.taken_minor) - part.returned_minor)
    if not more and whole == part.refunded:
        return 0
    coupon = Coupon.objects.get(id=use.coupon_id)
    if coupon.store_id is None and more:
        _post(use, part, more)
    part.returned_minor += more
    part.refunded = whole or part.refunded
    UsePart.objects.filter(buyer_id=use.buyer_id, id=part.id).update(
        returned_minor=part.returned_minor, refunded=part.refunded
    )
    ended = all(each.refunded for each in parts)
    again = ended and GIVEN_BACK.on()
    Use.objects.filter(buyer_id=use.buyer_id, id=use.id).update(
        returned_minor=use.returned_minor + more,
        **({"state": UseState.RETURNED, "ended_at": now()} if again else {}),
    )
    if again:
        give_claims([(use.buyer_id, use.coupon_id)])
    give_budget({use.coupon_id: (int(again), more)})
    return 1


def _post(use: Use, part: UsePart, more: int) -> None:
    """The difference between what the fund had paid and what stands now."""
    settled = settled_of(use, part)
    before = Money(part.taken_minor - part.returned_minor, use.currency)
    after = before - Money(more, use.currency)
    legs: list[Leg] = [*reverse(books.legs(settled.part(before))), *books.legs(settled.part(after))]
    post_many(entries=[Entry(f"coupons.unsettle:{part.id}:{after.minor}", legs, part.order_id)])
