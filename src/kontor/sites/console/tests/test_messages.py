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
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.errors import CopiesHeld
from kontor.contexts.messaging.models import Conversation, Delivery, Desk
from kontor.contexts.messaging.policy import COPIES_AT_MOST
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.written import Talk, fresh, make_talk
from kontor.kernel import clock
from kontor.platform.audit.models import AuditRow

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


@pytest.mark.rule("OPR-05", "MSG-06")
def test_the_report_says_what_goes_with_soon_answers(
    talk: Talk, desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    asked = talk.ask(device="mobile")
    with clock.moved(timedelta(minutes=10)):
        talk.answer(asked.conversation_id)
        talk.order()
    talk.ask(viewer=talk.another_buyer(), entry="store_page", device="desktop")
    Desk.objects.update_or_create(store_id=talk.store.id, defaults={"cost_minor": 150})
    page = desk.get("/console/reports/messages/")
    text = text_of(page)
    figures = dict(re.findall(r'k-stat-label">([^<]*)</span><bdi class="k-stat-value">([^<]*)</bdi>', text))
    assert figures["Questions before an order"] == "2"
    assert figures["Begun on a product page"] == "50.0%"
    assert figures["Answers that keep the rules"] == "100.0%"
    for figure in ("23.6%", "17.2%", "4.89", "82.4%", "42.0%", "99.6%"):
        assert figure in text, figure
    classes = _rows(desk.get("/console/reports/messages/?csv=classes"))
    assert classes[1][1:5] == ["1", "2", "1", "50.0"]
    devices = {row[0]: row[1] for row in _rows(desk.get("/console/reports/messages/?csv=devices"))[1:]}
    assert devices == {"Phone": "1", "Computer": "1"}
    costs = _rows(desk.get("/console/reports/messages/?csv=costs"))
    assert costs[1][1] == "1"
    with django_assert_max_num_queries(9):
        desk.get("/console/reports/messages/")


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
