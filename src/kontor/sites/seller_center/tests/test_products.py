import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kontor.contexts.catalogue.models import Product, Sku
from kontor.contexts.catalogue.tests import factories as catalogue
from kontor.contexts.inventory.models import Stock, Warehouse
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.tests.test_orders import read

pytestmark = pytest.mark.django_db


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(out, "PNG")
    return SimpleUploadedFile("lamp.png", out.getvalue(), "image/png")


def form(**changes):
    values = {
        "category": catalogue.category().pk, "title.en": "Brass reading lamp", "description.en": "Lights a page.",
        "bullets.en": "Warm light\r\n\r\nFolds flat", "brand": "Lumen", "handling_days": "2",
        "attribute.material": "brass", "rows": "2", "skus.0.code": "BRL-R", "skus.0.price": "199.90",
        "skus.0.list_price": "", "skus.0.weight_g": "640", "skus.0.hs_code": "9405210000",
        "skus.0.axis.colour": "red", "skus.1.code": "", "skus.1.price": "",
    }  # fmt: skip
    return values | changes


@pytest.mark.rule("TRD-02")
def test_a_product_is_written_saved_and_handed_in(shop):
    browser = shop.browser()
    house, _new = Warehouse.objects.get_or_create(store=shop.store, defaults={"name": "Main", "country": "CN"})
    answer = browser.post("/seller/products/new/", form(pictures=picture(), **{f"skus.0.stock.{house.id}": "12"}))
    assert answer.status_code == 302, read(answer, 422)
    product = Product.objects.get(texts__title="Brass reading lamp")
    sku = Sku.objects.get(product=product)
    assert (product.state, product.attributes, product.handling_days) == ("draft", {"material": "brass"}, 2)
    assert (sku.code, sku.price_minor, sku.weight_g, sku.axes) == ("BRL-R", 19990, 640, {"colour": "red"})
    assert product.texts.get().bullets == ["Warm light", "Folds flat"]
    assert product.picture.startswith(f"products/{shop.store.id}/")
    assert Stock.objects.get(sku=sku).on_hand == 12
    page = read(browser.get(f"/seller/products/{product.id}/"))
    assert f'name="skus.0.stock.{house.id}" value="12"' in page
    browser.post(f"/seller/products/{product.id}/submit/")
    product.refresh_from_db()
    assert product.state == "under_review"


@pytest.mark.rule("TRD-02")
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(shop):
    before = Product.objects.count()
    wrong = form(**{"title.en": "", "skus.0.price": "free", "skus.0.weight_g": "", "skus.0.hs_code": "12"})
    text = read(shop.browser().post("/seller/products/new/", wrong), 422)
    for anchor in ("f-title.en", "f-skus.0.price", "f-skus.0.weight_g", "f-skus.0.hs_code"):
        assert f'href="#{anchor}"' in text
        assert f'id="{anchor}"' in text
    assert 'value="BRL-R"' in text
    assert "Lights a page." in text
    assert Product.objects.count() == before


@pytest.mark.rule("TRD-02")
def test_a_known_product_keeps_its_skus_and_tells_the_second_editor(shop):
    browser, product = shop.browser(), shop.product
    page = read(browser.get(f"/seller/products/{product.id}/"))
    fields = dict(re.findall(r'name="(skus\.\d+\.[^"]+|version|rows)" value="([^"]*)"', page))
    fields |= {"skus.0.axis.colour": "red", "skus.1.axis.colour": "blue", "skus.0.active": "1", "skus.1.active": "1"}
    ids = set(Sku.objects.filter(product=product).values_list("id", flat=True))
    sent = {**fields, "category": product.category_id, "title.en": product.texts.get().title, "handling_days": "3",
            "description.en": "Lights a desk.", "bullets.en": "Warm light\nFolds flat",
            "picture": list(product.pictures.order_by("position").values_list("path", flat=True)),
            "picture_for": ["", "colour:blue"],
            "skus.0.price": "210.00", "brand": "Lumen", "attribute.material": "brass"}  # fmt: skip
    assert browser.post(f"/seller/products/{product.id}/", sent).status_code == 302
    assert set(Sku.objects.filter(product=product).values_list("id", flat=True)) == ids
    assert Sku.objects.get(product=product, position=0).price_minor == 21000
    product.refresh_from_db()
    assert product.state == "approved", "a price alone goes through no review"
    text = read(browser.post(f"/seller/products/{product.id}/", sent), 409)
    assert "Somebody else has changed this product meanwhile" in text


def test_pictures_of_others_cannot_be_taken(shop):
    browser = shop.browser()
    browser.post("/seller/products/new/", form(picture=["products/other/secret.webp"]))
    product = Product.objects.get(texts__title="Brass reading lamp")
    assert product.pictures.count() == 0


@pytest.mark.rule("TRD-02")
def test_off_sale_and_back(shop):
    browser, product = shop.browser(), shop.product
    browser.post(f"/seller/products/{product.id}/delist/")
    product.refresh_from_db()
    assert product.state == "delisted"
    browser.post(f"/seller/products/{product.id}/relist/")
    product.refresh_from_db()
    assert product.state == "approved"


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("12.50", "EUR", 1250), ("12,50", "EUR", 1250), ("1,234.50", "EUR", 123450), ("1 234,50", "EUR", 123450),
        ("1.234", "EUR", 123400), ("1.234", "KWD", 1234), ("1,500", "JPY", 1500), ("7", "JPY", 7), ("", "EUR", None),
        ("free", "EUR", None), ("-3", "EUR", None), ("1e9", "EUR", None), ("9" * 40, "EUR", None), ("٣", "EUR", 300),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(typed, currency, minor):
    assert reading.amount(typed, currency) == minor
