"""Asking carriers where parcels are, for those that do not tell by themselves."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kontor.contexts.logistics import carriers, providers
from kontor.contexts.logistics.errors import CarrierDeclined, CarrierSilent
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.policy import PULL_BATCH, PULL_EVERY, PULL_GIVE_UP, PULL_RETRY_LONGEST
from kontor.contexts.logistics.rules import next_pull
from kontor.contexts.logistics.services.record_tracking import record_tracking
from kontor.contexts.logistics.states import FINAL
from kontor.kernel.clock import now

log = logging.getLogger(__name__)

_CLAIM = timedelta(minutes=10)  # a process that dies while asking gives its parcels back after this time


def pull_tracking(*, limit: int | None = None) -> int:
    """Ask about the parcels whose turn it is, at most `limit` (the policy's batch when None).

    A carrier that does not answer is not asked again in this round; its parcels wait longer each time.
    Carriers are asked outside any transaction.

    Returns:
        How many parcels were answered for.
    """
    answered = 0
    silent: set[str] = set()
    for parcel in _claim(limit or PULL_BATCH.int()):
        if parcel.carrier in silent:
            _later(parcel, failed=True)
            continue
        try:
            _ask(parcel)
        except CarrierSilent as refusal:
            log.warning("%s", refusal.english())
            silent.add(parcel.carrier)
            _later(parcel, failed=True)
        except CarrierDeclined as refusal:
            log.warning("parcel %s: %s", parcel.id, refusal.english())
            _later(parcel, failed=True)
        else:
            _later(parcel, failed=False)
            answered += 1
    return answered


def _ask(parcel: Shipment) -> None:
    declared = carriers.find(parcel.carrier)
    if declared is None:
        return  # a carrier that is no longer declared: nobody to ask
    events = providers.of(declared).track(parcel.tracking_number)
    record_tracking(carrier=parcel.carrier, number=parcel.tracking_number, events=events)


def _claim(limit: int) -> list[Shipment]:
    """Take parcels whose turn it is, so that no other process asks about them meanwhile."""
    moment = now()
    with transaction.atomic():
        due = Shipment.objects.filter(pull_after__lte=moment).order_by("pull_after")[:limit]
        rows = list(due.select_for_update(skip_locked=True))
        _set(rows, moment + _CLAIM)
    return rows


def _set(rows: Iterable[Shipment], moment: datetime) -> None:
    by_store: dict[UUID, list[UUID]] = {}
    for row in rows:
        by_store.setdefault(row.store_id, []).append(row.id)
    for store_id, ids in by_store.items():
        Shipment.objects.filter(store_id=store_id, id__in=ids).update(pull_after=moment)


def _later(parcel: Shipment, *, failed: bool) -> None:
    """When to ask about `parcel` again; never, when its life is over or it has been silent for too long."""
    moment = now()
    failures = min(parcel.pull_failures + 1, 100) if failed else 0
    after: datetime | None = next_pull(
        moment, timedelta(minutes=PULL_EVERY.int()), timedelta(minutes=PULL_RETRY_LONGEST.int()), failures
    )
    if moment - parcel.shipped_at > timedelta(days=PULL_GIVE_UP.int()):
        after = None
    mine = Shipment.objects.filter(store_id=parcel.store_id, id=parcel.id)
    # A push may have ended its life meanwhile: then it stays ended.
    mine.exclude(state__in=FINAL).filter(pull_after=F("pull_after")).update(pull_after=after, pull_failures=failures)
