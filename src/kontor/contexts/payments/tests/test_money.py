"""Money through escrow, on a real database: nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.inventory.models import Stock
from kontor.contexts.ledger.models import Posting
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.orders.services.close_unpaid import close_unpaid
from kontor.contexts.orders.services.deliver import deliver
from kontor.contexts.orders.services.receive import receive
from kontor.contexts.payments import queries
from kontor.contexts.payments.jobs import check_open, close_unpaid_due, resend_refunds
from kontor.contexts.payments.models import Escrow, Intent, IntentState, Refund, RefundState, Settlement
from kontor.contexts.payments.providers.protocol import ProviderSilent, Status
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.contexts.payments.tests.factories import Played, make_intent, pay, told
from kontor.contexts.risk.models import Cluster, Trace
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.note_payment import note_payment
from kontor.kernel import clock
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Seat, System
from kontor.platform.verify import names, run

pytestmark = pytest.mark.django_db
Settle = Callable[[], None]
CLOCK = System("clock")


def _findings() -> list[str]:
    return [f"{finding.row}: {finding.sentence}" for name in names() for finding in run(name)]


def _order() -> BuyerOrder:
    return BuyerOrder.objects.get()


def _seat(store_id: object) -> Seat:
    return Seat(account_id=store_id, store_id=store_id, rights=frozenset({"finance.view"}))  # type: ignore[arg-type]


@pytest.mark.rule("TRD-06")
@pytest.mark.rule("TRD-07")
def test_paid_shipped_received_settled_and_the_ledger_balances(settle: Settle) -> None:
    market = make_market()
    market.place({"tea": 2, "lamp": 1})
    pay(_order())
    assert {part.state for part in StoreOrder.objects.all()} == {State.TO_SHIP}
    tea = StoreOrder.objects.get(store=market.tea_house)
    assert queries.balance(_seat(tea.store_id)) == [queries.Balance(Money(0, "CNY"), Money(18000, "CNY"))]

    StoreOrder.objects.filter(id=tea.id).update(state=State.SHIPPED)
    deliver(viewer=CLOCK, store_id=tea.store_id, order_id=tea.id, at=clock.now())
    receive(viewer=market.buyer, store_id=tea.store_id, order_id=tea.id)
    settle()

    tea.refresh_from_db()
    assert tea.state == State.FINISHED
    # 5 % commission on goods of ¥144.00; the freight of ¥36.00 bears none.
    assert queries.balance(_seat(tea.store_id)) == [queries.Balance(Money(17280, "CNY"), Money(0, "CNY"))]
    settled = Settlement.objects.get()
    assert (settled.gross_minor, settled.commission_minor, settled.net_minor) == (18000, 720, 17280)
    assert _findings() == []


@pytest.mark.rule("TRD-06")
def test_the_same_callback_twenty_times_has_one_effect() -> None:
    make_market().place()
    intent = make_intent(_order())
    assert [apply_told(told=told(intent, event=f"e{n}")) for n in range(20)] == ["paid"] + ["known"] * 19
    assert Escrow.objects.count() == 2
    assert Posting.objects.filter(cause=f"payment:{intent.id}", account__kind="gateway").count() == 1


@pytest.mark.rule("ACC-31", "ACC-35")
def test_a_wallet_that_pays_once_is_known_by_a_digest_as_if_it_were_saved() -> None:
    make_market().place()
    intent = make_intent(_order())
    savers = [make_account() for _ in range(3)]
    for saver in savers:
        note_payment(account_id=saver.id, instrument="alipay:2088123")
    heard = replace(told(intent), instrument="2088123")
    assert [apply_told(told=heard), apply_told(told=heard)] == ["paid", "known"]
    assert set(Trace.objects.filter(kind=TraceKind.PAYMENT).values_list("account_id", flat=True)) == {
        intent.buyer_id, *(saver.id for saver in savers)
    }  # fmt: skip
    assert len(set(Trace.objects.values_list("key", flat=True))) == 1
    assert Cluster.objects.get().size == 4


@pytest.mark.rule("TRD-06")
def test_another_amount_changes_nothing() -> None:
    make_market().place()
    intent = make_intent(_order())
    assert apply_told(told=told(intent, amount=Money(1, "EUR"))) == "amount differs"
    assert _order().state == "awaiting_payment"
    assert not Posting.objects.exists()


@pytest.mark.rule("TRD-06")
def test_money_for_a_closed_order_is_booked_and_goes_back(settle: Settle, played: Played) -> None:
    market = make_market()
    placed = market.place()
    intent = make_intent(_order())
    close_unpaid(
        viewer=CLOCK, buyer_id=intent.buyer_id, buyer_order_id=placed.buyer_order_id, reason="not paid in time"
    )
    assert apply_told(told=told(intent)) == "returned"
    assert apply_told(told=told(intent)) == "known"
    settle()
    assert Refund.objects.get().state == RefundState.DONE
    assert [amount for _, amount in played.refunds] == [placed.total]
    assert {p.minor for p in Posting.objects.filter(account__kind="gateway")} == {
        placed.total.minor,
        -placed.total.minor,
    }
    assert _findings() == []


@pytest.mark.rule("TRD-06")
def test_a_lost_callback_is_asked_for(played: Played) -> None:
    make_market().place()
    make_intent(_order())
    played.status = Status.PAID
    check_open()
    assert _order().state == "awaiting_payment"  # too early to ask
    with clock.moved(timedelta(minutes=3)):
        check_open()
    assert _order().state == "paid"


@pytest.mark.rule("TRD-07")
@pytest.mark.rule("TRD-08")
def test_unpaid_orders_close_after_a_day_and_free_their_stock(played: Played, settle: Settle) -> None:
    market = make_market()
    market.place({"tea": 2})
    intent = make_intent(_order())
    with clock.moved(timedelta(hours=23, minutes=59)):
        close_unpaid_due()
    assert _order().state == "awaiting_payment"
    with clock.moved(timedelta(hours=24)):
        close_unpaid_due()
    assert _order().state == "closed"
    assert StoreOrder.objects.get().state == State.CANCELLED
    assert Stock.objects.get(sku=market.tea).reserved == 0
    assert Intent.objects.get(id=intent.id).state == IntentState.FAILED
    settle()
    assert _findings() == []


@pytest.mark.rule("TRD-06")
def test_paid_in_the_last_moment_counts_as_paid(played: Played) -> None:
    make_market().place()
    make_intent(_order())
    played.status = Status.PAID
    with clock.moved(timedelta(hours=25)):
        close_unpaid_due()
    assert _order().state == "paid"


@pytest.mark.rule("TRD-06")
@pytest.mark.rule("TRD-08")
def test_cancelled_after_payment_the_exact_money_goes_back(settle: Settle, played: Played) -> None:
    market = make_market()
    market.place({"tea": 1, "lamp": 1})
    pay(_order())
    tea = StoreOrder.objects.get(store=market.tea_house)
    cancel(viewer=market.buyer, store_id=tea.store_id, order_id=tea.id, reason="changed my mind")
    settle()
    assert Refund.objects.get().amount_minor == tea.total_minor
    assert [amount.minor for _, amount in played.refunds] == [tea.total_minor]
    assert Stock.objects.get(sku=market.tea).reserved == 0
    assert queries.balance(_seat(tea.store_id)) == [queries.Balance(Money(0, "CNY"), Money(0, "CNY"))]
    assert _findings() == []


@pytest.mark.rule("TRD-06")
def test_a_silent_provider_delays_a_refund_and_loses_none(played: Played, settle: Settle) -> None:
    market = make_market()
    market.place({"tea": 1})
    pay(_order())
    order = StoreOrder.objects.get()
    cancel(viewer=market.buyer, store_id=order.store_id, order_id=order.id, reason="changed my mind")
    played.status = None
    with pytest.raises(ProviderSilent):
        settle()
    assert Refund.objects.get().state == RefundState.REQUESTED
    played.status = Status.OPEN
    with clock.moved(timedelta(hours=1)):
        resend_refunds()
        resend_refunds()
        settle()
    assert Refund.objects.get().state == RefundState.DONE
    assert len(played.refunds) == 1


@pytest.mark.rule("TRD-06")
@pytest.mark.parametrize(("later", "state"), [(-1, State.DELIVERED), (0, State.FINISHED), (1, State.FINISHED)])
def test_silence_is_receipt_after_fifteen_days(settle: Settle, later: int, state: State) -> None:
    from kontor.contexts.orders.jobs import receive_due

    market = make_market()
    market.place({"tea": 1})
    pay(_order())
    order = StoreOrder.objects.get()
    StoreOrder.objects.filter(id=order.id).update(state=State.SHIPPED)
    at = clock.now()
    deliver(viewer=CLOCK, store_id=order.store_id, order_id=order.id, at=at)
    with clock.moved(at + timedelta(days=15, seconds=later) - clock.now()):
        receive_due()
        settle()
    order.refresh_from_db()
    assert order.state == state


@pytest.mark.rule("TRD-07")
def test_a_stranger_confirms_nothing() -> None:
    from kontor.contexts.accounts.tests.factories import make_account
    from kontor.contexts.orders.errors import OrderNotFound

    market = make_market()
    market.place({"tea": 1})
    pay(_order())
    order = StoreOrder.objects.get()
    StoreOrder.objects.filter(id=order.id).update(state=State.SHIPPED)
    with pytest.raises(OrderNotFound):
        receive(viewer=Buyer(make_account().id), store_id=order.store_id, order_id=order.id)
    with pytest.raises(MoveRefused):
        cancel(viewer=market.buyer, store_id=order.store_id, order_id=order.id, reason="too late")
    order.refresh_from_db()
    assert order.state == State.SHIPPED


@pytest.mark.rule("TRD-07")
def test_a_large_order_waits_for_the_risk_check(settle: Settle) -> None:
    from kontor.contexts.orders.jobs import clear_risk_due

    market = make_market(stock=100)
    market.place({"lamp": 70})  # €2,100 are more than USD 2,000
    pay(_order())
    assert StoreOrder.objects.get().state == State.PAID
    with clock.moved(timedelta(hours=24)):
        clear_risk_due()
    assert StoreOrder.objects.get().state == State.TO_SHIP
