"""Paying with a saved way to pay: once, whatever happens in between (BUY-10, TRD-06)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.ledger.models import Posting
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments import wallet
from kontor.contexts.payments.errors import AgreementUnusable, NotPayable
from kontor.contexts.payments.jobs import check_open, close_unpaid_due
from kontor.contexts.payments.models import Agreement, AgreementState, Intent, IntentState
from kontor.contexts.payments.providers.protocol import Status
from kontor.contexts.payments.services.begin_binding import begin_binding
from kontor.contexts.payments.services.begin_payment import begin_payment
from kontor.contexts.payments.services.pay_bound import Paid, pay_bound
from kontor.contexts.payments.services.remove_agreement import remove_agreement
from kontor.contexts.payments.tests.factories import Played, make_agreement, make_intent, pay
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer, Operator
from kontor.platform.verify import names, run

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-10")]
Settle = Callable[[], None]


def _at(name: str) -> str:
    return f"http://test/{name}"


def _buyer(country: str = "ES") -> Buyer:
    return Buyer(make_account(country=country).id)


def _bind(viewer: Buyer, method: str = "alipay") -> Agreement:
    begin_binding(viewer=viewer, method=method, address_of=_at)
    return Agreement.objects.get(buyer_id=viewer.buyer_id, state=AgreementState.PENDING)


def _charge(viewer: Buyer, agreement: Agreement) -> Paid:
    return pay_bound(
        viewer=viewer, buyer_order_id=BuyerOrder.objects.get().id, agreement_id=agreement.id, title="Order",
        address_of=_at,
    )  # fmt: skip


def _findings() -> list[str]:
    return [f"{finding.row}: {finding.sentence}" for name in names() for finding in run(name)]


@pytest.mark.rule("TRD-06")
@pytest.mark.parametrize("method", ["alipay", "card"])
def test_paid_without_leaving_once(played: Played, settle: Settle, method: str) -> None:
    market = make_market()
    placed = market.place()
    row = make_agreement(market.buyer.buyer_id, method)
    assert _charge(market.buyer, row) == Paid("paid")
    intent = Intent.objects.get()
    assert (intent.state, intent.agreement_id, intent.method) == ("succeeded", row.id, f"{method}_bound")
    with pytest.raises(NotPayable):  # a second click
        _charge(market.buyer, row)
    assert list(played.binding.charges.values()) == [placed.total]
    assert BuyerOrder.objects.get().state == "paid"
    settle()
    assert Posting.objects.filter(cause=f"payment:{intent.id}", account__kind="gateway").count() == 1
    assert _findings() == []
    [line] = wallet.payments_of(market.buyer)
    assert (line.amount, line.method, line.by_agreement) == (placed.total, method, True)


@pytest.mark.rule("TRD-06")
def test_a_lost_answer_is_asked_for_and_charges_nothing_twice(played: Played) -> None:
    market = make_market()
    placed = market.place()
    row = make_agreement(market.buyer.buyer_id)
    played.binding.answers = [None]
    assert _charge(market.buyer, row) == Paid("silent")
    assert BuyerOrder.objects.get().state == "awaiting_payment"
    assert Intent.objects.get().state == IntentState.PENDING
    assert _charge(market.buyer, row) == Paid("paid")  # pressed again: the same charge
    assert list(played.binding.charges.values()) == [placed.total]
    assert Intent.objects.count() == 1


@pytest.mark.rule("TRD-06")
def test_a_lost_answer_is_asked_for_by_the_clock(played: Played) -> None:
    market = make_market()
    market.place()
    played.binding.answers = [None]
    _charge(market.buyer, make_agreement(market.buyer.buyer_id))
    played.status = Status.PAID
    with clock.moved(timedelta(minutes=3)):
        check_open()
    assert BuyerOrder.objects.get().state == "paid"


def test_no_money_is_told_and_another_way_is_open(played: Played) -> None:
    market = make_market()
    market.place()
    row = make_agreement(market.buyer.buyer_id)
    played.binding.answers = [Status.FAILED]
    assert _charge(market.buyer, row) == Paid("failed")
    intent = Intent.objects.get()
    assert (intent.state, intent.failure) == ("failed", "no money")
    assert BuyerOrder.objects.get().state == "awaiting_payment"
    assert _charge(market.buyer, row) == Paid("paid")
    assert Intent.objects.count() == 2


@pytest.mark.rule("TRD-06")
def test_from_the_page_to_the_saved_one_and_back_only_one_is_alive(played: Played) -> None:
    market = make_market()
    placed = market.place()
    order = BuyerOrder.objects.get()
    row = make_agreement(market.buyer.buyer_id)
    page = make_intent(order)
    played.binding.answers = [Status.OPEN]
    assert _charge(market.buyer, row).outcome == "open"
    page.refresh_from_db()
    assert page.state == IntentState.FAILED
    [alipay] = [way for way in wallet.can_bind("ES") if way.code == "alipay"]
    begin_payment(
        viewer=market.buyer, buyer_order_id=placed.buyer_order_id, method=alipay, title="Order", address_of=_at
    )
    assert [intent.state for intent in Intent.objects.order_by("id")] == ["failed", "failed", "pending"]


@pytest.mark.rule("TRD-06")
def test_paid_on_the_page_in_the_meantime_it_is_not_charged(played: Played) -> None:
    market = make_market()
    market.place()
    make_intent(BuyerOrder.objects.get())
    played.status = Status.PAID
    with pytest.raises(NotPayable):
        _charge(market.buyer, make_agreement(market.buyer.buyer_id))
    assert played.binding.charges == {}
    assert BuyerOrder.objects.get().state == "paid"


@pytest.mark.rule("TRD-07")
def test_an_order_whose_time_is_over_is_not_charged(played: Played) -> None:
    market = make_market()
    market.place()
    row = make_agreement(market.buyer.buyer_id)
    with clock.moved(timedelta(hours=24, seconds=1)):
        with pytest.raises(NotPayable):
            _charge(market.buyer, row)
        close_unpaid_due()
    assert played.binding.charges == {}


@pytest.mark.rule("ACC-53")
def test_success_is_counted_by_method_and_by_alipay_bound_at_that_time(played: Played) -> None:
    market = make_market(stock=50)
    start = clock.now() - timedelta(minutes=1)
    market.place()
    pay(BuyerOrder.objects.get())  # by the page, with nothing bound
    row = make_agreement(market.buyer.buyer_id)
    market.place()
    order = BuyerOrder.objects.get(state="awaiting_payment")
    pay_bound(viewer=market.buyer, buyer_order_id=order.id, agreement_id=row.id, title="O", address_of=_at)
    market.place()
    make_intent(BuyerOrder.objects.get(state="awaiting_payment"))  # by the page, with Alipay bound: open
    remove_agreement(viewer=market.buyer, agreement_id=row.id)
    rows = wallet.success_by_binding(Operator(uuid4()), start, clock.now() + timedelta(minutes=1))
    assert [(r.method, r.alipay_bound, r.tries, r.succeeded) for r in rows] == [
        ("alipay", False, 1, 1),
        ("alipay", True, 2, 1),
    ]


def test_refunds_under_way_come_first(played: Played, settle: Settle) -> None:
    from kontor.contexts.orders.models import StoreOrder
    from kontor.contexts.orders.services.cancel import cancel

    market = make_market()
    market.place({"tea": 1})
    pay(BuyerOrder.objects.get())
    part = StoreOrder.objects.get()
    played.status = None
    cancel(viewer=market.buyer, store_id=part.store_id, order_id=part.id, reason="changed my mind")
    from kontor.platform import events

    events.drain()
    [line] = wallet.refunds_of(market.buyer)
    assert (line.under_way, line.amount.minor, line.method) == (True, part.total_minor, "alipay")
    assert wallet.refunds_of(_buyer()) == []


def test_the_page_costs_few_statements(played: Played, django_assert_max_num_queries: Callable[[int], object]) -> None:
    market = make_market()
    market.place()
    make_agreement(market.buyer.buyer_id, last_day=date(2090, 1, 31))
    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]
        wallet.bound(market.buyer)
        wallet.payments_of(market.buyer)
        wallet.refunds_of(market.buyer)


def test_a_token_sealed_under_another_secret_is_given_up(played: Played, settings: Any) -> None:
    market = make_market()
    market.place()
    row = make_agreement(market.buyer.buyer_id)
    settings.SECRET_KEY = "another one, long enough to be a secret of an installation"
    with pytest.raises(AgreementUnusable):
        _charge(market.buyer, row)
    row.refresh_from_db()
    assert (row.state, row.ended_why) == ("ended", "unreadable")
    assert played.binding.charges == {}
