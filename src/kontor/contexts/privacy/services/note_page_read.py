"""A page with buyers' orders is about to be shown to a store's people."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.privacy.errors import BuyerDataOverread as Refused
from kontor.contexts.privacy.events import BuyerDataOverread
from kontor.contexts.privacy.models import Overread
from kontor.contexts.privacy.policy import READS_OF_A_SEAT, READS_OF_A_STORE
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from kontor.platform import limits
from kontor.platform.events import record

_WINDOW = timedelta(hours=1)


def note_page_read(*, seat: Seat) -> None:
    """Count the page for the person and for the store (ACC-41). Call it outside a transaction.

    Raises:
        BuyerDataOverread: more pages than work needs; the operator learns of it, once per window.
    """
    person, store = f"{seat.store_id}:{seat.account_id}", str(seat.store_id)
    reads = [
        limits.Attempt("privacy.reads", person, READS_OF_A_SEAT.int(), _WINDOW),
        limits.Attempt("privacy.reads", store, READS_OF_A_STORE.int(), _WINDOW),
    ]
    waits = limits.hit_each(reads)
    for read, wait in zip(reads, waits, strict=True):
        if wait:
            _tell(seat, read.limit, wait, whole=read.key == store)
    if wait := max(waits):
        raise Refused(retry_after=wait, minutes=-(-wait // 60))


def _tell(seat: Seat, most: int, wait: int, *, whole: bool) -> None:
    """Write it down, unless this window has been written down already."""
    moment = now()
    with transaction.atomic():
        same = Overread.objects.filter(store_id=seat.store_id, whole_store=whole, window_ends__gt=moment)
        if (same if whole else same.filter(account_id=seat.account_id)).exists():
            return
        row = Overread.objects.create(
            store_id=seat.store_id, account_id=seat.account_id, whole_store=whole, most=most, at=moment,
            window_ends=moment + timedelta(seconds=wait),
        )  # fmt: skip
        record(
            BuyerDataOverread(
                key=seat.store_id, store_id=seat.store_id, account_id=seat.account_id, overread_id=row.id,
                whole_store=whole, most=most,
            )
        )  # fmt: skip
