"""What is told of disputes: to the other side, and to open pages (TRD-09)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from kontor.contexts.aftersales.events.disputes import (
    DisputeAnswered,
    DisputeAppealed,
    DisputeEnded,
    DisputeEscalated,
    DisputeFact,
    DisputeOpened,
    DisputeProposed,
    DisputeReturnDue,
    DisputeReturnSent,
    DisputeRuled,
)
from kontor.contexts.aftersales.models import Dispute, DisputeStep
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.queries import members_with
from kontor.kernel.money import Money
from kontor.platform import stream
from kontor.platform.events import react_together

_WHAT = {
    DisputeOpened.name: "opened",
    DisputeAnswered.name: "answered",
    DisputeProposed.name: "proposed",
    DisputeEscalated.name: "escalated",
    DisputeRuled.name: "ruled",
    DisputeAppealed.name: "appealed",
    DisputeReturnDue.name: "return_due",
    DisputeReturnSent.name: "return_sent",
}


@react_together(
    DisputeOpened, DisputeAnswered, DisputeProposed, DisputeEscalated, DisputeRuled, DisputeAppealed, DisputeReturnDue,
    DisputeReturnSent, DisputeEnded,
)  # fmt: skip
def tell_of_disputes(events: Sequence[DisputeFact]) -> None:
    """Whoever did not make the move hears of it: the buyer, and those of the store who may answer."""
    rows = Dispute.objects.select_related("store").filter(id__in={event.dispute_id for event in events})
    known: Mapping[UUID, Dispute] = {row.id: row for row in rows}
    steps = DisputeStep.objects.filter(id__in={event.step_id for event in events})
    told: Mapping[UUID, tuple[int | None, str]] = {
        step: (back, target) for step, back, target in steps.values_list("id", "back_minor", "target")
    }
    keepers = {store: list(members_with(store, "aftersales.answer")) for store in {event.store_id for event in events}}
    news: list[News] = []
    for event in events:
        row = known[event.dispute_id]
        back, target = told[event.step_id]
        values: dict[str, object] = {
            "number": row.number,
            "store": row.store.name,
            "what": _WHAT.get(event.name, target),
            "amount": Money(back or 0, row.currency),
        }
        if event.by != "buyer":
            news.append(News(event.buyer_id, "dispute_buyer", values, f"dispute:{event.step_id}"))
        if event.by != "seller":
            news += [News(one, "dispute_seller", values, f"dispute:{event.step_id}") for one in keepers[event.store_id]]
    notify_many(news=news)


@react_together(
    DisputeOpened, DisputeAnswered, DisputeProposed, DisputeEscalated, DisputeRuled, DisputeAppealed, DisputeReturnDue,
    DisputeReturnSent, DisputeEnded,
)  # fmt: skip
def refresh_dispute_pages(events: Sequence[DisputeFact]) -> None:
    """Open pages of the order, of its buyer and of its store fetch themselves again."""
    stream.publish_many(
        (topic, event.name, event.dispute_id)
        for event in events
        for topic in (f"order:{event.order_id}", f"buyer:{event.buyer_id}", f"store:{event.store_id}")
    )
