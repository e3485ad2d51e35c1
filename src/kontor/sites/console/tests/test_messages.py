"""Messages on the operator's desk: policy lab, evidence, queues, report (MSG-09, MSG-15, MSG-19, OPR-02, OPR-05)."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.aftersales.models.reviews import StoreDay
from kontor.contexts.aftersales.tests.review_factories import disputed
from kontor.contexts.catalogue.models import Product
from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.coupons import with_coupons
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import RATES
from kontor.contexts.coins.queries.advising import compared
from kontor.contexts.coins.tests.factories import fund, give, takes_coins
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.messaging import judging, opening
from kontor.contexts.messaging.errors import CopiesHeld, MessageBlocked, ParametersNotYet
from kontor.contexts.messaging.models import Conversation, Delivery, Desk
from kontor.contexts.messaging.policy import COPIES_AT_MOST
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.written import RIGHTS, Talk, fresh, make_talk
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import pay
from kontor.contexts.pricing import queries as pricing
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.sellers.models import Store
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat
from kontor.platform.audit.models import AuditRow
from kontor.ui.formats import money

pytestmark = pytest.mark.django_db
LAB, DESK = "/console/messages/policy/", "/console/messages/"


@pytest.fixture
def talk(db: None) -> Talk:
    return make_talk(stock=50)


def text_of(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


@pytest.mark.rule("MSG-09")
def test_the_lab_says_what_a_message_would_get(desk: Client) -> None:
    stopped = text_of(desk.post(LAB, {"tried": "Write me on w h a t s a p p, please."}))
    assert "It would be stopped" in stopped
    assert re.search(r"<mark>[^<]*w h a t s a p p[^<]*</mark>", stopped)
    assert "contact.messenger" in stopped
    passes = text_of(desk.post(LAB, {"tried": "The bank transferred my salary, can I pay on the site?"}))
    assert "It would be delivered" in passes


@pytest.mark.rule("MSG-09")
def test_words_are_added_and_taken_out_with_a_reason_that_is_kept(desk: Client) -> None:
    assert judging.judge("Ask for the blue parrot.").blocked is False
    without = desk.post(f"{LAB}add/", {"text": "blue parrot", "action": "block", "note": ""})
    assert without.status_code == 422
    assert (
        desk.post(f"{LAB}add/", {"text": "blue parrot", "action": "block", "note": "A cover word"}).status_code == 302
    )
    assert judging.judge("Ask for the B l u e  Parrot.").blocked is True
    page = text_of(desk.get(LAB))
    [phrase] = re.findall(rf'action="{LAB}([0-9a-f-]+)/remove/"', page)
    desk.post(f"{LAB}{phrase}/remove/", {"reason": ""})
    assert judging.judge("Ask for the blue parrot.").blocked is True
    desk.post(f"{LAB}{phrase}/remove/", {"reason": "Nobody uses it any more"})
    assert judging.judge("Ask for the blue parrot.").blocked is False
    kept = AuditRow.objects.filter(kind="messaging.policy_phrase").order_by("id")
    assert list(kept.values_list("reason", flat=True)) == ["A cover word", "Nobody uses it any more"]


@pytest.mark.rule("MSG-15")
def test_a_conversation_is_found_shown_and_exported_as_evidence(
    talk: Talk, desk: Client, settle: Callable[[], None]
) -> None:
    order = talk.order("Please ring twice.")
    settle()
    talk.answer(Conversation.objects.get(stream="order_note").id, "We will.")
    found = text_of(desk.get(f"{DESK}?q={order.number}"))
    [identity] = re.findall(rf"{DESK}([0-9a-f-]{{36}})/", found)
    page = text_of(desk.get(f"{DESK}{identity}/"))
    assert "Please ring twice." in page
    assert "We will." in page
    assert "The chain holds" in page
    assert AuditRow.objects.filter(kind="messaging.evidence", after__form="page").count() == 1
    signed = json.loads(desk.get(f"{DESK}{identity}/file/json/").content)
    assert [one["text"] for one in signed["content"]["messages"]] == ["Please ring twice.", "We will."]
    assert desk.get(f"{DESK}{identity}/file/pdf/").content.startswith(b"%PDF")
    assert desk.get(f"{DESK}{identity}/file/exe/").status_code == 404


@pytest.mark.rule("MSG-19", "OPR-02")
def test_held_copies_are_decided_from_their_queue(talk: Talk, desk: Client, settle: Callable[[], None]) -> None:
    for number in range(COPIES_AT_MOST.int() + 1):
        order = talk.order()
        del number
        with suppress(CopiesHeld):
            send_order_message(
                viewer=talk.seat, order_number=order.number, text="News of your order.", client_id=fresh()
            )
    page = text_of(desk.get(DESK))
    assert re.search(r'href="/console/queues/messaging.copies/".*?k-stat-value">1<', page)
    assert 'href="/console/queues/governance.appeal/"' in page
    taken = desk.post("/console/queues/messaging.copies/next/")
    assert "News of your order." in text_of(desk.get(taken.url))
    desk.post(f"{taken.url}decide/", {"decision": "release", "reason": "These are news of orders."})
    settle()
    assert not Delivery.objects.filter(status=403).exists()


def _two_automatic_ones_are_stopped(talk: Talk, conversation_id: UUID) -> None:
    """By the content policy, and before the store may say what its goods are like."""
    Store.objects.filter(id=talk.store.id).update(verified_at=None)
    opening.forget_openings()
    for text in ("Write me on WhatsApp, it is +34 600 111 222.", "The lamp is 30 cm high."):
        with suppress(MessageBlocked, ParametersNotYet):
            talk.answer(conversation_id, text, automatic=True, program_id=new_id())
    Store.objects.filter(id=talk.store.id).update(verified_at=clock.now())
    opening.forget_openings()


@pytest.mark.rule("OPR-05", "MSG-06", "MSG-11")
def test_the_report_says_what_goes_with_soon_answers(
    talk: Talk, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The lamp shop answers after ten minutes, the tea house after three hours: each of a few questions by hand."""
    market, today = talk.market, clock.now().date()
    with clock.moved(timedelta(days=-2)):
        import_rates(day=clock.now().date(), source="test", per_usd=RATES)
        pricing.forget()
        lamps = [talk.ask(device="mobile"), talk.ask(viewer=talk.another_buyer(), device="desktop")]
        with clock.moved(timedelta(minutes=10)):
            for asked in lamps:
                talk.answer(asked.conversation_id)
            with suppress(MessageBlocked):
                talk.answer(lamps[0].conversation_id, "Pay by bank transfer, my WhatsApp is +34 600 111 222.")
            talk.answer(lamps[1].conversation_id, "We are open again tomorrow.", automatic=True, program_id=new_id())
            _two_automatic_ones_are_stopped(talk, lamps[0].conversation_id)
            talk.order()  # by the first of the two who asked
        tea = Product.objects.get(id=market.tea.product_id).number
        asking = {"product_number": tea, "entry": "store_page", "device": "desktop"}
        teas = [talk.ask(viewer=buyer, **asking) for buyer in (talk.buyer, *(talk.another_buyer() for _ in range(4)))]
        with clock.moved(timedelta(hours=3)):
            clerk = Seat(talk.clerk.id, market.tea_house.id, RIGHTS)
            for asked in teas:
                talk.answer(asked.conversation_id, viewer=clerk)
            market.place({"tea": 1})
            market.place({"tea": 1})
    for number in range(3):
        market.place({"lamp": 1, "tea": number} if number else {"lamp": 1})
    lamp_orders, tea_orders = (
        list(StoreOrder.objects.filter(store_id=store.id)) for store in (market.lamp_shop, market.tea_house)
    )
    assert (len(lamp_orders), len(tea_orders)) == (4, 4)
    for order in (lamp_orders[0], *tea_orders[:3]):
        disputed(order)
    StoreDay.objects.create(store_id=market.lamp_shop.id, day=today, rated=4, communication=19)
    StoreDay.objects.create(store_id=market.tea_house.id, day=today, rated=2, communication=7)
    StoreDay.objects.create(store_id=market.tea_house.id, day=today - timedelta(days=900), rated=9, communication=9)
    text = text_of(desk.get("/console/reports/messages/"))
    assert dict(re.findall(r'k-stat-label">([^<]*)</span><bdi class="k-stat-value">([^<]*)</bdi>', text)) == {
        "Questions before an order": "7",
        "Begun on a product page": "28.6%",
        "Answered automatically": "12.5%",
        "Automatic answers that keep the rules": "33.3%",
        "Gain in conversion, first class over the rest": "150.0%",
        "Fewer disputes, first class than the rest": "66.7%",
    }
    for figure in ("23.6%", "17.2%", "4.89", "82.4%", "42.0%", "99.6%"):
        assert figure in text, figure
    assert _rows(desk.get("/console/reports/messages/?csv=classes"))[1:] == [
        ["Up to 37 mins", "1", "2", "1", "50.0", "4", "1", "25.0", "4.75"],
        ["Up to 1 day", "1", "5", "1", "20.0", "4", "3", "75.0", "3.5"],
    ]
    assert _rows(desk.get("/console/reports/messages/?csv=answers"))[1:] == [
        ["People of the store", "7", "87.5", "1", "87.5"],
        ["Automatically", "1", "12.5", "2", "33.3333"],
    ]
    devices = {row[0]: row[1:] for row in _rows(desk.get("/console/reports/messages/?csv=devices"))[1:]}
    assert devices == {"Phone": ["1", "14.2857"], "Computer": ["6", "85.7143"]}
    with django_assert_max_num_queries(11):
        desk.get("/console/reports/messages/")


@pytest.mark.rule("OPR-05")
def test_what_answers_cost_stands_beside_the_return_of_the_stores_promotions(
    talk: Talk, desk: Client, settle: Callable[[], None]
) -> None:
    """A coupon of ¥10.00 lowers one order, coins pay a part of another, both of a third."""
    market, shop = talk.market, talk.market.tea_house
    asked = talk.ask(product_number=Product.objects.get(id=market.tea.product_id).number)
    talk.answer(asked.conversation_id, viewer=Seat(talk.clerk.id, shop.id, RIGHTS))
    Desk.objects.update_or_create(store_id=shop.id, defaults={"cost_minor": 150})
    fund(shop)
    takes_coins(shop, market.tea.product_id)
    give(market.buyer, 5000, shop)
    own = coupon(shop, amount_minor=1000, per_buyer=2)
    paid, used = [], 0
    for coupons, coins in (([own.id], 0), ([], 300), ([own.id], 300), ([], 0)):
        market.put(market.tea)
        quote, _ = with_coupons(market.buyer, market.quote(), coupons)
        taken = with_coins(market.buyer, quote, coins)[1].coins if coins else 0
        used += taken
        placed = place_order(viewer=market.buyer, wish=market.wish(coupons=coupons, coins=taken))
        order = BuyerOrder.objects.get(id=placed.buyer_order_id)
        pay(order)
        settle()
        paid.append(StoreOrder.objects.get(buyer_order_id=order.id).total_minor)
    market.put(market.tea)
    place_order(viewer=market.buyer, wish=market.wish())  # never paid
    assert used > 500
    [row] = _rows(desk.get("/console/reports/messages/?csv=costs"))[1:]
    rate = Decimal("7.20") / Decimal("0.92")

    def yuan(*euro_cents: int) -> str:
        return str(money(Money(sum(euro_cents), "EUR").convert(rate, "CNY")))

    sold = Money(sum(paid[:3]), "EUR").convert(rate, "CNY").minor
    assert row == [
        shop.name, "1", str(money(Money(150, "CNY"))), "5", str(money(Money(30, "CNY"))),
        str(money(Money(2000, "CNY"))), yuan(paid[0], paid[2]), str(money(Money(used, "CNY"))), yuan(paid[1], paid[2]),
        str(round(sold / (2000 + used), 4)),
    ]  # fmt: skip
    ways = {way.code: way for way in compared(Seat(talk.clerk.id, shop.id, frozenset({"marketing.coins"})))}
    assert row[5:9] == [str(money(m)) for code in ("coupons", "coins") for m in (ways[code].cost, ways[code].sold)]
    last_year = desk.get("/console/reports/messages/?csv=costs&from=2020-01-01&to=2020-02-01")
    assert _rows(last_year)[1:] == []


def test_pages_ask_little(
    talk: Talk, desk: Client, settle: Callable[[], None], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    order = talk.order("Please ring twice.")
    settle()
    identity = Conversation.objects.get(stream="order_note").id
    desk.get(DESK)
    with django_assert_max_num_queries(7):
        desk.get(f"{DESK}?q={order.number}")
    with django_assert_max_num_queries(12):
        desk.get(f"{DESK}{identity}/")
    with django_assert_max_num_queries(6):
        desk.get(LAB)


def _rows(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
