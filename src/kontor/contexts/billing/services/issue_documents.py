"""Invoices and credit notes that are due get their numbers (TRD-12)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.billing.issuing import PAID, document_of, gather
from kontor.contexts.billing.models import Document, Due
from kontor.contexts.billing.rules.figures import numbered
from kontor.kernel.ids import new_id
from kontor.platform.database import rows
from kontor.platform.database.rows import Rows

_DUE = Rows(Due, "ORDER BY t.store_id, t.id LIMIT %s FOR UPDATE SKIP LOCKED")
# The row is held until our commit: whoever fails gives its numbers back, so that no gap is left.
_TAKE = """
INSERT INTO billing_series (store_id, kind, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (store_id, kind, year) DO UPDATE SET last = billing_series.last + excluded.last RETURNING last
"""


def issue_documents(*, limit: int) -> int:
    """Issue what is due, oldest of each store first, in one transaction; what another process issues is left to it.

    Numbers have no gaps: a series is a row that is held until commit, taken in the order of stores.

    Returns:
        How many were issued; 0 when nothing is left that can be.
    """
    with transaction.atomic():
        dues = _DUE(limit)
        if not dues:
            return 0
        refunds = [due for due in dues if due.cause != PAID]
        issued = _issue([*(due for due in dues if due.cause == PAID), *_without_invoice(refunds)])
        return issued + _issue(refunds)


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


def _issue(dues: Sequence[Due]) -> int:
    if not dues:
        return 0
    have = gather(dues)
    known = _known(dues)
    made = [
        (due, document)
        for due in dues
        if (due.store_id, due.order_id, due.cause) not in known and (document := document_of(due, have)) is not None
    ]
    documents = [document for _due, document in made]
    _number(documents, {store: one.slug for store, one in have.sellers.items()})
    if documents:
        rows.insert(*documents)
    done = [due.id for due in dues if (due.store_id, due.order_id, due.cause) in known]
    done += [due.id for due, _document in made]
    Due.objects.filter(store_id__in={due.store_id for due in dues}, id__in=done).delete()
    return len(documents)


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
