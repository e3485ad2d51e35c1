"""A seller decorates the store: banner, logo and featured goods, from the page to what buyers see (TRD-01)."""

from __future__ import annotations

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kontor.contexts.catalogue.models import ProductText
from kontor.contexts.catalogue.tests import factories as catalogue
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.search.tests.factories import todays_rates
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel.viewer import System
from kontor.sites.seller_center.tests.conftest import Shop
from kontor.sites.seller_center.tests.test_orders import read
from kontor.sites.seller_center.tests.test_store import FORM

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-01")]
PAGE, PREVIEW = "/seller/store/", "/seller/store/preview/"


def picture(width: int = 1800, height: int = 400, colour: str = "navy") -> SimpleUploadedFile:
    out = io.BytesIO()
    image = Image.new("RGB", (width, height), colour)
    exif = image.getexif()
    exif[0x010E] = "taken at home"
    image.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("mine.jpg", out.getvalue(), "image/jpeg")


def kept(path: str) -> Image.Image:
    with default_storage.open(path) as file:
        return Image.open(io.BytesIO(file.read()))


def titled(product, title: str):
    ProductText.objects.update_or_create(product=product, language="en", defaults={"title": title})
    index_products(product_ids=[product.id])
    return product


def test_banner_and_logo_are_uploaded_cleaned_and_shown_to_buyers(shop: Shop) -> None:
    browser = shop.browser()
    sent = FORM | {"banner": picture(), "logo": picture(900, 600, "green")}
    assert browser.post(PAGE, sent).status_code == 302
    store = Store.objects.get(id=shop.store.id)
    banner, logo = kept(store.banner), kept(store.logo)
    assert (banner.format, banner.width, dict(banner.getexif())) == ("WEBP", 1600, {})
    assert (logo.format, logo.size) == ("WEBP", (400, 400))
    assert store.banner.startswith(f"stores/{store.id}/")
    page = Client().get(f"/s/{store.slug}/").content.decode()
    assert f'src="/media/{store.banner}"' in page
    form = read(browser.get(PAGE))
    assert f'src="/media/{store.banner}"' in form
    assert f'src="/media/{store.logo}"' in form

    same = FORM | {"banner_path": store.banner, "logo_path": store.logo}
    browser.post(PAGE, same)
    assert Store.objects.filter(banner=store.banner, logo=store.logo).exists(), "without a file they stay"
    browser.post(PAGE, same | {"banner_gone": "1"})
    assert Store.objects.filter(banner="", logo=store.logo).exists()


def test_a_preview_shows_the_pictures_and_hands_them_on(shop: Shop) -> None:
    browser = shop.browser()
    page = browser.post(PREVIEW, FORM | {"banner": picture()}).content.decode()
    assert not Store.objects.get(id=shop.store.id).banner, "nothing is saved"
    path = page.split('name="banner_path" value="')[1].split('"')[0]
    assert f'src="/media/{path}"' in page
    assert browser.post(PAGE, FORM | {"banner_path": path}).status_code == 302
    assert Store.objects.get(id=shop.store.id).banner == path


def test_a_file_that_is_no_picture_is_said_at_its_field_and_the_rest_is_kept(shop: Shop) -> None:
    wrong = SimpleUploadedFile("mine.svg", b"<svg onload='x'/>", "image/svg+xml")
    for address in (PAGE, PREVIEW):
        sent = FORM | {"banner": wrong, "logo": picture(300, 300), "name": "Typed name"}
        text = read(shop.browser().post(address, sent), 422)
        wrong.seek(0)
        assert 'href="#f-banner"' in text
        assert "This file is not a picture that can be shown." in text
        assert 'value="Typed name"' in text
        assert f'name="logo_path" value="stores/{shop.store.id}/' in text, "the good file need not be chosen again"
    store = Store.objects.get(id=shop.store.id)
    assert (store.name, store.banner, store.logo) == ("Lighthouse Lamps", "", "")


def test_a_picture_of_somebody_else_is_not_taken(shop: Shop, other_shop: Shop) -> None:
    other_shop.browser().post(PAGE, FORM | {"name": "Harbour Bags", "banner": picture()})
    theirs = Store.objects.get(id=other_shop.store.id).banner
    assert shop.browser().post(PAGE, FORM | {"banner_path": theirs}).status_code == 302
    assert Store.objects.get(id=shop.store.id).banner == ""
    assert theirs not in shop.browser().post(PREVIEW, FORM | {"banner_path": theirs}).content.decode()


def test_featured_goods_are_found_ticked_previewed_saved_and_shown(shop: Shop, other_shop: Shop) -> None:
    todays_rates()
    browser = shop.browser()
    lamp = titled(shop.product, "Long-life 50% lamp")
    other = titled(catalogue.product(shop.store), "Garden lantern")
    theirs = titled(other_shop.product, "Long-life 50% lamp")
    box = f'name="featured.0" value="{lamp.number}"'
    for find in ("50% LAMP", str(lamp.number)):
        page = browser.post(PAGE, FORM | {"find.0": find, "look": "0", "name": "Typed name"}).content.decode()
        assert f"{box}>" in page  # to tick
        assert str(theirs.number) not in page
        assert 'value="Typed name"' in page
    page = browser.post(PAGE, FORM | {"find.0": "nothing", "look": "0"}).content.decode()
    assert "No other product of yours has this title or number." in page
    assert not shop.store.sections.exists(), "looking keeps nothing"

    chosen = FORM | {"featured.0": [str(other.number), str(lamp.number), str(theirs.number)]}
    preview = browser.post(PREVIEW, chosen).content.decode()
    assert "Garden lantern" in preview
    assert str(theirs.number) not in preview.split("<article")[1]
    assert browser.post(PAGE, chosen | {"look": "0", "find.0": ""}).status_code == 302  # Enter in another field
    assert shop.store.sections.get().featured == [other.id, lamp.id], "in their order, and only the store's own"
    page = browser.get(PAGE).content.decode()
    assert f"{box} checked>" in page
    assert page.index(str(other.number)) < page.index(str(lamp.number))
    storefront = Client().get(f"/s/{shop.store.slug}/").content.decode()
    assert 'id="featured"' in storefront
    assert "Garden lantern" in storefront.split('id="featured"')[1].split("</section>")[0]

    browser.post(PAGE, FORM)
    assert shop.store.sections.get().featured == [], "unticked is featured no longer"


def test_too_many_featured_or_without_a_title_are_refused_at_their_entry(shop: Shop) -> None:
    goods = [str(catalogue.product(shop.store).number) for _one in range(13)]
    sent = FORM | {"section_title": ["New lamps", ""], "featured.0": goods, "featured.1": [str(shop.product.number)]}
    text = read(shop.browser().post(PAGE, sent), 422)
    assert 'href="#f-featured-1"' in text
    assert "At most 12 products can be featured in one entry." in text
    assert 'href="#f-section-2"' in text
    assert "Give the entry a title" in text
    assert text.count(" checked>") == 14, "what was ticked stays"
    assert not shop.store.sections.exists()


def test_who_may_decorate_needs_no_right_to_coupons_and_a_clerk_is_refused(shop: Shop) -> None:
    titled(shop.product, "Desk lamp")
    look = FORM | {"find.0": "desk", "look": "0"}
    text = read(shop.browser("clerk").post(PAGE, look | {"banner": picture()}), 403)
    assert "Desk lamp" not in text
    assert not default_storage.exists(f"stores/{shop.store.id}")
    grant_seat(by=System("test"), store_id=shop.store.id, account_id=shop.clerk.id, role="manager")
    assert str(shop.product.number) in read(shop.browser("clerk").post(PAGE, look))


def test_budgets(shop: Shop, django_assert_max_num_queries) -> None:
    browser = shop.browser()
    chosen = FORM | {
        "section_title": [f"Entry {n}" for n in range(6)], "section_english": [""] * 6, "section_category": [""] * 6,
    }  # fmt: skip
    chosen |= {f"featured.{n}": [str(shop.product.number)] for n in range(6)}
    assert browser.post(PAGE, chosen).status_code == 302
    browser.get(PAGE)
    with django_assert_max_num_queries(10):
        browser.get(PAGE)
    with django_assert_max_num_queries(14):
        browser.post(PREVIEW, chosen | {"banner": picture()})
