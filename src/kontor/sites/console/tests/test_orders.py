"""Orders on the operator's desk; the moves come from the lifecycle's table (TRD-07)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.orders.lifecycle import STORE_ORDER, State
from kontor.contexts.orders.models import BuyerOrder, Step, StoreOrder
from kontor.contexts.payments.models import Callback
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.tests.factories import pay
from kontor.kernel.lifecycle import Actor
from kontor.sites.console.moves import DESK

pytestmark = pytest.mark.django_db


def _order(*, paid: bool = True, state: str = "") -> StoreOrder:
    market = make_market()
    market.place({"tea": 1})
    if paid:
        pay(BuyerOrder.objects.get())
    if state:
        StoreOrder.objects.update(state=state)
    return StoreOrder.objects.get()


def _path(order: StoreOrder, move: str = "") -> str:
    return f"/console/orders/{order.number}/{move + '/' if move else ''}"


def test_found_by_number_by_words_and_by_state(desk: Client) -> None:
    order = _order()
    other = f"{order.number - 1}"
    for query, there in [
        ({"q": str(order.number)}, True), ({"q": f"{order.number}"[:8] + " " + f"{order.number}"[8:]}, True),
        ({"q": other}, False), ({"q": "dragon well"}, True), ({"q": "kettle"}, False),
        ({"state": "to_ship"}, True), ({"state": "paid"}, False), ({"after": "nonsense"}, True),
    ]:  # fmt: skip
        text = desk.get("/console/orders/", query).content.decode()
        assert (f"/console/orders/{order.number}/" in text) is there, query


def test_pages_are_keyed(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kontor.sites.console.views.orders.PAGE", 2)
    market = make_market()
    numbers = set()
    for _ in range(3):
        market.place({"tea": 1})
    first = desk.get("/console/orders/").content.decode()
    numbers = {order.number for order in StoreOrder.objects.all()}
    on_first = {number for number in numbers if f"/console/orders/{number}/" in first}
    assert len(on_first) == 2
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = desk.get(f"/console/orders/{following}").content.decode()
    assert {number for number in numbers if f"/console/orders/{number}/" in second} == numbers - on_first


def test_the_page_shows_every_movement_of_the_money(desk: Client) -> None:
    order = _order()
    intent = pay_of(order)
    Callback.objects.create(
        provider="alipay", event_key="n-1", verified=True, outcome="paid", body=f"out={reference(*intent)}"
    )
    Callback.objects.create(
        provider="alipay", event_key="", verified=False, outcome="forged", body=f"out={reference(*intent)}"
    )
    text = desk.get(_path(order)).content.decode()
    for part in ("Payment into escrow", "Escrow", "To ship", "CN¥72.00", "Forged", "Callback"):
        assert part in text, part
    assert "Dragon Well tea" in text
    assert "Calle Mayor 5" in text


def pay_of(order: StoreOrder) -> tuple[object, object]:
    from kontor.contexts.payments.models import Intent

    return Intent.objects.filter(buyer_order_id=order.buyer_order_id).values_list("buyer_id", "id").get()


@pytest.mark.rule("TRD-07")
@pytest.mark.parametrize("state", [str(state) for state in State])
def test_the_buttons_are_those_of_the_table(desk: Client, state: str) -> None:
    order = _order(state=state)
    text = desk.get(_path(order)).content.decode()
    shown = {move for move in STORE_ORDER.moves if f'action="{_path(order, move)}"' in text}
    assert shown == set(STORE_ORDER.possible(state, Actor.OPERATOR)) & set(DESK)


@pytest.mark.rule("TRD-07")
@pytest.mark.parametrize("state", [str(state) for state in State])
def test_a_move_that_the_table_refuses_changes_nothing(desk: Client, state: str) -> None:
    order = _order(state=state)
    steps = Step.objects.count()
    allowed = STORE_ORDER.possible(state, Actor.OPERATOR)
    for name in STORE_ORDER.moves:
        if name in allowed:
            continue
        response = desk.post(_path(order, name), {"reason": "suspected fraud"})
        assert response.status_code == (302 if name in DESK else 404), name
    order.refresh_from_db()
    assert order.state == state
    assert Step.objects.count() == steps


def test_frozen_let_go_on_cleared_cancelled(desk: Client) -> None:
    order = _order()

    def after(move: str, **form: str) -> str:
        response = desk.post(_path(order, move), form)
        assert response.status_code == 302
        return StoreOrder.objects.values_list("state", flat=True).get()

    assert after("freeze", reason="two cards, one name") == "frozen"
    assert after("unfreeze", reason="the bank has confirmed") == "paid"
    assert after("clear_risk") == "to_ship"
    assert after("cancel_paid", reason="suspected fraud") == "cancelled"
    reasons = list(Step.objects.order_by("at", "id").values_list("move", "reason", "actor"))
    assert reasons[-4:] == [
        ("freeze", "two cards, one name", "operator"), ("unfreeze", "the bank has confirmed", "operator"),
        ("clear_risk", "", "operator"), ("cancel_paid", "suspected fraud", "operator"),
    ]  # fmt: skip
    assert "two cards, one name" in desk.get(_path(order)).content.decode()


def test_an_unpaid_purchase_is_closed_as_a_whole(desk: Client) -> None:
    order = _order(paid=False)
    desk.post(_path(order, "cancel_unpaid"), {"reason": "asked by the buyer"})
    assert StoreOrder.objects.get().state == "cancelled"
    assert BuyerOrder.objects.get().state == "closed"


@pytest.mark.parametrize("reason", ["", "  ", "something that is not listed"])
def test_without_a_reason_it_is_not_cancelled(desk: Client, reason: str) -> None:
    order = _order()
    response = desk.post(_path(order, "cancel_paid"), {"reason": reason})
    assert response.status_code == 422
    assert 'href="#f-reason-cancel_paid"' in response.content.decode()
    assert StoreOrder.objects.get().state == "to_ship"


def test_budgets(desk: Client, django_assert_max_num_queries) -> None:
    order = _order()
    desk.get("/console/orders/")
    with django_assert_max_num_queries(5):  # session, account, rail, list, nicknames
        desk.get("/console/orders/")
    with django_assert_max_num_queries(18):
        desk.get(_path(order))
