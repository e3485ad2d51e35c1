"""The main job, whole: from joining to settlement, in a real browser against a running market."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

import httpx
import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person
from tests.support.captcha import solved
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PASSWORD = "Lantern42harbour"
DEMO = "Kontor2026demo"
ADD = "main form[action='/cart/add/'] button:not([name]):not([data-step])"
_people = count(1)


@dataclass(frozen=True)
class Case:
    """Who goes the way, and how: `word` is a search word of the language that finds goods."""

    language: str
    width: int
    word: str
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.language}-{self.width}{'' if self.scripts else '-without-scripts'}"


CASES = [
    Case("en", 390, "cotton"), Case("en", 1280, "cotton"), Case("zh-CN", 390, "棉"), Case("zh-CN", 1280, "棉"),
    Case("bg", 390, "памук"), Case("bg", 1280, "памук"), Case("en", 390, "cotton", scripts=False),
]  # fmt: skip


def join(person: Person, market: Market) -> str:
    """Join with an address of one's own, and confirm it by the mail."""
    address = f"traveller{next(_people)}.{id(person)}@example.com"
    person.open("/join/")
    person.look()
    person.fill(
        address=address, country="ES", given_name="Vesela", family_name="Petrova", password=PASSWORD,
        password_again=PASSWORD,
    )  # fmt: skip
    prove(person)
    person.look()
    person.send("/join/", "button.btn-primary")
    person.look()
    link = until(lambda: _link(market, address), "the mail with the link")
    person.open(link)
    person.look()
    person.press("main form[action^='/verify/'] button[type=submit]")
    person.look()
    return address


def prove(person: Person) -> None:
    """Let the device do the captcha's calculation; where no script runs, in place of reading the picture."""
    if person.scripts:
        person.page.locator("[data-captcha-start]").click()
        person.page.locator("[data-captcha][data-state=done]").wait_for()
        return
    fields = solved(person.page.content())
    person.page.locator("input[name=captcha_work]").evaluate(
        "(box, number) => { box.value = number }", fields["captcha_work"]
    )
    person.page.locator("input[name=captcha]").evaluate("box => { box.required = false }")


def _link(market: Market, address: str) -> str:
    rows = market.rows('SELECT text FROM platform_message WHERE "to" = %s', address)
    found = re.search(r"https?://\S+?(/verify/\S+?/)(?=\s|$)", rows[0][0]) if rows else None
    return found[1] if found else ""


def put_into_the_cart(person: Person) -> None:
    """From a product's page, which stays where there are scripts."""
    if person.scripts:
        person.page.locator(ADD).first.click()
        person.page.locator("#added [data-kind=success]").wait_for()
        person.look()
    else:
        person.press(ADD)


def put_goods_of_two_stores_into_the_cart(person: Person, case: Case) -> list[str]:
    """Search and browse; returns the slugs of the two stores."""
    stores: list[str] = []
    person.open("/")
    person.look()
    person.page.locator("header input[name=q]").first.fill(case.word)
    person.page.locator("header input[name=q]").first.press("Enter")
    person.page.wait_for_url("**/search/**")
    person.look()
    links = person.page.locator("main a[href^='/p/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    person.open("/search/?sort=sold")
    links += person.page.locator("main a[href^='/p/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    for link in dict.fromkeys(links):
        person.open(link)
        store = person.page.locator("main a[href^='/s/']").first.get_attribute("href") or ""
        button = person.page.locator(ADD).first
        if store in stores or button.count() == 0 or button.is_disabled():
            continue
        if not stores:
            person.look()
        put_into_the_cart(person)
        stores.append(store)
        if len(stores) == 2:
            break
    assert len(stores) == 2
    return [store.split("/")[2] for store in stores]


def check_out(person: Person, market: Market) -> None:
    """Address, a note for each store, and to the gateway."""
    person.open("/cart/")
    person.look()
    total = person.page.locator("main .k-total dd").first.inner_text()
    person.press("main a[href='/checkout/']")
    person.press("main a[href*='/account/addresses/new/']")
    person.look()
    person.fill(
        recipient="Vesela Petrova", street="Calle Mayor 5", postcode="28013", city="Madrid", phone="+34 600 111 222"
    )
    person.page.locator("main select[name=region]").select_option(label="Madrid")
    person.press("main form[method=post] button[type=submit]:not([name])")
    person.look()
    now = person.page.locator("main .k-total dd").first.inner_text()
    coupons = person.page.locator("#sums dd.text-success").count()
    assert (now == total) if not coupons else (_digits(now) < _digits(total))  # never a surprise but a coupon
    notes = person.page.locator("main textarea[name^='note-']")
    for index in range(notes.count()):
        notes.nth(index).fill(f"Parcel {index + 1}, please")
    person.page.locator("input[name=method][value=alipay]").check()
    person.press("main button[name=action][value=place]")
    assert person.page.url.startswith(market.gateway_url)
    person.press("button[name=deed][value=pay]")
    assert "/return/" in person.page.url
    person.look()


def _digits(amount: str) -> int:
    return int("".join(sign for sign in amount if sign.isdigit()))


def ship(browser: Browser, market: Market, case: Case, slug: str, number: int) -> None:
    """The store's owner signs in and ships with a number of the carrier."""
    [(login,)] = market.rows(
        "SELECT a.email FROM sellers_seat s JOIN accounts_account a ON a.id = s.account_id "
        "JOIN sellers_store t ON t.id = s.store_id WHERE t.slug = %s AND s.role = 'owner'", slug,
    )  # fmt: skip
    seller = Person(browser, market.url, width=case.width, language=case.language, scripts=case.scripts)
    seller.open("/seller/sign-in/")
    seller.look()
    seller.fill(login=login, password=DEMO)
    seller.press("main button[type=submit]")
    seller.look()
    seller.open("/seller/orders/?tab=to_ship")
    seller.look()
    seller.open(f"/seller/orders/{number}/")
    seller.look()
    seller.press("button[name=how][value=book]")
    seller.look()
    seller.open("/seller/balance/")
    seller.look()
    assert seller.troubles == []
    seller.leave()


@pytest.mark.rule("TRD-05")
@pytest.mark.rule("TRD-06")
@pytest.mark.rule("TRD-13")
@pytest.mark.rule("BUY-02")
@pytest.mark.rule("BUY-14")
@pytest.mark.parametrize("case", CASES, ids=str)
def test_from_joining_to_settlement(market: Market, browser: Browser, case: Case) -> None:
    buyer = Person(browser, market.url, width=case.width, language=case.language, scripts=case.scripts)
    address = join(buyer, market)
    slugs = put_goods_of_two_stores_into_the_cart(buyer, case)
    check_out(buyer, market)

    orders = market.rows(
        "SELECT t.slug, o.number, o.state, o.note FROM orders_storeorder o JOIN sellers_store t ON t.id = o.store_id "
        "JOIN accounts_account a ON a.id = o.buyer_id WHERE a.email = %s", address,
    )  # fmt: skip
    assert {row[0] for row in orders} == set(slugs)
    assert {row[2] for row in orders} == {"to_ship"}
    assert sorted(row[3] for row in orders) == ["Parcel 1, please", "Parcel 2, please"]

    for slug, number, _state, _note in orders:
        ship(browser, market, case, slug, number)
        _arrive(market, number)
        buyer.open(f"/account/orders/{number}/")
        buyer.look()
        buyer.open(f"/account/orders/{number}/tracking/")
        buyer.look()
        buyer.open(f"/account/orders/{number}/")
        if case.scripts:
            buyer.page.locator("[data-dialog-open=receive]").first.click()
            buyer.look()
        else:
            buyer.open(f"/account/orders/{number}/#receive")
        buyer.send(f"/account/orders/{number}/receive/")
        until(lambda n=number: _state_of(market, n) == "finished", "escrow pays the store")
    buyer.open("/account/orders/")
    buyer.look()
    buyer.open("/account/")
    buyer.look()
    assert buyer.troubles == []
    buyer.leave()

    for _slug, number, _state, _note in orders:
        [(gross, commission, net)] = market.rows(
            "SELECT s.gross_minor, s.commission_minor, s.net_minor FROM payments_settlement s "
            "JOIN orders_storeorder o ON o.store_id = s.store_id AND o.id = s.id WHERE o.number = %s", number,
        )  # fmt: skip
        assert gross - commission == net > 0
    assert market.verify() == []


def _state_of(market: Market, number: int) -> str:
    [(state,)] = market.rows("SELECT state FROM orders_storeorder WHERE number = %s", number)
    return str(state)


def _arrive(market: Market, number: int) -> None:
    """The carrier moves the parcel of an order to its door, and tells the market of it."""
    [(tracking,)] = market.rows(
        "SELECT s.tracking_number FROM logistics_shipment s JOIN orders_storeorder o ON o.store_id = s.store_id "
        "AND o.id = s.order_id WHERE o.number = %s", number,
    )  # fmt: skip
    httpx.post(
        f"{market.carriers_url}/_sandbox/advance", json={"number": tracking, "until": "delivered", "at": "now"},
        trust_env=False,
    ).raise_for_status()  # fmt: skip
    until(lambda: _state_of(market, number) == "delivered", "the carrier's word arrives")
