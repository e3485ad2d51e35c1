"""How a dispute moves: the one writer of its state, its history and its facts. In the caller's transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kontor.contexts.aftersales.errors.disputes import DisputeTimeOver
from kontor.contexts.aftersales.events.disputes import OF_MOVE, DisputeFact
from kontor.contexts.aftersales.lifecycle import ACTS, DISPUTE, JUDGED, State
from kontor.contexts.aftersales.models import Dispute, DisputeStep
from kontor.contexts.aftersales.policy import disputes as policy
from kontor.contexts.aftersales.rules.dispute_timers import Days, due, is_over
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor, MoveRefused
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat, Viewer
from kontor.platform import events, reviews

QUEUES = {State.ESCALATED: "aftersales.dispute", State.APPEALED: "aftersales.appeal"}


def who(viewer: Viewer) -> tuple[Actor, str, UUID | None]:
    """The actor of the table, its name, and the account."""
    match viewer:
        case Buyer(buyer_id=account):
            return Actor.BUYER, "buyer", account
        case Seat(account_id=account):
            return Actor.SELLER, "seller", account
        case Operator(account_id=account):
            return Actor.OPERATOR, "operator", account
        case _:
            return Actor.SYSTEM, "system", None


def days() -> Days:
    """The times in force."""
    return Days(
        answer=policy.ANSWER_WITHIN.int(), negotiate=policy.NEGOTIATE_WITHIN.int(), appeal=policy.APPEAL_WITHIN.int(),
        send_back=policy.RETURN_WITHIN.int(), take_back=policy.RETURN_TAKEN_AFTER.int(),
    )  # fmt: skip


def due_in(state: str, opened: datetime, moment: datetime) -> datetime | None:
    """When time acts in a dispute that comes into `state` now."""
    return due(state, opened=opened, moment=moment, days=days())


def in_time(dispute: Dispute) -> None:
    """
    Raises:
        DisputeTimeOver: when the time of the state is up, though what follows from it may not be done yet.
    """
    if is_over(dispute.due_at, now()):
        raise DisputeTimeOver


def allowed(act: str, dispute: Dispute, viewer: Viewer) -> None:
    """
    Raises:
        MoveRefused: when the table does not give `act` to `viewer` in this state.
    """
    known = ACTS[act]
    if dispute.state not in known.sources or not known.by & who(viewer)[0]:
        raise MoveRefused(state=dispute.state, move=act)


def advance(
    dispute: Dispute, move: str, viewer: Viewer, *, note: str = "", back: Money | None = None,
    with_return: bool = False, **columns: Any,
) -> None:  # fmt: skip
    """Make a move of the table with a dispute that the caller holds: state, deadline, step, fact, desk.

    Raises:
        MoveRefused: when the table does not allow it to `viewer`; nothing has changed.
    """
    arrow = DISPUTE.check(move, dispute.state, who(viewer)[0])
    source, moment = dispute.state, now()
    columns = {"state": arrow.target, "due_at": due_in(arrow.target, dispute.opened_at, moment), **columns}
    Dispute.objects.filter(id=dispute.id, state=source).update(**columns)
    for name, value in columns.items():
        setattr(dispute, name, value)
    note_step(
        dispute, move, viewer, source=source, note=note, back=back, with_return=with_return,
        fact=OF_MOVE[arrow.event],
    )  # fmt: skip
    _desk(dispute, source, viewer)


def note_step(
    dispute: Dispute, move: str, viewer: Viewer, *, source: str, note: str = "", back: Money | None = None,
    with_return: bool = False, fact: type[DisputeFact] | None = None,
) -> None:  # fmt: skip
    """Write what happened into the history, and record it as a fact where it is one."""
    _actor, name, account = who(viewer)
    step = DisputeStep(
        dispute=dispute, move=move, source=source, target=dispute.state, actor=name, actor_id=account, note=note,
        back_minor=back.minor if back is not None else None, with_return=with_return, at=now(),
    )  # fmt: skip
    if fact is None:
        step.save(force_insert=True)
        return
    told = fact(
        key=dispute.store_id, store_id=dispute.store_id, dispute_id=dispute.id, order_id=dispute.order_id,
        buyer_id=dispute.buyer_id, number=dispute.number, by=name, step_id=step.id,
    )  # fmt: skip
    step.save(force_insert=True)
    events.record(told)


def _desk(dispute: Dispute, source: str, viewer: Viewer) -> None:
    """Put the case on the operator's desk, or take it away when the sides need no ruling any more."""
    if source in JUDGED and not isinstance(viewer, Operator):
        reviews.withdraw(kind=QUEUES[State(source)], subject_id=dispute.id)
    if dispute.state in JUDGED:
        reviews.open_item(
            kind=QUEUES[State(dispute.state)], subject_id=dispute.id,
            facts={"dispute": str(dispute.number)},
            due_at=now() + timedelta(hours=policy.RULE_WITHIN.int()),
        )  # fmt: skip
