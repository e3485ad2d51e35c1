"""Both kinds of dispute in a real browser, with a return and without, a ruling and its appeal; without scripts too."""

from __future__ import annotations

from itertools import count

import pytest
from playwright.sync_api import Browser

from kontor.demo.load.people import OPERATOR
from tests.journeys.browser import Person
from tests.journeys.test_products import picture
from tests.journeys.test_purchase import DEMO, Case, check_out, join, put_goods_of_two_stores_into_the_cart, ship
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.rule("TRD-09", "OPR-04")]

CASES = [Case("en", 1280, "cotton"), Case("en", 390, "cotton", scripts=False)]
_operators = count(1)


def keeper(browser: Browser, market: Market, case: Case, slug: str) -> Person:
    """The owner of a store, at the Seller Center."""
    [(login,)] = market.rows(
        "SELECT a.email FROM sellers_seat s JOIN accounts_account a ON a.id = s.account_id "
        "JOIN sellers_store t ON t.id = s.store_id WHERE t.slug = %s AND s.role = 'owner'", slug,
    )  # fmt: skip
    person = Person(browser, market.url, width=case.width, language="en", scripts=case.scripts)
    person.open("/seller/sign-in/")
    person.fill(login=login, password=DEMO)
    person.press("main button[type=submit]")
    return person


def operator(browser: Browser, market: Market, address: str) -> Person:
    person = Person(browser, market.url, width=1280, language="en")
    person.open("/console/sign-in/")
    person.fill(address=address, password=DEMO)
    person.press("main button[type=submit]")
    return person


def open_dispute(buyer: Person, number: int, **fields: str) -> int:
    """From the page of the order; the number of the dispute."""
    buyer.open(f"/account/orders/{number}/")
    buyer.press(f"main a[href='/account/orders/{number}/dispute/']")
    buyer.look()
    buyer.fill(**fields)
    buyer.page.locator("main input[name=pictures]").set_input_files([picture("#a33", "broken")])  # type: ignore[list-item]
    buyer.send(f"/account/orders/{number}/dispute/", "button.btn-primary")
    buyer.look()
    assert "Waits for the seller" in buyer.text()
    return int(buyer.page.url.rstrip("/").rpartition("/")[2])


def state(market: Market, dispute: int) -> str:
    [(found,)] = market.rows("SELECT state FROM aftersales_dispute WHERE number = %s", dispute)
    return str(found)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_return_or_a_part_and_a_ruling_with_an_appeal(market: Market, browser: Browser, case: Case) -> None:
    buyer = Person(browser, market.url, width=case.width, language="en", scripts=case.scripts)
    address = join(buyer, market)
    slugs = put_goods_of_two_stores_into_the_cart(buyer, case)
    check_out(buyer, market)
    orders = dict(
        market.rows(
            "SELECT t.slug, o.number FROM orders_storeorder o JOIN sellers_store t ON t.id = o.store_id "
            "JOIN accounts_account a ON a.id = o.buyer_id WHERE a.email = %s", address,
        )
    )  # fmt: skip
    for slug in slugs:
        ship(browser, market, case, slug, orders[slug])
        market.rows(
            "UPDATE orders_storeorder SET shipped_at = shipped_at - interval '40 days', "
            "expected_from = CURRENT_DATE - 9, expected_to = CURRENT_DATE - 2 WHERE number = %s RETURNING 1",
            orders[slug],
        )  # fmt: skip
    first = _returned if case.scripts else _settled
    first(market, browser, case, buyer, slugs[0], orders[slugs[0]])
    _ruled(market, browser, case, buyer, slugs[1], orders[slugs[1]])
    assert buyer.troubles == []
    buyer.leave()
    checked = market.run("verify")
    assert checked.returncode == 0, checked.stdout


def _returned(market: Market, browser: Browser, case: Case, buyer: Person, slug: str, number: int) -> None:
    """Broken: the seller agrees, the goods go back, the money as well."""
    dispute = open_dispute(buyer, number, reason="broken", text="The edge is broken off.")
    page = f"/account/disputes/{dispute}/"
    seller = keeper(browser, market, case, slug)
    seller.open("/seller/disputes/")
    seller.look()
    seller.open(f"/seller/disputes/{dispute}/?phrase=return")
    seller.look()
    [(paid,)] = market.rows("SELECT paid_minor FROM aftersales_dispute WHERE number = %s", dispute)
    amount = f"{paid // 100}.{paid % 100:02}"
    seller.fill(amount=amount)
    seller.page.locator("main input[name=with_return]").check()
    seller.send(f"/seller/disputes/{dispute}/propose/", "button.btn-primary")
    buyer.open(page)
    buyer.look()
    buyer.send(page + "accept/")
    assert state(market, dispute) == "return_due"
    buyer.look()
    buyer.fill(carrier="Correos", number="PK42 123 456 ES")
    buyer.send(page + "return/")
    assert state(market, dispute) == "returning"
    seller.open(f"/seller/disputes/{dispute}/")
    seller.look()
    seller.send(f"/seller/disputes/{dispute}/take/")
    assert state(market, dispute) == "refunded"
    until(lambda: _sent_back(market, number) == paid, "the money is back")
    assert seller.troubles == []
    seller.leave()


def _settled(market: Market, browser: Browser, case: Case, buyer: Person, slug: str, number: int) -> None:
    """Broken as well: the seller offers a part, the buyer keeps the goods."""
    dispute = open_dispute(buyer, number, reason="broken", text="The edge is chipped; I can live with it.")
    seller = keeper(browser, market, case, slug)
    [(paid,)] = market.rows("SELECT paid_minor FROM aftersales_dispute WHERE number = %s", dispute)
    part = paid // 4
    seller.open(f"/seller/disputes/{dispute}/")
    seller.fill(amount=f"{part // 100}.{part % 100:02}", text="We are sorry. Please keep it.")
    seller.send(f"/seller/disputes/{dispute}/propose/", "button.btn-primary")
    buyer.open(f"/account/disputes/{dispute}/")
    buyer.send(f"/account/disputes/{dispute}/accept/")
    assert state(market, dispute) == "refunded"
    until(lambda: _sent_back(market, number) == part, "the part is back")
    assert seller.troubles == []
    seller.leave()


def _sent_back(market: Market, number: int) -> int:
    [(back,)] = market.rows(
        "SELECT coalesce(sum(r.amount_minor), 0)::bigint FROM payments_refund r "
        "JOIN orders_storeorder o ON o.id = r.store_order_id WHERE o.number = %s AND r.state = 'done'", number,
    )  # fmt: skip
    return int(back)


def _ruled(market: Market, browser: Browser, case: Case, buyer: Person, slug: str, number: int) -> None:
    """Not received: the seller refuses, the operator rules, the seller appeals, another one rules for good."""
    dispute = open_dispute(buyer, number, reason="late", text="It never came.")
    page = f"/account/disputes/{dispute}/"
    seller = keeper(browser, market, case, slug)
    seller.open(f"/seller/disputes/{dispute}/?phrase=no")
    seller.fill(amount="0")
    seller.send(f"/seller/disputes/{dispute}/propose/", "button.btn-primary")
    buyer.open(page)
    buyer.page.locator("main summary", has_text="Let Kontor decide").click()
    buyer.send(page + "escalate/")
    assert state(market, dispute) == "escalated"
    _rule(browser, market, OPERATOR, dispute, "full")
    assert state(market, dispute) == "ruled"
    seller.open(f"/seller/disputes/{dispute}/")
    seller.look()
    seller.page.locator("main section[aria-labelledby=appeal] textarea").fill("The carrier has lost it.")
    seller.send(f"/seller/disputes/{dispute}/appeal/")
    second = f"second{next(_operators)}@desk.example"
    made = market.run("user", "create", second, "--password", DEMO)
    assert made.returncode == 0, made.stderr
    _rule(browser, market, second, dispute, "half")
    assert state(market, dispute) == "refunded"
    buyer.open(page)
    buyer.look()
    assert "Kontor decided" in buyer.text()
    assert seller.troubles == []
    seller.leave()


def _rule(browser: Browser, market: Market, address: str, dispute: int, template: str) -> None:
    desk = operator(browser, market, address)
    page = f"/console/disputes/{dispute}/"
    desk.open(page)
    desk.look()
    desk.press("main form[action$='/take/'] button")
    desk.look()
    desk.page.locator(f"#f-decision-{template}").check()
    desk.send(page + "rule/", "button.btn-primary")
    desk.look()
    assert desk.troubles == []
    desk.leave()
