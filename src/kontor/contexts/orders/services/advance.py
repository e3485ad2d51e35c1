"""The one writer of a store order's state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from pydantic_core import to_json

from kontor.contexts.orders.errors import OrderChangedMeanwhile
from kontor.contexts.orders.events import OF_MOVE
from kontor.contexts.orders.lifecycle import STORE_ORDER
from kontor.contexts.orders.models import Step, StoreOrder
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.lifecycle import Actor, Move
from kontor.kernel.viewer import Buyer, Operator, Seat, Viewer
from kontor.platform import events
from kontor.platform.database.rows import Beside, new
from kontor.platform.database.rows import beside as written_beside

_KEYS = frozenset({"store_id", "id", "state"})


def _who(viewer: Viewer) -> tuple[Actor, UUID | None]:
    match viewer:
        case Buyer(buyer_id=buyer_id):
            return Actor.BUYER, buyer_id
        case Seat(account_id=account_id):
            return Actor.SELLER, account_id
        case Operator(account_id=account_id):
            return Actor.OPERATOR, account_id
        case _:
            return Actor.SYSTEM, None


def advance(
    *,
    orders: Sequence[StoreOrder],
    move: str | Sequence[str],
    viewer: Viewer,
    reason: str = "",
    own: Mapping[UUID, Mapping[str, object]] | None = None,
    also: Sequence[Event] = (),
    beside: Sequence[Beside] = (),
    **columns: object,
) -> None:
    """Make `move`, or several in a row, with every one of `orders`: one statement for all of them.

    Precondition: the caller is in a transaction and holds the rows (`orders.locks`). The rows given are
    brought up to date in place.

    Args:
        own: per order id, columns that differ from order to order (the same ones for all).
        also: facts that are recorded beside those of the moves.
        beside: rows and changes of the caller's that belong to the moves; they are written with them.
        columns: set beside the state, the same for all.

    Raises:
        MoveRefused: when the table does not allow the move to `viewer`; nothing has changed.
        OrderChangedMeanwhile: when a row was not held and has moved on.
    """
    if not orders:
        return
    actor, actor_id = _who(viewer)
    ways = [_way(order.state, [move] if isinstance(move, str) else move, actor) for order in orders]
    at = now()
    steps: list[Step] = []
    facts: list[Event] = []
    wanted: list[dict[str, object]] = []
    for order, way in zip(orders, ways, strict=True):
        change = {**columns, **(own or {}).get(order.id, {})}
        wanted.append({"store_id": order.store_id, "id": order.id, "state": order.state, **change})
        for arrow in way:
            steps.append(_step(order, arrow, actor, actor_id, reason, at))
            facts.append(_fact(order, arrow))
            order.state = arrow.target
        for name, value in change.items():
            setattr(order, name, value)
    _write(wanted, ways[0][-1].target, [*facts, *also], [*steps, *beside])


def _write(wanted: list[dict[str, object]], target: str, facts: list[Event], rows: list[Beside]) -> None:
    """States, columns, steps and facts in one statement; nobody sees one without the others."""
    parts, values = written_beside(rows)
    recorded, more = events.facts(facts)
    sets = "".join(f', "{name}" = w."{name}"' for name in wanted[0] if name not in _KEYS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH changed AS (UPDATE orders_storeorder t SET state = %s{sets}"  # noqa: S608
            " FROM json_populate_recordset(null::orders_storeorder, %s::json) w"
            " WHERE t.store_id = w.store_id AND t.id = w.id AND t.state = w.state RETURNING 1"
            f"), {parts}, facts AS ({recorded}) SELECT count(*) FROM changed",
            [target, to_json(wanted).decode(), *values, *more],
        )
        row = cursor.fetchone()
    if row is None or row[0] != len(wanted):
        raise OrderChangedMeanwhile


def _way(state: str, moves: Sequence[str], actor: Actor) -> list[Move]:
    """The arrows of `moves`, one after the other from `state`."""
    way = []
    for name in moves:
        arrow = STORE_ORDER.check(name, state, actor)
        way.append(arrow)
        state = arrow.target
    return way


def _step(order: StoreOrder, arrow: Move, actor: Actor, actor_id: UUID | None, reason: str, at: datetime) -> Step:
    return new(
        Step,
        store_id=order.store_id,
        order_id=order.id,
        move=arrow.name,
        source=order.state,
        target=arrow.target,
        actor=(actor.name or "").lower(),
        actor_id=actor_id,
        reason=reason,
        at=at,
    )


def _fact(order: StoreOrder, arrow: Move) -> Event:
    return OF_MOVE[arrow.event](
        key=order.store_id, store_id=order.store_id, order_id=order.id, buyer_id=order.buyer_id, number=order.number
    )
