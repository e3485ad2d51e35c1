"""What a seller does with many disputes at once (TRD-09, SEL-14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kontor.contexts.aftersales.errors.disputes import DisputeNotFound, DisputeWordsMissing, ProposalGone
from kontor.contexts.aftersales.lifecycle import ACTS, DISPUTE, State
from kontor.contexts.aftersales.models import Dispute, Proposal
from kontor.contexts.aftersales.rules import dispute_words as words
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.propose import propose
from kontor.contexts.aftersales.services.take_return import take_return
from kontor.contexts.sellers.queries import require
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.kernel.errors import Refusal
from kontor.kernel.lifecycle import Actor as By
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.money import Money
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Seat
from kontor.platform import bulk
from kontor.platform.bulk import Actor, BulkValueMissing, Outcome
from kontor.ui.formats import money

RIGHT = "aftersales.answer"
_MOST = 100  # per cent
Values = Mapping[str, str]


def _seat(actor: Actor) -> Seat:
    """The seat of who does it, as it is now: a right that was taken away counts.

    Raises:
        DisputeNotFound, RightMissing
    """
    found = seat_of(actor.account_id, actor.scope)
    if found is None:
        raise DisputeNotFound
    require(found, RIGHT)
    return found


def _rows(seat: Seat, ids: Sequence[UUID]) -> list[Dispute]:
    return list(Dispute.objects.filter(store_id=seat.store_id, id__in=ids))


def _refused(check: Callable[[str], object], state: str) -> Refusal | None:
    try:
        check(state)
    except Refusal as refusal:
        return refusal
    return None


def _act(name: str) -> Callable[[str], None]:
    def check(state: str) -> None:
        if state not in ACTS[name].sources:
            raise MoveRefused(state=state, move=name)

    return check


def _look_accept(actor: Actor, ids: Sequence[UUID], values: Values) -> dict[UUID, Outcome]:
    del values
    found = {}
    standing = {one.dispute_id: one for one in Proposal.objects.filter(dispute_id__in=ids, by="buyer", stands=True)}
    for row in _rows(_seat(actor), ids):
        asked = standing.get(row.id)
        refusal = _refused(_act("accept"), row.state) or (ProposalGone() if asked is None else None)
        after = {"proposal": str(asked.id), "back": asked.back_minor, "currency": row.currency} if asked else {}
        found[row.id] = Outcome(str(row.number), {"state": row.state}, after, refusal)
    return found


def _accept(actor: Actor, dispute_id: UUID, values: Values, planned: Outcome) -> Mapping[str, Any]:
    """Agree to the proposal that was looked at; another one meanwhile is refused, not agreed to."""
    del values
    accept_proposal(viewer=_seat(actor), dispute_id=dispute_id, proposal_id=UUID(planned.after["proposal"]))
    return planned.after


def _percent(values: Values) -> int:
    return int(values.get("percent") or 0)


def _check_offer(actor: Actor, values: Values) -> None:
    del actor
    typed = values.get("percent", "")
    if not typed.isdecimal() or int(typed) > _MOST:
        raise BulkValueMissing(field="percent")
    if not values.get("text", "").strip():
        raise DisputeWordsMissing(field="text")


def _share(row: Dispute, percent: int) -> Money:
    return Money(row.paid_minor, row.currency).share(percent * 100)


def _look_offer(actor: Actor, ids: Sequence[UUID], values: Values) -> dict[UUID, Outcome]:
    return {
        row.id: Outcome(
            str(row.number),
            {"state": row.state},
            {"back": _share(row, _percent(values)).minor, "currency": row.currency},
            _refused(_act("propose"), row.state),
        )
        for row in _rows(_seat(actor), ids)
    }


def _offer(actor: Actor, dispute_id: UUID, values: Values, planned: Outcome) -> Mapping[str, Any]:
    back = Money(int(planned.after["back"]), planned.after["currency"])
    propose(viewer=_seat(actor), dispute_id=dispute_id, back=back, with_return=False, text=values["text"])
    return planned.after


def _look_take(actor: Actor, ids: Sequence[UUID], values: Values) -> dict[UUID, Outcome]:
    del values
    return {
        row.id: Outcome(
            str(row.number),
            {"state": row.state},
            {"back": row.agreed_minor or 0, "currency": row.currency},
            _refused(lambda state: DISPUTE.check("take_return", state, By.SELLER), row.state),
        )
        for row in _rows(_seat(actor), ids)
    }


def _take(actor: Actor, dispute_id: UUID, values: Values, planned: Outcome) -> Mapping[str, Any]:
    del values
    take_return(viewer=_seat(actor), dispute_id=dispute_id)
    return planned.after


def _shown(change: Mapping[str, Any], language: str) -> str:
    """A state, or what the buyer gets."""
    del language
    if "back" in change:
        return money(Money(int(change["back"]), change["currency"]))
    state = change.get("state", "")
    return gettext(words.STATES[State(state)]) if state in words.STATES else ""


bulk.declare(
    name="aftersales.accept", title=_("Agree to what buyers propose"), look=_look_accept, do=_accept, show=_shown
)
bulk.declare(
    name="aftersales.offer", title=_("Offer a part of the money"), look=_look_offer, do=_offer, show=_shown,
    check=_check_offer,
)  # fmt: skip
bulk.declare(name="aftersales.take", title=_("The goods are back"), look=_look_take, do=_take, show=_shown)
