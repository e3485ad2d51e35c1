"""A store opens its coins, and its board says of each product why coins do not show and what mends it: in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from kontor.demo.load.people import SELLER
from tests.journeys.browser import Person
from tests.journeys.coin_figures import digits, figures, fund_of
from tests.journeys.test_products import at_seller_center
from tests.support.market import Market

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

BOARD, FUND, HOME = "/seller/coins/products/", "/seller/coins/fund/", "/seller/coins/"
OFF = "Coins are switched off for this product."
PAUSED = "The coin account is paused."
EMPTY = "The coin fund holds less than the least amount."
STATES = {
    "under_review": "The product is under review; coins show when it is approved.",
    "rejected": "The product was sent back; mend what its review asks for.",
    "delisted": "The product is not on sale.",
    "draft": "The product is not on sale.",
}
CAMPAIGN = "A campaign that you joined asks for a larger share; the product is not in its channel."

# Of each row of the board its id, whether its badge is red and has its icon, and its causes without their links.
_ROWS = """() => [...document.querySelectorAll("main tbody tr")].map(row => [
    row.id, row.querySelector(".k-badge[data-kind=error] svg") !== null,
    [...row.querySelectorAll("td span.text-sm")].map(cause => cause.firstChild.data.trim())])"""


def store_of(market: Market) -> str:
    [(store,)] = market.rows(
        "SELECT s.store_id::text FROM sellers_seat s JOIN accounts_account a ON a.id = s.account_id WHERE a.email = %s",
        SELLER,
    )
    return str(store)


def open_the_account(seller: Person, market: Market, store: str) -> None:
    """The rate of feedback is too low until what was bad has become old; then nobody has to say yes."""
    [(good, bad)] = market.rows(
        "SELECT count(*) FILTER (WHERE stars > 3), count(*) FILTER (WHERE stars < 3) FROM aftersales_review"
        " WHERE store_id = %s AND store_why = '' AND day > current_date - 90", store,
    )  # fmt: skip
    seller.open(HOME)
    seller.look()
    row = seller.page.locator("main tbody tr", has_text="Positive feedback of the last 90 days")
    for words in (f"{100 * good / (good + bad):.2f} %", "At least 95 %", "Not met"):
        assert words in row.inner_text()
    seller.send("/seller/coins/open/")
    seller.look()
    assert [said for said in seller.troubles if "409" not in said] == []
    seller.troubles.clear()
    assert market.rows("SELECT 1 FROM coins_coinaccount WHERE store_id = %s", store) == []
    for kept in ("aftersales_store_day", "aftersales_detail_rating", "aftersales_review"):
        market.rows(
            f"UPDATE {kept} SET day = day - 91 WHERE store_id = %s AND day IN (SELECT day FROM aftersales_review"  # noqa: S608
            " WHERE store_id = %s AND stars < 3) RETURNING 1", store, store,
        )  # fmt: skip
    seller.open(HOME)
    assert "Not met" not in seller.text()
    seller.send("/seller/coins/open/")
    assert seller.page.url.endswith(FUND)


def board(seller: Person) -> dict[int, list[str]]:
    """Each product by its number, with the causes that stand in its row; red where there are some but for a channel."""
    seller.open(BOARD)
    rows = seller.page.evaluate(_ROWS)
    for _row, red, causes in rows:
        assert red == bool(set(causes) - {CAMPAIGN})
    return {int(row.removeprefix("p")): causes for row, _red, causes in rows}


def expected(market: Market, store: str, *always: str, on: set[int]) -> dict[int, list[str]]:
    """What must stand there: by the states of the products, and which were switched on."""
    states = market.rows("SELECT number, state FROM catalogue_product WHERE store_id = %s", store)
    return {
        number: [*([] if number in on else [OFF]), *always, *([STATES[state]] if state in STATES else [])]
        for number, state in states
    }


def mend(seller: Person, number: int, link: str) -> None:
    """Follow the link in the row of a product."""
    seller.press(f"main tr#p{number} a:has-text('{link}')")
    seller.look()


def switch_on(seller: Person, numbers: list[int], share: int) -> None:
    """Tick these, type the share, and switch them on together."""
    seller.open(BOARD)
    for number in numbers:
        seller.page.locator(f"main tr#p{number} input[name=product]").check()
    seller.page.fill("#f-share", f"{share}")
    seller.press("main button[name=act][value=on]")


def top_up(seller: Person, yuan: int, fund: int) -> None:
    """Out of the balance; then the fund holds `fund` yuan."""
    seller.open(FUND)
    seller.fill(amount=f"{yuan}")
    seller.send(FUND, "button.btn-primary")
    seller.look()
    assert fund_of(seller) == 100 * fund


@pytest.mark.rule("COI-02", "COI-03", "COI-05", "COI-06", "COI-15")
def test_a_store_opens_its_coins_and_reads_on_its_board_what_keeps_them_from_showing(
    market: Market, browser: Browser
) -> None:
    store = store_of(market)
    seller = at_seller_center(browser, market)
    open_the_account(seller, market, store)
    by_state: dict[str, list[int]] = {}
    for number, state in market.rows(
        "SELECT number, state FROM catalogue_product WHERE store_id = %s ORDER BY number", store
    ):
        by_state.setdefault(state, []).append(number)
    first, second = by_state["approved"][:2]
    waiting, sent_back = by_state["under_review"][0], by_state["rejected"][0]
    assert board(seller) == expected(market, store, EMPTY, on=set())  # the fund is empty, nothing is switched on
    seller.look()

    mend(seller, first, "Top up the fund")
    top_up(seller, 400, 400)
    assert "100.00 are missing" in seller.text()
    assert board(seller)[first] == [OFF, EMPTY]  # 500 are the least
    top_up(seller, 100, 500)
    assert figures(seller, "main table td.num bdi") == [10_000, 40_000]
    on = {first, second, waiting, sent_back}
    switch_on(seller, sorted(on), 10)
    assert board(seller) == expected(market, store, on=on)
    mend(seller, sent_back, "Mend the product")
    assert seller.page.url.rstrip("/").rpartition("/")[2] == product_id(market, sent_back)

    seller.open("/seller/coins/campaigns/")
    seller.press("main form[action$='/join/'] button")
    [(asked,)] = market.rows("SELECT share_at_least FROM coins_coincampaign WHERE ends_at > now()")
    assert board(seller)[first] == [CAMPAIGN]
    seller.look()
    mend(seller, first, "Campaigns")
    assert f"at least {asked} %" in seller.text()
    switch_on(seller, [first], asked)
    assert board(seller)[first] == []
    assert board(seller)[second] == [CAMPAIGN]

    seller.open(HOME)
    seller.look()
    assert digits(seller.page.locator(f"main a.k-stat[href='{FUND}'] bdi").inner_text()) == 50_000
    seller.send("/seller/coins/pause/")
    causes = board(seller)
    assert {number for number, said in causes.items() if PAUSED in said} == set(causes)
    seller.look()
    mend(seller, waiting, "Resume the account")
    seller.send("/seller/coins/resume/")
    assert board(seller)[first] == []

    seller.open("/seller/coins/campaigns/")
    seller.press("main form[action$='/leave/'] button")
    assert board(seller) == expected(market, store, on=on)
    assert seller.troubles == []
    seller.leave()


def product_id(market: Market, number: int) -> str:
    [(found,)] = market.rows("SELECT id::text FROM catalogue_product WHERE number = %s", number)
    return str(found)
