"""Coupons at the Seller Center: written, started, looked at, compared (TRD-11, COI-18)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kontor.contexts.catalogue.models import ProductText
from kontor.contexts.checkout.tests.factories import RATES
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel import clock
from kontor.kernel.viewer import System
from kontor.sites.seller_center.tests.conftest import seller, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/seller/coupons/"


def terms(**given):
    today = timezone.localdate(clock.now())
    return {
        "name": "Ten off", "kind": "amount", "amount": "10", "threshold": "100", "audience": "all", "scope": "all",
        "per_buyer": "1", "budget_count": "50", "first": today.isoformat(),
        "last": (today + timedelta(days=9)).isoformat(),
    } | given  # fmt: skip


@pytest.mark.rule("TRD-11")
def test_written_started_paused_and_ended(shop, settled_texts):
    browser = shop.browser()
    assert "No coupons yet" in settled_texts(browser.get(PAGE))
    where = browser.post(f"{PAGE}new/", terms()).headers["Location"]
    made = Coupon.objects.get()
    assert (made.store_id, made.currency, made.state) == (shop.store.id, "CNY", "draft")
    assert (made.amount_minor, made.threshold_minor, made.budget_minor) == (1000, 10_000, 50_000)
    assert made.ends_at - made.starts_at == timedelta(days=10)
    text = settled_texts(browser.get(where))
    assert "CN¥10.00 off from CN¥100.00" in text
    changed = terms(kind="percent", percent="15", cap="20", budget="500", name="Fifteen", code="tea15")
    assert browser.post(where, changed).status_code == 302
    made.refresh_from_db()
    assert (made.kind, made.percent, made.cap_minor, made.amount_minor, made.code) == ("percent", 15, 2000, 0, "TEA15")
    for move, state in (("start", "running"), ("pause", "paused"), ("resume", "running"), ("end", "ended")):
        browser.post(f"{where}{move}/")
        made.refresh_from_db()
        assert made.state == state
        text = settled_texts(browser.get(where))
        assert "15 % off from CN¥100.00, at most CN¥20.00" in text
        assert "Save the draft" not in text
    assert browser.post(where, terms()).status_code == 409  # terms are kept
    assert browser.post(f"{where}start/").status_code == 302
    made.refresh_from_db()
    assert made.state == "ended"


@pytest.mark.rule("TRD-11")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"), ({"amount": "0"}, "amount"), ({"amount": "ten"}, "amount"),
        ({"amount": "100"}, "amount"), ({"kind": "percent", "percent": "91", "budget": "1"}, "percent"),
        ({"kind": "percent", "percent": "10"}, "budget"), ({"kind": "gift"}, "kind"), ({"budget": "9.99"}, "budget"),
        ({"budget_count": "0"}, "budget_count"), ({"per_buyer": "-1"}, "per_buyer"), ({"code": "a b"}, "code"),
        ({"audience": "enemies"}, "audience"), ({"scope": "products", "goods": "12345"}, "goods"),
        ({"scope": "products"}, "goods"), ({"scope": "categories", "categories": ["999999"]}, "goods"),
        ({"last": "2020-01-01"}, "ends_at"), ({"first": "yesterday"}, "starts_at"),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(shop, given, field):
    answer = shop.browser().post(f"{PAGE}new/", terms(**given))
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.content.decode()
    assert not Coupon.objects.exists()


@pytest.mark.rule("TRD-11")
def test_goods_are_the_stores_own_and_a_code_is_taken_once(shop, other_shop):
    browser = shop.browser()
    theirs, own = other_shop.product.number, shop.product.number
    assert browser.post(f"{PAGE}new/", terms(scope="products", goods=f"{theirs}")).status_code == 422
    assert browser.post(f"{PAGE}new/", terms(scope="products", goods=f"{own}", code="ONCE1")).status_code == 302
    assert Coupon.objects.get().product_ids == [shop.product.id]
    again = other_shop.browser().post(f"{PAGE}new/", terms(code="once1"))
    assert again.status_code == 409
    assert "Another coupon has this code." in again.content.decode()


@pytest.mark.rule("TRD-11")
def test_another_stores_coupon_does_not_exist_and_a_clerk_may_not(shop, other_shop):
    theirs = coupon(other_shop.store, name="Theirs")
    assert "Theirs" not in shop.browser().get(PAGE).content.decode()
    assert shop.browser().get(f"{PAGE}{theirs.id}/").status_code == 404
    assert shop.browser().post(f"{PAGE}{theirs.id}/pause/").status_code == 404
    assert other_shop.browser("clerk").get(PAGE).status_code == 403
    theirs.refresh_from_db()
    assert theirs.state == "running"


@pytest.mark.rule("COI-18")
def test_the_comparison_has_all_three_with_the_stores_numbers(shop, settled_texts, django_assert_max_num_queries):
    import_rates(day=clock.now().date(), source="test", per_usd=RATES)
    shop.browser().get(f"{PAGE}compare/")
    with django_assert_max_num_queries(9):
        text = settled_texts(shop.browser().get(f"{PAGE}compare/"))
    for words in ("Coins", "Coupons", "Affiliate promotion", "Sold for each unit of cost", "CN¥0.00"):
        assert words in text
    marketer = seller("Ada")
    grant_seat(
        by=System("test"), store_id=shop.store.id, account_id=marketer.id, role="clerk",
        rights=frozenset({"marketing.coupons"}),
    )  # fmt: skip
    assert signed_in(marketer).get(f"{PAGE}compare/").status_code == 200  # the right to coupons is enough


@pytest.mark.rule("TRD-11")
def test_budgets(shop, django_assert_max_num_queries):
    for number in range(35):
        coupon(shop.store, name=f"Coupon {number}")
    browser = shop.browser()
    browser.get(PAGE)
    with django_assert_max_num_queries(8):
        page = browser.get(PAGE).content.decode()
    assert "before=" in page
    with django_assert_max_num_queries(11):
        browser.get(f"{PAGE}{Coupon.objects.first().id}/")


@pytest.mark.rule("TRD-11")
def test_products_are_found_and_ticked_and_only_the_stores_own(shop, other_shop, django_assert_max_num_queries):
    browser, own, theirs = shop.browser(), shop.product, other_shop.product
    ProductText.objects.update_or_create(product=own, language="en", defaults={"title": "Long-life 50% lamp"})
    ProductText.objects.update_or_create(product=theirs, language="en", defaults={"title": "Long-life 50% lamp"})
    where = f"{PAGE}new/"
    box = f'name="goods" value="{own.number}"'
    assert box not in browser.get(where).content.decode()
    for find in ("50% LAMP", str(own.number)):
        page = browser.post(where, terms(scope="products", name="", find=find, look="1")).content.decode()
        assert f"{box}>" in page  # to tick
        assert str(theirs.number) not in page
    for find in ("5_% lamp", "nothing"):
        page = browser.post(where, terms(find=find, look="1")).content.decode()
        assert box not in page
        assert "No other product of yours has this title or number." in page
    assert not Coupon.objects.exists()  # looking keeps nothing
    assert browser.post(where, terms(name="Entered", find=" ", look="1")).status_code == 302  # Enter in another field
    Coupon.objects.all().delete()
    page = browser.post(where, terms(scope="products", goods=str(own.number), amount="0")).content.decode()
    assert f"{box} checked>" in page  # what was ticked stays
    kept = browser.post(where, terms(scope="products", goods=[str(own.number)])).headers["Location"]
    assert Coupon.objects.get().product_ids == [own.id]
    with django_assert_max_num_queries(8):
        assert f"{box} checked>" in browser.get(kept).content.decode()
