"""The inbox and a conversation at the Seller Center (MSG-01, MSG-06, MSG-07, MSG-08)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.models import Conversation, InternalNote, Message
from kontor.contexts.messaging.services.save_phrase import save_phrase
from kontor.contexts.messaging.tests.written import Talk, fresh, make_talk, strict
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel import clock
from kontor.kernel.viewer import System
from kontor.sites.seller_center.tests.conftest import seller, signed_in
from kontor.sites.seller_center.tests.talking import LIST, at_work, here, sent, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(db: None) -> Iterator[Talk]:
    with judging.instead(judge=strict):
        yield make_talk()


@pytest.fixture
def browser(talk: Talk) -> Client:
    return signed_in(talk.clerk)


@pytest.mark.rule("MSG-01", "MSG-08")
def test_the_streams_are_apart_and_the_tabs_count(talk: Talk, browser: Client, settle: Callable[[], None]) -> None:
    asked = talk.ask("Is it dimmable?")
    order = talk.order("Please ring twice.")
    settle()
    inquiry = browser.get(LIST + "?stream=inquiry&tab=all").content.decode()
    assert str(asked.conversation_id) in inquiry
    assert "ring twice" not in inquiry
    notes = text_of(browser.get(LIST + "?stream=order_note&tab=all"))
    assert "Please ring twice." in notes
    assert str(asked.conversation_id) not in notes
    assert "Is it dimmable?" in text_of(browser.get(LIST))
    talk.answer(asked.conversation_id)
    assert "Is it dimmable?" not in text_of(browser.get(LIST + "?tab=pending"))
    assert "Yes, it is." in text_of(browser.get(LIST + "?tab=replied"))
    assert str(order.number) not in text_of(browser.get(LIST + "?stream=inquiry&tab=all"))


@pytest.mark.rule("MSG-06")
def test_the_most_urgent_stands_first_with_its_time(talk: Talk, browser: Client) -> None:
    first = talk.ask("First?")
    with clock.moved(timedelta(minutes=20)):
        second = talk.ask("Second?", viewer=talk.another_buyer())
        page = browser.get(LIST).content.decode()
    places = [page.index(f"{LIST}{one.conversation_id}/") for one in (first, second)]
    assert places == sorted(places)
    assert "data-countdown" in page


@pytest.mark.rule("MSG-06", "MSG-07")
def test_what_is_late_and_what_is_unanswered_is_said(talk: Talk, browser: Client) -> None:
    asked = talk.ask()
    row = Conversation.objects.get(id=asked.conversation_id)
    assert row.due_at is not None
    assert row.late_at is not None
    with clock.moved(row.late_at - clock.now() + timedelta(seconds=1)):
        assert "Unanswered" in text_of(signed_in(talk.clerk).get(LIST))


@pytest.mark.rule("MSG-08")
def test_a_conversation_is_read_answered_and_done(talk: Talk, browser: Client) -> None:
    asked = talk.ask("Is it dimmable?")
    page = text_of(browser.get(here(asked.conversation_id)))
    assert "Is it dimmable?" in page
    assert Conversation.objects.get(id=asked.conversation_id).unread_store == 0
    early = browser.post(here(asked.conversation_id, "resolve/"), follow=True)
    assert "The buyer waits for an answer." in text_of(early)
    answered = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), "Yes, it is."))
    assert answered.status_code == 302
    assert "Yes, it is." in text_of(browser.get(here(asked.conversation_id)))
    browser.post(here(asked.conversation_id, "resolve/"))
    assert Conversation.objects.get(id=asked.conversation_id).state == "resolved"
    browser.post(here(asked.conversation_id, "reopen/"))
    assert Conversation.objects.get(id=asked.conversation_id).state == "open"


@pytest.mark.rule("MSG-08")
def test_notes_and_assignment(talk: Talk, browser: Client) -> None:
    asked = talk.ask()
    browser.post(here(asked.conversation_id, "note/"), {"note": "Ask the workshop."})
    browser.post(here(asked.conversation_id, "assign/"), {"account": str(talk.clerk.id)})
    page = text_of(browser.get(here(asked.conversation_id)))
    assert "Ask the workshop." in page
    assert "Assigned to Lin Wei" in page
    assert browser.post(here(asked.conversation_id, "note/"), {"note": " "}).status_code == 422
    assert InternalNote.objects.count() == 1
    assert browser.post(here(asked.conversation_id, "assign/"), {"account": "nobody"}).status_code == 422
    assert "Lin Wei" in text_of(browser.get(LIST + "?tab=all&who=me"))
    assert "Nothing fits" in text_of(browser.get(LIST + f"?tab=all&who={seller('Mo').id}"))


@pytest.mark.rule("MSG-08")
def test_a_phrase_is_filled_from_the_conversation(talk: Talk, browser: Client) -> None:
    asked = talk.ask("¿Está disponible esta lámpara?", language="es")
    texts = {"zh-hans": "{product} 有货。", "es": "Sí, {product} está disponible.", "en": "Yes, {product} is there."}
    phrase = save_phrase(viewer=talk.seat, title="In stock", texts=texts)
    page = text_of(browser.get(here(asked.conversation_id, f"?phrase={phrase}")))
    title = Conversation.objects.get(id=asked.conversation_id).subject_title
    assert re.search(rf"<textarea[^>]*> ?Sí, {re.escape(title)} está disponible\.</textarea>", page)


@pytest.mark.rule("MSG-08")
def test_the_next_one_is_the_next_of_the_inbox(talk: Talk, browser: Client) -> None:
    first = talk.ask("First?")
    with clock.moved(timedelta(minutes=5)):
        second = talk.ask("Second?", viewer=talk.another_buyer())
    with clock.moved(timedelta(minutes=6)):
        third = talk.ask("Third?", viewer=talk.another_buyer())
    middle = browser.get(here(second.conversation_id, "?tab=pending")).content.decode()
    assert re.search(rf'href="{here(first.conversation_id)}[^"]*" data-key="k"', middle)
    assert re.search(rf'href="{here(third.conversation_id)}[^"]*" data-key="j"', middle)
    talk.answer(second.conversation_id)
    after = browser.get(here(second.conversation_id, "?tab=pending")).content.decode()
    assert re.search(rf'href="{here(first.conversation_id)}[^"]*" data-key="j"', after)


@pytest.mark.rule("MSG-08")
def test_search_finds_numbers_and_words(talk: Talk, browser: Client) -> None:
    talk.ask("Does it come with a dimmer?")
    talk.ask("When do you open?", viewer=talk.another_buyer())
    assert "When do you open" not in text_of(browser.get(LIST + "?tab=all&q=dimmer"))
    assert "dimmer" in text_of(browser.get(LIST + f"?tab=all&q={talk.product.number}"))
    assert "Nothing fits" in text_of(browser.get(LIST + "?tab=all&q=nonsense"))


@pytest.mark.rule("MSG-08", "SEL-03")
def test_a_clerk_without_the_right_gets_nothing(talk: Talk) -> None:
    asked = talk.ask("Nobody may read this.")
    nobody = at_work(talk, "products.view")
    for path in (LIST, here(asked.conversation_id), here(asked.conversation_id, "since/")):
        answer = nobody.get(path)
        assert answer.status_code == 403
        assert "Nobody may read this." not in text_of(answer)
    assert 'href="/seller/messages/"' not in text_of(nobody.get("/seller/products/"))
    reader = at_work(talk, "messages.view")
    page = text_of(reader.get(here(asked.conversation_id)))
    assert "Nobody may read this." in page
    assert "<textarea" not in page
    refused = reader.post(here(asked.conversation_id, "reply/"), sent(fresh(), "Yes."))
    assert refused.status_code == 403
    assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 1


def test_another_store_finds_nothing(talk: Talk) -> None:
    asked = talk.ask()
    account = seller("Lars")
    grant_seat(by=System("test"), store_id=talk.market.tea_house.id, account_id=account.id, role="owner")
    stranger = signed_in(account)
    assert stranger.get(here(asked.conversation_id)).status_code == 404
    assert stranger.get(here(asked.conversation_id, "since/")).status_code == 404
    assert stranger.post(here(asked.conversation_id, "reply/"), sent(fresh(), "x")).status_code == 404
    assert stranger.post(here(asked.conversation_id, "here/")).status_code == 404


@pytest.mark.rule("MSG-06")
def test_the_to_do_page_counts_what_its_lists_hold(talk: Talk, browser: Client) -> None:
    asked = talk.ask()
    talk.ask(viewer=talk.another_buyer())
    talk.answer(asked.conversation_id)
    today = browser.get("/seller/").content.decode()
    assert re.search(r'href="/seller/messages/\?tab=pending"><span[^>]*>1</span>', today)
    assert len(re.findall(r"<tr><th scope=\"row\"", browser.get(LIST + "?tab=pending").content.decode())) == 1


@pytest.mark.rule("MSG-08")
def test_pages_go_by_key(talk: Talk, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kontor.sites.seller_center.messages.inbox.PAGE", 2)
    asked = [talk.ask(viewer=talk.another_buyer()).conversation_id for _ in range(3)]
    first = browser.get(LIST).content.decode()
    found = re.findall(rf"{LIST}([0-9a-f-]{{36}})/", first)
    [following] = re.findall(r'rel="next" href="([^"]+)"', first)
    second = re.findall(rf"{LIST}([0-9a-f-]{{36}})/", browser.get(LIST + html.unescape(following)).content.decode())
    assert [*found, *second] == [str(each) for each in asked]


@pytest.mark.rule("MSG-08")
def test_pages_ask_little(talk: Talk, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    asked = talk.ask()
    for _ in range(4):
        talk.ask(viewer=talk.another_buyer())
    browser.get(LIST)
    browser.get(here(asked.conversation_id))
    with django_assert_max_num_queries(8):
        browser.get(LIST)
    with django_assert_max_num_queries(18):
        browser.get(here(asked.conversation_id))
    with django_assert_max_num_queries(12):
        browser.get(here(asked.conversation_id, "since/"))
