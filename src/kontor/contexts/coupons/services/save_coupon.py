"""A coupon is written down, before it starts (TRD-11)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.models import Category, Product
from kontor.contexts.coupons import policy
from kontor.contexts.coupons.errors import CodeTaken, CouponMissing, CouponNotDraft, CouponScope
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.offering import issuer
from kontor.contexts.coupons.rules.forms import CouponForm, check
from kontor.contexts.coupons.rules.terms import Scope
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, Seat

_COPIED = (
    "kind", "currency", "amount_minor", "percent", "cap_minor", "threshold_minor", "audience", "scope", "code",
    "per_buyer", "budget_count", "budget_minor", "starts_at", "ends_at",
)  # fmt: skip


def save_coupon(*, viewer: Seat | Operator, form: CouponForm, coupon_id: UUID | None = None) -> UUID:
    """Write a draft, of the seat's store (in its currency) or, for the operator, of the platform (TRD-11).

    Args:
        coupon_id: the draft to change; None for a new one.

    Raises:
        Refusals: for fields that are wrong.
        CouponScope: for goods that do not exist or are another store's.
        CodeTaken: when another coupon that has not ended has the code.
        CouponMissing: when the draft is not the viewer's.
        CouponNotDraft: when it has started; terms are kept.
        RightMissing.
    """
    store_id = issuer(viewer, "marketing.coupons")
    if store_id is not None:
        form = _in_own_currency(form, store_id)
    form = check(form, at=now(), of_platform=store_id is None)
    with transaction.atomic():
        coupon = Coupon(store_id=store_id, created_by=viewer.account_id)
        if coupon_id is not None:
            coupon = _draft(coupon_id, store_id)
        for name in _COPIED:
            setattr(coupon, name, getattr(form, name))
        coupon.name = form.name.strip()
        coupon.product_ids = _products(form, store_id)
        coupon.category_ids = _categories(form)
        others = Coupon.objects.exclude(id=coupon.id).exclude(state=OfferState.ENDED)
        if form.code and others.filter(code=form.code).exists():
            raise CodeTaken(field="code")
        coupon.save()
        return coupon.id


def _in_own_currency(form: CouponForm, store_id: UUID) -> CouponForm:
    return replace(form, currency=Store.objects.values_list("currency", flat=True).get(id=store_id))


def _draft(coupon_id: UUID, store_id: UUID | None) -> Coupon:
    coupon = Coupon.objects.select_for_update().filter(id=coupon_id, store_id=store_id).first()
    if coupon is None:
        raise CouponMissing
    if coupon.state != OfferState.DRAFT:
        raise CouponNotDraft
    return coupon


def _products(form: CouponForm, store_id: UUID | None) -> list[UUID]:
    if form.scope != Scope.PRODUCTS:
        return []
    numbers = set(form.product_numbers)
    known = Product.objects.filter(number__in=numbers)
    if store_id is not None:
        known = known.filter(store_id=store_id)
    found = sorted(known.values_list("id", flat=True))
    if len(found) != len(numbers):
        raise CouponScope(field="goods", most=policy.SCOPE_AT_MOST.int())
    return found


def _categories(form: CouponForm) -> list[int]:
    if form.scope != Scope.CATEGORIES:
        return []
    found = sorted(Category.objects.filter(id__in=set(form.category_ids)).values_list("id", flat=True))
    if len(found) != len(set(form.category_ids)):
        raise CouponScope(field="goods", most=policy.SCOPE_AT_MOST.int())
    return found
