"""What the operator sees: requests with their deadlines, who read recipients, passed limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from kontor.contexts.privacy.models import Overread, PrivacyRequest, RecipientRead, RequestState
from kontor.contexts.privacy.queries.own import PAGE, RequestView, view
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def requests(
    viewer: Operator, *, waiting: bool = True, kind: str = "", after: str = "", size: int = PAGE
) -> list[RequestView]:
    """Requests for the operator: those that wait by their deadline, so overdue ones first; or all, latest first.

    `after` is the id of the last one seen.
    """
    moment, seen = now(), _seen(after)
    rows = PrivacyRequest.objects.filter(kind=kind) if kind else PrivacyRequest.objects.all()
    if waiting:
        rows = rows.filter(state=RequestState.WAITING).order_by("due_at", "id")
        if seen is not None:
            rows = rows.filter(due_at__gte=seen.due_at).exclude(due_at=seen.due_at, id__lte=seen.id)
    else:
        rows = rows.order_by("-id")
        if seen is not None:
            rows = rows.filter(id__lt=seen.id)
    return [view(row, moment) for row in rows[:size]]


def _seen(after: str) -> PrivacyRequest | None:
    try:
        return PrivacyRequest.objects.filter(id=UUID(after)).first() if after else None
    except ValueError:
        return None  # a key that nobody handed out: the first page


def waiting_counts(viewer: Operator) -> tuple[int, int]:
    """How many requests wait, and how many of them are overdue."""
    waiting = PrivacyRequest.objects.filter(state=RequestState.WAITING)
    counted = waiting.aggregate(all=Count("id"), late=Count("id", filter=Q(due_at__lt=now())))
    return counted["all"], counted["late"]


@dataclass(frozen=True, slots=True)
class ReadView:
    """Somebody saw a recipient."""

    id: UUID
    store_id: UUID
    order_number: int
    reader_id: UUID
    reader: str
    at: datetime


def reads(
    viewer: Operator, *, store_id: UUID | None = None, before: UUID | None = None, size: int = PAGE
) -> list[ReadView]:
    """Who saw recipients, latest first, of one store or all."""
    rows = RecipientRead.objects.all()
    if store_id is not None:
        rows = rows.filter(store_id=store_id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = rows.order_by("-id").values_list("id", "store_id", "order_number", "reader_id", "reader", "at")
    return [ReadView(*row) for row in found[:size]]


@dataclass(frozen=True, slots=True)
class OverreadView:
    """A limit that was passed."""

    id: UUID
    store_id: UUID
    account_id: UUID
    whole_store: bool
    most: int
    at: datetime


def overreads(
    viewer: Operator, *, store_id: UUID | None = None, before: UUID | None = None, size: int = PAGE
) -> list[OverreadView]:
    """Passed limits, latest first (ACC-41)."""
    rows = Overread.objects.all()
    if store_id is not None:
        rows = rows.filter(store_id=store_id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = rows.order_by("-id").values_list("id", "store_id", "account_id", "whole_store", "most", "at")
    return [OverreadView(*row) for row in found[:size]]
