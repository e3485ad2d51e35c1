"""Writing, reading, finding and reporting reviews on the pages (TRD-10, BUY-01)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.aftersales.models.reviews import DetailRating, HelpfulVote, Review, ReviewReport
from kontor.contexts.aftersales.services.review_reply import review_reply
from kontor.contexts.aftersales.tests.review_factories import completed, lines_of, picture, reviewed
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.search.tests.factories import PER_USD
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.kernel import clock
from kontor.platform import jobs
from kontor.sites.storefront.purchases.tests.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-10")]


def _words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def shop() -> Store:
    return store(name="Lighthouse Lamps", language="en")


@pytest.fixture
def buyer() -> Account:
    return factories.buyer()


@pytest.fixture
def browser(buyer: Account) -> Client:
    return signed_in(buyer)


def _typed(order: StoreOrder, **more: object) -> dict[str, object]:
    [line, *_rest] = lines_of(order)
    return {f"stars.{line}": "4", f"text.{line}": "Lovely lamp, warm light.", "described": "5", "communication": "5",
            "speed": "3"} | more  # fmt: skip


@pytest.mark.rule("BUY-01")
def test_what_waits_is_counted_reviewed_and_gone(shop, buyer, browser):
    order = completed(shop, by=buyer)
    waiting = _words(browser.get("/account/reviews/"))
    assert f"/account/orders/{order.number}/review/" in waiting
    assert "Your review" in _words(browser.get(f"/account/orders/{order.number}/"))
    overview = _words(browser.get("/account/"))
    assert 'href="/account/reviews/"' in overview
    address = f"/account/orders/{order.number}/review/"
    [line] = lines_of(order)
    upload = SimpleUploadedFile("lamp.jpg", picture(), "image/jpeg")
    assert browser.post(address, _typed(order) | {f"pictures.{line}": upload}).status_code == 302
    made = Review.objects.get()
    assert (made.stars, made.text, made.pictured) == (4, "Lovely lamp, warm light.", True)
    assert DetailRating.objects.get().speed == 3
    assert "Nothing to review" in _words(browser.get("/account/reviews/"))
    assert "Lovely lamp, warm light." in _words(browser.get("/account/reviews/written/"))
    again = _words(browser.get(address))
    assert "Lovely lamp, warm light." in again
    assert "Publish the review" not in again


def test_what_is_wrong_leads_to_its_field_and_what_was_typed_is_kept(shop, buyer, browser):
    order = completed(shop, by=buyer)
    [line] = lines_of(order)
    address = f"/account/orders/{order.number}/review/"
    answer = browser.post(address, {f"text.{line}": "Kept words", "described": "5"})
    text = _words(answer)
    assert answer.status_code == 422
    for anchor in (f"#f-stars.{line}", "#f-communication", "#f-speed"):
        assert f'href="{anchor}"' in text
    assert "Kept words" in text
    assert 'id="f-described-5" name="described" value="5" checked' in text
    bad = SimpleUploadedFile("x.jpg", b"<svg/>", "image/jpeg")
    answer = browser.post(address, _typed(order) | {f"pictures.{line}": bad})
    assert f'href="#f-pictures.{line}"' in _words(answer)
    assert not Review.objects.exists()


def test_an_order_that_is_not_here_yet_or_not_ones_own(shop, buyer, browser):
    order = completed(shop, by=buyer)
    StoreOrder.objects.filter(id=order.id).update(state="shipped", received_at=None)
    address = f"/account/orders/{order.number}/review/"
    assert "Confirm its receipt first" in _words(browser.get(address))
    assert browser.post(address, _typed(order)).status_code == 409
    stranger = signed_in(factories.buyer())
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, _typed(order)).status_code == 404
    assert not Review.objects.exists()


def test_a_follow_up_is_added_once_below_the_review(shop, buyer, browser):
    order = completed(shop, by=buyer)
    made = reviewed(order, 5, text="Good.")
    address = f"/account/orders/{order.number}/review/{made.id}/more/"
    refused = browser.post(address, {"follow_up": " "})
    assert refused.status_code == 422
    assert f'href="#f-follow_up.{made.id}"' in _words(refused)
    assert browser.post(address, {"follow_up": "Still good after a year."}).status_code == 302
    text = _words(browser.get(f"/account/orders/{order.number}/review/"))
    assert "Still good after a year." in text
    assert "Add what time has shown" not in text


def test_a_product_shows_its_latest_reviews_and_all_have_a_page(shop, django_assert_max_num_queries):
    import_rates(day=clock.now().date(), source="test", per_usd=PER_USD)
    goods = product(shop)
    said = {
        "Very good quality, thank you so much": 5, "Muy mala calidad, no lo compren por favor": 2,
        "Todo perfecto, llegó antes de lo esperado": 5, "Bonita, la volvería a comprar": 4,
    }  # fmt: skip
    for words, stars in said.items():
        pictures = [picture()] if words.startswith("Bonita") else []
        last = reviewed(completed(shop, product_id=goods.id), stars, text=words, pictures=pictures)
    review_reply(seat=owner_seat(shop), review_id=last.id, text="Thank you, Marta.")
    jobs.drain()
    reader = Client(headers={"accept-language": "en"})
    page = reader.get(f"/p/{goods.number}/", follow=True)
    shown = _words(page)
    assert "What buyers say" in shown
    assert "Bonita, la volvería a comprar" in shown
    assert "Very good quality" not in shown  # the three latest
    address = f"/p/{goods.number}/reviews/"
    reader.get(address)
    with django_assert_max_num_queries(6):
        every = _words(reader.get(address))
    for words in ("Very good quality", "Thank you, Marta.", "Español", "m***a", "Rated 4.0 of 5", 'lang="es"'):
        assert words in every
    assert "Ivanova" not in every
    spanish = _words(reader.get(f"{address}?language=es&stars=5"))
    assert "Todo perfecto" in spanish
    assert "mala calidad" not in spanish
    assert "Very good" not in spanish
    pictured = _words(reader.get(f"{address}?pictures=1"))
    assert "Bonita" in pictured
    assert "Todo perfecto" not in pictured
    assert "No such review" in _words(reader.get(f"{address}?stars=1"))


def test_lists_go_on_by_key_and_strange_questions_are_answered(shop):
    goods = product(shop)
    for _ in range(22):
        reviewed(completed(shop, product_id=goods.id), 5, text="Nice")
    reader, address = Client(headers={"accept-language": "en"}), f"/p/{goods.number}/reviews/"
    first = reader.get(address)
    assert first.content.decode().count("<article") == 20
    rest = reader.get(address, {"after": first.context["next"]})
    assert rest.content.decode().count("<article") == 2
    for strange in ("?after=x", "?stars=99", "?stars=9", "?language=%00", "?language=' OR 1=1"):
        assert reader.get(f"{address}{strange}").status_code == 200


def test_a_store_shows_its_positive_rate_and_detail_ratings(shop):
    for stars in (5, 5, 2):
        reviewed(completed(shop), stars)
    reader = Client(headers={"accept-language": "en"})
    for address in (f"/s/{shop.slug}/", f"/s/{shop.slug}/reviews/"):
        text = _words(reader.get(address))
        assert "66.7 % positive in 90 days" in text
        for label, value in (("Item as described", "5.0"), ("Communication", "4.0"), ("Shipping speed", "3.0")):
            assert label in text
            assert f"Rated {value} of 5" in text


def test_a_reader_votes_and_reports(shop):
    goods = product(shop)
    made = reviewed(completed(shop, product_id=goods.id), 1, text="Thieves!")
    reader = signed_in(factories.buyer())
    address = f"/reviews/{shop.id}/{made.id}/"
    assert Client().post(f"{address}helpful/").status_code == 302  # to the door
    assert not HelpfulVote.objects.exists()
    for _ in range(2):
        answer = reader.post(f"{address}helpful/", {"helpful": "1"})
        assert answer.headers["Location"] == f"/p/{made.product_number}/reviews/#r-{made.id}"
    assert Review.objects.get().helpful == 1
    assert "Thieves!" in _words(reader.get(f"{address}report/"))
    refused = reader.post(f"{address}report/", {"reason": ""})
    assert refused.status_code == 422
    assert reader.post(f"{address}report/", {"reason": "insult", "words": "Rude."}).status_code == 302
    assert ReviewReport.objects.get().reason == "insult"
    Review.objects.update(removed_at=made.at)
    assert reader.get(f"{address}report/").status_code == 404
    assert reader.post(f"{address}helpful/").status_code == 404
