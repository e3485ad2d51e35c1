"""Payouts, for the store's people with a right to its money and for the operator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from kontor.contexts.billing.errors import PayoutNotFound
from kontor.contexts.billing.lifecycle import FAILED, OPEN, PAYOUT, PayoutState
from kontor.contexts.billing.models import Payout, PayoutApproval
from kontor.contexts.billing.queries.documents import RIGHT
from kontor.contexts.ledger.models import Posting
from kontor.contexts.sellers.money_queries import payout_account_changed
from kontor.contexts.sellers.queries import require, store_cards
from kontor.kernel.lifecycle import Actor
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, Seat, System

_US = System("billing")


@dataclass(frozen=True, slots=True)
class PayoutCard:
    """One payout. `net` is what arrives: `amount` left the balance, less `fee`. `moves`: what the viewer may do."""

    id: UUID
    store_id: UUID
    store_name: str
    number: int
    state: str
    amount: Money
    fee: Money
    net: Money
    account: str
    reason: str
    made_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    moves: list[str]


def payouts(viewer: Seat, *, before: UUID | None = None, size: int = 50) -> list[PayoutCard]:
    """The store's payouts, newest first, paged by key.

    Raises:
        RightMissing: without `finance.view`.
    """
    require(viewer, RIGHT)
    rows = Payout.objects.filter(store_id=viewer.store_id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_card(row, "", []) for row in rows.order_by("-id")[:size]]


def failed(viewer: Seat) -> list[PayoutCard]:
    """Payouts that failed and wait for the store: each the latest of its currency, the account not changed since.

    Raises:
        RightMissing: without `finance.view`.
    """
    require(viewer, RIGHT)
    latest = Payout.objects.filter(store_id=viewer.store_id).exclude(state=PayoutState.CANCELLED)
    rows = [row for row in latest.order_by("currency", "-id").distinct("currency") if row.state in FAILED]
    if not rows:
        return []
    changed = payout_account_changed(_US, viewer.store_id)
    return [_card(row, "", []) for row in rows if changed is None or row.ended_at is None or row.ended_at > changed]


def underway(viewer: Seat) -> list[Money]:
    """What is on its way to the store's account, a sum for each currency."""
    require(viewer, RIGHT)
    rows = Payout.objects.filter(store_id=viewer.store_id, state__in=OPEN).values("currency").order_by("currency")
    return [Money(row["sum"], row["currency"]) for row in rows.annotate(sum=Sum("amount_minor"))]


def all_payouts(
    viewer: Operator, *, state: str = "", before: UUID | None = None, size: int = 50
) -> list[PayoutCard]:  # fmt: skip
    """All stores' payouts, newest first, paged by key; of one state where one is named."""
    rows = Payout.objects.all()
    if state:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[:size])
    cards = store_cards({row.store_id for row in found})
    return [
        _card(row, cards[row.store_id].name, PAYOUT.possible(row.state, Actor.OPERATOR))
        for row in found
        if row.store_id in cards
    ]


@dataclass(frozen=True, slots=True)
class PayoutLine:
    """One posting of a payout at the store's accounts: `move` made it (`made`, `pay`, …) in the account `kind`."""

    move: str
    kind: str
    amount: Money
    at: datetime
    journal_id: UUID


@dataclass(frozen=True, slots=True)
class PayoutFile:
    """One payout with who approved it and its postings."""

    card: PayoutCard
    approvals: list[tuple[UUID, datetime]]
    lines: list[PayoutLine]


def payout(viewer: Operator, payout_id: UUID) -> PayoutFile:
    """One payout, whole.

    Raises:
        PayoutNotFound
    """
    row = Payout.objects.filter(id=payout_id).first()
    if row is None:
        raise PayoutNotFound
    name = store_cards([row.store_id])[row.store_id].name
    given = PayoutApproval.objects.filter(payout_id=row.id).order_by("at").values_list("by_id", "at")
    causes = [f"payout:{row.id}", *(f"payout.{move}:{row.id}" for move in ("pay", "reject", "give_back", "cancel"))]
    legs = Posting.objects.filter(account__owner_id=row.store_id, cause__in=causes).select_related("account")
    return PayoutFile(
        _card(row, name, PAYOUT.possible(row.state, Actor.OPERATOR)),
        list(given),
        [
            PayoutLine(
                leg.cause.partition(":")[0].partition(".")[2] or "made", leg.account.kind, Money(-leg.minor, leg.unit),
                leg.posted_at, leg.journal_id,
            )
            for leg in legs.order_by("posted_at", "id")
        ],
    )  # fmt: skip


def _card(row: Payout, store_name: str, moves: list[str]) -> PayoutCard:
    amount, fee = Money(row.amount_minor, row.currency), Money(row.fee_minor, row.currency)
    return PayoutCard(
        row.id, row.store_id, store_name, row.number, row.state, amount, fee, amount - fee, row.account, row.reason,
        row.made_at, row.sent_at, row.ended_at, moves,
    )  # fmt: skip
