"""A buyer's coins in a browser: balance, expiry, history, the daily visit, tasks, a lottery (BUY-09, COI-10)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.models import Follow
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.jobs import draw
from kontor.contexts.coins.models import Lot, Purse, Ticket
from kontor.contexts.coins.rules.lottery import Prize
from kontor.contexts.coins.services.open_lottery import open_lottery
from kontor.contexts.coins.services.tell_of_expiry import tell_of_expiry
from kontor.contexts.coins.tests.factories import BOSS, fund, give, scene
from kontor.kernel import clock
from kontor.sites.storefront.account.tests.visitor import texts
from kontor.sites.storefront.checkout.tests.people import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/account/coins/"


@pytest.fixture
def market() -> Market:
    return make_market()


@pytest.fixture
def client(market: Market) -> Client:
    result = Client()
    result.cookies["kontor_place"] = "ES.EUR.en"
    return signed_in(result, market.account)


def opened(**given: Any) -> UUID:
    fields: dict[str, Any] = {
        "name": "Spring lottery", "price": 30, "per_buyer": 2, "prizes": [Prize("Gold", 12_500, 500)],
        "opens_at": clock.now(), "closes_at": clock.now() + timedelta(days=3),
    }  # fmt: skip
    return open_lottery(viewer=BOSS, **fields | given)


@pytest.mark.rule("BUY-09")
def test_balance_what_expires_when_and_where_each_came_from(
    client: Client, market: Market, django_assert_max_num_queries: Any
) -> None:
    assert "No coins yet" in texts(client.get(PAGE))
    fund(market.tea_house)
    give(market.buyer, 300, market.tea_house, name="Welcome")
    with clock.moved(timedelta(days=2)):
        give(market.buyer, 65)
        with django_assert_max_num_queries(20):
            text = texts(client.get(PAGE))
    assert re.search(r"To spend\s+365", text)
    assert "CN¥3.65" in text
    assert re.search(r"Next to expire\s+300", text)
    assert text.count("Given to you") == 2
    assert "+300" in text
    assert f"Welcome · {market.tea_house.name}" in text
    other = signed_in(Client(), make_account())
    assert "Welcome" not in texts(other.get(PAGE))


@pytest.mark.rule("BUY-09")
def test_the_history_goes_by_key(client: Client, market: Market) -> None:
    for index in range(31):
        give(market.buyer, 1, name=f"Gift number {index:02}")
    first = client.get(PAGE)
    text = texts(first)
    assert "Gift number 30" in text
    assert "Gift number 00" not in text
    older = re.search(r'href="(/account/coins/\?before=[^#"]+)', first.content.decode())
    assert older is not None
    text = texts(client.get(older[1]))
    assert "Gift number 00" in text
    assert "Gift number 01" not in text


@pytest.mark.rule("BUY-09", "COI-08")
def test_a_warning_of_expiry_stands_there_until_it_is_read(
    client: Client, market: Market, settle: Callable[[], None]
) -> None:
    give(market.buyer, 40)
    Lot.objects.update(expires_at=clock.now() + timedelta(days=10))
    assert tell_of_expiry(stage=1) == 1
    settle()
    found = re.search(r'action="(/account/notices/[^"]+/)"', client.get(PAGE).content.decode())
    assert found is not None
    client.post(found[1])
    assert 'action="/account/notices/' not in client.get(PAGE).content.decode()


@pytest.mark.rule("BUY-09")
def test_the_daily_visit_gives_once_a_day_and_a_task_when_it_is_done(client: Client, market: Market) -> None:
    daily = scene(kind="check_in", coins=5, name="Every day")
    fund(market.tea_house)
    task = scene(market.tea_house, kind="task", task="follow", coins=20, name="Follow us")
    text = texts(client.get(PAGE))
    assert "Every day" in text
    assert f"Follow us · {market.tea_house.name}" in text
    for _ in range(2):
        client.post(f"{PAGE}earn/{daily.id}/", {"what": "day"})
    assert Purse.objects.get().coins == 5
    assert "Done for today" in texts(client.get(PAGE))
    client.post(f"{PAGE}earn/{task.id}/", {"what": "task"})
    assert "This task is not done yet" in texts(client.get(PAGE))
    assert Purse.objects.get().coins == 5
    Follow.objects.create(buyer_id=market.account.pk, store_id=market.tea_house.id)
    client.post(f"{PAGE}earn/{task.id}/", {"what": "task"})
    assert "20 coins are yours" in texts(client.get(PAGE))
    assert Purse.objects.get().coins == 25


@pytest.mark.rule("COI-10")
def test_a_lottery_with_published_odds_and_a_draw_that_anybody_checks(
    client: Client, market: Market, settle: Callable[[], None], django_assert_max_num_queries: Any
) -> None:
    lottery = opened()
    address = f"/coins/lottery/{lottery}/"
    anybody = Client()
    text = texts(anybody.get(address))
    assert re.search(r"Gold\s+500\s+1\.25 %\s+Nothing\s+0\s+98\.75 %", text)
    assert "secret until the draw" in text
    assert anybody.post(f"{address}ticket/").headers["Location"].startswith("/sign-in/")
    assert "You do not have enough coins for a ticket" in texts(client.get(address))
    give(market.buyer, 100)
    page = client.get(address).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    for _ in range(2):
        client.post(f"{address}ticket/", {"key": key[1]})
    assert (Ticket.objects.count(), Purse.objects.get().coins) == (1, 70)
    client.post(f"{address}ticket/", {"key": "another"})
    client.post(f"{address}ticket/", {"key": "a-third"})
    assert (Ticket.objects.count(), Purse.objects.get().coins) == (2, 40)
    assert "as many tickets as one buyer may have" in texts(client.get(address))
    with clock.moved(timedelta(days=4)):
        draw(lottery_id=lottery)
        settle()
        signed_in(client, market.account)
        with django_assert_max_num_queries(10):
            text = texts(client.get(address))
        assert "Reckoned again just now: the seed is the one that was promised" in text
        body = b"".join(anybody.get(f"{address}tickets.txt").streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(body).hexdigest() in text
    assert len(body.splitlines()) == 2
    Ticket.objects.filter(place=1).update(number=1)
    assert "Something does not fit" in texts(client.get(address))


def test_what_does_not_exist_is_absent(client: Client) -> None:
    nowhere = "/coins/lottery/00000000-0000-0000-0000-000000000007/"
    assert client.get(nowhere).status_code == 404
    assert client.post(f"{nowhere}ticket/", {"key": "x"}).status_code == 404
    assert client.get(f"{nowhere}tickets.txt").status_code == 404


def test_every_page_of_the_account_leads_to_the_coins(client: Client) -> None:
    assert 'href="/account/coins/"' in client.get("/account/").content.decode()
