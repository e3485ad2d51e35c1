"""Raw SQL and colleagues: what must not work with coupons, and what is written down (TRD-11, OPR-06)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.services.enter_code import enter_code
from kontor.contexts.coupons.services.move_coupon import move_coupon
from kontor.contexts.coupons.tests.factories import coupon, seat_of
from kontor.platform import verify
from kontor.platform.audit.acting import Acting, acting
from kontor.platform.audit.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-11")]


@pytest.fixture
def market() -> Market:
    """An order is placed with a coupon of the tea house, and one is being drafted."""
    made = make_market()
    own = coupon(made.tea_house, code="TEATIME", per_buyer=2)
    coupon(made.tea_house, name="Draft", state="draft")
    made.put(made.tea)
    enter_code(viewer=made.buyer, code="TEATIME")
    place_order(viewer=made.buyer, wish=made.wish(coupons=[own.id]))
    return made


def _findings() -> list[verify.Finding]:
    return [found for name in ("coupons", "coupon holds") for found in verify.run(name)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE coupons_coupon SET amount_minor = amount_minor + 1",
        "UPDATE coupons_coupon SET budget_minor = budget_minor * 2",
        "UPDATE coupons_coupon SET code = 'OTHER'",
        "UPDATE coupons_coupon SET count_taken = budget_count + 1",
        "UPDATE coupons_coupon SET minor_taken = -1",
        "DELETE FROM coupons_coupon",
        "UPDATE coupons_claim SET uses = allowed + 1",
        "UPDATE coupons_use SET minor = minor - 1",
        "UPDATE coupons_use SET coupon_id = buyer_id",
        "DELETE FROM coupons_use",
        "UPDATE coupons_usepart SET taken_minor = 0",
        "UPDATE coupons_usepart SET store_minor = store_minor + 1",
        "DELETE FROM coupons_usepart",
    ],
)
def test_the_database_itself_refuses(market: Market, sql: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert _findings() == []


def test_a_draft_can_change_and_what_has_ended_cannot_come_back(market: Market) -> None:
    draft = Coupon.objects.filter(state="draft")
    assert draft.update(amount_minor=700, budget_minor=70_000) == 1
    Coupon.objects.filter(code="TEATIME").update(state="ended")
    with pytest.raises(DatabaseError), transaction.atomic():
        Coupon.objects.filter(code="TEATIME").update(state="running")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE coupons_use SET state = 'freed'")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("UPDATE coupons_use SET state = 'held'")


def test_who_changes_a_coupon_is_written_down_and_its_code_is_not(market: Market) -> None:
    own, seat = Coupon.objects.get(code="TEATIME"), seat_of(market.tea_house)
    with acting(Acting("seller", seat.account_id, "Mei")):
        move_coupon(viewer=seat, coupon_id=own.id, move="pause")
    made, paused = AuditRow.objects.filter(row_id=str(own.id)).order_by("id")
    assert (made.op, made.after["amount_minor"], made.after["code"]) == ("insert", 500, "•")
    assert (paused.by_kind, paused.by_id, paused.store_id) == ("seller", seat.account_id, market.tea_house.id)
    assert (paused.before, paused.after) == ({"state": "running"}, {"state": "paused"})
