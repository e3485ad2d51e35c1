"""Every page of the Seller Center, every API address, every fact, message and log line: no buyer in any (ACC-40)."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.logistics.services.ship_order import ship_order
from kontor.contexts.logistics.tests import factories
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.sellers import queries as sellers
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform import events, jobs
from kontor.platform.events.models import OutboxEvent
from kontor.platform.mail.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-40")]

MAIL, PHONE, GIVEN, FAMILY = "zqmail@example.com", "+359888777123", "Zqgiven", "Zqfamily"
PERSON = (MAIL, "zqmail", PHONE, PHONE[1:], GIVEN, FAMILY, GIVEN.lower() + " ")
RECIPIENT = ("Zqrecipient", "Zqstreet", "+359888777999", "Zqlatin")
LABELLED = {State.TO_SHIP, State.PARTLY_SHIPPED, State.SHIPPED}
ON_PAGES = {"seller_order", "seller_slip"}  # the only ones that show a recipient


def _buyer() -> Account:
    return make_account(email=MAIL, phone=PHONE, given_name=GIVEN, family_name=FAMILY, country="BG")


def _orders(shop: Any, buyer: Account) -> dict[str, StoreOrder]:
    """One order of the buyer's in each state."""
    made = {}
    for state in State:
        order = factories.order(shop.store, state=state, by=buyer)
        BuyerOrder.objects.filter(id=order.buyer_order_id).update(
            address={
                "recipient": RECIPIENT[0], "street": RECIPIENT[1], "phone": RECIPIENT[2], "city": "Sofia",
                "country": "BG", "latin": {"recipient": RECIPIENT[3]},
            }
        )  # fmt: skip
        made[state] = order
    return made


def _named(patterns: Any) -> Iterator[tuple[str, list[str]]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _named(entry.url_patterns)
        elif entry.name:
            yield entry.name, list(entry.pattern.converters)


def _paths(shop: Any, orders: dict[str, StoreOrder]) -> Iterator[tuple[str, str, str]]:
    """Name, path and the order's state of every address of the Seller Center, for each order where it names one."""
    for name, wanted in _named(import_module("kontor.sites.seller_center.urls").urlpatterns):
        for state, order in orders.items() if "number" in wanted else [("", None)]:
            values = {
                "number": order.number if order else 0, "product_id": shop.product.id, "store_id": shop.store.id,
                "kind": "payable", "unit": "CNY", "dispute_number": 1,
            }  # fmt: skip
            given = {part: values.get(part, new_id()) for part in wanted}
            try:
                yield name, reverse(name, kwargs=given), state
            except NoReverseMatch:
                yield name, reverse(name, kwargs=dict.fromkeys(wanted, "x")), state


def _found(text: str, marks: tuple[str, ...]) -> list[str]:
    return [mark for mark in marks if mark in text]


def test_no_page_of_the_seller_center_tells_who_a_buyer_is(shop):
    orders, browser = _orders(shop, _buyer()), shop.browser()
    walked, told, labels = set(), [], set()
    for name, path, state in _paths(shop, orders):
        if name in {"seller_sign_out", "seller_switch"}:
            continue
        text = b"".join(browser.get(path)).decode()
        walked.add(name)
        told += [(path, state, mark) for mark in _found(text, PERSON)]
        if recipient := _found(text, RECIPIENT):
            labels.add((name, state))
            assert name in ON_PAGES, (path, recipient)
    assert told == []
    assert {"seller_orders", "seller_order", "seller_today", "seller_slip", "seller_batch"} <= walked
    assert labels == {(name, state) for name in ON_PAGES for state in LABELLED}
    for tab in ("all", "to_ship", "finished", "cancelled"):
        listing = browser.get(f"/seller/orders/?tab={tab}").content.decode()
        assert _found(listing, (*PERSON, *RECIPIENT)) == []
        assert "z***y" in listing
    assert _found(browser.get(f"/seller/orders/?q={GIVEN}").content.decode(), RECIPIENT) == []


def test_searching_by_a_buyers_data_finds_nothing(shop):
    _orders(shop, _buyer())
    for text in (MAIL, PHONE, FAMILY, RECIPIENT[0], RECIPIENT[1]):
        page = shop.browser().get("/seller/orders/", {"tab": "all", "q": text}).content.decode()
        assert "z***y" not in page


def test_no_address_of_the_api_tells_it_to_a_seller(shop):
    orders, browser = _orders(shop, _buyer()), shop.browser()
    number = next(iter(orders.values())).number
    patterns = next(entry for entry in get_resolver().url_patterns if str(entry.pattern) == "api/v1/")
    paths = {
        "/api/v1/" + str(entry.pattern).replace("<int:number>", str(number))
        for entry in patterns.url_patterns
        if "<" not in str(entry.pattern).replace("<int:number>", "")
    }
    assert len(paths) > 3
    for path in paths:
        answer = browser.get(path, headers={"accept": "application/json"})
        assert _found(answer.content.decode(), (*PERSON, *RECIPIENT)) == [], path


def test_shipping_leaves_no_trace_of_the_buyer_in_facts_messages_jobs_and_logs(shop, caplog):
    from django.db import connection

    caplog.set_level(logging.DEBUG)
    buyer = _buyer()
    order = _orders(shop, buyer)[State.TO_SHIP]
    seat = sellers.seat(shop.owner.id, shop.store.id)
    assert seat is not None
    shop.browser().get(f"/seller/orders/{order.number}/")
    ship_order(
        seat=seat, order_number=order.number, carrier="yunexpress", service="THPHR",
        tracking_number="YT2229521272164446",
    )  # fmt: skip
    events.drain()
    jobs.drain()
    marks = (*PERSON, *RECIPIENT)
    bodies = json.dumps(list(OutboxEvent.objects.values_list("name", "body", "error")), default=str, ensure_ascii=False)
    assert "orders.shipped" in bodies
    assert _found(bodies, marks) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(task_name || args::text, ' ') FROM procrastinate_jobs")
        assert _found(cursor.fetchone()[0] or "", marks) == []
    people = Account.objects.filter(audience="seller").values_list("id", "email")
    to_sellers = Notice.objects.filter(account_id__in=[one for one, _mail in people]).values_list("values", "address")
    assert _found(json.dumps(list(to_sellers)), marks) == []
    mails = Message.objects.filter(to__in=[mail for _one, mail in people]).values_list("subject", "text", "html")
    assert _found(json.dumps(list(mails)), marks) == []
    lines = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert _found(lines, marks) == []


def test_the_recipient_goes_from_the_sellers_view_some_days_after_delivery(shop):
    order = _orders(shop, _buyer())[State.DELIVERED]
    browser = shop.browser()
    for days, there in ((1, True), (6, True), (8, False)):
        StoreOrder.objects.filter(id=order.id).update(delivered_at=now() - timedelta(days=days))
        text = browser.get(f"/seller/orders/{order.number}/").content.decode()
        assert bool(_found(text, RECIPIENT)) is there, days


def test_somebody_who_only_sees_orders_sees_no_recipient(shop):
    from kontor.contexts.sellers.models import Seat

    Seat.objects.filter(account=shop.clerk).update(rights=["orders.view"])
    order = _orders(shop, _buyer())[State.TO_SHIP]
    assert _found(shop.browser("clerk").get(f"/seller/orders/{order.number}/").content.decode(), RECIPIENT) == []
