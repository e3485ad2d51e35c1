"""The inbox and a conversation at the Seller Center (MSG-01, MSG-06, MSG-08, MSG-09, MSG-10, MSG-16)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.judging import Promised
from kontor.contexts.messaging.models import Conversation, Delivery, InternalNote, Message
from kontor.contexts.messaging.services.save_phrase import save_phrase
from kontor.contexts.messaging.tests.written import Talk, fresh, make_talk, strict
from kontor.contexts.sellers.models import Seat
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel import clock
from kontor.kernel.viewer import System
from kontor.sites.seller_center.tests.conftest import seller, signed_in

pytestmark = pytest.mark.django_db
LIST = "/seller/messages/"


@pytest.fixture
def talk(db: None) -> Iterator[Talk]:
    with judging.instead(judge=strict):
        yield make_talk()


@pytest.fixture
def browser(talk: Talk) -> Client:
    return signed_in(talk.clerk)


def at_work(talk: Talk, *rights: str) -> Client:
    account = seller("Mei")
    Seat.objects.create(store=talk.store, account=account, role="clerk", rights=sorted(rights))
    return signed_in(account)


def text_of(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def here(conversation: Any, rest: str = "") -> str:
    return f"{LIST}{conversation}/{rest}"


def sent(client_id: str, text: str, **more: str) -> dict[str, str]:
    return {"text": text, "client_id": client_id, **more}


@pytest.mark.rule("MSG-01", "MSG-08")
def test_the_streams_are_apart_and_the_tabs_count(talk: Talk, browser: Client) -> None:
    asked = talk.ask("Is it dimmable?")
    order = talk.order("Please ring twice.")
    inquiry = browser.get(LIST + "?stream=inquiry&tab=all").content.decode()
    assert str(asked.conversation_id) in inquiry
    assert "ring twice" not in inquiry
    notes = text_of(browser.get(LIST + "?stream=order_note&tab=all"))
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
    assert InternalNote.objects.count() == 1
    assert "Lin Wei" in text_of(browser.get(LIST + "?tab=all&who=me"))
    assert "Nothing fits" in text_of(browser.get(LIST + f"?tab=all&who={seller('Mo').id}"))


@pytest.mark.rule("MSG-08")
def test_a_phrase_is_filled_from_the_conversation(talk: Talk, browser: Client) -> None:
    asked = talk.ask(language="es")
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


@pytest.mark.rule("MSG-09", "MSG-10")
def test_a_blocked_answer_comes_back_marked_with_its_rule(talk: Talk, browser: Client) -> None:
    asked = talk.ask()
    words = "Write me on WhatsApp, please."
    answer = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words))
    assert answer.status_code == 403
    page = text_of(answer)
    assert "<mark>WhatsApp</mark>" in page
    assert "MSG-09" in page
    assert "This leads out of the market." in page
    assert f"{words}</textarea>" in page
    assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 1
    script = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words), HTTP_ACCEPT="application/json")
    assert script.status_code == 403
    assert "<mark>WhatsApp</mark>" in script.json()["html"]
    third = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words))
    assert "Your store cannot write to buyers until" in text_of(third)
    banner = text_of(browser.get(LIST))
    assert "Your store cannot write to buyers" in banner
    assert 'href="/seller/standing/"' in banner
    frozen = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), "Yes, it is."))
    assert frozen.status_code == 403
    assert "Yes, it is.</textarea>" in text_of(frozen)


@pytest.mark.rule("MSG-13")
def test_the_same_message_twice_is_one(talk: Talk, browser: Client) -> None:
    asked, client_id = talk.ask(), fresh()
    answers = [
        browser.post(here(asked.conversation_id, "reply/"), sent(client_id, "Yes."), HTTP_ACCEPT="application/json")
        for _ in range(3)
    ]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 2


@pytest.mark.rule("MSG-13")
def test_a_page_that_was_away_gets_what_it_missed_and_nothing_twice(talk: Talk, browser: Client) -> None:
    asked = talk.ask("One?")
    later = talk.answer(asked.conversation_id, "Two.")
    missed = browser.get(here(asked.conversation_id, f"since/?after={asked.message_id}"))
    assert re.findall(r'data-id="([^"]+)"', missed.content.decode()) == [str(later.message_id)]
    assert "data-chat-state" in missed.content.decode()
    assert "data-more" not in missed.content.decode()
    nothing = browser.get(here(asked.conversation_id, f"since/?after={later.message_id}"))
    assert "data-id" not in nothing.content.decode()


@pytest.mark.rule("MSG-13")
def test_a_failed_delivery_is_kept_and_the_page_says_so(
    talk: Talk, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = talk.ask()

    def broken(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("kontor.contexts.messaging.sending.deliver", broken)
    answer = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), "Yes."), follow=True)
    assert "Message sync error" in text_of(answer)
    assert "1 message has not been delivered yet." in text_of(answer)
    script = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), "No."), HTTP_ACCEPT="application/json")
    assert script.status_code == 503
    assert Delivery.objects.filter(status=500).count() == 2


@pytest.mark.rule("MSG-16")
def test_a_promise_is_shown_beside_stock_and_logistics_before_it_is_sent(talk: Talk) -> None:
    order = talk.order()
    asked = talk.ask()
    words = "It ships within 3 days."

    def promised(text: str, _language: str) -> list[Promised]:
        place = text.find("ships within 3 days")
        return [Promised(place, place + 19, "ships_within", days=3)] if place >= 0 else []

    browser = signed_in(talk.clerk)
    with judging.instead(promises=promised):
        first = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words))
        page = text_of(first)
        assert first.status_code == 409
        assert "You promise something" in page
        assert "In stock now" in page
        assert f"{words}</textarea>" in page
        assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 1
        [word] = re.findall(r'name="promised" value="([0-9a-f]+)"', page)
        other = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words, promised="0" * 32))
        assert other.status_code == 409
        script = browser.post(
            here(asked.conversation_id, "reply/"), sent(fresh(), words), HTTP_ACCEPT="application/json"
        )
        assert (script.status_code, word in script.json()["html"]) == (409, True)
        confirmed = browser.post(here(asked.conversation_id, "reply/"), sent(fresh(), words, promised=word))
    assert confirmed.status_code == 302
    assert Message.objects.filter(conversation_id=asked.conversation_id).count() == 2
    assert order.number


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
    with django_assert_max_num_queries(14):
        browser.get(LIST)
    with django_assert_max_num_queries(24):
        browser.get(here(asked.conversation_id))
    with django_assert_max_num_queries(12):
        browser.get(here(asked.conversation_id, "since/"))
