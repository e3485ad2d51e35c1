"""A coupon in words: what it takes, and on which conditions (BUY-08)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kontor.contexts.coupons.rules.terms import Audience, CouponKind, Scope, Terms
from kontor.ui.formats import day, money


def promise(terms: Terms) -> str:
    """“€5.00 off from €30.00”."""
    values = {
        "amount": money(terms.amount), "percent": terms.percent, "threshold": money(terms.threshold),
        "cap": money(terms.cap),
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


def conditions(terms: Terms) -> list[str]:
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
    found.append(_("Until %(day)s, while its budget lasts.") % {"day": day(terms.ends_at)})
    return found
