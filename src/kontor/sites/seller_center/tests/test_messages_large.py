"""The inbox page of a store with 10,000 conversations, and the first of them opened (MSG-08)."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.messaging.models import Conversation
from kontor.contexts.messaging.tests.written import make_talk
from kontor.sites.seller_center.tests.conftest import signed_in
from kontor.sites.seller_center.tests.talking import LIST, here, text_of
from tests.support.conversations import fill
from tests.support.plans import Plans

MANY = 10_000
LARGE = ("messaging_conversation", "messaging_message")


@pytest.mark.django_db
@pytest.mark.rule("MSG-08")
def test_the_page_over_ten_thousand_conversations(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    talk = make_talk()
    browser = signed_in(talk.clerk)
    fill(talk.store.id, MANY, each=3)
    fill(talk.market.tea_house.id, MANY // 5, each=3)  # another store's stand between them
    browser.get(LIST)  # what is read once a process
    seen: list[str] = []
    address = f"{LIST}?tab=all"
    for _ in range(3):
        plans = Plans(LARGE, analyse=True)
        with django_assert_max_num_queries(8), connection.execute_wrapper(plans):
            page = browser.get(address).content.decode()
        assert plans.read <= 3000  # counts end at a thousand
        seen += dict.fromkeys(re.findall(rf'href="{LIST}([0-9a-f-]{{36}})/', page))
        [following] = re.findall(r'rel="next" href="([^"]+)"', page)
        address = LIST + html.unescape(following)
    assert len(seen) == len(set(seen)) == 90
    [oldest] = Conversation.objects.filter(store_id=talk.store.id, due_at__isnull=False).order_by("due_at")[:1]
    assert re.findall(rf'href="{LIST}([0-9a-f-]{{36}})/', browser.get(LIST).content.decode())[0] == str(oldest.id)
    with django_assert_max_num_queries(25):  # marks it as read
        opened = browser.get(here(oldest.id))
    with django_assert_max_num_queries(18):
        browser.get(here(oldest.id))
    assert text_of(opened).count("Hello, is this lamp still there in brass?") == 2
    assert "Yes, it is, and it leaves tomorrow." in text_of(opened)
