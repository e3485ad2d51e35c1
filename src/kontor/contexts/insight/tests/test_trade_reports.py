"""First orders, payments and bans, on a market small enough to count by hand (ACC-51 … ACC-53)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.aftersales.models.reviews import StoreDay
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.insight.queries.reports import MethodSuccess, Period, bans, first_orders, payment_success
from kontor.contexts.insight.rules import mechanism_of, share, slope, step_of
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.models import Agreement, Intent
from kontor.contexts.risk.models import Ban, Cluster, Member
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator

OPERATOR = Operator(new_id())
DAY = datetime(2026, 3, 10, 12, tzinfo=UTC)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def _buyer(country: str = "BG", at: datetime = DAY) -> UUID:
    return make_account(id=new_id(at), created_at=at, verified_at=at, country=country).pk


def _order(buyer: UUID, stores: list[UUID], after: timedelta) -> UUID:
    placed = DAY + after
    return BuyerOrder.objects.create(
        buyer_id=buyer, store_ids=stores, currency="EUR", total_minor=100, address={}, country="BG", language="en",
        checkout_key=new_id().hex, placed_at=placed, pay_by=placed,
    ).id  # fmt: skip


@pytest.mark.django_db
@pytest.mark.rule("ACC-52")
def test_new_buyers_who_order_within_seven_days_per_store(django_assert_num_queries) -> None:
    market = make_market()
    tea, lamps = market.tea_house.id, market.lamp_shop.id
    prompt, both, late, _never = (_buyer() for _ in range(4))
    spanish = _buyer("ES")
    _order(prompt, [tea], timedelta(days=6, hours=23))
    _order(prompt, [tea], timedelta(days=2))  # twice at one store is one new buyer
    _order(both, [tea, lamps], timedelta(0))
    _order(late, [lamps], timedelta(days=7))
    _order(spanish, [lamps], timedelta(hours=1))
    with django_assert_num_queries(2):
        found = first_orders(OPERATOR, MARCH)
    assert (found.buyers, found.early, found.slope) == (5, 3, None)
    assert [(one.name, one.early, one.share, one.described) for one in found.stores] == [
        ("Lamp Shop", 2, 40.0, None), ("Tea House", 2, 40.0, None),
    ]  # fmt: skip
    assert [(span.start, span.buyers, span.early) for span in found.series] == [(date(2026, 3, 10), 5, 3)]
    at_home = first_orders(OPERATOR, MARCH, country="BG", store="tea-house")
    assert (at_home.buyers, at_home.early, [one.name for one in at_home.stores]) == (4, 2, ["Tea House"])
    for store_id, sums in ((tea, (4, 19)), (tea, (2, 9)), (lamps, (3, 9))):
        day = DAY.date() + timedelta(days=sums[0])
        StoreDay.objects.create(store_id=store_id, day=day, rated=sums[0], described=sums[1])
    marked = first_orders(OPERATOR, MARCH)
    assert [(one.name, one.described) for one in marked.stores] == [("Lamp Shop", 3.0), ("Tea House", 4.67)]
    nowhere = first_orders(OPERATOR, MARCH, store="nowhere")
    assert (nowhere.buyers, nowhere.early, nowhere.stores) == (5, 0, [])


@pytest.mark.django_db
@pytest.mark.rule("ACC-52")
def test_buyers_whose_time_is_not_over_do_not_count() -> None:
    from kontor.kernel.clock import now

    moment = now()
    _buyer(at=moment - timedelta(days=6))
    _buyer(at=moment - timedelta(days=8))
    assert first_orders(OPERATOR, Period(moment.date() - timedelta(days=20), moment.date())).buyers == 1


@pytest.mark.django_db
@pytest.mark.rule("ACC-53")
def test_payment_success_by_method(django_assert_num_queries) -> None:
    market = make_market()
    tea = market.tea_house.id
    buyer = _buyer()
    order = _order(buyer, [tea], timedelta(0))

    def tried(
        method: str,
        state: str,
        many: int,
        who: UUID = buyer,
        bought: UUID = order,
        *,
        later: timedelta = timedelta(0),
        why: str = "",
    ) -> None:
        for _ in range(many):
            Intent.objects.create(
                buyer_id=who, buyer_order_id=bought if state != "succeeded" else new_id(), order_number=1,
                provider="x", method=method, amount_minor=100, currency="EUR", state=state, created_at=DAY + later,
                failure=why,
            )  # fmt: skip

    tried("alipay", "succeeded", 3)
    Agreement.objects.create(
        buyer_id=buyer, provider="alipay", method="alipay", state="ended", bound_at=DAY - timedelta(days=9),
        ended_at=DAY + timedelta(hours=1),
    )  # fmt: skip
    Agreement.objects.create(  # a card is no Alipay
        buyer_id=buyer, provider="cards", method="card", state="active", bound_at=DAY - timedelta(days=99)
    )
    tried("alipay", "failed", 1, later=timedelta(hours=1))  # bound no more
    tried("card", "succeeded", 1)
    tried("card", "cancelled", 1)
    tried("card", "failed", 1, why="closed")  # nobody paid in time: given up, not refused
    tried("card", "pending", 1)  # not over: does not count
    spanish = _buyer("ES")
    tried("card", "failed", 1, spanish, _order(spanish, [market.lamp_shop.id], timedelta(0)))
    with django_assert_num_queries(3):
        found = payment_success(OPERATOR, MARCH)
    assert found.methods == [MethodSuccess("alipay", 4, 3, 1, 0), MethodSuccess("card", 4, 1, 1, 2)]
    assert found.bound == [MethodSuccess("bound", 6, 4, 0, 2), MethodSuccess("unbound", 2, 0, 2, 0)]
    assert (found.tries, found.paid, [span.start for span in found.series]) == (8, 4, [date(2026, 3, 10)])
    assert payment_success(OPERATOR, MARCH, country="ES").methods == [MethodSuccess("card", 1, 0, 1, 0)]
    assert payment_success(OPERATOR, MARCH, store="lamp-shop").tries == 1
    assert payment_success(OPERATOR, Period(date(2026, 4, 1), date(2026, 4, 2))).methods == []


@pytest.mark.django_db
@pytest.mark.rule("ACC-51")
def test_bans_of_linked_accounts_by_half_year_and_mechanism(django_assert_num_queries) -> None:
    cluster = Cluster.objects.create(size=4, banned=4)

    def banned(at: datetime, mechanism: str, country: str = "BG", **given: object) -> None:
        account = _buyer(country)
        Member.objects.create(account_id=account, cluster=cluster, reason=mechanism)
        Ban.objects.create(
            account_id=account,
            **({"cluster_id": cluster.pk, "at": at, "reason": "x", "by_account_id": new_id()} | given),
        )

    banned(datetime(2025, 12, 31, 23, tzinfo=UTC), "device")
    banned(datetime(2026, 1, 1, tzinfo=UTC), "address")
    banned(datetime(2026, 6, 30, 23, tzinfo=UTC), "style", lifted_at=DAY)
    banned(datetime(2026, 7, 1, tzinfo=UTC), "address", "ES")
    banned(datetime(2026, 7, 1, tzinfo=UTC), "address", cluster_id=None)  # alone: not linked
    period = Period(date(2025, 1, 1), date(2026, 12, 31))
    with django_assert_num_queries(1):
        found = bans(OPERATOR, period)
    assert [(one.start, one.mechanism, one.bans, one.lifted) for one in found.halves] == [
        (date(2025, 7, 1), "device", 1, 0),
        (date(2026, 1, 1), "address", 1, 0),
        (date(2026, 1, 1), "behaviour", 1, 1),
        (date(2026, 7, 1), "address", 1, 0),
    ]
    assert (found.total, found.one_place, bans(OPERATOR, period, country="ES").total) == (4, 3, 1)


@pytest.mark.rule("ACC-51")
def test_every_kind_of_trace_belongs_to_a_mechanism() -> None:
    from kontor.contexts.risk.rules.kinds import TraceKind

    links = set(TraceKind) - {TraceKind.ORDER}  # nobody shares that one
    assert {mechanism_of(kind.name.lower()) for kind in links} == {
        "device", "address", "behaviour", "contact", "payment",
    }  # fmt: skip
    assert mechanism_of("decision") == mechanism_of("") == "person"


def test_arithmetic() -> None:
    assert (share(1, 8), share(0, 0)) == (12.5, None)
    assert slope([(4.0, 10.0), (4.5, 10.07), (5.0, 10.14)]) == pytest.approx(0.14)
    assert (slope([]), slope([(4.0, 1.0)]), slope([(4.0, 1.0), (4.0, 2.0)])) == (None, None, None)
    steps = [step_of(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=days - 1)) for days in (31, 32, 200, 201)]
    assert steps == ["day", "week", "week", "month"]
