"""The grade of coin activity: its arithmetic, its daily round, its weight in the search (COI-14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.coins import jobs
from kontor.contexts.coins.errors import CampaignMissing
from kontor.contexts.coins.models import CoinAccount
from kontor.contexts.coins.queries import campaigns, store
from kontor.contexts.coins.rules.grade import grade
from kontor.contexts.coins.services.join_campaign import join_campaign
from kontor.contexts.coins.services.leave_campaign import leave_campaign
from kontor.contexts.coins.services.open_campaign import open_campaign
from kontor.contexts.coins.services.set_products import set_products
from kontor.contexts.coins.tests.factories import BOSS, fund, give, hold, seat_of, takes_coins
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.contexts.search.models import Standing
from kontor.kernel import clock
from kontor.kernel.errors import Refusal

pytestmark = pytest.mark.rule("COI-14")
FULL, WEIGHTS, STEPS = (20_000, 50, 2), (40, 40, 20), (80, 60, 40, 20)


@pytest.mark.parametrize(
    ("given", "used", "joined", "points", "letter"),
    [
        (0, 0, 0, 0, "E"),
        (20_000, 10_000, 0, 80, "A"),
        (20_000, 10_000, 2, 100, "A"),
        (19_999, 10_000, 0, 79, "B"),
        (10_000, 0, 0, 20, "D"),
        (9_999, 0, 0, 19, "E"),
        (10_000, 2_500, 0, 40, "C"),
        (10**9, 10**9, 99, 100, "A"),
    ],
)
def test_points_and_letters(given: int, used: int, joined: int, points: int, letter: str) -> None:
    found = grade(given=given, used=used, joined=joined, full=FULL, weights=WEIGHTS, steps=STEPS)
    assert (found.points, found.letter) == (points, letter)
    assert sum(piece.points for piece in found.pieces) == points


@pytest.mark.django_db
@pytest.mark.rule("COI-10")
def test_measured_every_day_and_told_to_the_search(settle: Callable[[], None], played: Played) -> None:
    market = make_market(stock=100)
    shop = market.tea_house
    seat = seat_of(shop)
    fund(shop)
    fund(market.lamp_shop)
    takes_coins(market.lamp_shop, market.lamp.product_id)
    give(market.buyer, 20_000, shop)
    for _ in range(2):
        order = BuyerOrder.objects.get(id=market.place({"lamp": 2}).buyer_order_id)
        hold(market.buyer, order, 4994)
        pay(order)
    settle()
    soon = clock.now() + timedelta(days=5)
    for name in ("Carnival", "Summer"):
        join_campaign(
            seat=seat,
            campaign_id=open_campaign(viewer=BOSS, name=name, share_at_least=20, starts_at=clock.now(), ends_at=soon),
        )
    jobs.grade_all()
    settle()
    account = CoinAccount.objects.get(store=shop)
    # 9,988 of 20,000 coins are 49 per cent: 40 + 40 × 49/50 + 20
    assert (account.grade, account.grade_points) == ("A", 99)
    assert Standing.objects.get(store_id=shop.id).coin_grade == "A"
    view = store.account(seat)
    assert view is not None
    assert [(piece.code, piece.measured, piece.points) for piece in view.pieces] == [
        ("given", 20_000, 40), ("used", 49, 39), ("joined", 2, 20),
    ]  # fmt: skip
    assert store.grade_formula().letters == [("A", 80), ("B", 60), ("C", 40), ("D", 20)]
    with clock.moved(timedelta(days=40)):
        jobs.grade_all()
        settle()
    assert Standing.objects.get(store_id=shop.id).coin_grade == "E"


@pytest.mark.django_db
@pytest.mark.rule("COI-10", "COI-15")
def test_the_carnival_shows_goods_with_a_share_high_enough() -> None:
    market = make_market()
    seat = seat_of(market.tea_house)
    fund(market.tea_house)
    takes_coins(market.tea_house, market.tea.product_id, share=19)
    campaign = open_campaign(
        viewer=BOSS, name="Carnival", share_at_least=20, starts_at=clock.now(),
        ends_at=clock.now() + timedelta(days=5),
    )  # fmt: skip
    join_campaign(seat=seat, campaign_id=campaign)
    join_campaign(seat=seat, campaign_id=campaign)
    assert [(view.joined, view.stores) for view in campaigns.campaigns(seat)] == [(True, 1)]
    assert campaigns.carnival() == []
    (row,) = store.board(seat, language="en")
    assert (row.shown, [hint.code for hint in row.hints]) == (True, ["campaign"])
    set_products(seat=seat, product_ids=[market.tea.product_id], on=True, share=20)
    assert campaigns.carnival() == [market.tea.product_id]
    leave_campaign(seat=seat, campaign_id=campaign)
    assert campaigns.carnival() == []
    with pytest.raises(CampaignMissing):
        leave_campaign(seat=seat, campaign_id=campaign)
    with clock.moved(timedelta(days=6)), pytest.raises(CampaignMissing):
        join_campaign(seat=seat, campaign_id=campaign)
    for share in (0, 101):
        with pytest.raises(Refusal):
            open_campaign(
                viewer=BOSS, name="x", share_at_least=share, starts_at=clock.now(),
                ends_at=clock.now() + timedelta(days=5),
            )  # fmt: skip
