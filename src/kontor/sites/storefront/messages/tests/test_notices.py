"""What a buyer who is away hears of messages: the bell, and a mail if wanted; no phone rings (MSG-14)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.messaging.tests.written import Talk
from kontor.contexts.notifications.models import Notice, PushSubscription
from kontor.contexts.notifications.queries import unread
from kontor.contexts.notifications.services.change_preferences import change_preferences
from kontor.sites.storefront.messages.tests.pages import CENTRE, page

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MSG-14")]
Settle = Callable[[], None]


@pytest.fixture
def offline(talk: Talk, settle: Settle) -> Talk:
    """The buyer wants everything on a phone too, and is not there."""
    PushSubscription.objects.create(
        account_id=talk.buyer.buyer_id, endpoint="https://push.example/1", endpoint_key="1", p256dh="k", auth="a"
    )
    settle()
    Notice.objects.all().delete()
    return talk


def ways(talk: Talk) -> list[str]:
    rows = Notice.objects.filter(account_id=talk.buyer.buyer_id, kind="store_message")
    return sorted(rows.values_list("channel", flat=True))


def test_no_phone_rings_the_bell_and_the_mail_stay(offline: Talk, browser: Client, settle: Settle) -> None:
    asked = offline.ask().conversation_id
    offline.answer(asked, "Yes, it is.")
    offline.answer(asked, "And in red too.")
    settle()
    assert ways(offline) == ["email"]  # which the bell shows too; told once for what is unread
    assert unread(offline.buyer) == 1
    assert "Lamp Shop has written to you" in page(browser, "/account/notices/")
    page(browser, f"{CENTRE}{asked}/")
    assert unread(offline.buyer) == 0  # reading the conversation reads its notice
    offline.answer(asked, "One more thing.")
    settle()
    assert (ways(offline), unread(offline.buyer)) == (["email", "email"], 1)


def test_who_has_a_phone_alone_gets_no_text_message(offline: Talk, settle: Settle) -> None:
    phone = {"email": "", "email_key": None, "phone": "+34600111222"}
    Account.objects.filter(id=offline.buyer.buyer_id).update(**phone)
    offline.answer(offline.ask().conversation_id, "Yes, it is.")
    settle()
    assert ways(offline) == ["page"]


@pytest.mark.parametrize(("off", "channels", "shown"), [("mail", ["page"], 1), ("page", ["email"], 0)])
def test_the_buyers_own_choice_remains(
    offline: Talk, browser: Client, settle: Settle, off: str, channels: list[str], shown: int
) -> None:
    html = page(browser, "/account/notices/choices/")
    assert 'value="store_message.page"' in html
    assert 'value="store_message.mail"' in html
    assert 'value="store_message.push"' not in html
    change_preferences(
        account_id=offline.buyer.buyer_id, off={f"store_message.{off}"}, quiet=False, quiet_from=22, quiet_until=7,
        zone="UTC",
    )  # fmt: skip
    offline.answer(offline.ask().conversation_id, "Yes, it is.")
    settle()
    assert (ways(offline), unread(offline.buyer)) == (channels, shown)


def test_who_looks_at_the_conversation_is_told_nothing(offline: Talk, browser: Client, settle: Settle) -> None:
    asked = offline.ask().conversation_id
    offline.answer(asked, "Yes, it is.")
    page(browser, f"{CENTRE}{asked}/since/?after=&seen=1")  # the open page has fetched it
    settle()
    assert ways(offline) == []
