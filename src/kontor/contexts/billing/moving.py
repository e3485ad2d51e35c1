"""The one writer of a payout's state. Within the services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from kontor.contexts.billing.balances import hold_balance
from kontor.contexts.billing.events import PayoutEnded
from kontor.contexts.billing.lifecycle import PAYOUT, PayoutState
from kontor.contexts.billing.models import Payout
from kontor.contexts.billing.rules import payouts as rules
from kontor.contexts.ledger.rules import Leg
from kontor.contexts.ledger.services.post import post
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.money import Money
from kontor.platform import events


def held_payout(store_id: UUID, payout_id: UUID) -> Payout | None:
    """The payout, and before it the account of its balance, held until commit."""
    found = Payout.objects.filter(store_id=store_id, id=payout_id)
    currency = found.values_list("currency", flat=True).first()
    if currency is None:
        return None
    hold_balance(store_id, currency)
    return found.select_for_update().get()


def move(row: Payout, name: str, actor: Actor, *, reason: str = "") -> None:
    """Make one move of a held payout, with the money that goes with it.

    Raises:
        MoveRefused: the table does not allow it.
    """
    before, target = row.state, PAYOUT.check(name, row.state, actor).target
    row.state = target
    changed = ["state"]
    if target not in (PayoutState.READY, PayoutState.SENT):
        row.ended_at, row.sealed, row.reason = now(), b"", reason[:200]
        changed += ["ended_at", "sealed", "reason"]
    if target == PayoutState.SENT:
        row.sent_at = now()
        changed += ["sent_at", "batch_id"]
    Payout.objects.filter(store_id=row.store_id, id=row.id).update(**{each: getattr(row, each) for each in changed})
    if legs := _legs(row, before):
        post(cause=f"payout.{name}:{row.id}", legs=legs, reference=row.id)
    if "ended_at" in changed:
        events.record(
            PayoutEnded(
                key=row.store_id, store_id=row.store_id, payout_id=row.id, number=row.number, state=target,
                amount_minor=row.amount_minor, currency=row.currency, reason=row.reason,
            )
        )  # fmt: skip


def _legs(row: Payout, before: str) -> Sequence[Leg]:
    amount, fee = Money(row.amount_minor, row.currency), Money(row.fee_minor, row.currency)
    if row.state == PayoutState.PAID:
        return rules.paid_legs(row.store_id, amount - fee)
    back: Callable[..., list[Leg]] = rules.returned_legs if before == PayoutState.PAID else rules.undone_legs
    undone = (PayoutState.CANCELLED, PayoutState.REJECTED, PayoutState.RETURNED)
    return back(row.store_id, amount, fee) if row.state in undone else []
