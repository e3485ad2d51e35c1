"""What the people of a business are told about decisions, in the caller's transaction (SEL-01)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.lifecycle import STAGE_NAMES, Stage
from kontor.contexts.sellers.models import Business, Seat, Store
from kontor.kernel.clock import now

_KINDS = {
    "approve": "business_verified", "send_back": "business_sent_back", "refuse": "business_refused",
    "decline": "business_change_refused",
}  # fmt: skip


def tell_decision(business: Business, move: str, told: Mapping[Stage, str]) -> None:
    """The owner and whoever keeps the business's papers read the reason, and stage by stage what is to be done."""
    # One text, a line of it a stage's name or a sentence: each line is translated where it is read (`told`).
    stages = "\n\n".join(f"{STAGE_NAMES[stage]}\n{text}" for stage, text in told.items())
    values = {"business": business.legal_name, "reason": business.reason, "stages": stages}
    _tell(_people(business), _KINDS[move], values, f"sellers.{move}:{business.id.hex}:{now():%y%m%d%H%M%S}")


def tell_store(store: Store, kind: str, reason: str) -> None:
    """What was decided on a store's brand."""
    values = {"store": store.name, "reason": reason}
    _tell(_people(store.business, store.id), kind, values, f"sellers.{kind}:{store.id.hex}:{now():%y%m%d%H%M%S}")


def tell_open(store: Store) -> None:
    """The store is open."""
    _tell(_people(store.business, store.id), "store_open", {"store": store.name}, f"sellers.store_open:{store.id.hex}")


def _people(business: Business, store_id: UUID | None = None) -> list[UUID]:
    seats = Seat.objects.filter(store__business=business, rights__contains=["settings.business"])
    if store_id is not None:
        seats = seats.filter(store_id=store_id)
    return list(
        dict.fromkeys([business.owner_id, *seats.order_by("created_at", "id").values_list("account_id", flat=True)])
    )


def _tell(people: list[UUID], kind: str, values: Mapping[str, object], cause: str) -> None:
    notify_many(news=[News(person, kind, values, cause) for person in people])
