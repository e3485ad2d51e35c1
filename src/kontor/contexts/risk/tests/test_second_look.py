"""The second look at a registration when its account's first order is paid (ACC-31, TRD-07)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import pay
from kontor.contexts.risk import looking
from kontor.contexts.risk.jobs import usual
from kontor.contexts.risk.judging import judge
from kontor.contexts.risk.models import Member, Trace
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.keep_judgement import keep_judgement
from kontor.contexts.risk.services.look_again import look_again
from kontor.contexts.risk.tests.factories import hand, joins, somebody
from kontor.kernel import clock

pytestmark = pytest.mark.django_db


def _one_of_a_farm() -> UUID:
    """A program with one rhythm, everything else of its own, before anybody knows what is usual here."""
    return joins(somebody(behaviour=hand(gap=61, spread=0.2, pause=0.5, pages=1, slack=3)))[0].id


def _crowd() -> None:
    for _ in range(120):
        joins(somebody())
    with clock.moved(timedelta(minutes=1)):
        usual()
    looking.forget_volume()


@pytest.mark.rule("ACC-31")
def test_the_first_of_a_farm_are_linked_when_they_order(django_assert_num_queries) -> None:
    looking.forget_volume()
    farm = [_one_of_a_farm() for _ in range(5)]
    _crowd()
    assert not Member.objects.exists()
    assert look_again(account_id=farm[0])
    assert set(Member.objects.values_list("account_id", flat=True)) == set(farm)
    with django_assert_num_queries(1):
        assert not look_again(account_id=farm[0])  # linked, and looked at
    assert Trace.objects.filter(kind=TraceKind.ORDER).count() == 1


@pytest.mark.rule("ACC-31")
def test_nobody_else_is_looked_at_twice_or_linked(django_assert_num_queries) -> None:
    looking.forget_volume()
    stranger, other = joins(somebody())[0].id, joins(somebody())[0].id
    _crowd()
    looking.usual(clock.now())
    with django_assert_num_queries(2):
        assert not look_again(account_id=stranger)
    with django_assert_num_queries(1):
        assert not look_again(account_id=stranger)
    with clock.moved(timedelta(days=100)), django_assert_num_queries(1):  # of a registration long ago nothing is told
        assert not look_again(account_id=other)
    assert not Member.objects.exists()


@pytest.mark.rule("ACC-31", "TRD-07")
@pytest.mark.parametrize("farm", [True, False])
def test_the_order_of_one_who_is_linked_only_then_waits_for_the_risk_check(*, farm: bool) -> None:
    looking.forget_volume()
    market = make_market()
    for _ in range(4):
        _one_of_a_farm()
    behaviour = {"behaviour": hand(gap=61, spread=0.2, pause=0.5, pages=1, slack=3)} if farm else {}
    keep_judgement(judged=judge(somebody(**behaviour)), account_id=market.account.id)
    _crowd()
    market.place()
    pay(BuyerOrder.objects.get())
    states = set(StoreOrder.objects.values_list("state", flat=True))
    assert states == {State.PAID if farm else State.TO_SHIP}
    assert Member.objects.filter(account_id=market.account.id).exists() is farm
