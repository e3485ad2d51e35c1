"""What was written stands in the dispute, the same for buyer, seller and arbiter (MSG-15, MSG-16)."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
from kontor.contexts.aftersales.tests.disputed import Case
from kontor.contexts.messaging.jobs import break_promises
from kontor.contexts.messaging.models import Message
from kontor.contexts.messaging.services.reply import reply
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.written import fresh, let_write
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel import clock
from kontor.kernel.viewer import Seat, System
from kontor.platform import reviews
from kontor.sites.console.tests.people import browser as operators_browser
from kontor.sites.storefront.checkout.tests.people import signed_in

pytestmark = pytest.mark.django_db
ASKED = "Where is it? <script>alert(1)</script>"
PROMISED = "Sorry. It ships within 3 days."
MANY = ("aftersales.view", "aftersales.answer", "messages.view", "messages.answer")


@pytest.fixture
def clerk(case: Case) -> Account:
    """Somebody of the store who writes and answers disputes."""
    let_write(case.market.lamp_shop)
    owner = case.market.lamp_shop.business.owner_id
    grant_seat(by=System("test"), store_id=case.order.store_id, account_id=owner, role="owner")
    made = make_account(audience="seller", given_name="Lin", family_name="Wei")
    grant_seat(by=System("test"), store_id=case.order.store_id, account_id=made.id, rights=sorted(MANY))
    return made


@pytest.fixture
def disputed(case: Case, clerk: Account) -> Case:
    """They wrote to each other, the store promised something, then the buyer asked the operator."""
    sent = send_order_message(
        viewer=case.buyer, order_number=case.order.number, text=ASKED, client_id=fresh()
    )  # fmt: skip
    seat = Seat(clerk.id, case.order.store_id, frozenset(MANY))
    reply(viewer=seat, conversation_id=sent.conversation_id, text=PROMISED, client_id=fresh())
    case.open_broken()
    case.offer(1000)
    escalate_dispute(viewer=case.buyer, dispute_id=case.dispute.id, text="They will not listen.")
    return case


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def desk(disputed: Case) -> Client:
    """An arbiter who has taken the case; before that, nothing of what was written is shown."""
    made = operators_browser(make_account(audience="operator"))
    assert ASKED[:11] not in read(made, f"/console/disputes/{disputed.dispute.number}/")
    item = reviews.ReviewItem.objects.get(subject_id=disputed.dispute.id, closed_at=None)
    assert made.post(f"/console/reviews/{item.pk}/take/").status_code == 302
    return made


def pages(case: Case, clerk: Account, buyer: Client, desk: Client) -> dict[str, str]:
    """The page of the case as buyer, seller and arbiter see it."""
    number = case.dispute.number
    return {
        "buyer": read(buyer, f"/account/disputes/{number}/"),
        "seller": read(signed_in(Client(), clerk), f"/seller/disputes/{number}/"),
        "arbiter": read(desk, f"/console/disputes/{number}/"),
    }


@pytest.mark.rule("MSG-15")
def test_all_three_see_exactly_what_was_written_and_when(
    disputed: Case, clerk: Account, browser: Client, desk: Client
) -> None:
    rows = list(Message.objects.order_by("position"))
    found = pages(disputed, clerk, browser, desk)
    for page in found.values():
        for row in rows:
            assert html.escape(row.text) in page
            assert f'datetime="{row.at:%Y-%m-%dT%H:%M}' in page
        assert "<script>alert(1)" not in page
        assert "Unchanged" in page
    assert "Lin Wei" not in found["buyer"]  # a buyer does not learn which colleague wrote
    assert "Lin Wei" in found["seller"]
    assert disputed.market.account.family_name not in found["seller"]
    for paper in ("json", "pdf"):
        copy = f"/account/messages/{rows[0].conversation_id}/evidence/{paper}/"
        assert copy in found["buyer"]
    signed = browser.get(f"/account/messages/{rows[0].conversation_id}/evidence/json/")
    assert signed.headers["Content-Disposition"].startswith("attachment")
    assert signed.headers["Cache-Control"] == "private, no-store"
    assert json.loads(signed.content)["content"]["messages"][0]["text"] == ASKED
    assert browser.get(f"/account/messages/{rows[0].conversation_id}/evidence/docx/").status_code == 404


@pytest.mark.rule("MSG-15")
def test_a_changed_word_is_seen_by_all_and_not_signed(
    disputed: Case, clerk: Account, browser: Client, desk: Client
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE messaging_message DISABLE TRIGGER USER")
        cursor.execute("UPDATE messaging_message SET text = 'It is lost.' WHERE position = 2")
        cursor.execute("ALTER TABLE messaging_message ENABLE TRIGGER USER")
    for page in pages(disputed, clerk, browser, desk).values():
        assert "Does not hold: something was changed" in page
    conversation = Message.objects.values_list("conversation_id", flat=True)[0]
    assert browser.get(f"/account/messages/{conversation}/evidence/json/").status_code == 409


@pytest.mark.rule("MSG-16")
def test_a_broken_promise_is_pointed_out_with_the_most_that_it_costs(
    disputed: Case, clerk: Account, browser: Client, desk: Client
) -> None:
    before = pages(disputed, clerk, browser, desk)
    assert all("The store has broken a promise" not in page for page in before.values())
    assert all("Other promises of the store" in page for page in before.values())
    with clock.moved(timedelta(days=4)):
        break_promises()
    total = disputed.order.total_minor * 2
    spelled = f"{total / 100:.2f}"
    for page in pages(disputed, clerk, browser, desk).values():
        assert "The store has broken a promise" in page
        assert "ships within 3 days" in page
        assert f"at most €{spelled}" in page


@pytest.mark.rule("MSG-15")
def test_without_the_right_to_read_messages_a_clerk_does_not(disputed: Case) -> None:
    other = make_account(audience="seller")
    rights = ["aftersales.view"]
    grant_seat(by=System("test"), store_id=disputed.order.store_id, account_id=other.id, rights=rights)
    page = read(signed_in(Client(), other), f"/seller/disputes/{disputed.dispute.number}/")
    assert "Where is it?" not in page
    assert "Read buyers" in page


def test_the_panel_asks_little(disputed: Case, browser: Client, django_assert_max_num_queries: Any) -> None:
    address = f"/account/disputes/{disputed.dispute.number}/"
    browser.get(address)
    with django_assert_max_num_queries(15):  # six for a conversation with its chain and promises
        browser.get(address)
