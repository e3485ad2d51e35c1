"""Invoices and credit notes, for their buyer, the store's people with a right to its money, and the operator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kontor.contexts.billing.errors import DocumentNotFound
from kontor.contexts.billing.models import Document
from kontor.contexts.billing.services.ask_print import File, Wish
from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat

RIGHT = "finance.view"


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """One document in a list. `full` is what it is about in all: `paid` and what `coins` covered (COI-13)."""

    id: UUID
    kind: str
    number: str
    order_number: int
    issued_on: date
    full: Money
    tax: Money
    paid: Money
    coins: Money


def of_order(viewer: Buyer | Seat | Operator, store_id: UUID, order_id: UUID) -> list[DocumentCard]:
    """The documents of one order, the invoice first. To strangers, and seats without a right to money, none."""
    found = Document.objects.filter(store_id=store_id, order_id=order_id)
    if isinstance(viewer, Buyer):
        found = found.filter(buyer_id=viewer.buyer_id)
    elif isinstance(viewer, Seat) and (viewer.store_id != store_id or not viewer.may(RIGHT)):
        return []
    return [_card(row) for row in found.order_by("id")]


def documents(viewer: Seat, *, before: UUID | None = None, size: int = 50) -> list[DocumentCard]:
    """The store's documents, newest first, paged by key (`before`: the last one's id).

    Raises:
        RightMissing: without `finance.view`.
    """
    require(viewer, RIGHT)
    found = Document.objects.filter(store_id=viewer.store_id)
    if before is not None:
        found = found.filter(id__lt=before)
    return [_card(row) for row in found.order_by("-id")[:size]]


def wish_for(viewer: Buyer | Seat, document_id: UUID, form: str, language: str, *, store_id: UUID) -> Wish:
    """Which file `viewer` asks for, of a store: a seat's own, or the one that a buyer bought from.

    Raises:
        DocumentNotFound: there is none, or it is not the viewer's.
        RightMissing: a seat without `finance.view`.
    """
    if form not in ("pdf", "xml"):
        raise DocumentNotFound
    if isinstance(viewer, Seat):
        require(viewer, RIGHT)
        found = Document.objects.filter(store_id=viewer.store_id, id=document_id)
        face = "seller"
    else:
        found = Document.objects.filter(store_id=store_id, id=document_id, buyer_id=viewer.buyer_id)
        face = "buyer"
    row = found.first()
    if row is None:
        raise DocumentNotFound
    return Wish(row.store_id, "document", row.id, form, face, language)


def file_name(viewer: Buyer | Seat, made: File) -> str:
    """What the file of a document is called when it is kept; for whoever was let to it."""
    number = Document.objects.values_list("number", flat=True).get(store_id=made.store_id, id=made.subject_id)
    return f"{number}.{made.form}"


def _card(row: Document) -> DocumentCard:
    unit = row.currency
    return DocumentCard(
        row.id, row.kind, row.number, row.order_number, row.issued_on, Money(row.full_minor, unit),
        Money(row.tax_minor, unit), Money(row.paid_minor, unit), Money(row.coins_minor, unit),
    )  # fmt: skip
