"""Ending a dispute: what was agreed or ruled is carried out, money and order in the caller's transaction (TRD-09)."""

from __future__ import annotations

from typing import Any

from kontor.contexts.aftersales.dispute_moving import advance
from kontor.contexts.aftersales.models import Dispute, Proposal
from kontor.contexts.orders.services.end_dispute import end_dispute
from kontor.contexts.payments.services.divide_escrow import divide_escrow
from kontor.contexts.sellers import addresses
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, System, Viewer


def settle(dispute: Dispute, proposal: Proposal, viewer: Viewer, *, how: str, note: str = "", fault: str = "") -> None:
    """Carry out a proposal or a ruling; where goods are to come back, the money waits for them and the store's address
    for returns is kept as it is now (TRD-01).

    Raises:
        MoveRefused: when the dispute is decided already; nothing has changed.
    """
    moment, back = now(), Money(proposal.back_minor, dispute.currency)
    decided: dict[str, Any] = {
        "how": how, "fault": fault or dispute.fault, "agreed_minor": back.minor,
        "decided_at": dispute.decided_at or moment,
    }  # fmt: skip
    Proposal.objects.filter(id=proposal.id, accepted_at__isnull=True).update(accepted_at=moment)
    if proposal.with_return and back:
        decided["return_to"] = _return_to(dispute)
        advance(dispute, "settle_return", viewer, note=note, back=back, with_return=True, **decided)
    elif back:
        pay(dispute, "settle_refund", viewer, back, note=note, **decided)
    else:
        pay(dispute, "settle_nothing", viewer, back, note=note, **decided)


def _return_to(dispute: Dispute) -> dict[str, object] | None:
    """The store's address as the buyer is told it from now on: a later change of it leads no parcel astray."""
    found = addresses.return_address(System("aftersales"), dispute.store_id, dispute.ship_to_country)
    return found.frozen() if found else None


def pay(dispute: Dispute, move: str, viewer: Viewer, back: Money, *, note: str = "", **columns: Any) -> None:
    """Make the last move: `back` to the buyer, the rest to the store, and the order ends.

    Raises:
        MoveRefused: when the table does not allow it; nothing has changed.
    """
    columns = {"ended_at": now(), "refunded_minor": back.minor, **columns}
    advance(dispute, move, viewer, note=note, back=back, **columns)
    if not dispute.settled:
        end_dispute(
            viewer=viewer if isinstance(viewer, Operator) else System("aftersales"), store_id=dispute.store_id,
            order_id=dispute.order_id, all_back=back.minor == dispute.paid_minor,
        )  # fmt: skip
    divide_escrow(store_id=dispute.store_id, order_id=dispute.order_id, back=back)
