"""Is a coupon's form in order? (TRD-11) Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.coupons import policy
from kontor.contexts.coupons.errors import (
    CodeInvalid,
    CouponAmount,
    CouponBudget,
    CouponChoice,
    CouponDates,
    CouponFigure,
    CouponName,
    CouponScope,
    CouponTooMuch,
)
from kontor.contexts.coupons.rules.terms import Audience, CouponKind, Scope
from kontor.kernel.errors import Refusal, Refusals

MOST = 2_000_000_000_000
_CODE = re.compile(r"[A-Z0-9]{4,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponForm:
    """What is typed of a coupon, amounts in minor units of `currency` (a store's coupon: the store's currency).

    `budget_minor` 0 for an amount: as many times the amount as the coupon can be used.
    """

    name: str
    kind: str
    currency: str
    starts_at: datetime
    ends_at: datetime
    amount_minor: int = 0
    percent: int = 0
    cap_minor: int = 0
    threshold_minor: int = 0
    audience: str = Audience.ALL
    scope: str = Scope.ALL
    product_numbers: Sequence[int] = ()
    category_ids: Sequence[int] = ()
    code: str = ""
    per_buyer: int = 1
    budget_count: int = 0
    budget_minor: int = 0


@dataclass(frozen=True, slots=True)
class ScopeIds:
    """The goods that a form names, as they are kept."""

    products: Sequence[UUID]
    categories: Sequence[int]


def check(form: CouponForm, *, at: datetime, of_platform: bool) -> CouponForm:
    """The form with its code in capitals and what does not belong to its kind left out.

    Raises:
        Refusals: with every field that is wrong.
    """
    amounts = form.kind == CouponKind.AMOUNT
    form = replace(
        form,
        code=form.code.strip().upper(),
        amount_minor=form.amount_minor if amounts else 0,
        percent=0 if amounts else form.percent,
        cap_minor=0 if amounts else form.cap_minor,
        budget_minor=form.budget_minor or (form.amount_minor * form.budget_count if amounts else 0),
    )
    found = [*_worth(form), *_limits(form), *_choices(form, of_platform=of_platform)]
    if not 0 < len(form.name.strip()) <= 80:  # noqa: PLR2004  (the column)
        found.append(CouponName(field="name"))
    days = policy.DAYS_AT_MOST.int()
    if not form.starts_at < form.ends_at or form.ends_at <= at or form.ends_at - form.starts_at > timedelta(days=days):
        found.append(CouponDates(field="ends_at", days=days))
    if found:
        raise Refusals(found)
    return form


def _worth(form: CouponForm) -> list[Refusal]:
    found: list[Refusal] = []
    if not 0 <= form.threshold_minor <= MOST:
        found.append(CouponAmount(field="threshold"))
    if form.kind == CouponKind.AMOUNT:
        if not 0 < form.amount_minor <= MOST:
            found.append(CouponAmount(field="amount"))
        elif form.threshold_minor and form.amount_minor >= form.threshold_minor:
            found.append(CouponTooMuch(field="amount"))
    elif form.kind == CouponKind.PERCENT:
        most = policy.PERCENT_AT_MOST.int()
        if not 1 <= form.percent <= most:
            found.append(CouponFigure(field="percent", low=1, high=most))
        if not 0 <= form.cap_minor <= MOST:
            found.append(CouponAmount(field="cap"))
    else:
        found.append(CouponChoice(field="kind"))
    return found


def _limits(form: CouponForm) -> list[Refusal]:
    found: list[Refusal] = []
    for name, value, most in (
        ("budget_count", form.budget_count, policy.COUNT_AT_MOST.int()),
        ("per_buyer", form.per_buyer, policy.PER_BUYER_AT_MOST.int()),
    ):
        if not 1 <= value <= most:
            found.append(CouponFigure(field=name, low=1, high=most))
    least = form.amount_minor or form.cap_minor or 1
    if not least <= form.budget_minor <= MOST:
        found.append(CouponBudget(field="budget"))
    if form.code and not _CODE.fullmatch(form.code):
        found.append(CodeInvalid(field="code"))
    return found


def _choices(form: CouponForm, *, of_platform: bool) -> list[Refusal]:
    found: list[Refusal] = []
    if form.audience not in set(Audience) or (of_platform and form.audience == Audience.FOLLOWERS):
        found.append(CouponChoice(field="audience"))
    if form.scope not in set(Scope):
        found.append(CouponChoice(field="scope"))
    most = policy.SCOPE_AT_MOST.int()
    named = form.product_numbers if form.scope == Scope.PRODUCTS else form.category_ids
    if form.scope in (Scope.PRODUCTS, Scope.CATEGORIES) and not 1 <= len(named) <= most:
        found.append(CouponScope(field="goods", most=most))
    return found
