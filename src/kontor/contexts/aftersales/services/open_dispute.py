"""A buyer opens a dispute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kontor.contexts.aftersales import dispute_evidence as evidence
from kontor.contexts.aftersales.dispute_moving import due_in, note_step
from kontor.contexts.aftersales.dispute_opening import check_may_open, standing
from kontor.contexts.aftersales.errors.disputes import DisputeEvidenceMissing, DisputeReasonMissing
from kontor.contexts.aftersales.events.disputes import DisputeOpened
from kontor.contexts.aftersales.lifecycle import DISPUTE
from kontor.contexts.aftersales.models import Dispute, Proposal
from kontor.contexts.aftersales.rules.dispute_reasons import fits, needs_evidence
from kontor.contexts.orders import locks
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.lifecycle import State as OrderState
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.services.dispute import dispute as stop_order
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer


def open_dispute(
    *,
    viewer: Buyer,
    order_number: int,
    kind: str,
    reason: str,
    text: str,
    back: Money | None = None,
    with_return: bool = False,
    pictures: Sequence[bytes] = (),
) -> Dispute:
    """Open a dispute with what is wrong and how the buyer would end it; the order's money stays where it is (TRD-09).

    Args:
        kind, reason: of `rules.dispute_reasons`.
        back: what shall go back, in the currency paid; all of it when None.
        with_return: whether the buyer would send the goods back.
        pictures: uploads; where the goods are there, at least one is needed.

    Raises:
        OrderNotFound: not this buyer's, or absent.
        DisputeNotPossible, DisputeTooEarly, DisputeTooLate, DisputeOpenAlready, DisputeOnceMore: not now.
        DisputeReasonMissing, DisputeWordsMissing, DisputeWordsTooLong, DisputeEvidenceMissing, DisputeAmountWrong,
        DisputeTooManyPictures, NotAPicture, PictureTooLarge: at their fields. Nothing has changed.
    """
    if not fits(kind, reason):
        raise DisputeReasonMissing(field="reason")
    said = evidence.words(text)
    if needs_evidence(kind) and not pictures:
        raise DisputeEvidenceMissing(field="pictures")
    shown = evidence.cleaned(pictures)
    found = orders.buyer_order(viewer, order_number)
    card = found.card
    with transaction.atomic():
        order, moment = locks.store_order(card.store_id, card.order_id), now()
        settled = check_may_open(order, moment, standing(order))
        made = _made(order, kind, reason, settled, moment)
        asked = evidence.amount(back, with_return, made)
        if not settled:
            stop_order(viewer=viewer, store_id=order.store_id, order_id=order.id, reason=reason)
        made.language = found.language
        made.save(force_insert=True)
        Proposal.objects.create(
            dispute=made, by="buyer", by_id=viewer.buyer_id, back_minor=asked.minor, with_return=with_return, text=said,
            made_at=moment,
        )  # fmt: skip
        evidence.keep(made, side="buyer", account=viewer.buyer_id, text="", pictures=shown)
        note_step(made, "open", viewer, source="", note=said, back=asked, with_return=with_return, fact=DisputeOpened)
        return made


def _made(order: StoreOrder, kind: str, reason: str, settled: bool, moment: datetime) -> Dispute:
    return Dispute(
        store_id=order.store_id, order_id=order.id, order_number=order.number, buyer_id=order.buyer_id, kind=kind,
        reason=reason, settled=settled, partly=order.state == OrderState.PARTLY_SHIPPED, currency=order.currency,
        paid_minor=order.total_minor, goods_minor=order.goods_paid_minor, title=order.first_title,
        picture=order.first_picture, ship_to_country=order.ship_to_country, opened_at=moment,
        due_at=due_in(DISPUTE.start, moment, moment),
    )  # fmt: skip
