"""Hearts, lists and followed stores in the browser (BUY-06, BUY-07)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.models import Follow, WishItem, WishList
from kontor.contexts.buyers.services.follow_store import follow_store
from kontor.contexts.buyers.services.keep_wish import Wished, keep_wish
from kontor.contexts.catalogue.models import Product
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.notifications.models import Notice
from kontor.contexts.search.models import Card
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.search.services.watch_wishes import watch_wishes
from kontor.contexts.sellers.errors import NewsEmpty, NewsTooSoon
from kontor.contexts.sellers.services.publish_news import publish_news
from kontor.contexts.sellers.services.remove_news import remove_news
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Seat
from kontor.sites.storefront.account.tests.visitor import Visitor, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-06")]
Settle = Callable[[], None]


@pytest.fixture
def market() -> Market:
    made = make_market()
    index_products(product_ids=list(Product.objects.values_list("id", flat=True)))
    return made


def _lamp(market: Market) -> Card:
    return Card.objects.get(product_id=market.lamp.product_id)


def test_a_visitors_hearts_go_along_at_sign_in(market: Market) -> None:
    visitor, card = Visitor(), _lamp(market)
    visitor.get("/")
    kept = visitor.send("/wishes/toggle/", {"wish": str(card.number), "next": "/search/?q=lamp"})
    assert kept.headers["Location"] == "/search/?q=lamp"
    page = visitor.get("/wishes/")
    assert card.title in texts(page)
    assert not WishItem.objects.exists()
    account = visitor.enter()
    assert visitor.get("/wishes/").headers["Location"] == "/wishes/"
    assert visitor.cookies["kontor_wishes"].value == ""
    assert WishItem.objects.get().buyer_id == account.id
    assert card.title in texts(visitor.get("/wishes/"))


def test_a_heart_is_pressed_and_released_and_shows_it(market: Market) -> None:
    visitor, card = Visitor(), _lamp(market)
    visitor.enter()
    path = f"/p/{card.slug}-{card.number}/"
    heart = f'value="{card.number}" aria-pressed='
    assert f'{heart}"false"' in visitor.get(path).content.decode()
    visitor.send("/wishes/toggle/", {"wish": str(card.number), "next": path})
    assert f'{heart}"true"' in visitor.get(path).content.decode()
    assert f'{heart}"true"' in visitor.get("/search/").content.decode()
    off = visitor.send("/wishes/toggle/", {"wish": str(card.number)}, accept="application/json")
    assert off.json() == {"on": False, "said": "It is off your wish list."}  # type: ignore[attr-defined]
    assert not WishItem.objects.exists()
    for wrong in ("", "x", "9" * 30, "123"):
        assert visitor.send("/wishes/toggle/", {"wish": wrong}).status_code == 404


def test_a_forged_cookie_keeps_nothing(market: Market) -> None:
    visitor = Visitor()
    visitor.cookies["kontor_wishes"] = "WzFd:forged:signature"
    assert "Nothing kept yet" in texts(visitor.get("/wishes/"))


def test_a_shared_list_tells_nothing_of_its_owner(market: Market) -> None:
    visitor, stranger, card = Visitor(), Visitor(), _lamp(market)
    account = visitor.enter(make_account(given_name="Zebedee"))
    visitor.send("/wishes/toggle/", {"wish": str(card.number)})
    mine = WishList.objects.get()
    visitor.send(f"/wishes/list/{mine.id}/", {"deed": "share"})
    mine.refresh_from_db()
    page = stranger.get(f"/wishes/shared/{mine.share_key}/")
    assert card.title in texts(page)
    for secret in ("Zebedee", account.email, str(account.id), str(mine.id)):
        assert secret not in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert stranger.send(f"/wishes/list/{mine.id}/", {"deed": "remove"}).status_code in (302, 403)
    visitor.send(f"/wishes/list/{mine.id}/", {"deed": "unshare"})
    assert stranger.get(f"/wishes/shared/{mine.share_key}/").status_code == 404
    assert WishList.objects.count() == 1


def test_a_list_of_many_has_pages(market: Market, django_assert_max_num_queries: Any) -> None:
    visitor, card = Visitor(), _lamp(market)
    account = visitor.enter()
    wished = [Wished(UUID(int=n), n, Money(n, "CNY")) for n in range(1, 60)]
    keep_wish(viewer=Buyer(account.id), wished=[*wished, Wished(card.product_id, card.number, Money(60, "CNY"))])
    seen: list[str] = []
    path, pages = "/wishes/?sort=cheapest", 0
    while path:
        with django_assert_max_num_queries(9):
            text = visitor.get(path).content.decode()
        seen += dict.fromkeys(re.findall(r'action="/wishes/item/([^/]+)/"', text))
        further = re.search(r'rel="next" href="([^"]+)"', text)
        path, pages = f"/wishes/{html.unescape(further[1])}" if further else "", pages + 1
    assert pages == 2
    assert card.title in text
    assert seen == [str(one) for one in WishItem.objects.order_by("price_minor").values_list("id", flat=True)]
    assert 'href="?sort=cheapest"' in text  # back to the first ones


def test_the_owner_hears_of_a_lower_price(market: Market, settle: Settle) -> None:
    visitor, card = Visitor(), _lamp(market)
    account = visitor.enter(make_account(language="bg"))
    visitor.send("/wishes/toggle/", {"wish": str(card.number)})
    assert watch_wishes() == 0
    Card.objects.filter(number=card.number).update(price_minor=card.price_minor // 2, titles={"bg": "Лампа"})
    assert (watch_wishes(), watch_wishes()) == (1, 0)
    settle()
    [notice] = Notice.objects.filter(account_id=account.id, kind="price_dropped")
    assert notice.values["title"] == "Лампа"  # in the reader's language
    assert "когато го запазихте" in texts(visitor.get("/wishes/"))


@pytest.mark.rule("BUY-07")
def test_followed_stores_news_and_new_goods(market: Market, settle: Settle) -> None:
    visitor, store = Visitor(), market.tea_house
    account = visitor.enter()
    visitor.send(f"/s/{store.slug}/follow/", {"follow": "1"})
    assert "Unfollow" in texts(visitor.get(f"/s/{store.slug}/"))
    seat = Seat(account_id=make_account(audience="seller").id, store_id=store.id, rights=frozenset({"marketing.news"}))
    with pytest.raises(NewsEmpty):
        publish_news(seat=seat, title=" ", text="x")
    made = publish_news(seat=seat, title="Spring harvest is here", text="Come and see.")
    settle()
    settle()
    [notice] = Notice.objects.filter(account_id=account.id, kind="store_news")
    assert notice.values["title"] == "Spring harvest is here"
    page = texts(visitor.get("/account/stores/"))
    assert "Spring harvest is here" in page
    assert "Dragon Well tea" in page
    assert remove_news(seat=seat, news_id=made)
    assert "Spring harvest" not in texts(visitor.get("/account/stores/"))
    for n in range(2):
        publish_news(seat=seat, title=f"More {n}", text="")
    with pytest.raises(NewsTooSoon):
        publish_news(seat=seat, title="Too much", text="")
    visitor.send(f"/s/{store.slug}/follow/", {"follow": "0", "back": "list"})
    assert not Follow.objects.exists()
    assert "You follow no store yet" in texts(visitor.get("/account/stores/"))


@pytest.mark.rule("BUY-07")
def test_the_feed_is_paged_by_key(market: Market) -> None:
    from kontor.contexts.search.queries.followed import new_goods
    from kontor.sites.storefront.wishes.followed import _key

    viewer = Buyer(make_account().id)
    for store in (market.tea_house, market.lamp_shop):
        follow_store(viewer=viewer, store_id=store.id)
    every = new_goods(viewer)
    assert len(every) == Card.objects.count() >= 2
    [first] = new_goods(viewer, size=1)
    assert first == every[0]
    assert new_goods(viewer, before=_key(first.key)) == every[1:]
    assert new_goods(Buyer(make_account().id)) == []


def test_hearts_cost_visitors_nothing_and_the_signed_in_one_statement(
    market: Market, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    visitor, member = Visitor(), Visitor()
    visitor.get("/search/")
    member.enter()
    member.get("/search/")
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        assert 'form="wish"' in visitor.get("/search/").content.decode()
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        member.get("/search/")
