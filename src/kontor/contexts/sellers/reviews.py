"""What the operator decides about stores."""

from __future__ import annotations

from django.utils.translation import gettext

from kontor.contexts.accounts.models import Account
from kontor.contexts.privacy import queries as privacy
from kontor.contexts.sellers import business_reviews
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.policy import HIDDEN_AT_MOST
from kontor.contexts.sellers.services.hide_store import hide_store
from kontor.contexts.sellers.services.open_overread import KIND
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform.reviews import Decision, Evidence, Link, ReviewItem, declare

__all__ = ["business_reviews"]  # which declares queues of its own

_WEEK = 7  # days
_SHOWN = 10

_REASONS = (
    _("Pages with buyers' orders were opened by technical means, faster than anybody works."),
    _("Buyers' data were read without an order that had to be sent."),
)


def _decide(item: ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    if decision == "let_be":
        return
    days = HIDDEN_AT_MOST.int() if decision == "hide_longest" else min(_WEEK, HIDDEN_AT_MOST.int())
    hide_store(viewer=viewer, store_id=item.subject_id, days=days, reason=reason)


def _show(item: ReviewItem, viewer: Operator) -> Evidence:
    store = Store.objects.filter(id=item.subject_id).first()
    if store is None:
        return []
    passed = privacy.overreads(viewer, store_id=store.id, size=_SHOWN)
    people = {row.account_id for row in passed}
    names = {each.pk: each.full_name or each.email for each in Account.objects.filter(pk__in=people)}
    return [
        (gettext("Store"), Link(store.name, f"/console/stores/{store.slug}/")),
        (
            gettext("Limits passed (UTC)"),
            [
                gettext("%(when)s: %(who)s, more than %(most)s pages in an hour")
                % {"when": f"{row.at:%Y-%m-%d %H:%M}", "who": names.get(row.account_id, "–"), "most": row.most}
                for row in passed
            ],
        ),
        (
            gettext("Who saw recipients"),
            Link(gettext("Open the list"), f"/console/privacy/?show=reads&q={store.slug}"),
        ),
    ]


declare(
    kind=KIND,
    title=_("Buyers' data read too often"),
    guide=_("Compare how often pages were opened with how many orders the store has to send."),
    decisions=[
        Decision("let_be", _("It was work"), "primary"),
        Decision("hide_week", _("Hide the store for a week"), "danger", _REASONS),
        Decision("hide_longest", _("Hide the store for the longest time"), "danger", _REASONS),
    ],
    decide=_decide,
    show=_show,
)
