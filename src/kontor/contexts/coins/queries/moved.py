"""Every movement behind a figure of a store's report of coins."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from kontor.contexts.coins.rules import books
from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.queries import PostingLine
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat


def moved_lines(
    seat: Seat, name: str, *, days: int = 30, before: UUID | None = None, size: int = 50
) -> list[PostingLine]:  # fmt: skip
    """The lines whose sum is that figure of the last `days`, newest first, paged by key (`before`: the last line's id).

    One statement; one more where it goes on.

    Args:
        name: `given`, `used`, `expired` or `taken`; what came back after a refund is below nothing among the used.

    Raises:
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    rows = Posting.objects.filter(
        account_id=books.issue(seat.store_id, name).id, posted_at__gte=now() - timedelta(days=days)
    )
    last = rows.filter(id=before).values_list("posted_at", flat=True).first() if before else None
    if last is not None:
        rows = rows.filter(posted_at__lte=last).exclude(posted_at=last, id__gte=before)
    sign = 1 if name == books.GIVEN else -1  # what is given is owed, what ends is not any more
    return [
        PostingLine(row.id, row.journal_id, row.cause, row.reference, Money(sign * row.minor, row.unit), row.posted_at)
        for row in rows.order_by("-posted_at", "-id")[:size]
    ]
