"""Scenes from the form to their end, and whose they are (COI-09)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.errors import (
    SceneMissing,
    SceneNotDraft,
)
from kontor.contexts.coins.jobs import end_scenes
from kontor.contexts.coins.models import Lot, Scene
from kontor.contexts.coins.queries import scenes as shown
from kontor.contexts.coins.rules.scenes import SceneForm
from kontor.contexts.coins.services.move_scene import move_scene
from kontor.contexts.coins.services.save_scene import save_scene
from kontor.contexts.coins.tests.factories import BOSS, fund, seat_of
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.kernel import clock
from kontor.kernel.errors import Refusals
from kontor.kernel.ids import new_id
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.viewer import Operator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("COI-09")]
Settle = Callable[[], None]


@pytest.fixture
def market() -> Market:
    made = make_market()
    fund(made.tea_house)
    return made


def order(market: Market, **quantities: int) -> tuple[BuyerOrder, StoreOrder]:
    placed = market.place(quantities or {"tea": 1})
    bought = BuyerOrder.objects.get(id=placed.buyer_order_id)
    return bought, StoreOrder.objects.get(buyer_order_id=bought.id, store=market.tea_house)


def causes() -> list[tuple[str, int, int]]:
    return [(lot.cause.split(":")[0], lot.left, lot.held) for lot in Lot.objects.order_by("given_at", "id")]


def form(**given: Any) -> SceneForm:
    fields: dict[str, Any] = {
        "kind": "campaign", "name": "Spring", "starts_at": clock.now(), "ends_at": clock.now() + timedelta(days=30),
        "coins": 100, "budget": 1000, "cap": 100,
    }  # fmt: skip
    return SceneForm(**fields | given)


def test_written_forecast_started_and_given(market: Market, settle: Settle, played: Played) -> None:
    seat = seat_of(market.tea_house)
    bought, _ = order(market)
    pay(bought)
    settle()
    made = save_scene(viewer=seat, form=form())
    cost = shown.forecast_of(seat, made)
    assert (cost.most_fen, cost.likely_coins, cost.likely_fen, cost.buyers, cost.own) == (1000, 100, 63, 1, False)
    assert Lot.objects.count() == 0
    move_scene(viewer=seat, scene_id=made, move="start")
    settle()
    assert causes() == [("gift", 100, 0)]
    view = shown.scene(seat, made)
    assert (view.given, view.left, view.moves) == (100, 900, ["pause", "end"])
    with pytest.raises(SceneNotDraft):
        save_scene(viewer=seat, form=form(budget=9000), scene_id=made)
    assert Scene.objects.get().budget == 1000
    with clock.moved(timedelta(days=31)):
        end_scenes()
    assert Scene.objects.get().state == "ended"
    with pytest.raises(MoveRefused):
        move_scene(viewer=seat, scene_id=made, move="resume")


@pytest.mark.parametrize(
    "wrong",
    [
        {"coins": 0}, {"coins": -5}, {"coins": 100_001, "budget": 10**6, "cap": 10**6}, {"budget": 99}, {"budget": -1},
        {"cap": 0}, {"share_bp": 100}, {"coins": 0, "share_bp": 100}, {"name": " "}, {"kind": "threshold"},
        {"kind": "task", "task": "dance"}, {"kind": "on_payment", "coins": 0, "share_bp": 5001},
        {"ends_at": clock.now() - timedelta(days=1)}, {"ends_at": clock.now() + timedelta(days=400)},
    ],
)  # fmt: skip
def test_forged_figures_are_refused(market: Market, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusals):
        save_scene(viewer=seat_of(market.tea_house), form=form(**wrong))
    assert not Scene.objects.exists()


def test_scenes_are_their_owners_own(market: Market) -> None:
    fund(market.lamp_shop)
    made = save_scene(viewer=seat_of(market.tea_house), form=form())
    ours = save_scene(viewer=BOSS, form=form(kind="check_in"))
    for stranger in (seat_of(market.lamp_shop), Operator(new_id())):
        with pytest.raises(SceneMissing):
            shown.scene(stranger, made)
        with pytest.raises(SceneMissing):
            move_scene(viewer=stranger, scene_id=made, move="start")
    with pytest.raises(SceneMissing):
        move_scene(viewer=seat_of(market.tea_house), scene_id=ours, move="start")
    assert [view.id for view in shown.scenes(seat_of(market.tea_house))] == [made]
    assert [view.id for view in shown.scenes(BOSS)] == [ours]
