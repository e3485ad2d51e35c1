"""Orders, shipments and money by the API (SEL-30, ACC-40)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from kontor.contexts.integrations.tests.factories import OPEN, token
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.orders.models import Step, StoreOrder
from kontor.contexts.privacy.models import RecipientRead
from kontor.contexts.sellers.tests import factories
from kontor.kernel.clock import now
from kontor.sites.api.tests.described import fits
from kontor.sites.api.tests.seller.conftest import Desk, Program

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-30")]
PARCEL = {"carrier": "yunexpress", "service": "THPHR", "tracking_number": "YT2632821266000001"}
PERSON = ("Lucía", "Gómez", "Calle Mayor", "28013", "600111222", "@example.com")


def test_orders_are_listed_with_their_lines_and_without_their_buyer(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    order, me = desk.order(), desk.program("orders:read")
    answer = me.get("/orders?state=to_ship&country=ES")
    [item] = fits(answer, "/seller/orders")["items"]
    assert (item["number"], item["lines"][0]["quantity"], item["total"]["currency"]) == (str(order.number), 2, "CNY")
    assert not [word for word in PERSON if word in answer.content.decode()]
    assert fits(me.get("/orders?state=finished"), "/seller/orders")["items"] == []
    with django_assert_max_num_queries(4):  # who calls; orders, nicknames, lines
        me.get("/orders")


def test_pages_go_on_by_key(desk: Desk) -> None:
    numbers = [str(desk.order(1).number) for _ in range(3)]
    me, seen, after = desk.program("orders:read"), list[str](), ""
    for _ in range(3):
        body = fits(me.get(f"/orders?size=1&after={after}"), "/seller/orders")
        seen, after = seen + [item["number"] for item in body["items"]], body["next"]
    assert (seen, after) == (numbers[::-1], None)
    for nonsense in ("nan_" + "0" * 32, "1e300_" + "0" * 32, "x"):
        assert me.get(f"/orders?after={nonsense}").status_code == 200


def test_what_has_changed_since_comes_once_by_its_last_move(desk: Desk) -> None:
    first, second = desk.order(1), desk.order(1)
    Step.objects.create(
        store_id=first.store_id, order_id=first.id, move="clear_risk", source="paid", target="to_ship", actor="system"
    )
    me = desk.program("orders:read")
    since = quote((now() - timedelta(minutes=5)).isoformat())
    body = fits(me.get(f"/orders?updated_since={since}&size=1"), "/seller/orders")
    assert [item["number"] for item in body["items"]] == [str(second.number)]
    rest = fits(me.get(f"/orders?updated_since={since}&size=1&after={body['next']}"), "/seller/orders")
    assert ([item["number"] for item in rest["items"]], rest["next"]) == ([str(first.number)], None)
    assert fits(me.get("/orders?updated_since=2999-01-01T00:00:00Z"), "/seller/orders")["items"] == []
    for wrong in ("updated_since=2026-01-31T12:00:00", f"updated_since={since}&state=to_ship", "updated_since=x"):
        assert me.get(f"/orders?{wrong}").status_code == 422


@pytest.mark.rule("ACC-40")
def test_the_recipient_is_for_who_ships_while_it_is_to_be_shipped_and_each_reading_is_written_down(desk: Desk) -> None:
    order = desk.order()
    path, described = f"/orders/{order.number}", "/seller/orders/{number}"
    masked = desk.program("orders:read").get(path)
    assert fits(masked, described)["recipient"] is None
    assert not [word for word in PERSON if word in masked.content.decode()]
    assert not RecipientRead.objects.exists()
    shipper = desk.program("orders:read", "orders:ship")
    assert fits(shipper.get(path), described)["recipient"]["recipient"] == "Lucía Gómez"
    assert RecipientRead.objects.get().reader_id == desk.seat.account_id
    StoreOrder.objects.update(state="finished", delivered_at=now() - timedelta(days=90))
    assert fits(shipper.get(path), described)["recipient"] is None
    assert RecipientRead.objects.count() == 1


def test_a_parcel_is_sent_once(desk: Desk) -> None:
    order, me = desk.order(), desk.program("orders:read", "orders:ship")
    path, described = f"/orders/{order.number}/shipments", "/seller/orders/{number}/shipments"
    made = me.send("POST", path, PARCEL, Idempotency_Key="k-1")
    body = fits(made, described, "post")
    again = me.send("POST", path, PARCEL, Idempotency_Key="k-1")
    assert (made.status_code, again.content, again["Idempotent-Replayed"]) == (201, made.content, "true")
    other_body = me.send("POST", path, PARCEL | {"service": "x"}, Idempotency_Key="k-1")
    assert (other_body.status_code, fits(other_body, described, "post")["code"]) == (422, "ERR_IDEMPOTENCY_KEY_REUSED")
    other_key = fits(me.send("POST", path, PARCEL), described, "post")
    assert (other_key["repeated"], other_key["id"]) == (True, body["id"])
    no_key = me.send("POST", path, PARCEL, Idempotency_Key="")
    assert (no_key.status_code, fits(no_key, described, "post")["code"]) == (400, "ERR_IDEMPOTENCY_KEY_MISSING")
    assert Shipment.objects.count() == 1
    seen = fits(me.get(f"/orders/{order.number}"), "/seller/orders/{number}")
    assert (seen["state"], seen["shipments"][0]["tracking_number"]) == ("shipped", PARCEL["tracking_number"])


def test_a_key_is_of_one_program_in_one_store(desk: Desk) -> None:
    order = desk.order()
    one, other = desk.program("orders:ship"), desk.program("orders:ship")
    path = f"/orders/{order.number}/shipments"
    assert one.send("POST", path, PARCEL, Idempotency_Key="same").status_code == 201
    answer = other.send("POST", path, PARCEL, Idempotency_Key="same")
    assert json.loads(answer.content)["repeated"] is True  # it ran by itself, and was told so by the service
    assert "Idempotent-Replayed" not in answer


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"carrier": "nobody"}, "ERR_CARRIER_UNKNOWN"), ({"tracking_number": "1"}, "ERR_TRACKING_NUMBER_MALFORMED"),
        ({"tracking_number": ""}, "ERR_TRACKING_NUMBER_MISSING"),
    ],
)  # fmt: skip
def test_a_parcel_that_cannot_be_is_refused_by_name(desk: Desk, change: dict[str, str], code: str) -> None:
    order = desk.order()
    response = desk.program("orders:ship").send("POST", f"/orders/{order.number}/shipments", PARCEL | change)
    assert response.status_code == 422
    assert fits(response, "/seller/orders/{number}/shipments", "post")["code"] == code
    assert not Shipment.objects.exists()


def test_an_order_is_cancelled_with_a_reason(desk: Desk) -> None:
    order, me = desk.order(), desk.program("orders:cancel")
    path, described = f"/orders/{order.number}/cancel", "/seller/orders/{number}/cancel"
    assert me.send("POST", path, {"reason": "bored"}).status_code == 422
    assert fits(me.send("POST", path, {"reason": "out_of_stock"}), described, "post")["state"] == "cancelled"
    assert fits(me.send("POST", path, {"reason": "out_of_stock"}), described, "post")["code"] == "ERR_MOVE_NOT_ALLOWED"


def test_another_store_s_order_is_answered_like_an_absent_one(desk: Desk) -> None:
    order = desk.order()
    stranger = Program(token(factories.owner_seat(factories.store()), OPEN))
    for method, path in (("GET", "/orders/{}"), ("POST", "/orders/{}/shipments"), ("POST", "/orders/{}/cancel")):
        body = PARCEL if path.endswith("s") else {"reason": "out_of_stock"}
        answers = [
            stranger.send(method, path.format(number), None if method == "GET" else body)
            for number in (order.number, order.number - 1)
        ]
        bodies = [json.loads(answer.content) | {"request_id": ""} for answer in answers]
        assert {answer.status_code for answer in answers} == {404}
        assert bodies[0] == bodies[1]
    assert StoreOrder.objects.get().state == "to_ship"


def test_the_money_and_the_lines_that_make_it(desk: Desk) -> None:
    desk.order()
    me = desk.program("finance:read")
    [row] = fits(me.get("/balance"), "/seller/balance")
    lines = fits(me.get(f"/ledger/in_escrow/{row['in_escrow']['currency']}"), "/seller/ledger/{kind}/{currency}")
    assert sum(line["amount"]["minor"] for line in lines["items"]) == row["in_escrow"]["minor"] > 0
    assert fits(me.get("/settlements"), "/seller/settlements") == {"items": [], "next": None}
    assert fits(me.get("/ledger/available/XXX"), "/seller/ledger/{kind}/{currency}")["items"] == []
