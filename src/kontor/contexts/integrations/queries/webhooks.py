"""A store's webhooks, as its people see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kontor.contexts.integrations import signing
from kontor.contexts.integrations.errors import DeliveryNotFound, EndpointNotFound
from kontor.contexts.integrations.models import (
    DeliveryState,
    EndpointState,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookMessage,
    WebhookTry,
)
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat

_ENDPOINTS_AT_ONCE = 500
PAGE = 25  # deliveries


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A webhook; never its secret. `waiting` and `failed` count deliveries that are not yet there, or given up."""

    id: UUID
    url: str
    note: str
    types: tuple[str, ...]
    active: bool
    why_disabled: str
    failing_since: datetime | None
    created_at: datetime
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message on its way, or arrived."""

    id: UUID
    message: str  # the `webhook-id` that the receiver saw
    type: str
    subject: str
    state: str
    tries: int
    next_at: datetime
    last_status: int | None
    last_problem: str
    created_at: datetime
    delivered_at: datetime | None
    repeats: bool
    replayed: bool


@dataclass(frozen=True, slots=True)
class Try:
    """One call of a delivery."""

    at: datetime
    status: int | None
    problem: str
    excerpt: str
    milliseconds: int


def endpoints(seat: Seat, *, application_id: UUID | None = None) -> list[Endpoint]:
    """The store's webhooks, or those that one program made, oldest first. Two statements.

    Raises:
        RightMissing: without `settings.programs`.
    """
    require(seat, "settings.programs")
    rows = list(_of(seat, application_id).order_by("created_at", "id"))
    counts = _counts(seat.store_id, [row.id for row in rows])
    return [_endpoint(row, *counts.get(row.id, (0, 0))) for row in rows]


def endpoint(seat: Seat, endpoint_id: UUID, *, application_id: UUID | None = None) -> Endpoint:
    """One webhook; with `application_id`, one that this program made.

    Raises:
        RightMissing: without `settings.programs`.
        EndpointNotFound: absent, or another store's.
    """
    require(seat, "settings.programs")
    row = _of(seat, application_id).filter(id=endpoint_id).first()
    if row is None:
        raise EndpointNotFound
    return _endpoint(row, *_counts(seat.store_id, [row.id]).get(row.id, (0, 0)))


def secret(seat: Seat, endpoint_id: UUID, *, application_id: UUID) -> str:
    """The signing secret of a webhook, for the program that made it.

    Raises:
        RightMissing: without `settings.programs`.
        EndpointNotFound: absent, or not this program's.
    """
    require(seat, "settings.programs")
    row = _of(seat, application_id).filter(id=endpoint_id).first()
    if row is None:
        raise EndpointNotFound
    return signing.opened(row.sealed, row.id)


def deliveries(
    seat: Seat, endpoint_id: UUID, *, state: str = "", before: UUID | None = None, size: int = PAGE
) -> list[Delivery]:
    """What was sent there, latest first, paged by key: hand the last id on as `before`.

    Args:
        state: only these: waiting, delivered or failed.

    Raises:
        RightMissing: without `settings.programs`.
    """
    require(seat, "settings.programs")
    rows = WebhookDelivery.objects.filter(store_id=seat.store_id, endpoint_id=endpoint_id)
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_delivery(row) for row in rows.order_by("-id")[:size]]


def delivery(seat: Seat, endpoint_id: UUID, delivery_id: UUID) -> tuple[Delivery, str, list[Try]]:
    """One delivery, the body that is sent, and its tries, latest first.

    Raises:
        RightMissing: without `settings.programs`.
        DeliveryNotFound: absent, or another store's.
    """
    require(seat, "settings.programs")
    rows = WebhookDelivery.objects.filter(store_id=seat.store_id, endpoint_id=endpoint_id)
    row = rows.filter(id=delivery_id).first()
    if row is None:
        raise DeliveryNotFound
    message = WebhookMessage.objects.filter(store_id=seat.store_id, id=row.message_id).first()
    tries = WebhookTry.objects.filter(store_id=seat.store_id, delivery_id=row.id).order_by("-id")[:PAGE]
    return (
        _delivery(row),
        message.body if message else "",
        [Try(one.at, one.status, one.problem, one.excerpt, one.milliseconds) for one in tries],
    )


def listening(store_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the stores to which anybody listens: one statement, before anything is looked up. For the system."""
    active = WebhookEndpoint.objects.filter(store_id__in=set(store_ids), state=EndpointState.ACTIVE)
    return set(active.values_list("store_id", flat=True))


def endpoints_due() -> list[UUID]:
    """Webhooks for which something is due. For the system."""
    rows = WebhookDelivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=now())
    found = list(rows.values_list("endpoint_id", flat=True).distinct()[:_ENDPOINTS_AT_ONCE])
    active = WebhookEndpoint.objects.filter(id__in=found, state=EndpointState.ACTIVE)
    return list(active.values_list("id", flat=True))


def _of(seat: Seat, application_id: UUID | None) -> QuerySet[WebhookEndpoint]:
    mine = WebhookEndpoint.objects.filter(store_id=seat.store_id)
    return mine if application_id is None else mine.filter(application_id=application_id)


def _counts(store_id: UUID, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    open_ones = WebhookDelivery.objects.filter(store_id=store_id, endpoint_id__in=ids, replayed=False).exclude(
        state=DeliveryState.DELIVERED
    )
    counted = open_ones.values("endpoint_id").annotate(
        waiting=Count("id", filter=Q(state=DeliveryState.WAITING)), failed=Count("id", filter=Q(state="failed"))
    )
    return {row["endpoint_id"]: (row["waiting"], row["failed"]) for row in counted}


def _endpoint(row: WebhookEndpoint, waiting: int, failed: int) -> Endpoint:
    return Endpoint(
        row.id, row.url, row.note, tuple(row.types), row.state == EndpointState.ACTIVE, row.why_disabled,
        row.failing_since, row.created_at, waiting, failed,
    )  # fmt: skip


def _delivery(row: WebhookDelivery) -> Delivery:
    return Delivery(
        row.id, f"msg_{row.message_id.hex}", row.type, row.subject, row.state, row.tries, row.next_at,
        row.last_status, row.last_problem, row.created_at, row.delivered_at, row.replay_of is not None, row.replayed,
    )  # fmt: skip
