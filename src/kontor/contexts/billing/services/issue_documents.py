"""Invoices and credit notes that are due get their numbers (TRD-12)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import UUID

from django.db import OperationalError, connection, transaction

from kontor.contexts.billing.issuing import PAID, document_of, gather
from kontor.contexts.billing.models import Document, Due
from kontor.contexts.billing.resting import put_back, wake_refunds
from kontor.contexts.billing.rules.dues import Obstacle, Reason
from kontor.contexts.billing.rules.figures import numbered
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.database import rows
from kontor.platform.database.rows import Rows

_log = logging.getLogger(__name__)
_DUE = Rows(Due, "WHERE t.next_at <= %s ORDER BY t.next_at, t.store_id, t.id LIMIT %s FOR UPDATE SKIP LOCKED")
# The row is held until our commit: whoever fails gives its numbers back, so that no gap is left.
_TAKE = """
INSERT INTO billing_series (store_id, kind, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (store_id, kind, year) DO UPDATE SET last = billing_series.last + excluded.last RETURNING last
"""


def issue_documents(*, limit: int) -> int:
    """Issue what is due, oldest first, in one transaction; what another process issues is left to it.

    Numbers have no gaps: a series is a row that is held until commit, taken in the order of stores. What cannot be
    issued rests with its reason, longer each time, and keeps no other from its number.

    Returns:
        How many were dealt with: issued, or put back; 0 when nothing is left that is to be tried now.

    Raises:
        OperationalError: the database is not there; nothing has changed.
    """
    with transaction.atomic():
        dues = _DUE(now(), limit)
        if not dues:
            return 0
        refunds = [due for due in dues if due.cause != PAID]
        _issue_each([*(due for due in dues if due.cause == PAID), *_without_invoice(refunds)])
        _issue_each(refunds)
        return len(dues)


def _issue_each(dues: Sequence[Due]) -> None:
    """All at once; where that fails, one after another, so that only the one that fails is put back."""
    try:
        with transaction.atomic():
            _issue(dues)
    except OperationalError:
        raise
    except Exception as problem:  # noqa: BLE001  (whatever one order's rows make fail, the others get their papers)
        if len(dues) > 1:
            for due in dues:
                _issue_each([due])
            return
        _log.exception("order %s: its paper could not be made", dues[0].order_id)
        put_back([(dues[0], Obstacle(Reason.ERROR, type(problem).__name__))])


def _without_invoice(refunds: Sequence[Due]) -> list[Due]:
    """The invoices that are credited and were never issued: of orders older than invoices are."""
    if not refunds:
        return []
    stores, orders = {due.store_id for due in refunds}, {due.order_id for due in refunds}
    waiting = Due.objects.filter(store_id__in=stores, order_id__in=orders, cause=PAID).values_list(
        "order_id", flat=True
    )
    issued = Document.objects.filter(store_id__in=stores, order_id__in=orders, cause=PAID)
    known = {*waiting, *issued.values_list("order_id", flat=True)}
    return [
        Due(store_id=due.store_id, order_id=due.order_id, cause=PAID) for due in refunds if due.order_id not in known
    ]


def _issue(dues: Sequence[Due]) -> None:
    if not dues:
        return
    have = gather(dues)
    known = _known(dues)
    documents: list[Document] = []
    done, kept = [], []
    for due in dues:
        made = None if (due.store_id, due.order_id, due.cause) in known else document_of(due, have)
        if isinstance(made, Obstacle):
            kept.append((due, made))
            continue
        done.append(due)
        if made is not None:
            documents.append(made)
    _number(documents, {store: one.slug for store, one in have.sellers.items()})
    if documents:
        rows.insert(*documents)
    Due.objects.filter(store_id__in={due.store_id for due in done}, id__in={due.id for due in done}).delete()
    put_back(kept)
    wake_refunds([due for due in done if due.cause == PAID])


def _known(dues: Sequence[Due]) -> set[tuple[UUID, UUID, str]]:
    stores, orders = {due.store_id for due in dues}, {due.order_id for due in dues}
    found = Document.objects.filter(store_id__in=stores, order_id__in=orders)
    return set(found.values_list("store_id", "order_id", "cause"))


def _number(documents: Sequence[Document], slugs: dict[UUID, str]) -> None:
    groups: dict[tuple[UUID, str, int], list[Document]] = {}
    for one in documents:
        one.id = new_id()
        groups.setdefault((one.store_id, str(one.kind), one.year), []).append(one)
    for (store, kind, year), group in sorted(groups.items(), key=lambda item: item[0]):
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [store, kind, year, len(group)])
            last = cursor.fetchone()[0]
        for place, one in enumerate(group, start=last - len(group) + 1):
            one.place, one.number = place, numbered(slugs[store], kind, year, place)
