"""A product from an empty form to the shop, and two windows on one product, in a real browser (TRD-02)."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from kontor.demo.load.people import OPERATOR, SELLER
from kontor.demo.load.people import PASSWORD as DEMO
from tests.journeys.browser import Person
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.rule("TRD-02", "OPR-02")]


def picture(colour: str, name: str) -> dict[str, object]:
    """A file as a browser uploads it."""
    made = Image.new("RGB", (900, 600), "#f2ece0")
    ImageDraw.Draw(made).ellipse((250, 100, 650, 500), fill=colour)
    out = BytesIO()
    made.save(out, "PNG")
    return {"name": f"{name}.png", "mimeType": "image/png", "buffer": out.getvalue()}


def at_seller_center(browser: Browser, market: Market, *, width: int = 1280, scripts: bool = True) -> Person:
    person = Person(browser, market.url, width=width, language="en", scripts=scripts)
    person.open("/seller/sign-in/")
    person.fill(login=SELLER, password=DEMO)
    person.press("main button[type=submit]")
    return person


def at_console(browser: Browser, market: Market) -> Person:
    person = Person(browser, market.url, width=1280, language="en")
    person.open("/console/sign-in/")
    person.fill(address=OPERATOR, password=DEMO)
    person.press("main button[type=submit]")
    return person


def category_with_two_axes(market: Market) -> int:
    [(category,)] = market.rows(
        "SELECT category_id FROM catalogue_attributedefinition WHERE is_axis GROUP BY category_id HAVING count(*) = 2"
        " ORDER BY category_id LIMIT 1"
    )
    return int(category)


def write(seller: Person) -> None:
    """Words in two languages, price and weight; what is typed is kept."""
    page = seller.page
    title = page.locator("[name^='title.']:visible").first
    title.fill("灯塔台灯")
    page.get_by_text("English", exact=True).first.click()
    page.fill("[name='title.en']", "Lighthouse lamp")
    page.fill("[name='description.en']", "It turns slowly.")
    page.fill("[name='skus.0.price']", "120")
    page.fill("[name='skus.0.weight_g']", "900")
    page.fill("[name=brand]", "Pharos")
    page.locator("[data-editor-said]", has_text="not saved yet").wait_for()


def add_pictures(seller: Person) -> None:
    """Two pictures, put in order, one of them cut square."""
    page = seller.page
    page.set_input_files("[name=pictures]", [picture("#b9402a", "red"), picture("#17506f", "blue")])
    page.locator("[data-shots] li").nth(1).wait_for()
    first = page.locator("[data-shots] [name=picture]").first.input_value()
    page.locator("[data-shots] li").first.locator("[data-shot-act=down]").click()
    assert page.locator("[data-shots] [name=picture]").nth(1).input_value() == first
    page.locator("[data-shots] li").first.locator("summary").click()
    with page.expect_response("**/seller/products/pictures/"):
        page.locator("[data-shots] li").first.locator("[data-shot-act=square]").click()
    seller.look()


def make_variants(seller: Person) -> None:
    """A row for each combination of two options of two axes, all at one price."""
    page = seller.page
    boxes = page.locator("fieldset:has(> legend.k-legend)")
    for axis in range(2):
        for option in range(2):
            boxes.nth(axis).locator("input[type=checkbox]").nth(option).check()
    seller.press("button[name=act][value=generate]")
    assert page.input_value("[name=rows]") == "4"
    page.check("[data-bulk-all]")
    page.select_option("[data-fill-what]", "price")
    page.fill("[data-fill-value]", "135.50")
    page.click("[data-fill]")
    assert page.input_value("[name='skus.3.price']") == "135.50"
    seller.look()


def approve(operator: Person, number: str) -> str:
    """Take cases of products until that of `number` comes, and approve it; the page that decided it."""
    operator.open("/console/queues/catalogue.product/")
    operator.look()
    row = operator.page.locator("tbody tr", has_text=number)
    row.locator("a").first.click()
    operator.page.wait_for_load_state()
    operator.press("main form[action$='/take/'] button")
    operator.look()
    text = operator.text()
    operator.page.get_by_label("Everything is in order.").check()
    operator.press("button[name=decision][value=approve]")
    return text


def test_from_an_empty_form_to_the_shop(market: Market, browser: Browser) -> None:
    seller = at_seller_center(browser, market)
    page, category = seller.page, category_with_two_axes(market)
    seller.open("/seller/products/new/")
    seller.look()
    page.select_option("select[name=category]", str(category))
    seller.press("main form[method=get] button[type=submit]")
    seller.look()
    write(seller)
    add_pictures(seller)
    make_variants(seller)

    # Closed before it was saved: what was typed waits.
    with page.expect_response(lambda got: bool(re.search(r"&.?Co\b", unquote(got.request.post_data or "")))):
        page.fill("[name=brand]", "Pharos & Co")
    seller.open("/seller/products/new/")
    page.get_by_role("link", name="灯塔台灯").click()
    page.wait_for_load_state()
    assert page.input_value("[name=brand]") == "Pharos & Co"
    assert page.input_value("[name='skus.3.price']") == "135.50"

    with page.context.expect_page() as opened:
        page.select_option("[name=preview_language]", "en")
        page.click("[data-preview]")
    preview = opened.value
    preview.wait_for_load_state()
    assert "Lighthouse lamp" in preview.locator("h1").inner_text()
    assert preview.locator("main button:not(:disabled)").count() == 0
    preview.close()
    assert market.rows("SELECT count(*) FROM catalogue_producttext WHERE title = 'Lighthouse lamp'") == [(0,)]

    seller.press("button[name=act][value=submit]")
    seller.look()
    assert "Under review" in seller.text()
    [(number, slug)] = market.rows(
        "SELECT p.number, p.slug FROM catalogue_product p JOIN catalogue_producttext t ON t.product_id = p.id"
        " WHERE t.title = 'Lighthouse lamp'"
    )
    operator = at_console(browser, market)
    told = approve(operator, str(number))
    assert "Lighthouse lamp" in told
    assert "135.50" in told
    buyer = Person(browser, market.url, width=390, language="en")
    buyer.open(f"/p/{slug}-{number}/")
    buyer.look()
    assert "Lighthouse lamp" in buyer.text()

    # New words: the reviewer sees the difference, the buyer the old ones until then.
    page.fill("[name='title.en']", "Harbour lamp")
    seller.press("main button.btn-primary[name=act][value=save]")
    assert "Changes under review" in seller.text()
    buyer.open(f"/p/{slug}-{number}/")
    assert "Lighthouse lamp" in buyer.text()
    approve(operator, str(number))
    buyer.open(f"/p/{slug}-{number}/")
    assert "Harbour lamp" in buyer.text()
    until(lambda: market.rows("SELECT 1 FROM search_card WHERE number = %s", number), "the search knows it")
    assert seller.troubles + operator.troubles + buyer.troubles == []
    for person in (seller, operator, buyer):
        person.leave()


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
def test_two_windows_on_one_product(market: Market, browser: Browser, width: int, scripts: bool) -> None:
    person = at_seller_center(browser, market, width=width, scripts=scripts)
    [(product,)] = market.rows(
        "SELECT p.id FROM catalogue_product p JOIN sellers_seat s ON s.store_id = p.store_id"
        " JOIN accounts_account a ON a.id = s.account_id WHERE a.email = %s AND p.state = 'approved'"
        " AND NOT EXISTS (SELECT 1 FROM catalogue_productrevision r WHERE r.product_id = p.id) ORDER BY p.id LIMIT 1",
        SELLER,
    )
    address, brand = f"/seller/products/{product}/", f"Brand {width} {scripts}"
    person.open(address)
    person.look()
    other = person.context.new_page()
    other.goto(address)
    other.fill("[name=brand]", f"Other {brand}")
    other.fill("[name=handling_days]", "11")
    other.locator("main button.btn-primary[name=act][value=save]").click()
    other.wait_for_load_state()
    person.fill(brand=brand)
    person.press("main button.btn-primary[name=act][value=save]")
    person.troubles = [said for said in person.troubles if "409" not in said]  # that is what is looked at here
    person.look()
    text = person.text()
    assert "Somebody else has changed this product meanwhile" in text
    assert brand in text
    assert f"Other {brand}" in text
    person.page.locator("input[name='choose.brand'][value=mine]").check()
    person.press("main form button.btn-primary")
    person.look()
    assert person.page.input_value("[name=brand]") == brand
    assert person.page.input_value("[name=handling_days]") == "11"
    assert person.troubles == []
    person.leave()


def test_many_at_once_by_keyboard_and_at_phone_width(market: Market, browser: Browser) -> None:
    person = at_seller_center(browser, market, width=390)
    person.open("/seller/products/?state=approved")
    person.look()
    person.page.locator("[data-bulk-row]").first.check()
    person.press("button[form=bulk]:has-text('selected')")
    person.look()
    person.fill(days="6")
    person.press("button[value='catalogue.handling']")
    person.look()
    person.press("form[action$='/start/'] button")
    person.page.get_by_text("1 product was changed.").wait_for()
    person.look()
    person.press("form[action$='/undo/'] button")
    person.page.get_by_text("1 product was changed.").wait_for()

    wide = at_seller_center(browser, market)
    wide.open("/seller/products/")
    page = wide.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-bulk-count]").inner_text() == "1"
    assert page.locator("tbody tr").nth(1).locator("[data-bulk-row]").is_checked()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("j")
    assert page.input_value("main [name=q]") == "j", "nothing is caught while somebody types"
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    wide.look()
    page.uncheck("[data-keys-switch]")
    page.keyboard.press("Escape")
    before = page.locator("tr[data-current]").count()
    page.keyboard.press("k")
    assert page.locator("tbody tr").first.get_attribute("data-current") is None or before == 0
    wide.open("/seller/products/")
    page.keyboard.press("j")
    assert page.locator("tr[data-current]").count() == 0, "switched off it stays off"
    page.evaluate("localStorage.clear()")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search(r"/seller/products/[0-9a-f-]{36}/$", page.url)
    assert person.troubles + wide.troubles == []
    person.leave()
    wide.leave()
