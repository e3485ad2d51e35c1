"""The buyer's messages: the center, a conversation, the first message (MSG-01, MSG-03, MSG-04, MSG-13, BUY-03)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.messaging.models import Conversation
from kontor.contexts.messaging.queries.inbox import buyer_unread
from kontor.contexts.messaging.services.change_settings import SettingsChange, change_settings
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.written import Talk, fresh, texts_of
from kontor.contexts.messaging.words import Stream
from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers.models import Business
from kontor.platform import events
from kontor.platform.reference import forget_all
from kontor.sites.storefront.messages.tests.pages import CENTRE, client_id, page

pytestmark = pytest.mark.django_db


def unread_at_a_glance(client: Client) -> int:
    found = re.search(
        r'href="/account/messages/" class="k-stat.*?k-stat-value">(\d+)<', page(client, "/account/"), re.DOTALL
    )
    assert found is not None
    return int(found.group(1))


def three(talk: Talk) -> dict[str, Any]:
    """One conversation of each kind, each answered by the store."""
    asked = talk.ask("Is the lamp dimmable?").conversation_id
    order = talk.order("Please wrap it.")
    events.drain()
    note = Conversation.objects.get(stream=Stream.ORDER_NOTE).id
    about = send_order_message(viewer=talk.buyer, order_number=order.number, text="When?", client_id=fresh())
    found = {Stream.INQUIRY: asked, Stream.ORDER_NOTE: note, Stream.ORDER_MESSAGE: about.conversation_id}
    for stream, conversation in found.items():
        talk.answer(conversation, f"Our answer to the {stream.value}.")
    return found


@pytest.mark.rule("MSG-01", "BUY-03")
def test_each_kind_has_its_own_tab_and_a_reply_goes_to_its_stream(talk: Talk, browser: Client) -> None:
    found = three(talk)
    for stream, conversation in found.items():
        html = page(browser, f"{CENTRE}?tab={stream.value}")
        assert [str(each) in html for each in found.values()] == [each is stream for each in found]
        assert f"Our answer to the {stream.value}." in html
        answer = browser.post(
            f"{CENTRE}{conversation}/",
            {"text": f"To the {stream.value}", "client_id": client_id(page(browser, f"{CENTRE}{conversation}/"))},
        )
        assert answer.headers["Location"] == f"{CENTRE}{conversation}/#f-text"
    for stream, conversation in found.items():
        assert texts_of(conversation)[-1] == ("buyer", f"To the {stream.value}")
    assert Conversation.objects.count() == 3


@pytest.mark.rule("BUY-03")
def test_the_center_opens_where_something_is_unread_and_shows_what_kontor_says(
    talk: Talk, browser: Client, django_assert_max_num_queries: Any
) -> None:
    found = three(talk)
    Notice.objects.create(
        account_id=talk.buyer.buyer_id, kind="order_paid", channel="page", language="en", cause="test", shown=True,
        values={"number": 4711, "total_minor": 1, "currency": "EUR"},
    )  # fmt: skip
    page(browser, f"{CENTRE}{found[Stream.INQUIRY]}/")
    html = page(browser, CENTRE)
    assert f"{CENTRE}{found[Stream.ORDER_NOTE]}/" in html
    assert 'href="?tab=order_note" aria-current="page"' in html
    with django_assert_max_num_queries(6):  # session, bell, both counts, the list
        page(browser, CENTRE)
    with django_assert_max_num_queries(6):
        assert "4711" in page(browser, f"{CENTRE}?tab=kontor")


@pytest.mark.rule("BUY-01")
def test_what_is_unread_is_counted_until_it_is_shown(
    talk: Talk, browser: Client, django_assert_max_num_queries: Any
) -> None:
    asked = talk.ask().conversation_id
    talk.answer(asked, "Yes.")
    talk.answer(asked, "And in red too.")
    assert unread_at_a_glance(browser) == 2
    with django_assert_max_num_queries(18):  # it is read in a transaction of its own
        assert "And in red too." in page(browser, f"{CENTRE}{asked}/")
    assert buyer_unread(talk.buyer)["all"] == 0
    with django_assert_max_num_queries(7):
        page(browser, f"{CENTRE}{asked}/")
    assert re.search(
        r'href="/account/messages/" class="k-stat".*?k-stat-value">0<', page(browser, "/account/"), re.DOTALL
    )


@pytest.mark.rule("MSG-01")
def test_contact_seller_begins_an_inquiry_and_goes_on_with_it(
    talk: Talk, browser: Client, django_assert_max_num_queries: Any
) -> None:
    ask = f"{CENTRE}ask/{talk.product.number}/"
    assert f'href="{ask}"' in _product(browser, talk)
    html = page(browser, ask)
    assert "Write to Lamp Shop" in html
    with django_assert_max_num_queries(8):
        page(browser, ask)
    sent = {"text": "Is it bright?", "client_id": client_id(html)}
    phone = {"HTTP_SEC_CH_UA_MOBILE": "?1"}
    where = browser.post(ask, sent, **phone).headers["Location"]
    conversation = Conversation.objects.get()
    assert where == f"{CENTRE}{conversation.id}/#f-text"
    assert (conversation.stream, conversation.subject_id) == ("inquiry", talk.product.id)
    assert (conversation.entry, conversation.device) == ("product_page", "mobile")
    assert browser.post(ask, sent).headers["Location"] == where  # sent twice, written once
    assert texts_of(conversation.id) == [("buyer", "Is it bright?")]
    assert browser.get(ask).headers["Location"] == where


def _product(browser: Client, talk: Talk) -> str:
    answer = browser.get(f"/p/{talk.product.number}/", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.rule("MSG-03")
def test_a_store_switches_contact_seller_off(talk: Talk, browser: Client) -> None:
    ask, of_store = f"{CENTRE}ask/{talk.product.number}/", f"{CENTRE}ask/store/{talk.store.slug}/"
    shop = f"/s/{talk.store.slug}/"
    assert ask in _product(browser, talk)
    assert of_store in page(browser, shop)
    change_settings(viewer=talk.seat, change=SettingsChange(contact_seller=False))
    forget_all()
    assert "/account/messages/ask/" not in _product(browser, talk)
    assert "/account/messages/ask/" not in page(browser, shop)
    for address in (ask, of_store):
        html = page(browser, address)
        assert "cannot be asked before an order" in html
        assert 'name="client_id"' not in html
        refused = browser.post(address, {"text": "Hello?", "client_id": fresh()})
        assert refused.status_code == 409
        assert "takes no questions before an order" in refused.content.decode()
    assert not Conversation.objects.exists()
    order = talk.order()
    answer = browser.post(f"/account/orders/{order.number}/message/", {"text": "Hello?", "client_id": fresh()})
    assert answer.status_code == 302  # after ordering one can write


@pytest.mark.rule("MSG-03")
def test_the_product_page_pays_nothing_for_the_link(
    talk: Talk, browser: Client, django_assert_num_queries: Any
) -> None:
    from kontor.contexts.messaging.queries.contact import contact_shown

    contact_shown(talk.store.id)
    with django_assert_num_queries(0):
        contact_shown(talk.store.id)
        contact_shown(talk.market.tea_house.id)  # one statement a minute serves all stores


def test_a_store_that_is_not_verified_yet_cannot_be_asked(talk: Talk, browser: Client) -> None:
    from kontor.contexts.messaging.opening import forget_openings

    Business.objects.update(verified_at=None, state="draft")
    forget_openings()
    assert "cannot be asked before an order" in page(browser, f"{CENTRE}ask/{talk.product.number}/")


@pytest.mark.rule("MSG-01", "BUY-02")
def test_an_order_has_send_message_and_shows_its_conversations(talk: Talk, browser: Client) -> None:
    order = talk.order("Please wrap it.")
    events.drain()
    address, send = f"/account/orders/{order.number}/", f"/account/orders/{order.number}/message/"
    html = page(browser, address)
    assert f'href="{send}"' in html
    assert "Please wrap it." in html
    written = browser.post(send, {"text": "When does it leave?", "client_id": client_id(page(browser, send))})
    about = Conversation.objects.get(stream=Stream.ORDER_MESSAGE)
    assert written.headers["Location"] == f"{CENTRE}{about.id}/#f-text"
    assert (about.entry, about.device, about.subject_number) == ("order_page", "desktop", order.number)
    html = page(browser, address)
    assert f'href="{CENTRE}{about.id}/"' in html
    assert f'href="{send}"' not in html
    assert browser.get(send).headers["Location"] == f"{CENTRE}{about.id}/#f-text"
