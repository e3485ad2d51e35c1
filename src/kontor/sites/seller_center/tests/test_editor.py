"""The editor of a product: rows, pictures, what is not saved, two people, the preview (TRD-02)."""

import io
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kontor.contexts.accounts.models import Account
from kontor.contexts.catalogue.drafts import PriceChange
from kontor.contexts.catalogue.models import AttributeDefinition, EditorDraft, Product, Sku
from kontor.contexts.catalogue.queries import edited_product, product_page
from kontor.contexts.catalogue.services.change_prices import change_prices
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.decide_review import decide_review
from kontor.contexts.catalogue.tests import factories as catalogue
from kontor.contexts.inventory.models import Stock, Warehouse
from kontor.contexts.inventory.services.set_stock import set_stock
from kontor.contexts.search.tests.factories import todays_rates
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.kernel.viewer import System
from kontor.sites.seller_center.tests.test_orders import read
from tests.attacks.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def picture(size=(60, 40), name="lamp.png"):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def sizes():
    """A second axis for the factories' category."""
    return AttributeDefinition.objects.get_or_create(
        category=catalogue.category(), code="size", defaults={"labels": {"en": "Size"}, "is_axis": True, "position": 5,
        "options": [{"code": code, "labels": {"en": code.upper()}} for code in ("s", "l")]},
    )  # fmt: skip


def form_of(browser, address):
    """The fields of the editor's page, to be sent again."""
    return dict(Page(read(browser.get(address))).values)


def new(**changes):
    return {"category": catalogue.category().pk, "draft": str(uuid4()), "title.en": "Desk lamp", "rows": "1",
            "skus.0.price": "20", "skus.0.weight_g": "500", "handling_days": "3"} | changes  # fmt: skip


def test_five_fields_are_enough_to_hand_a_product_in(shop):
    """Category, title, price, weight and a picture; the rest is made or can wait (attacks 19)."""
    sent = {"category": catalogue.category().pk, "title.en": "Desk lamp", "rows": "1", "skus.0.price": "20",
            "skus.0.weight_g": "500", "handling_days": "3", "act": "submit", "pictures": picture()}  # fmt: skip
    answer = shop.browser().post("/seller/products/new/", sent)
    assert answer.status_code == 302, read(answer, 422)
    one = Product.objects.get(texts__title="Desk lamp")
    assert one.state == "under_review"
    decide_review(by=System("test"), product_id=one.id, approve=True)
    sku = Sku.objects.get(product=one)
    assert re.fullmatch(r"DESK-LAMP-[0-9A-F]{4}", sku.code)
    assert product_page(one.number, "en").title == "Desk lamp"


def test_every_combination_of_options_becomes_a_row_like_the_first(shop):
    sizes()
    browser = shop.browser()
    sent = new(act="generate", **{"options.colour": ["red", "blue"], "options.size": ["s", "l"]})
    text = read(browser.post("/seller/products/new/", sent))
    page = Page(text)
    assert page.values["rows"] == ["4"]
    assert "4 variants are added." in text
    rows = [(page.values[f"skus.{i}.axis.colour"][0], page.values[f"skus.{i}.axis.size"][0]) for i in range(4)]
    assert rows == [("red", "s"), ("red", "l"), ("blue", "s"), ("blue", "l")]
    assert [page.values[f"skus.{i}.price"] for i in range(4)] == [["20"]] * 4
    again = dict(page.values) | {"act": "generate", "options.colour": ["red", "blue", "green"],
                                 "options.size": ["s", "l"]}  # fmt: skip
    page = Page(read(browser.post("/seller/products/new/", again)))
    assert page.values["rows"] == ["6"], "rows that are there stay, only the new ones come"
    assert not Product.objects.filter(texts__title="Desk lamp").exists()
    answer = browser.post("/seller/products/new/", dict(page.values) | {"act": "save"})
    assert answer.status_code == 302, read(answer, 422)
    skus = Sku.objects.filter(product__texts__title="Desk lamp")
    assert {(sku.axes["colour"], sku.axes["size"]) for sku in skus} == {
        (c, s) for c in ("red", "blue", "green") for s in ("s", "l")
    }  # fmt: skip
    assert len({sku.code for sku in skus}) == 6


def test_one_value_fills_the_picked_rows(shop):
    sizes()
    browser = shop.browser()
    sent = new(act="generate", **{"options.colour": ["red", "blue"], "options.size": ["s", "l"]})
    values = dict(Page(read(browser.post("/seller/products/new/", sent))).values)
    values |= {"act": "fill", "pick": ["1", "3"], "fill_what": "price", "fill_value": "25.50"}
    page = Page(read(browser.post("/seller/products/new/", values)))
    assert [page.values[f"skus.{i}.price"][0] for i in range(4)] == ["20", "25.50", "20", "25.50"]


def test_pictures_are_ordered_cut_and_shown_for_a_choice_without_scripts(shop):
    browser = shop.browser()
    page = Page(read(browser.post("/seller/products/new/", new(act="row", pictures=[picture(), picture((80, 40))]))))
    first, second = page.values["picture"][:2]
    values = dict(page.values) | {"picture": [first, second], "picture_for": ["", ""]}
    page = Page(read(browser.post("/seller/products/new/", values | {"act": "down:0"})))
    assert page.values["picture"][:2] == [second, first]
    values = dict(page.values) | {"picture": [second, first], "picture_for": ["", ""], "act": "square:0"}
    page = Page(read(browser.post("/seller/products/new/", values)))
    square = page.values["picture"][0]
    assert square not in {first, second}
    from django.core.files.storage import default_storage

    with default_storage.open(square) as file, Image.open(file) as cut:
        assert cut.size == (40, 40)
    values = dict(page.values) | {
        "picture": [square, first], "picture_for": ["", "colour:red"], "skus.0.axis.colour": "red", "act": "save",
        "rows": "1",
    }  # fmt: skip
    assert browser.post("/seller/products/new/", values).status_code == 302
    saved = Product.objects.get(texts__title="Desk lamp").pictures.order_by("position")
    assert list(saved.values_list("path", "axis_option")) == [(square, ""), (first, "colour:red")]


def test_the_script_uploads_and_cuts_and_is_told_why_not(shop, other_shop):
    browser = shop.browser()
    answer = browser.post("/seller/products/pictures/", {"pictures": picture(name="../../evil.png")})
    [path] = answer.json()["paths"]
    assert path.startswith(f"products/{shop.store.id}/")
    assert ".." not in path
    cut = browser.post("/seller/products/pictures/", {"crop": path, "across": "0", "zoom": "200"}).json()["paths"]
    assert cut != [path]
    svg = SimpleUploadedFile("x.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    refused = browser.post("/seller/products/pictures/", {"pictures": svg})
    assert refused.status_code == 422
    assert "not a picture" in refused.json()["said"]
    foreign = other_shop.browser().post("/seller/products/pictures/", {"crop": path})
    assert foreign.status_code == 422
    assert shop.browser("clerk").post("/seller/products/pictures/", {"pictures": picture()}).status_code == 403


def test_what_is_typed_is_kept_until_it_is_saved_or_thrown_away(shop):
    browser, draft = shop.browser(), str(uuid4())
    answer = browser.post("/seller/products/autosave/", new(draft=draft, **{"title.en": "Half a lamp"}))
    assert "not saved yet" in answer.json()["said"]
    assert "Half a lamp" in read(browser.get("/seller/products/new/")), "it is offered to be gone on with"
    assert "Half a lamp" not in read(shop.browser("owner").get("/seller/products/"))
    text = read(browser.get(f"/seller/products/new/?draft={draft}"))
    page = Page(text)
    assert page.values["title.en"] == ["Half a lamp"]
    assert page.values["skus.0.price"] == ["20"]
    assert "This is what you typed until" in text
    assert browser.post("/seller/products/new/", dict(page.values) | {"act": "save"}).status_code == 302
    assert not EditorDraft.objects.exists()
    one = Product.objects.get(texts__title="Half a lamp")
    values = form_of(browser, f"/seller/products/{one.id}/")
    browser.post("/seller/products/autosave/", values | {"title.en": "A whole lamp"})
    assert "A whole lamp" in read(browser.get(f"/seller/products/{one.id}/"))
    browser.post("/seller/products/discard/", {"product": str(one.id)})
    assert "A whole lamp" not in read(browser.get(f"/seller/products/{one.id}/"))


def test_a_refused_form_is_kept_too(shop):
    browser, draft = shop.browser(), str(uuid4())
    read(browser.post("/seller/products/new/", new(draft=draft, **{"skus.0.price": "free"})), 422)
    assert EditorDraft.objects.get().typed["skus.0.price"] == ["free"]


def others(shop, **fields):
    """Somebody else saves the product meanwhile."""
    from dataclasses import replace

    seat = owner_seat(shop.store)
    now = edited_product(seat, shop.product.id)
    change_product(seat=seat, product_id=shop.product.id, version=now.version, draft=replace(now.draft, **fields))


def test_the_second_of_two_chooses_field_by_field(shop):
    browser, one = shop.browser(), shop.product
    address = f"/seller/products/{one.id}/"
    values = form_of(browser, address) | {"act": "save"}
    others(shop, brand="Osram", handling_days=9)
    red = Sku.objects.filter(product=one).order_by("position")[0]
    change_prices(seat=owner_seat(shop.store), prices={red.id: PriceChange(12_345)})
    text = read(browser.post(address, values | {"brand": "Philips", "skus.0.weight_g": "777"}), 409)
    clashes, rest = text.split("Changed by them alone", 1)
    assert "1 field that you both changed" in clashes
    for said in ("Osram", "Philips", "Lumen", "you, in another window"):
        assert said in clashes
    theirs, mine = rest.split("Changed by you alone", 1)
    assert "Days until it leaves" in theirs
    assert "CN¥123.45" in theirs
    assert "777" in mine
    seat = owner_seat(shop.store)
    now = edited_product(seat, one.id)
    assert (now.draft.brand, now.version) == ("Osram", 3), "nothing is saved yet"
    hidden = dict(Page(text).values)
    assert browser.post(address, hidden | {"choose.brand": "mine"}).status_code == 302
    now = edited_product(seat, one.id).draft
    red.refresh_from_db()
    assert (now.brand, now.handling_days, red.price_minor, red.weight_g) == ("Philips", 9, 12_345, 777)


def test_a_third_change_is_told_again_and_wrong_input_keeps_both(shop):
    browser, one = shop.browser(), shop.product
    address = f"/seller/products/{one.id}/"
    values = form_of(browser, address) | {"act": "save"}
    others(shop, brand="Osram")
    hidden = dict(Page(read(browser.post(address, values | {"brand": "Philips"}), 409)).values)
    others(shop, handling_days=8)
    text = read(browser.post(address, hidden | {"choose.brand": "mine"}), 409)
    assert "Days until it leaves" in text
    wrong = dict(Page(text).values) | {"choose.brand": "mine", "skus.0.price": "free"}
    page = Page(read(browser.post(address, wrong), 422))
    assert (page.values["brand"], page.values["handling_days"]) == (["Philips"], ["8"]), "theirs is not lost"


def test_stock_that_was_sold_meanwhile_is_not_counted_over(shop):
    browser, one = shop.browser(), shop.product
    sku = Sku.objects.filter(product=one).order_by("position")[0]
    house, _ = Warehouse.objects.get_or_create(store=shop.store, defaults={"name": "Main", "country": "CN"})
    seat = owner_seat(shop.store)
    set_stock(seat=seat, sku_id=sku.id, warehouse_id=house.id, on_hand=12)
    address, field = f"/seller/products/{one.id}/", f"skus.0.stock.{house.id}"
    values = form_of(browser, address) | {"act": "save"}
    set_stock(seat=seat, sku_id=sku.id, warehouse_id=house.id, on_hand=11)  # one was sold
    browser.post(address, values | {"brand": "Osram"})
    assert Stock.objects.get(sku=sku).on_hand == 11, "who does not touch the number does not count"
    values = form_of(browser, address) | {"act": "save"}
    set_stock(seat=seat, sku_id=sku.id, warehouse_id=house.id, on_hand=10)
    text = read(browser.post(address, values | {field: "30"}), 422)
    assert "By now 10 lie there" in text
    assert Stock.objects.get(sku=sku).on_hand == 10
    assert browser.post(address, dict(Page(text).values) | {field: "30", "act": "save"}).status_code == 302
    assert Stock.objects.get(sku=sku).on_hand == 30


def test_the_preview_shows_the_shop_and_saves_nothing(shop):
    todays_rates()
    browser, before = shop.browser(), Product.objects.count()
    sent = new(**{"title.bg": "Настолна лампа", "bullets.bg": "Warm light", "preview_language": "bg", "brand": "Lumen"})
    text = read(browser.post("/seller/products/preview/", sent))
    for said in ("Настолна лампа", "Lumen", "Warm light", "20,00"):
        assert said in text
    assert "<fieldset disabled" in text, "nobody can buy in it"
    assert Product.objects.count() == before
    assert not EditorDraft.objects.exists()
    read(browser.post("/seller/products/preview/", new(**{"skus.0.price": ""})), 422)


def test_the_reasons_of_the_review_stand_at_their_fields(shop):
    browser, one = shop.browser(), shop.product
    others(shop, brand="Another")
    decide_review(by=System("x"), product_id=one.id, approve=False, reason="\n".join([
        "The pictures belong to somebody else.", "A brand is named for which the store has shown no right to sell it.",
        "Please hurry."]))  # fmt: skip
    text = read(browser.get(f"/seller/products/{one.id}/"))
    page = Page(text)
    assert {"f-pictures", "f-brand"} <= set(page.links)
    assert set(page.links) <= page.ids
    assert "Please hurry." in text
    assert "Changes sent back" in text


def test_an_hs_code_of_another_chapter_is_pointed_at(shop):
    text = read(shop.browser().post("/seller/products/new/", new(act="row", **{"skus.0.hs_code": "6109.10"})))
    assert "Goods of this category lie in chapter 94" in text


def test_a_clerk_without_the_right_sees_and_changes_nothing(shop):
    from kontor.contexts.sellers.models import Seat

    Seat.objects.filter(account=Account.objects.get(id=shop.clerk.id)).update(rights=["products.view"])
    browser = shop.browser("clerk")
    text = read(browser.get(f"/seller/products/{shop.product.id}/"))
    assert "<fieldset" in text
    assert " disabled>" in text
    assert 'value="save">' not in text.split("k-savebar")[1]
    assert browser.post(f"/seller/products/{shop.product.id}/", {"act": "save"}).status_code == 403


def test_the_editor_takes_few_statements(shop, django_assert_max_num_queries):
    browser = shop.browser()
    browser.get(f"/seller/products/{shop.product.id}/")
    with django_assert_max_num_queries(16):
        browser.get(f"/seller/products/{shop.product.id}/")
