"""Reads about saved ways to pay, each for its owner, and about what they change (BUY-10, ACC-53)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kontor.contexts.payments.models import Agreement, AgreementState, Intent, Refund, RefundState
from kontor.contexts.payments.providers.register import running
from kontor.contexts.payments.rules import BOUND, Method, bindable
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator
from kontor.platform.database.rows import Rows

_BY_METHOD = """
SELECT regexp_replace(i.method, %s, ''),
       EXISTS (SELECT 1 FROM payments_agreement a WHERE a.buyer_id = i.buyer_id AND a.provider = 'alipay'
               AND a.bound_at <= i.created_at AND (a.ended_at IS NULL OR a.ended_at > i.created_at)) AS bound,
       count(*), count(*) FILTER (WHERE i.state = 'succeeded')
FROM payments_intent i WHERE i.created_at >= %s AND i.created_at < %s GROUP BY 1, 2 ORDER BY 1, 2
"""


_ACTIVE = Rows(
    Agreement, "WHERE t.buyer_id = %s AND t.state = %s ORDER BY t.is_default DESC, t.bound_at DESC, t.id DESC"
)


@dataclass(frozen=True, slots=True)
class BoundView:
    """One saved way to pay: its masked name, never its number."""

    id: UUID
    method: str
    provider: str
    brand: str
    label: str
    last_day: date | None
    is_default: bool
    bound_at: datetime

    @property
    def code(self) -> str:
        """What a form sends to choose it."""
        return f"bound:{self.id}"

    @property
    def out_of_date(self) -> bool:
        return self.last_day is not None and self.last_day < now().date()


def bound(viewer: Buyer, *, country: str = "") -> list[BoundView]:
    """The viewer's saved ways to pay, the default first; with `country`, those allowed there and not out of date."""
    views = [
        BoundView(
            row.id, row.method, row.provider, row.brand, row.label, row.last_day, row.is_default,
            row.bound_at or row.created_at,
        )
        for row in _ACTIVE(viewer.buyer_id, AgreementState.ACTIVE)
    ]  # fmt: skip
    if not country:
        return views
    allowed = {way.code for way in can_bind(country)}
    return [view for view in views if view.method in allowed and not view.out_of_date]


def can_bind(country: str) -> list[Method]:
    """The ways to pay that can be saved by buyers of `country` (ACC-04). Public."""
    return bindable(country, running=frozenset(running()))


@dataclass(frozen=True, slots=True)
class BindingView:
    """Where one agreement stands, for the page that comes after the provider's."""

    method: str
    state: str
    ended_why: str
    brand: str
    label: str


def binding(viewer: Buyer, agreement_id: UUID) -> BindingView | None:
    """One agreement of the viewer's, or None."""
    row = Agreement.objects.filter(buyer_id=viewer.buyer_id, id=agreement_id).first()
    return BindingView(row.method, row.state, row.ended_why, row.brand, row.label) if row else None


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment of the viewer's, with what went back of it."""

    id: UUID
    order_number: int
    method: str
    by_agreement: bool
    amount: Money
    state: str
    at: datetime


def payments_of(viewer: Buyer, *, before: UUID | None = None, size: int = 20) -> list[PaymentLine]:
    """The viewer's payments that reached their end well, newest first, paged by key."""
    rows = Intent.objects.filter(buyer_id=viewer.buyer_id, state="succeeded")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [
        PaymentLine(
            row.id, row.order_number, row.method.removesuffix(BOUND), row.agreement_id is not None,
            Money(row.amount_minor, row.currency), row.state, row.settled_at or row.created_at,
        )
        for row in rows.order_by("-id")[:size]
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefundLine:
    """Money on its way back to the viewer, or back."""

    order_number: int
    method: str
    amount: Money
    under_way: bool
    requested_at: datetime
    done_at: datetime | None


def refunds_of(viewer: Buyer, *, size: int = 20) -> list[RefundLine]:
    """The viewer's refunds: those under way first, then the latest, with where they go."""
    rows = list(Refund.objects.filter(buyer_id=viewer.buyer_id).order_by("-id")[:size])
    paid = {
        intent.id: intent
        for intent in Intent.objects.filter(buyer_id=viewer.buyer_id, id__in={row.intent_id for row in rows})
    } if rows else {}  # fmt: skip
    lines = [
        RefundLine(
            paid[row.intent_id].order_number, paid[row.intent_id].method.removesuffix(BOUND),
            Money(row.amount_minor, row.currency), row.state == RefundState.REQUESTED, row.requested_at, row.done_at,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(lines, key=lambda line: not line.under_way)


@dataclass(frozen=True, slots=True)
class MethodRow:
    """How payments by one method went, for buyers with or without a saved Alipay (ACC-53)."""

    method: str
    alipay_bound: bool
    tries: int
    succeeded: int


def success_by_binding(viewer: Operator, since: datetime, until: datetime) -> list[MethodRow]:  # noqa: ARG001
    """Payments begun between two moments, by method and by whether the buyer had bound Alipay at that time (ACC-53)."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_METHOD, [f"{BOUND}$", since, until])
        return [MethodRow(*row) for row in cursor.fetchall()]
