"""A coupon in words: what it takes, and on which conditions (BUY-08)."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from kontor.contexts.coupons.rules.terms import Audience, CouponKind, Scope, Terms
from kontor.contexts.pricing.queries import rates
from kontor.kernel.money import Money
from kontor.ui.formats import day, money


def promise(terms: Terms, currency: str = "") -> str:
    """“€5.00 off from €30.00”, in the reader's currency at the day's rate, or (without one) in the coupon's own."""
    values = {
        "amount": in_currency(terms.amount, currency), "percent": terms.percent,
        "threshold": in_currency(terms.threshold, currency, up=True), "cap": in_currency(terms.cap, currency),
    }  # fmt: skip
    from_some, capped = bool(terms.threshold), bool(terms.cap)
    if terms.kind == CouponKind.AMOUNT:
        sentence = _("%(amount)s off from %(threshold)s") if from_some else _("%(amount)s off")
    elif from_some:
        sentence = (
            _("%(percent)s %% off from %(threshold)s, at most %(cap)s")
            if capped
            else _("%(percent)s %% off from %(threshold)s")
        )
    else:
        sentence = _("%(percent)s %% off, at most %(cap)s") if capped else _("%(percent)s %% off")
    return sentence % values


def in_currency(amount: Money, currency: str, *, up: bool = False) -> str:
    """An amount of a coupon as its reader counts; `up`: rounded up, for what has to be reached."""
    if not currency or currency == amount.currency:
        return money(amount)
    exact = amount.minor * rates().minor_factor(amount.currency, currency)
    rounding = ROUND_CEILING if up else ROUND_HALF_UP
    return money(Money(int(exact.quantize(Decimal(1), rounding)), currency))


def conditions(terms: Terms, currency: str = "") -> list[str]:
    """Whom it is for, for which goods, how often and until when, each a sentence."""
    found = []
    if terms.audience == Audience.NEW:
        found.append(
            _("For your first order in the marketplace.") if terms.store_id is None
            else _("For your first order in this store.")
        )  # fmt: skip
    elif terms.audience == Audience.FOLLOWERS:
        found.append(_("For those who follow the store."))
    if terms.scope != Scope.ALL:
        found.append(_("For chosen goods."))
    if terms.per_buyer > 1:
        found.append(_("You can use it %(times)s times.") % {"times": terms.per_buyer})
    if currency and currency != terms.currency:
        own = _("It counts in %(currency)s; you see it at today's rate.")
        found.append(own % {"currency": terms.currency})
    found.append(_("Until %(day)s, while its budget lasts.") % {"day": day(terms.ends_at)})
    return found
