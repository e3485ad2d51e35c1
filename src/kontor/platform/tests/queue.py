"""A review queue for tests: its decisions are noted, one of them refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.limits.models import RateCounter
from kontor.platform.reviews.declare import forget

KIND = "tests.held"
SCOPE = "tests.decided"


class NotThis(Refusal):
    code = "ERR_NOT_THIS"
    kind = Kind.CONFLICT
    sentence = "The subject cannot be refused."


def effects(subject_id: UUID) -> list[tuple[str, int]]:
    """How often each decision of the subject was carried out; written in the deciding transaction."""
    found = RateCounter.objects.filter(scope=SCOPE, key__startswith=subject_id.hex).order_by("key")
    return [(row.key.partition(":")[2], row.count) for row in found]


def _decide(item: reviews.ReviewItem, decision: str, reason: str, operator: Operator) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO platform_rate AS rate (scope, key, count, ends_at) VALUES (%s, %s, 1, %s)"
            " ON CONFLICT (scope, key) DO UPDATE SET count = rate.count + 1",
            [SCOPE, f"{item.subject_id.hex}:{decision}", item.opened_at],
        )
    if decision == "never":
        raise NotThis


def _show(item: reviews.ReviewItem, viewer: Operator) -> reviews.Evidence:
    return [
        ("Papers", [reviews.Picture("/console/papers/1.png", "Front of the passport")]),
        ("Account", reviews.Link("Ann Lee", "/console/people/1/")),
        ("Accounts of this device", 12480),
        ("Came from", "192.0.2.7 <b>"),
    ]


@contextmanager
def declared() -> Iterator[reviews.Kind]:
    """Within the block the queue exists."""
    decisions = [
        reviews.Decision("allow", "Let in", tone="primary", reasons=("Everything is in order.",)),
        reviews.Decision(
            "refuse", "Refuse", tone="danger", reasons=("The picture is not sharp.", "A side is missing.")
        ),
        reviews.Decision("never", "Cannot be done"),
    ]
    kind = reviews.declare(
        kind=KIND, title="Held things", decisions=decisions, decide=_decide, show=_show, guide="Look at the picture."
    )
    try:
        yield kind
    finally:
        forget(KIND)


def opened(**more: object) -> reviews.ReviewItem:
    """A case of a subject of its own."""
    subject = new_id()
    assert reviews.open_item(kind=KIND, subject_id=subject, **more)
    return reviews.ReviewItem.objects.get(subject_id=subject)
