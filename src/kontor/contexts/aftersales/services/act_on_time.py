"""Time acts by itself."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import advance
from kontor.contexts.aftersales.dispute_settling import pay, settle
from kontor.contexts.aftersales.lifecycle import State
from kontor.contexts.aftersales.models import Dispute, Proposal
from kontor.contexts.aftersales.rules.dispute_timers import is_over
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import System

_CLOCK = System("clock")


def act_on_time(*, dispute_id: UUID) -> bool:
    """Do what follows when the time of a dispute's state is over (`lifecycle.TIMED`, TRD-09). Safe to repeat.

    Returns:
        Whether something was done: nothing is before the time, or when people were quicker.
    """
    with transaction.atomic():
        dispute = held(_CLOCK, dispute_id)
        if not is_over(dispute.due_at, now()):
            return False
        match dispute.state:
            case State.OPENED:
                settle(dispute, _standing(dispute, "buyer"), _CLOCK, how="silence")
            case State.NEGOTIATING:
                advance(dispute, "escalate", _CLOCK, escalated_at=now())
            case State.RULED:
                settle(dispute, _standing(dispute, "operator"), _CLOCK, how="ruling")
            case State.RETURN_DUE:
                pay(dispute, "miss_return", _CLOCK, Money.zero(dispute.currency), how="no_return")
            case State.RETURNING:
                pay(dispute, "take_return", _CLOCK, Money(dispute.agreed_minor or 0, dispute.currency))
        return True


def _standing(dispute: Dispute, side: str) -> Proposal:
    return Proposal.objects.get(dispute=dispute, by=side, stands=True)
