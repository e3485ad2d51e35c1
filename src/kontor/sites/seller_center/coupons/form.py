"""The form of a coupon, read into values and shown again as it was typed (TRD-11). The operator's is the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.contexts.catalogue.queries import CategoryNode, category_tree
from kontor.contexts.coupons.errors import CouponDay
from kontor.contexts.coupons.queries.store import CouponRow
from kontor.contexts.coupons.rules.forms import MOST, CouponForm
from kontor.kernel.clock import now
from kontor.sites.seller_center import reading

FIELDS = (
    "name", "kind", "currency", "amount", "percent", "cap", "threshold", "audience", "scope", "goods", "code",
    "per_buyer", "budget_count", "budget", "first", "last",
)  # fmt: skip
MOMENT = timedelta(seconds=1)  # a coupon ends at midnight; its last day is the one before
_DAYS = 30  # of a new form
_WRONG = -1  # no figure: the rules refuse it, by its field


def blank(currency: str) -> dict[str, Any]:
    """A new form: from today, for a month, once for each buyer."""
    today = timezone.localdate(now())
    return {
        **dict.fromkeys(FIELDS, ""), "kind": "amount", "currency": currency, "audience": "all", "scope": "all",
        "per_buyer": "1", "first": today.isoformat(), "last": (today + timedelta(days=_DAYS - 1)).isoformat(),
        "categories": [],
    }  # fmt: skip


def typed(post: Any, currency: str = "") -> dict[str, Any]:
    """What was sent, as it was typed."""
    given = {name: post.get(name, "") for name in FIELDS}
    given["goods"] = " ".join(post.getlist("goods"))  # boxes that are ticked, or numbers that were typed
    return {**given, "currency": currency or given["currency"], "categories": post.getlist("categories")}


def typed_of(row: CouponRow) -> dict[str, Any]:
    """A kept coupon as it would be typed."""
    terms, code = row.terms, row.terms.currency

    def shown(minor: int) -> str:
        return reading.shown(minor or None, code)

    return {
        "name": terms.name, "kind": terms.kind, "currency": code, "amount": shown(terms.amount.minor),
        "percent": str(terms.percent or ""), "cap": shown(terms.cap.minor), "threshold": shown(terms.threshold.minor),
        "audience": terms.audience, "scope": terms.scope, "goods": " ".join(str(number) for number in row.numbers),
        "code": terms.code, "per_buyer": str(terms.per_buyer), "budget_count": str(row.budget_count),
        "budget": shown(row.budget.minor), "first": timezone.localdate(row.starts_at).isoformat(),
        "last": timezone.localdate(terms.ends_at - MOMENT).isoformat(),
        "categories": [str(each) for each in sorted(terms.category_ids)],
    }  # fmt: skip


def form_of(given: Mapping[str, Any]) -> CouponForm:
    """Read it; days are whole days in the time zone of the page.

    Raises:
        Refusals, CouponDay: for days that are none.
    """
    starts_at, ends_at = reading.whole_days(given["first"], given["last"], CouponDay)
    currency = given["currency"]

    def amount(name: str) -> int:
        text = given[name]
        if not text.strip():
            return 0
        value = reading.amount(text, currency)
        return _WRONG if value is None else min(value, MOST + 1)

    return CouponForm(
        name=given["name"][:200],
        kind=given["kind"],
        currency=currency,
        starts_at=starts_at,
        ends_at=ends_at,
        amount_minor=amount("amount"),
        percent=_figure(given["percent"]),
        cap_minor=amount("cap"),
        threshold_minor=amount("threshold"),
        audience=given["audience"],
        scope=given["scope"],
        product_numbers=numbers(given["goods"]),
        category_ids=numbers(" ".join(given["categories"])),
        code=given["code"],
        per_buyer=_figure(given["per_buyer"]),
        budget_count=_figure(given["budget_count"]),
        budget_minor=amount("budget"),
    )


def choices(language: str, *, of_platform: bool) -> dict[str, Any]:
    """The lists of the form, in words."""
    audiences = [
        ("all", _("All buyers")),
        ("new", _("Whoever has not bought in the marketplace yet") if of_platform
         else _("Whoever has not bought in the store yet")),
    ]  # fmt: skip
    if not of_platform:
        audiences.append(("followers", _("Those who follow the store")))
    return {
        "kinds": [("amount", _("An amount")), ("percent", _("A share of what the goods cost"))],
        "audiences": audiences,
        "scopes": [
            ("all", _("All goods")), ("products", _("Chosen products")), ("categories", _("Chosen categories")),
        ],
        "category_choices": list(_flat(category_tree(language))),
    }  # fmt: skip


def states() -> dict[str, str]:
    """A coupon's states in words."""
    return {
        "draft": pgettext("state of a coupon", "Draft"),
        "running": pgettext("state of a coupon", "Running"),
        "paused": pgettext("state of a coupon", "Paused"),
        "ended": pgettext("state of a coupon", "Ended"),
    }


def said() -> dict[str, str]:
    """What is told after each move."""
    return {
        "start": _("The coupon runs. Buyers see it within a minute."),
        "pause": _("The coupon rests: no new order can use it."),
        "resume": _("The coupon runs again."),
        "end": _("The coupon has ended. Orders that used it keep what it took."),
    }


def _flat(nodes: Any, above: str = "") -> Any:
    node: CategoryNode
    for node in nodes:
        name = _("%(above)s › %(name)s") % {"above": above, "name": node.name} if above else node.name
        yield str(node.id), name
        yield from _flat(node.children, name)


def _figure(text: str) -> int:
    return reading.whole("".join(text.split()), default=_WRONG, low=_WRONG, high=2 * 10**9) if text.strip() else 0


def numbers(text: str) -> list[int]:
    """Whole numbers with spaces, commas or semicolons between; 0 for what is none."""
    words = [word for word in re.split(r"[\s,;]+", text.strip()) if word]
    return [int(word) if word.isascii() and word.isdigit() and len(word) < 19 else 0 for word in words]  # noqa: PLR2004
