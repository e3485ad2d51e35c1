"""The orders of a store as a workbench: keys, many at once, paper; and that every page of it holds (TRD-07, SEL-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kontor.demo.load.people import CLERK, OPERATOR, SELLER
from kontor.demo.load.people import PASSWORD as DEMO
from tests.journeys.browser import Person
from tests.support.market import Market

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.rule("TRD-07", "SEL-03")]

LIST = "/seller/orders/?tab=to_ship"
_DONE = """
SELECT so.number, so.state, so.ship_to_country, so.shipped_at, so.delivered_at, so.received_at, so.ended_at, so.ship_by
FROM orders_storeorder so JOIN sellers_seat s ON s.store_id = so.store_id JOIN accounts_account a ON a.id = s.account_id
WHERE a.email = %s AND a.audience = 'seller' AND so.state = 'finished' ORDER BY so.placed_at DESC LIMIT 6
"""
_WAITS = """
UPDATE orders_storeorder SET state = 'to_ship', ship_to_country = 'BR', shipped_at = NULL, delivered_at = NULL,
    received_at = NULL, ended_at = NULL, ship_by = clock_timestamp() + interval '2 days'
WHERE number = %s RETURNING number
"""
_AS_IT_WAS = """
UPDATE orders_storeorder SET state = %s, ship_to_country = %s, shipped_at = %s, delivered_at = %s, received_at = %s,
    ended_at = %s, ship_by = %s
WHERE number = %s RETURNING number
"""


def at_work(browser: Browser, market: Market, who: str = SELLER, **window: object) -> Person:
    person = Person(browser, market.url, **{"width": 1280, "language": "en", **window})  # type: ignore[arg-type]
    person.open("/seller/sign-in/")
    person.fill(login=who, password=DEMO)
    person.press("main button[type=submit]")
    return person


@pytest.fixture(scope="module")
def waiting(market: Market) -> Iterator[list[int]]:
    """Orders of the demo's seller that wait to be shipped while this file runs, whatever the seed has left of them."""
    done = market.rows(_DONE, SELLER)
    for number, *_before in done:
        market.rows(_WAITS, number)
    yield [number for number, *_before in done]
    for number, *before in done:
        market.rows(_AS_IT_WAS, *before, number)


def choose(person: Person, many: int) -> None:
    """Tick the first rows of the list of orders to ship."""
    person.open(LIST)
    for row in range(many):
        person.page.locator("[data-bulk-row]").nth(row).check()


def test_the_list_by_keyboard(market: Market, browser: Browser, waiting: list[int]) -> None:
    person = at_work(browser, market)
    person.open(LIST)
    page = person.page
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("[data-bulk-count]").inner_text() == "1"
    assert page.locator("tbody tr").nth(1).locator("[data-bulk-row]").is_checked()
    page.keyboard.press("k")
    page.keyboard.press("x")
    assert page.locator("[data-bulk-count]").inner_text() == "2"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("x")
    assert page.input_value("main [name=q]") == "x", "nothing is caught while somebody types"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    person.look()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search(r"/seller/orders/\d+/$", page.url)
    person.look()
    assert person.troubles == []
    person.leave()


def test_a_clerk_prints_many_slips_and_sees_nothing_else_to_do(
    market: Market, browser: Browser, waiting: list[int]
) -> None:
    clerk = at_work(browser, market, CLERK)
    choose(clerk, 3)
    assert clerk.page.locator("button[form=orders-form]:visible").all_inner_texts() == ["Packing slips"]
    clerk.press("button[value='logistics.slips']")
    clerk.page.get_by_text("slips are ready.").wait_for()
    clerk.look()
    file = clerk.page.request.get(clerk.page.locator("a[href$='/file/']").get_attribute("href") or "")
    assert file.body().startswith(b"%PDF-")
    assert clerk.troubles == []
    clerk.leave()


@pytest.mark.parametrize("scripts", [True, False])
def test_many_are_looked_at_before_anything_happens(
    market: Market, browser: Browser, waiting: list[int], scripts: bool
) -> None:
    person = at_work(browser, market, width=390, scripts=scripts)
    choose(person, 2)
    person.press("button[form=orders-form]:has-text('Cancel selected')")
    person.look()
    person.page.select_option("[name=reason]", "out_of_stock")
    person.press("button[value='orders.cancel']")
    person.look()
    assert "2 orders would be cancelled." in person.text()
    choose(person, 2)
    person.press("button[form=orders-form]:has-text('Ship selected')")
    person.look()
    person.page.locator("main input[name^='track.']").first.fill("nonsense")
    person.press("button[value=ship]")
    person.troubles = [said for said in person.troubles if "422" not in said]  # that is what is looked at here
    person.look()
    assert "is not a tracking number of" in person.text()
    assert person.page.locator("main input[name^='track.']").first.input_value() == "nonsense"
    assert person.troubles == []
    person.leave()


PAGES = (
    "/seller/orders/?tab=all&sku=NONE", "/seller/webhooks/", "/seller/programs/", "/seller/members/",
    "/seller/members/invite/", "/seller/members/roles/new/", "/seller/history/", "/seller/sheets/", "/seller/products/",
)  # fmt: skip
FIRSTS = (
    ("/seller/webhooks/", "main tbody a"), ("/seller/sheets/", "#imports a"), ("/seller/products/", "main tbody th a"),
    ("/seller/programs/", "main a[href*='/seller/programs/0']"),
)  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
def test_every_page_of_the_desk_holds(
    market: Market, browser: Browser, waiting: list[int], width: int, dark: bool
) -> None:
    person = at_work(browser, market, width=width, dark=dark)
    for path in (LIST, *PAGES):
        person.open(path)
        person.look()
        person.narrow()
    for path, first in FIRSTS:
        person.open(path)
        person.press(first)
        person.look()
        person.narrow()
    operator = Person(browser, market.url, width=width, language="en", dark=dark)
    operator.open("/console/sign-in/")
    operator.fill(address=OPERATOR, password=DEMO)
    operator.press("main button[type=submit]")
    operator.open("/console/history/")
    operator.look()
    operator.narrow()
    assert person.troubles + operator.troubles == []
    assert len(person.checked) == 1 + len(PAGES) + len(FIRSTS)
    person.leave()
    operator.leave()
