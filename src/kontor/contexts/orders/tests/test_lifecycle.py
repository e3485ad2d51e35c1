"""The order's law, without a database."""

from __future__ import annotations

import pytest

from kontor.contexts.orders.events import OF_MOVE
from kontor.contexts.orders.lifecycle import PATH, STORE_ORDER, State
from kontor.kernel.lifecycle import Actor, MoveRefused

S = State


@pytest.mark.rule("TRD-07")
def test_the_undisturbed_way_leads_from_placed_to_finished() -> None:
    verbs = ["pay", "clear_risk", "ship", "deliver", "receive", "finish"]
    actors = [Actor.SYSTEM, Actor.SYSTEM, Actor.SELLER, Actor.SYSTEM, Actor.BUYER, Actor.SYSTEM]
    state: str = S.PLACED
    seen = [state]
    for verb, actor in zip(verbs, actors, strict=True):
        state = STORE_ORDER.check(verb, state, actor).target
        seen.append(state)
    assert tuple(seen) == PATH


@pytest.mark.rule("TRD-07")
@pytest.mark.parametrize(
    ("state", "buyer", "seller"),
    [
        (S.PLACED, ["cancel_unpaid"], []),
        (S.PAID, ["cancel_paid"], ["cancel_paid"]),
        (S.TO_SHIP, ["cancel_paid"], ["ship_part", "ship", "cancel_paid"]),
        (S.PARTLY_SHIPPED, ["dispute"], ["ship_part", "ship"]),
        (S.SHIPPED, ["receive", "dispute"], []),
        (S.DELIVERED, ["receive", "dispute"], []),
        (S.RECEIVED, [], []),
        (S.FINISHED, [], []),
        (S.CANCELLED, [], []),
        (S.IN_DISPUTE, [], []),
        (S.FROZEN, [], []),
    ],
)
def test_what_buyer_and_seller_may_do(state: State, buyer: list[str], seller: list[str]) -> None:
    assert STORE_ORDER.possible(state, Actor.BUYER) == buyer
    assert STORE_ORDER.possible(state, Actor.SELLER) == seller


@pytest.mark.rule("TRD-07")
def test_nobody_pays_the_seller_by_hand() -> None:
    for actor in (Actor.BUYER, Actor.SELLER, Actor.OPERATOR):
        with pytest.raises(MoveRefused):
            STORE_ORDER.check("finish", S.RECEIVED, actor)


def test_every_move_has_its_fact() -> None:
    assert {move.event for move in STORE_ORDER.moves.values()} == set(OF_MOVE)
