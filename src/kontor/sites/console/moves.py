"""What the operator may do with an order: the lifecycle's moves, each with the service that makes it (TRD-07)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from kontor.contexts.orders.lifecycle import STORE_ORDER
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.orders.services.clear_risk import clear_risk
from kontor.contexts.orders.services.close_unpaid import close_unpaid
from kontor.contexts.orders.services.freeze import freeze
from kontor.contexts.orders.services.unfreeze import unfreeze
from kontor.contexts.orders.shapes import Detail, Purchase
from kontor.kernel.lifecycle import Actor
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.sites.console.errors import MoveUnknown, ReasonMissing


@dataclass(frozen=True, slots=True)
class Case:
    """The order on the desk, and why something is done with it."""

    viewer: Operator
    detail: Detail
    purchase: Purchase
    reason: str

    @property
    def keys(self) -> dict[str, UUID]:
        return {"store_id": self.detail.card.store_id, "order_id": self.detail.card.order_id}


Make = Callable[[Case], object]

# Why an order may be cancelled: short, so that it can stand in the order's row and in the notice about it.
REASONS = (
    ("suspected fraud", _("Fraud is suspected")),
    ("asked by the buyer", _("The buyer asked for it")),
    ("the store cannot ship", _("The store cannot ship")),
    ("goods not allowed", _("The goods are not allowed")),
    ("wrong price", _("The price was wrong")),
)


@dataclass(frozen=True, slots=True)
class DeskMove:
    """A button of the order's page. `why`: "" (no reason is asked), "text" or "list" (of `REASONS`)."""

    name: str
    label: str
    hint: str
    icon: str
    kind: str
    why: str
    make: Make


def _cancel(case: Case) -> None:
    cancel(viewer=case.viewer, reason=case.reason, **case.keys)


def _close(case: Case) -> None:
    bought = case.purchase
    close_unpaid(viewer=case.viewer, buyer_id=bought.buyer_id, buyer_order_id=bought.buyer_order_id, reason=case.reason)


def _clear(case: Case) -> None:
    clear_risk(viewer=case.viewer, **case.keys)


def _freeze(case: Case) -> None:
    freeze(viewer=case.viewer, reason=case.reason, **case.keys)


def _unfreeze(case: Case) -> None:
    unfreeze(viewer=case.viewer, reason=case.reason, **case.keys)


_ALL = (
    DeskMove("clear_risk", _("Pass the risk check"), _("The store may ship."), "shield-check", "primary", "", _clear),
    DeskMove("freeze", _("Freeze"), _("Nothing happens until you decide."), "lock", "plain", "text", _freeze),
    DeskMove(
        "unfreeze", _("Let it go on"), _("It goes through the risk check again."), "lock-open", "primary", "text",
        _unfreeze,
    ),
    DeskMove(
        "cancel_unpaid", _("Close the order"), _("Every store's part of this purchase is closed; its stock is free."),
        "circle-x", "danger", "list", _close,
    ),
    DeskMove(
        "cancel_paid", _("Cancel and refund"), _("The stock is free at once; the money goes back the way it came."),
        "circle-x", "danger", "list", _cancel,
    ),
    DeskMove(
        "cancel_frozen", _("Cancel and refund"), _("The stock is free at once; the money goes back the way it came."),
        "circle-x", "danger", "list", _cancel,
    ),
)  # fmt: skip
DESK = {move.name: move for move in _ALL}


def offered(detail: Detail) -> list[DeskMove]:
    """The buttons of an order's page: what the table allows to the operator now and a service can do."""
    return [DESK[name] for name in detail.moves if name in DESK]


def make(case: Case, name: str) -> None:
    """Make one move.

    Raises:
        MoveUnknown: no such button.
        ReasonMissing: nothing has changed.
        MoveRefused: the table does not allow it any more; nothing has changed.
    """
    move = DESK.get(name)
    if move is None:
        raise MoveUnknown
    STORE_ORDER.check(name, case.detail.card.state, Actor.OPERATOR)
    listed = {key for key, _label in REASONS}
    if (move.why and not case.reason) or (move.why == "list" and case.reason not in listed):
        raise ReasonMissing(field=f"reason-{name}")
    move.make(case)
