"""Reads about checks of identity (ACC-33). No picture is read here: that is a recorded deed of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.risk.identity_errors import IdentityCheckOpen
from kontor.contexts.risk.identity_policy import PICTURES_KEPT, REMIND_BEFORE
from kontor.contexts.risk.models import IdentityCheck, IdentityPicture, IdentityState, Side
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Operator
from kontor.platform.database.rows import Rows

_LATEST = Rows(IdentityCheck, "WHERE t.account_id = %s ORDER BY t.opened_at DESC, t.id DESC LIMIT 1")


@dataclass(frozen=True, slots=True)
class SideView:
    """One side as its owner sees it. `faults` are of the last try; a fault does not undo an accepted picture."""

    side: str
    accepted: bool
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """The latest check as its owner sees it."""

    state: str
    due_at: datetime
    reason: str
    registration: bool
    sides: tuple[SideView, ...]

    @property
    def ready(self) -> int:
        """How many sides were accepted."""
        return sum(side.accepted for side in self.sides)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check in the operator's list."""

    id: UUID
    account_id: UUID
    state: str
    cause: str
    opened_at: datetime
    due_at: datetime
    tries: int


def own_check(viewer: Buyer) -> CheckView | None:
    """The viewer's latest check, or None."""
    check = _latest(viewer.buyer_id)
    if check is None:
        return None
    rows = IdentityPicture.objects.filter(check_of=check).values_list("side", "accepted_at", "faults")
    known = {side: SideView(side, accepted is not None, tuple(faults)) for side, accepted, faults in rows}
    sides = tuple(known.get(side, SideView(side, accepted=False, faults=())) for side in Side.values)
    return CheckView(check.state, check.due_at, check.reason, check.registration, sides)


def waits(viewer: Buyer) -> bool:
    """Whether the viewer cannot order before a check is passed."""
    check = _latest(viewer.buyer_id)
    return check is not None and check.state != IdentityState.APPROVED


def check_may_order(viewer: Buyer) -> None:
    """One statement before an order is placed.

    Raises:
        IdentityCheckOpen: a check was opened and not passed.
    """
    if waits(viewer):
        raise IdentityCheckOpen


def listing(viewer: Operator, *, before: UUID | None = None, size: int = 50) -> list[CheckLine]:
    """Checks, latest first, paged by their id."""
    rows = IdentityCheck.objects.order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [
        CheckLine(check.id, check.account_id, check.state, check.cause, check.opened_at, check.due_at, check.tries)
        for check in rows[:size]
    ]


def to_remind(*, limit: int) -> list[UUID]:
    """For the clock: checks whose time is nearly over and whose person was not reminded."""
    soon = now() + timedelta(hours=REMIND_BEFORE.int())
    due = IdentityCheck.objects.filter(state=IdentityState.WAITING, due_at__lte=soon, reminded_at__isnull=True)
    return list(due.order_by("due_at", "id").values_list("id", flat=True)[:limit])


def overdue(*, limit: int) -> list[UUID]:
    """For the clock: checks whose time is over."""
    due = IdentityCheck.objects.filter(state=IdentityState.WAITING, due_at__lte=now())
    return list(due.order_by("due_at", "id").values_list("id", flat=True)[:limit])


def to_purge(*, limit: int) -> list[UUID]:
    """For the clock: closed checks whose pictures have been kept long enough."""
    old = now() - timedelta(days=PICTURES_KEPT.int())
    closed = IdentityCheck.objects.filter(closed_at__lte=old, pictures__isnull=False).distinct()
    return list(closed.order_by("id").values_list("id", flat=True)[:limit])


def _latest(account_id: UUID) -> IdentityCheck | None:
    return _LATEST.first(account_id)
