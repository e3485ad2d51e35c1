"""A store opens its coins, and its board says of each product why coins do not show and what mends it: in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person
from tests.journeys.coin_figures import digits, figures, fund_of
from tests.journeys.test_coins import at_the_store
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


SLUG = "wanle-island"  # of the demo's stores the one that may not open an account yet


def store_of(market: Market) -> str:
    """Its id; its owner reads English for once."""
    [(store,)] = market.rows("SELECT id::text FROM sellers_store WHERE slug = %s", SLUG)
    market.rows(
        "UPDATE accounts_account SET language = 'en' WHERE id IN (SELECT account_id FROM sellers_seat"
        " WHERE store_id = %s AND role = 'owner') RETURNING 1", store,
    )  # fmt: skip
    return str(store)


def open_the_account(seller: Person, market: Market, store: str) -> None:
    """A severe violation is too fresh; when it has become old nobody has to say yes."""
    seller.open(HOME)
    seller.look()
    row = seller.page.locator("main tbody tr", has_text="No severe violation within the last 30 days")
    assert "Not met" in row.inner_text()
    assert seller.page.locator("main tbody tr", has_text="Not met").count() == 1
    seller.send("/seller/coins/open/")
    seller.look()
    assert [said for said in seller.troubles if "409" not in said] == []
    seller.troubles.clear()
    assert market.rows("SELECT 1 FROM coins_coinaccount WHERE store_id = %s", store) == []
    market.rows("UPDATE governance_violation SET at = at - interval '30 days' WHERE store_id = %s RETURNING 1", store)
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
    seller = at_the_store(browser, market, SLUG)
    open_the_account(seller, market, store)
    approved = market.rows(
        "SELECT number FROM catalogue_product WHERE store_id = %s AND state = 'approved' ORDER BY number", store
    )
    first, second, waiting, sent_back = [number for (number,) in approved[:4]]
    for number, state in ((waiting, "under_review"), (sent_back, "rejected")):
        put_into(market, number, state)
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
    for number in (waiting, sent_back):
        put_into(market, number, "approved")
    assert seller.troubles == []
    seller.leave()


def put_into(market: Market, number: int, state: str) -> None:
    """As if a review had said so."""
    market.rows("UPDATE catalogue_product SET state = %s WHERE number = %s RETURNING 1", state, number)


def product_id(market: Market, number: int) -> str:
    [(found,)] = market.rows("SELECT id::text FROM catalogue_product WHERE number = %s", number)
    return str(found)
