"""A seller enters where goods leave from and come back to (TRD-01)."""

from __future__ import annotations

import pytest

from kontor.contexts.sellers.models import StoreAddress
from kontor.sites.seller_center.tests.conftest import Shop
from kontor.sites.seller_center.tests.test_orders import read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-01")]

LIST = "/seller/store/addresses/"
SOFIA = {
    "country": "BG", "recipient": "Hristo Petrov", "street": "ul. Shipka 6", "city": "Sofia", "postcode": "1504",
    "phone": "+359 2 123 4567",
}  # fmt: skip


def test_from_the_stores_page_to_both_addresses(shop: Shop) -> None:
    browser = shop.browser()
    assert f'href="{LIST}"' in read(browser.get("/seller/store/"))
    assert "buyers who are to send goods back do not know where to" in read(browser.get(LIST))
    assert 'name="postcode"' in read(browser.get(f"{LIST}origin/"))
    assert browser.post(f"{LIST}origin/", SOFIA).status_code == 302
    assert "goods come back to where you ship from" in read(browser.get(LIST))
    assert 'value="1504"' in read(browser.get(f"{LIST}origin/"))
    assert browser.post(f"{LIST}new/", SOFIA | {"street": "ul. Rakovski 1"}).status_code == 302
    back = StoreAddress.objects.get(purpose="return")
    page = read(browser.get(LIST))
    for shown in ("ul. Shipka 6", "ul. Rakovski 1", "+35921234567", "Bulgaria"):
        assert shown in page
    assert browser.post(f"{LIST}{back.id}/", SOFIA | {"street": "ul. Rakovski 2"}).status_code == 302
    assert "ul. Rakovski 2" in read(browser.get(LIST))
    assert browser.post(f"{LIST}{back.id}/remove/").status_code == 302
    assert [row.purpose for row in StoreAddress.objects.all()] == ["origin"]


def test_what_does_not_hold_keeps_what_was_typed_and_another_country_has_another_form(shop: Shop) -> None:
    browser = shop.browser()
    text = read(browser.post(f"{LIST}new/", SOFIA | {"postcode": "15"}), 422)
    assert 'href="#f-postcode"' in text
    for typed in ("Hristo Petrov", "ul. Shipka 6", 'value="15"'):
        assert typed in text
    japan = SOFIA | {"country": "JP", "change_country": "1"}
    text = read(browser.post(f"{LIST}new/", japan))
    assert "Prefecture" in text
    assert "Hristo Petrov" in text
    part = browser.post(f"{LIST}new/", SOFIA | {"country": "JP"}, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div class="grid gap-5" id="address-parts">')
    assert not StoreAddress.objects.exists()


def test_a_clerk_is_refused_and_a_stranger_finds_nothing(shop: Shop, other_shop: Shop) -> None:
    shop.browser().post(f"{LIST}new/", SOFIA)
    one = StoreAddress.objects.get()
    for address in (LIST, f"{LIST}origin/", f"{LIST}new/", f"{LIST}{one.id}/"):
        assert "ul. Shipka" not in read(shop.browser("clerk").get(address), 403)
    for rest in ("", "remove/"):
        assert shop.browser("clerk").post(f"{LIST}{one.id}/{rest}", SOFIA).status_code == 403
        assert other_shop.browser().post(f"{LIST}{one.id}/{rest}", SOFIA).status_code == 404
    assert StoreAddress.objects.filter(id=one.id, store=shop.store).exists()


def test_budgets(shop: Shop, django_assert_max_num_queries) -> None:
    browser = shop.browser()
    for number in range(5):
        browser.post(f"{LIST}new/", SOFIA | {"street": f"ul. Shipka {number}"})
    with django_assert_max_num_queries(6):
        browser.get(LIST)
    with django_assert_max_num_queries(6):
        browser.get(f"{LIST}{StoreAddress.objects.first().id}/")
    with django_assert_max_num_queries(12):
        browser.post(f"{LIST}origin/", SOFIA)
