"""Coins earned, used, sent back in part and expired, in a real browser: a buyer in Bulgarian, a store in Chinese."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from kontor.kernel.money import Money
from tests.journeys.browser import Person
from tests.journeys.coin_figures import (
    Bought,
    brought,
    commission_of,
    digits,
    figures,
    fund_of,
    latest,
    likely_cost,
    lots_of,
    midnight_after,
    moved_of,
    one_per_cent,
    rate,
    share_of,
    taken_in_turn,
)  # fmt: skip
from tests.journeys.test_products import picture
from tests.journeys.test_purchase import DEMO, check_out, join, put_into_the_cart
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SLUG = "haoxun-digital"  # of the demo's stores one that has coins, with goods that take them
COINS, BUDGET = 3_000, 30_000  # of the scene that the journey opens
PURSE, REPORT = "/account/coins/", "/seller/coins/report/"
MOVED = "#moved .k-stat-value"  # given, used, expired, taken back
BACK = "One per cent back, at once"  # a scene of the demo


def at_the_store(browser: Browser, market: Market, slug: str = SLUG, language: str = "en") -> Person:
    """Its owner, who likes it dark."""
    [(login,)] = market.rows(
        "SELECT a.email FROM sellers_seat s JOIN accounts_account a ON a.id = s.account_id"
        " JOIN sellers_store t ON t.id = s.store_id WHERE t.slug = %s AND s.role = 'owner'", slug,
    )  # fmt: skip
    person = Person(browser, market.url, width=1280, language=language, dark=True)
    person.open("/seller/sign-in/")
    person.fill(login=login, password=DEMO)
    person.press("main button[type=submit]")
    return person


def fill_the_fund(seller: Person, most: int) -> int:
    """The figure grows by what is put in, at most what the store's balance has; what is in it then, in fen."""
    seller.open("/seller/coins/fund/")
    before = fund_of(seller)
    balance = seller.page.locator("main select[name=currency] option[value=CNY]").inner_text()
    yuan = min(most, int(float(re.sub(r"[^0-9.]", "", balance))))
    assert yuan > 0
    seller.fill(amount=str(yuan))
    seller.send("/seller/coins/fund/", "button.btn-primary")
    seller.look()
    assert fund_of(seller) == before + 100 * yuan
    return before + 100 * yuan


def open_a_scene(seller: Person, market: Market) -> UUID:
    """Its cost is shown before it starts, and once it runs its terms cannot be changed."""
    seller.open("/seller/coins/scenes/new/")
    seller.look()
    seller.page.locator("main input[name=kind][value=on_payment]").check()
    seller.fill(name="Journey", coins=f"{COINS}", budget=f"{BUDGET}", cap=f"{COINS}")
    seller.press("main form[data-unsaved] button.btn-primary")
    seller.look()
    scene = UUID(seller.page.url.rstrip("/").rpartition("/")[2])
    likely = likely_cost(market, scene, SLUG)
    assert 0 < likely < BUDGET
    assert figures(seller, "main .k-stat-value") == [BUDGET, likely]  # in fen: a coin is a hundredth of a yuan
    seller.send(f"/seller/coins/scenes/{scene}/start/")
    seller.look()
    assert figures(seller, "main .k-stat-value") == [0, BUDGET, COINS]
    assert seller.page.locator("main form[data-unsaved]").count() == 0
    return scene


def balance(buyer: Person) -> int:
    """What the page of coins says can be spent."""
    buyer.open(PURSE)
    return digits(buyer.page.locator("main a.k-stat[href='#history'] bdi").inner_text())


def history(buyer: Person) -> list[int]:
    """The movements on the page of coins, newest first."""
    return figures(buyer, "main section[aria-labelledby=history] td.num bdi")


def a_product(market: Market) -> tuple[int, int]:
    """The number of one that takes coins, and what share of its price they can pay, in per cent."""
    [(number, share)] = market.rows(
        "SELECT p.number, t.share FROM coins_productcoins t JOIN catalogue_product p ON p.id = t.product_id"
        " JOIN catalogue_sku k ON k.product_id = p.id JOIN sellers_store s ON s.id = p.store_id"
        ' WHERE s.slug = %s AND t."on" AND t.share = 20 AND p.state = \'approved\' GROUP BY p.number, t.share'
        " HAVING min(k.price_minor) BETWEEN 8000 AND 11000 ORDER BY p.number LIMIT 1", SLUG,
    )  # fmt: skip
    return number, share


def earn(buyer: Person, market: Market, address: str, number: int, share: int) -> int:
    """The daily visit, and a first order: it brings what the scenes say of what was paid; how many coins there are."""
    [(daily, of_a_day)] = market.rows("SELECT id, coins FROM coins_scene WHERE kind = 'check_in' AND state = 'running'")
    assert balance(buyer) == 0
    buyer.look()
    buyer.send(f"{PURSE}earn/{daily}/")
    assert balance(buyer) == of_a_day
    buyer.open(f"/p/{number}/")
    buyer.look()
    label = digits(buyer.page.locator("main p.text-brass-ink").first.inner_text())
    put_into_the_cart(buyer)
    check_out(buyer, market)
    first = latest(market, address)
    assert label == first.goods * share // 100  # below 30 per cent and ¥50
    assert first.coins == 0  # nobody asked for them
    expected = {"Journey": COINS, "Welcome": 500, BACK: one_per_cent(market, first)}
    assert brought(market, address, first) == expected
    whole = of_a_day + sum(expected.values())
    assert balance(buyer) == whole
    assert sorted(history(buyer)) == sorted([of_a_day, *expected.values()])
    return int(whole)


def last_day(market: Market, address: str, midnight: datetime) -> int:
    """Let the coins of the welcome end at a midnight; how many are left of them."""
    [(left,)] = market.rows(
        "UPDATE coins_lot l SET expires_at = %s FROM accounts_account a, coins_scene s WHERE a.id = l.buyer_id"
        " AND a.email = %s AND s.id = l.scene_id AND s.name = 'Welcome' RETURNING l.\"left\"", midnight, address,
    )  # fmt: skip
    return int(left)


def pay_with_coins(buyer: Person, market: Market, address: str, number: int, share: int) -> tuple[Bought, int]:
    """Two more, with as many coins as the rules allow: the order, and how many coins it took."""
    page, have = buyer.page, balance(buyer)
    buyer.open(f"/p/{number}/")
    page.locator("main form[action='/cart/add/'] [name=quantity]").fill("2")
    put_into_the_cart(buyer)
    buyer.open("/checkout/")
    goods, shipping, tax, coupon, total = figures(buyer, "#sums dd")
    assert coupon < 0
    assert total == goods + shipping + tax + coupon
    each = rate(market, "CNY", "EUR")  # a coin is a hundredth of a yuan
    most = min((goods + coupon) * share // 100, total * 30 // 100, int(5_000 * each), int(have * each))
    coins = int((most / each).to_integral_value(ROUND_CEILING))
    assert int(page.locator("main [name=coins_most]").input_value()) == coins
    assert digits(page.locator("main label[for=coins-2]").inner_text()) == int(f"{coins}{most}")
    page.locator("main input[name=coins_use][value=most]").check()
    page.locator("#sums dd.text-success").nth(1).wait_for()
    buyer.look()
    shown = total - most
    assert figures(buyer, "#sums dd") == [goods, shipping, tax, coupon, -most, shown]
    page.locator("main input[name=method][value=alipay]").check()
    buyer.press("main button[name=action][value=place]")
    buyer.press("button[name=deed][value=pay]")
    bought = latest(market, address)
    assert (bought.goods, bought.coupon, bought.coins, bought.total) == (goods, -coupon, most, shown)
    charged = market.rows(
        "SELECT i.amount_minor, i.currency FROM payments_intent i JOIN orders_storeorder o"
        " ON o.buyer_order_number = i.order_number WHERE o.number = %s AND i.state = 'succeeded'", bought.number,
    )  # fmt: skip
    assert charged == [(shown, "EUR")]
    return bought, coins


def send_back_a_quarter(buyer: Person, seller: Person, market: Market, bought: Bought) -> tuple[int, int]:
    """It came broken; the store offers a part, and the buyer keeps the goods: what was sent back, of what was paid."""
    number = bought.number
    seller.open(f"/seller/orders/{number}/")
    seller.press("button[name=how][value=book]")
    market.rows(
        "UPDATE orders_storeorder SET shipped_at = shipped_at - interval '40 days', expected_from = CURRENT_DATE - 9,"
        " expected_to = CURRENT_DATE - 2 WHERE number = %s RETURNING 1", number,
    )  # fmt: skip
    until(lambda: market.rows("SELECT 1 FROM billing_document WHERE order_number = %s", number), "there is an invoice")
    buyer.open(f"/account/orders/{number}/")
    buyer.look()
    [invoice] = figures(buyer, "main section[aria-labelledby=papers] bdi.k-money")
    assert invoice == bought.total + bought.coins  # coins are no discount
    buyer.press(f"main a[href='/account/orders/{number}/dispute/']")
    buyer.fill(reason="broken", text="Ъгълът е отчупен.")
    buyer.page.locator("main input[name=pictures]").set_input_files([picture("#a33", "broken")])  # type: ignore[arg-type]
    buyer.send(f"/account/orders/{number}/dispute/", "button.btn-primary")
    dispute = int(buyer.page.url.rstrip("/").rpartition("/")[2])
    part, paid = bought.total // 4, bought.total
    seller.open(f"/seller/disputes/{dispute}/")
    seller.fill(amount=f"{part // 100}.{part % 100:02}", text="对不起。")
    seller.send(f"/seller/disputes/{dispute}/propose/", "button.btn-primary")
    buyer.open(f"/account/disputes/{dispute}/")
    buyer.send(f"/account/disputes/{dispute}/accept/")
    return part, paid


def expire(buyer: Person, market: Market, address: str, left: int) -> None:
    """The day of the welcome's coins is over: they are gone at once, and the next round writes it down."""
    have = balance(buyer)
    assert last_day(market, address, midnight_after(datetime.now(UTC) - timedelta(days=1))) == left > 0
    assert balance(buyer) == have - left
    market.rows(  # the round of this minute, now
        "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args) VALUES ('default', 'coins.expire', 0,"
        " '{}') RETURNING 1"
    )
    until(lambda: ("Welcome", 0) in lots_of(market, address).values(), "the round takes them")
    assert balance(buyer) == have - left == sum(history(buyer))
    assert history(buyer)[0] == -left
    assert "Изтекли" in buyer.text()
    buyer.look()


def opened(seller: Person, place: int) -> int:
    """Open a figure of the report: the sum of the lines behind it, of all pages."""
    seller.press(f"#moved > a:nth-child({place + 1})")
    lines = "main section[aria-labelledby=lines]"
    total = sum(figures(seller, f"{lines} td.num bdi"))
    while seller.page.locator(f"{lines} a[rel=next]").count():
        seller.press(f"{lines} a[rel=next]")
        total += sum(figures(seller, f"{lines} td.num bdi"))
    return total


@pytest.mark.rule("COI-04", "COI-06", "COI-07", "COI-08", "COI-09", "COI-11", "COI-12", "COI-13", "BUY-09", "TRD-11")
def test_coins_are_earned_pay_a_part_come_back_and_expire(market: Market, browser: Browser) -> None:
    seller = at_the_store(browser, market, language="zh-CN")
    fund = fill_the_fund(seller, 100)
    seller.open(REPORT)
    before = figures(seller, MOVED)
    scene = open_a_scene(seller, market)
    buyer = Person(browser, market.url, width=390, language="bg")
    address = join(buyer, market)
    number, share = a_product(market)
    have = earn(buyer, market, address, number, share)
    welcome = last_day(market, address, midnight_after(datetime.now(UTC) + timedelta(hours=1)))
    assert balance(buyer) == have  # their last day is today, or tomorrow where today is almost over
    assert figures(buyer, "main section[aria-labelledby=expiring] td.num") == [welcome, have - welcome]

    lots = lots_of(market, address)
    bought, coins = pay_with_coins(buyer, market, address, number, share)
    taken, due = commission_of(market, bought)
    assert taken == due
    more = one_per_cent(market, bought)
    assert brought(market, address, bought) == {BACK: more}  # a buyer gets the journey's coins once
    used = taken_in_turn(lots, coins)
    first = next(iter(used))
    assert lots[first] == ("Welcome", welcome)
    assert balance(buyer) == have - coins + more
    assert sorted(history(buyer)[:2]) == [-coins, more]

    sent = send_back_a_quarter(buyer, seller, market, bought)
    back, recalled = share_of(coins, *sent), share_of(more, *sent)
    until(lambda: moved_of(market, SLUG).get("taken", 0) == before[3] + recalled, "what it brought is taken back")
    assert balance(buyer) == have - coins + more + back - recalled
    assert sorted(history(buyer)[:2]) == [-recalled, back]
    [(purchase,)] = market.rows("SELECT buyer_order_number FROM orders_storeorder WHERE number = %s", bought.number)
    assert buyer.page.locator(f"main a[href$='?q={purchase}']").count() == 2  # what they were used for and came back of
    parts = [part.minor for part in Money(back, "COIN").split(list(used.values()))]
    returned = dict(zip(used, parts, strict=True))
    left = lots_of(market, address)
    assert {lot: left[lot][1] for lot in used} == {lot: lots[lot][1] - used[lot] + returned[lot] for lot in used}
    expire(buyer, market, address, returned[first])

    [visit] = [lot for lot, (name, _left) in lots.items() if name == "Daily visit"]  # the platform's own
    net = coins - back - used[visit] + returned[visit]
    now = [have - lots[visit][1] + more, net, returned[first], recalled]
    seller.open(REPORT)
    for place, old in enumerate(before):
        assert opened(seller, place) == figures(seller, MOVED)[place] == old + now[place]
    seller.look()
    close(seller, scene, fund - net)
    for person in (buyer, seller):
        assert person.troubles == []
        person.leave()
    assert market.verify() == []


def close(seller: Person, scene: UUID, fund: int) -> None:
    """The fund has paid for what was used, and for nothing else; the scene ends."""
    seller.open("/seller/coins/fund/")
    assert fund_of(seller) == fund
    seller.open(f"/seller/coins/scenes/{scene}/")
    assert figures(seller, "main .k-stat-value") == [COINS, BUDGET - COINS, COINS]
    seller.send(f"/seller/coins/scenes/{scene}/end/")
