"""The service score: its formula, and what is measured (the base of MSG-18; messages add their parts)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from kontor.contexts.aftersales.review_drafts import Details
from kontor.contexts.aftersales.tests.review_factories import completed, disputed, reviewed
from kontor.contexts.governance.jobs import score_stores
from kontor.contexts.governance.models import ServiceScore
from kontor.contexts.governance.queries.score import service_score
from kontor.contexts.governance.rules.score import Measured, Part, parts_of, score_of
from kontor.contexts.governance.services.score_store import score_store
from kontor.contexts.governance.tests.factories import violation
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.search.models import Standing
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel import clock
from kontor.platform import events, jobs

NOTHING = Measured(None, None, 0, None, None, None)


@pytest.mark.rule("MSG-18")
@pytest.mark.parametrize(("measured", "scores", "whole"), [
    (NOTHING, [None, None, 100, None, None, None, None, None, None], None),
    (Measured(0, 0, 0, 500, 500, 500, 0, 0, 0), [100] * 8 + [None], 100),
    (Measured(2000, 1000, 24, 300, 100, 300, 5000, 2000, 0), [0] * 8 + [None], 0),
    (Measured(1000, 250, 12, 450, 400, 350), [50, 75, 50, 75, 50, 25, None, None, None], 58),
    (Measured(1000, 250, 12, 450, 400, 350, 2500, 500), [50, 75, 50, 75, 50, 25, 50, 75, None], 58),
    (Measured(500, None, 0, None, None, None), [75, None, 100, None, None, None, None, None, None], 86),
    (Measured(500, None, 0, None, None, None, None, None, 3), [75, None, 100] + [None] * 6, Decimal("84.5")),
    (Measured(2000, 1000, 24, 300, 100, 300, None, None, 3), [0] * 6 + [None] * 3, 0),
])  # fmt: skip
def test_every_part_by_its_own_line_and_the_mean_by_weights(measured, scores, whole):
    parts = parts_of(measured)
    assert [part.score for part in parts] == scores
    assert [part.weight for part in parts] == [20, 25, 15, 15, 15, 10, 10, 10, 0]
    assert score_of(parts) == whole


def test_weights_of_nothing_tell_nothing():
    assert score_of([Part("late", 0, 100, 0)]) is None


@pytest.mark.django_db
def test_it_is_measured_shown_with_its_make_up_and_weighs_in_search():
    shop = store()
    moment = clock.now()
    orders = [completed(shop) for _ in range(10)]
    for number, order in enumerate(orders):
        late = timedelta(hours=1 if number < 1 else -1)
        StoreOrder.objects.filter(id=order.id).update(
            ship_by=moment - timedelta(days=3), shipped_at=moment - timedelta(days=3) + late
        )
    for order in orders[:5]:
        reviewed(order, details=Details(described=5, communication=4, speed=3))
    disputed(orders[9])
    violation(shop, "late_shipments")
    assert score_store(store_id=shop.id) == 46
    seen = service_score(owner_seat(shop))
    assert [(part.code, part.measured, part.score) for part in seen.parts] == [
        ("late", "10.0 %", 50), ("disputes", "10.0 %", 0), ("violations", "2", 92), ("described", "5.00 ★", 100),
        ("communication", "4.00 ★", 50), ("speed", "3.00 ★", 0), ("slow", "", None), ("unanswered", "", None),
        ("messages", "0", None),
    ]  # fmt: skip
    assert Standing.objects.get(store_id=shop.id).service_score == 46
    with pytest.raises(RightMissing):
        service_score(seat(shop))


@pytest.mark.django_db
def test_a_violation_weighs_at_once_and_a_new_store_has_no_score():
    shop = store()
    score_stores()
    jobs.drain()
    assert ServiceScore.objects.get(store_id=shop.id).score is None
    assert not Standing.objects.filter(store_id=shop.id).exists()
    violation(shop)
    events.drain()
    jobs.drain()
    parts = {part[0]: part[1] for part in ServiceScore.objects.get(store_id=shop.id).parts}
    assert parts["violations"] == 6
