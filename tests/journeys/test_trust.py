"""A review with pictures, its reply and a follow-up; a violation, its notice and the appeal: in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from kontor.demo.load.people import PASSWORD as DEMO
from kontor.demo.load.people import SELLER
from tests.journeys.browser import Person
from tests.journeys.test_products import at_console, at_seller_center, picture
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
_FOUND = "SELECT count(*) FROM search_card WHERE store_id = %s"


def at_shop(browser: Browser, market: Market, address: str, *, width: int = 1280) -> Person:
    person = Person(browser, market.url, width=width, language="en")
    person.open("/sign-in/")
    person.fill(address=address, password=DEMO)
    person.press("main form[action^='/sign-in/'] button[type=submit]")
    return person


def a_received_order(market: Market) -> tuple[int, int, str]:
    """An order of the demo's seller that its buyer has just received: its number, a product's, the buyer's address."""
    [found] = market.rows(
        "UPDATE orders_storeorder o SET received_at = now() FROM accounts_account a"
        " WHERE a.id = o.buyer_id AND (o.store_id, o.id) = (SELECT o2.store_id, o2.id FROM orders_storeorder o2"
        " JOIN sellers_seat s ON s.store_id = o2.store_id JOIN accounts_account b ON b.id = s.account_id"
        " JOIN accounts_account c ON c.id = o2.buyer_id"
        " LEFT JOIN aftersales_detail_rating d ON d.store_id = o2.store_id AND d.order_id = o2.id"
        " WHERE b.email = %s AND o2.state = 'finished' AND d.order_id IS NULL AND c.state = 'active' LIMIT 1)"
        " RETURNING o.number, (SELECT product_number FROM orders_line l WHERE l.store_id = o.store_id"
        " AND l.order_id = o.id LIMIT 1), a.email",
        SELLER,
    )
    return found


def write_review(buyer: Person, number: int) -> None:
    """With one detail forgotten at first: the sentence leads to it, and what was typed is kept."""
    page, send = buyer.page, f"main form[action='/account/orders/{number}/review/'] button[type=submit]"
    page.locator("main [name^='stars.'][value='4']").first.check()
    page.locator("main [name^='text.']").first.fill("Muy bonita y bien embalada, llegó antes de lo previsto.")
    for detail in ("described", "communication"):
        page.locator(f"main [name={detail}][value='5']").check()
    buyer.press(send)
    buyer.look()
    assert page.locator(".k-summary a[href='#f-speed']").count() == 1
    assert "Muy bonita" in page.locator("main [name^='text.']").first.input_value()
    assert [trouble for trouble in buyer.troubles if "422" not in trouble] == []
    buyer.troubles.clear()
    page.locator("main [name=speed][value='3']").check()
    page.locator("main [name^='pictures.']").first.set_input_files([picture("#b9402a", "red"), picture("#17506f", "b")])
    buyer.press(send)
    buyer.look()
    assert "Muy bonita" in buyer.text()
    assert page.locator("main article img").count() == 2


def answer(seller: Person) -> None:
    """The store's one reply, from the list of those that wait for one."""
    seller.open("/seller/reviews/?open=1")
    seller.look()
    mine = seller.page.locator("main li.k-panel", has_text="Muy bonita")
    mine.locator("summary").first.click()
    mine.locator("[name=reply]").fill("Gracias, Marta.")
    with seller.page.expect_navigation():
        mine.locator("form[action*='/reply/'] button[type=submit]").click()
    seller.look()


@pytest.mark.rule("TRD-10")
def test_a_review_with_pictures_a_reply_and_a_follow_up(market: Market, browser: Browser) -> None:
    number, product, address = a_received_order(market)
    buyer = at_shop(browser, market, address, width=390)
    buyer.open("/account/reviews/")
    buyer.look()
    buyer.press(f"main a[href='/account/orders/{number}/review/']")
    buyer.look()
    write_review(buyer, number)

    reader = Person(browser, market.url, width=1280, language="en", dark=True)
    until(
        lambda: market.rows("SELECT 1 FROM aftersales_review WHERE text LIKE 'Muy bonita%%' AND language = 'es'"),
        "the language of the review is found out",
    )
    reader.open(f"/p/{product}/reviews/?language=es")
    reader.look()
    assert "Muy bonita" in reader.text()
    reader.open(f"/p/{product}/")
    reader.look()
    assert "What buyers say" in reader.text()

    seller = at_seller_center(browser, market)
    answer(seller)
    until(lambda: market.rows("SELECT 1 FROM notifications_notice WHERE kind = 'review_answered'"), "the buyer is told")
    buyer.open(f"/account/orders/{number}/review/")
    assert "Gracias, Marta." in buyer.text()
    buyer.page.fill("main [name=follow_up]", "Tras un mes sigue perfecta.")
    buyer.press("main form[action$='/more/'] button[type=submit]")
    buyer.look()
    reader.open(f"/p/{product}/reviews/")
    for words in ("Gracias, Marta.", "Tras un mes sigue perfecta."):
        assert words in reader.text()
    for person in (buyer, reader, seller):
        assert person.troubles == []
        person.leave()


@pytest.mark.rule("OPR-03", "OPR-02")
def test_a_violation_its_notice_and_the_appeal(market: Market, browser: Browser) -> None:
    [(store_id, slug)] = market.rows(
        "SELECT s.id, s.slug FROM sellers_store s JOIN sellers_seat t ON t.store_id = s.id"
        " JOIN accounts_account a ON a.id = t.account_id WHERE a.email = %s",
        SELLER,
    )
    [(before,)] = market.rows(_FOUND, store_id)
    assert before > 0
    operator = at_console(browser, market)
    operator.open(f"/console/violations/new/?store={slug}")
    operator.look()
    operator.fill(
        code="fake_orders", words="Your brother bought twelve lamps.", evidence="One device paid and sold.", days="3"
    )
    operator.press("main form[action='/console/violations/new/'] button[type=submit]")
    operator.look()
    until(lambda: market.rows(_FOUND, store_id) == [(0,)], "its goods vanish from search", seconds=20)

    seller = at_seller_center(browser, market)
    seller.look()
    assert "This store is hidden" in seller.text()
    seller.open("/seller/standing/")
    seller.look()
    seller.press("main a:has-text('Orders by the store')")
    seller.look()
    for words in ("Your brother bought twelve lamps.", "One device paid and sold.", "8 points", "You can appeal once"):
        assert words in seller.text()
    seller.fill(text="He has a lamp shop of his own. The invoice is in the order.")
    seller.press("main form[action^='/seller/standing/'] button[type=submit]")
    seller.look()
    assert "Appeal waits" in seller.text()
    until(
        lambda: market.rows("SELECT 1 FROM platform_message WHERE subject LIKE '%%broke a rule%%'"),
        "the seller has a mail",
    )

    operator.open("/console/queues/governance.appeal/")
    operator.look()
    [(item,)] = market.rows(
        "SELECT r.id FROM platform_review r JOIN governance_violation v ON v.id = r.subject_id"
        " WHERE r.kind = 'governance.appeal' AND v.code = 'fake_orders' AND r.closed_at IS NULL"
    )
    operator.open(f"/console/reviews/{item}/")
    operator.press("main form[action$='/take/'] button")
    operator.look()
    assert "He has a lamp shop of his own." in operator.text()
    operator.page.get_by_label("We were wrong. We are sorry.").check()
    operator.press("button[name=decision][value=lift]")
    until(lambda: market.rows(_FOUND, store_id) == [(before,)], "its goods are back", seconds=20)
    seller.page.reload()
    seller.look()
    assert "Taken back" in seller.text()
    assert "This store is hidden" not in seller.text()
    for person in (operator, seller):
        assert person.troubles == []
        person.leave()
