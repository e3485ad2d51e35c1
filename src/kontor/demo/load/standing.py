"""What two stores did against the rules, one appeal that waits, and every store's service score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.governance.models import Violation
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.services.appeal import appeal
from kontor.contexts.governance.services.record_violation import record_violation
from kontor.contexts.governance.services.score_store import score_store
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import seat as seat_of
from kontor.demo.load.shops import Shop
from kontor.kernel import clock
from kontor.kernel.viewer import Operator

_EVIDENCE = 3
_APPEAL = (
    "The carrier was on strike in that week. The parcels stood ready and were scanned late; the pictures of the "
    "handover are in our messages."
)


def load_standing(today: datetime, shops: Sequence[Shop], operator_id: UUID) -> None:
    """Recorded as an operator would; the demo's seller finds one with an appeal that waits."""
    own, other = shops[0], shops[-1]
    numbers = StoreOrder.objects.filter(store_id=own.store_id, shipped_at__isnull=False).order_by("id")
    late = list(numbers.values_list("number", flat=True)[:_EVIDENCE])
    with clock.moved(today - timedelta(days=6) - clock.now()):
        made = _record(own, operator_id, "late_shipments", "Three parcels left days after they had to.", late)
    seat = seat_of(own.owner_id, own.store_id)
    if seat is not None:
        with clock.moved(today - timedelta(days=2) - clock.now()):
            appeal(seat=seat, violation_id=made.id, text=_APPEAL)
    with clock.moved(today - timedelta(days=25) - clock.now()):
        _record(other, operator_id, "false_reviews", "Five-star reviews came from devices of your own people.", [])
    for store_id in Store.objects.order_by("id").values_list("id", flat=True):
        score_store(store_id=store_id)


def _record(shop: Shop, operator_id: UUID, code: str, words: str, orders: Sequence[int]) -> Violation:
    return record_violation(
        viewer=Operator(operator_id), store_id=shop.store_id, code=code, words=words,
        cause=f"demo:{code}:{shop.store_id.hex}",
        proof=Proof(words="" if orders else "One device signed in to the store and wrote the reviews.", orders=orders),
    )  # fmt: skip
