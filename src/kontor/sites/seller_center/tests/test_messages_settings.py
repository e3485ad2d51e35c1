"""Message Settings, quick phrases and Message Logs (MSG-03, MSG-06, MSG-08, MSG-11, MSG-12, MSG-13)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.messaging import judging, opening
from kontor.contexts.messaging.errors import MessageBlocked
from kontor.contexts.messaging.models import AutoReplyText, Delivery, Desk, Phrase
from kontor.contexts.messaging.queries.settings import contact_open
from kontor.contexts.messaging.tests.written import Talk, fresh, make_talk, strict
from kontor.contexts.sellers.models import Store
from kontor.kernel import clock
from kontor.sites.seller_center.tests.conftest import signed_in
from kontor.sites.seller_center.tests.talking import at_work, text_of

pytestmark = pytest.mark.django_db
SETTINGS, AUTO = "/seller/messages/settings/", "/seller/messages/settings/auto/"
LOGS, PHRASES = "/seller/messages/logs/", "/seller/messages/phrases/"
ZONE = "Your store has not chosen its time zone"


@pytest.fixture
def talk(db: None) -> Iterator[Talk]:
    with judging.instead(judge=strict):
        yield make_talk()


@pytest.fixture
def browser(talk: Talk) -> Client:
    return signed_in(talk.clerk)


def desk(talk: Talk) -> Desk:
    return Desk.objects.get(store_id=talk.store.id)


@pytest.mark.rule("MSG-12")
def test_until_a_zone_is_chosen_a_warning_stands_in_inbox_settings_and_store_health(
    talk: Talk, browser: Client
) -> None:
    asked = talk.ask()
    for page in ("/seller/messages/", SETTINGS, "/seller/standing/"):
        assert ZONE in text_of(browser.get(page)), page
    at_zero = text_of(browser.get(f"/seller/messages/{asked.conversation_id}/"))
    assert f">{clock.now():%H:%M}" in at_zero or f">{asked.at:%H:%M}" in at_zero
    saved = browser.post(SETTINGS, {"time_zone": "Asia/Shanghai", "contact_seller": "1"})
    assert saved.status_code == 302
    for page in ("/seller/messages/", SETTINGS, "/seller/standing/"):
        assert ZONE not in text_of(browser.get(page)), page
    hour = f"{(asked.at.hour + 8) % 24:02}:{asked.at.minute:02}"
    assert f">{hour}</time>" in text_of(browser.get(f"/seller/messages/{asked.conversation_id}/"))


@pytest.mark.rule("MSG-03")
def test_contact_seller_is_switched_off_and_on(talk: Talk, browser: Client) -> None:
    assert contact_open(talk.buyer, talk.store.id)
    browser.post(SETTINGS, {"time_zone": "Asia/Shanghai"})
    assert not contact_open(talk.buyer, talk.store.id)
    browser.post(SETTINGS, {"time_zone": "Asia/Shanghai", "contact_seller": "1"})
    assert contact_open(talk.buyer, talk.store.id)


@pytest.mark.rule("MSG-06")
def test_own_working_hours_are_spans_of_each_day(talk: Talk, browser: Client) -> None:
    week = ["09:00-12:00 13:00-22:00", *["09:00-22:00"] * 4, "", ""]
    form = {"time_zone": "Asia/Shanghai", "contact_seller": "1", "own_hours": "1", "calendar_zone": "Europe/Sofia"}
    assert browser.post(SETTINGS, form | {"hours": week}).status_code == 302
    kept = desk(talk)
    assert kept.hours[0] == [[540, 720], [780, 1320]]
    assert (kept.hours[5], kept.calendar_zone) == ([], "Europe/Sofia")
    wrong = browser.post(SETTINGS, form | {"hours": ["22:00-09:00", *week[1:]]})
    assert wrong.status_code == 422
    assert "22:00-09:00" in text_of(wrong)
    few = browser.post(SETTINGS, form | {"hours": ["09:00-10:00", *[""] * 6]})
    assert "at least 40 hours" in text_of(few)
    assert desk(talk).hours == kept.hours
    browser.post(SETTINGS, {"time_zone": "Asia/Shanghai", "contact_seller": "1", "hours": week})
    assert desk(talk).hours == []


@pytest.mark.rule("MSG-11")
def test_automatic_replies_have_hours_and_words_of_the_stores_own(talk: Talk, browser: Client) -> None:
    page = text_of(browser.get(SETTINGS))
    for kind in ("Welcome", "Out of stock", "Logistics update"):
        assert kind in page
    form = {"on": "1", "from": "18:00", "to": "09:00", "welcome.es": "¡Hola! Respondemos mañana.", "welcome.en": ""}
    assert browser.post(AUTO, form).status_code == 302
    kept = desk(talk)
    assert (kept.auto_on, kept.auto_from, kept.auto_to) == (True, 1080, 540)
    own = AutoReplyText.objects.get()
    assert (own.template, own.language, own.text) == ("welcome", "es", "¡Hola! Respondemos mañana.")
    blocked = browser.post(AUTO, form | {"welcome.fr": "Écrivez-moi sur WhatsApp."})
    assert blocked.status_code == 422
    assert "Écrivez-moi sur WhatsApp." in text_of(blocked)
    strange = browser.post(AUTO, form | {"welcome.fr": "Bonjour {nom}."})
    assert "{nom}" in text_of(strange)
    assert AutoReplyText.objects.count() == 1


@pytest.mark.rule("MSG-05", "MSG-11")
def test_before_the_store_is_verified_no_automatic_text_says_what_goods_are_like(talk: Talk, browser: Client) -> None:
    Store.objects.filter(id=talk.store.id).update(verified_at=None)
    opening.forget_openings()
    form = {"on": "1", "from": "00:00", "to": "24:00", "welcome.en": "Hello! Our lamps are 30 cm, 100 % cotton."}
    refused = browser.post(AUTO, form)
    assert refused.status_code == 403
    page = text_of(refused)
    assert "Your store may write that when its brand is verified." in page
    assert form["welcome.en"] in page  # what was typed stays
    assert not AutoReplyText.objects.exists()


@pytest.mark.rule("MSG-08")
def test_phrases_are_written_changed_and_removed(browser: Client) -> None:
    pair = {"title": "In stock", "text-zh-hans": "{product} 有货。", "text-en": "{product} is in stock."}
    assert browser.post(PHRASES, pair).status_code == 302
    phrase = Phrase.objects.get()
    assert phrase.texts == {"zh-hans": "{product} 有货。", "en": "{product} is in stock."}
    assert "{product} 有货。</textarea>" in text_of(browser.get(f"{PHRASES}?change={phrase.id}"))
    changed = browser.post(PHRASES, pair | {"phrase": str(phrase.id), "title": "There"})
    assert changed.status_code == 302
    assert Phrase.objects.get().title == "There"
    strange = browser.post(PHRASES, pair | {"text-en": "{nobody}"})
    assert strange.status_code == 422
    assert "{nobody}" in text_of(strange)
    assert browser.post(f"{PHRASES}{phrase.id}/remove/").status_code == 302
    assert not Phrase.objects.exists()


@pytest.mark.rule("MSG-13")
def test_the_log_says_what_became_of_every_message(talk: Talk, browser: Client) -> None:
    asked = talk.ask("Is it dimmable?")
    talk.answer(asked.conversation_id, "Yes, it is.")
    with pytest.raises(MessageBlocked):
        talk.answer(asked.conversation_id, "Write me on WhatsApp.")
    page = text_of(browser.get(LOGS))
    assert "Is it dimmable?" in page
    assert "<mark>WhatsApp</mark>" in page
    assert "Policy violation" in page
    refused = text_of(browser.get(LOGS + "?status=403"))
    assert "Yes, it is." not in refused
    assert "This leads out of the market." in refused
    found = text_of(browser.get(LOGS + "?q=dimmable"))
    assert "WhatsApp" not in found
    later = text_of(browser.get(LOGS + "?from=2099-01-01"))
    assert "Nothing fits" in later
    answer = browser.get(f"{LOGS}export/?status=403")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [row[1] for row in rows] == ["Status", "403"]
    assert rows[1][2] == "Policy violation"


@pytest.mark.rule("MSG-13")
def test_a_failed_one_is_tried_again_by_hand(talk: Talk, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = talk.ask()
    with monkeypatch.context() as patched:

        def broken(*_given: object) -> None:
            raise RuntimeError

        patched.setattr("kontor.contexts.messaging.sending.deliver", broken)
        browser.post(f"/seller/messages/{asked.conversation_id}/reply/", {"text": "Yes.", "client_id": fresh()})
    failed = Delivery.objects.get(status=500)
    assert f'action="{LOGS}{failed.id}/again/"' in text_of(browser.get(LOGS + "?status=500"))
    assert "The message is delivered." in text_of(browser.post(f"{LOGS}{failed.id}/again/", follow=True))
    assert "Yes." in text_of(browser.get(f"/seller/messages/{asked.conversation_id}/"))
    twice = browser.post(f"{LOGS}{failed.id}/again/", follow=True)
    assert "need not be tried again" in text_of(twice)


@pytest.mark.rule("SEL-03")
def test_each_page_needs_its_right(talk: Talk) -> None:
    reader = at_work(talk, "messages.view")
    assert reader.get(LOGS).status_code == 200
    for page in (SETTINGS, PHRASES):
        assert reader.get(page).status_code == 403
    assert reader.post(AUTO, {"on": "1"}).status_code == 403
    assert not Desk.objects.filter(store_id=talk.store.id, auto_on=True).exists()


def test_pages_ask_little(talk: Talk, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    talk.ask()
    for page in (LOGS, SETTINGS, PHRASES):
        browser.get(page)
    with django_assert_max_num_queries(11):
        browser.get(LOGS)
    with django_assert_max_num_queries(11):
        browser.get(SETTINGS)
    with django_assert_max_num_queries(5):
        browser.get(PHRASES)
