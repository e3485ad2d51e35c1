"""Coins earned, used, sent back in part and expired, in a real browser: a buyer in Bulgarian, a store in Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from kontor.kernel.money import Money
from tests.journeys.browser import Person
from tests.journeys.test_products import picture
from tests.journeys.test_purchase import DEMO, check_out, join, put_into_the_cart
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SLUG = "haoxun-digital"  # of the demo's stores one that has coins, with goods that take them
COINS, BUDGET = 3_000, 30_000  # of the scene that the journey opens
PURSE = "/account/coins/"
MOVED = "main #moved .k-stat-value"  # given, used, expired, taken back


@dataclass(frozen=True)
class Bought:
    """A store order with its one line, as the market has written it down; amounts in cents of the buyer's currency."""

    id: UUID
    number: int
    goods: int
    coupon: int
    coins: int
    total: int

    @property
    def paid_for_goods(self) -> int:
        return self.goods - self.coupon - self.coins


def digits(words: str) -> int:
    """`1 234,50 €` and `¥1,234.50` are 123450, `-700` is -700."""
    figure = int("".join(sign for sign in words if sign.isdigit()))
    return -figure if words.strip()[:1] in "-−" else figure


def figures(person: Person, selector: str) -> list[int]:
    return [digits(words) for words in person.page.locator(selector).all_inner_texts()]


def at_the_store(browser: Browser, market: Market) -> Person:
    """Its owner, who likes it dark and reads Chinese."""
    [(login,)] = market.rows(
        "SELECT a.email FROM sellers_seat s JOIN accounts_account a ON a.id = s.account_id"
        " JOIN sellers_store t ON t.id = s.store_id WHERE t.slug = %s AND s.role = 'owner'", SLUG,
    )  # fmt: skip
    person = Person(browser, market.url, width=1280, language="zh-CN", dark=True)
    person.open("/seller/sign-in/")
    person.fill(login=login, password=DEMO)
    person.press("main button[type=submit]")
    return person


def rate(market: Market, source: str, target: str) -> Decimal:
    """Units of `target` for one of `source`, by the newest rates."""
    known = dict(
        market.rows("SELECT DISTINCT ON (currency) currency, per_usd FROM pricing_exchangerate ORDER BY currency, day DESC")
    )  # fmt: skip
    return Decimal((known[target] / known[source]).quantize(Decimal("1e-12")))


def fill_the_fund(seller: Person, yuan: int) -> None:
    """The figure grows by what is put in, and is the sum of its lines."""
    seller.open("/seller/coins/fund/")
    before = fund_of(seller)
    seller.fill(amount=str(yuan))
    seller.send("/seller/coins/fund/", "button.btn-primary")
    seller.look()
    assert fund_of(seller) == before + 100 * yuan


def fund_of(seller: Person) -> int:
    """What the page says is in the fund, in fen; its lines must say the same."""
    figure = digits(seller.page.locator("main h1 bdi").inner_text())
    assert figure == sum(figures(seller, "main table td.num bdi"))
    return figure


def open_a_scene(seller: Person, market: Market) -> UUID:
    """Its cost is shown before it starts, and once it runs its terms cannot be changed."""
    seller.open("/seller/coins/scenes/new/")
    seller.look()
    seller.page.locator("main input[name=kind][value=on_payment]").check()
    seller.fill(name="Journey", coins=f"{COINS}", budget=f"{BUDGET}", cap=f"{COINS}")
    seller.press("main form[data-unsaved] button.btn-primary")
    seller.look()
    scene = UUID(seller.page.url.rstrip("/").rpartition("/")[2])
    assert figures(seller, "main .k-stat-value") == [BUDGET, likely(market, scene)]  # a coin is a hundredth of a yuan
    seller.send(f"/seller/coins/scenes/{scene}/start/")
    seller.look()
    assert figures(seller, "main .k-stat-value") == [0, BUDGET, COINS]
    assert seller.page.locator("main form[data-unsaved]").count() == 0
    return scene


def likely(market: Market, scene: UUID) -> int:
    """In fen: so many coins for every order of a time as long, and of them what is used as a rule."""
    [(orders, buyers)] = market.rows(
        "SELECT count(*), count(DISTINCT (o.buyer_id, o.currency)) FROM orders_storeorder o JOIN coins_scene s"
        " ON s.store_id = o.store_id WHERE s.id = %s AND o.paid_at >= now() - (s.ends_at - s.starts_at)", scene,
    )  # fmt: skip
    moved = moved_of(market)
    given = min(BUDGET, COINS * orders, COINS * buyers)
    return given * (1000 * moved["used"] // moved["given"]) // 1000


def moved_of(market: Market) -> dict[str, int]:
    """What became of the store's coins, by the ledger."""
    return dict(
        market.rows(
            "SELECT a.name, abs(sum(p.minor))::int FROM ledger_posting p JOIN ledger_ledgeraccount a ON a.id = p.account_id"
            " JOIN sellers_store s ON s.id = a.owner_id WHERE s.slug = %s AND a.kind = 'coin_issue' GROUP BY 1", SLUG,
        )
    )  # fmt: skip


def balance(buyer: Person) -> int:
    """What the page of coins says can be spent."""
    buyer.open(PURSE)
    buyer.look()
    return digits(buyer.page.locator("main a.k-stat[href='#history'] bdi").inner_text())


def history(buyer: Person) -> list[int]:
    """The movements on the page of coins, newest first."""
    return figures(buyer, "main section[aria-labelledby=history] td.num bdi")


def a_product(market: Market) -> tuple[int, int]:
    """The number of one that takes coins, and what share of its price they can pay, in per cent."""
    [found] = market.rows(
        "SELECT p.number, t.share FROM coins_productcoins t JOIN catalogue_product p ON p.id = t.product_id"
        " JOIN catalogue_sku k ON k.product_id = p.id JOIN sellers_store s ON s.id = p.store_id"
        ' WHERE s.slug = %s AND t."on" AND t.share = 20 AND p.state = \'approved\' GROUP BY p.number, t.share'
        " HAVING min(k.price_minor) BETWEEN 8000 AND 11000 ORDER BY p.number LIMIT 1", SLUG,
    )  # fmt: skip
    return found


def latest(market: Market, address: str) -> Bought:
    """The buyer's newest order, once it is paid."""
    sql = (
        "SELECT o.id, o.number, o.goods_minor, o.rebate_minor, o.coins_minor, o.total_minor FROM orders_storeorder o"
        " JOIN accounts_account a ON a.id = o.buyer_id WHERE a.email = %s AND o.paid_at IS NOT NULL"
        " ORDER BY o.placed_at DESC LIMIT 1"
    )
    return Bought(*until(lambda: market.rows(sql, address), "the order is paid")[0])


def brought(market: Market, address: str, bought: Bought) -> dict[str, int]:
    """What an order brought, by scene, once it has come."""
    sql = (
        "SELECT s.name, l.coins FROM coins_lot l JOIN accounts_account a ON a.id = l.buyer_id JOIN coins_scene s"
        " ON s.id = l.scene_id WHERE a.email = %s AND l.order_id = %s"
    )
    return dict(until(lambda: market.rows(sql, address, bought.id), "the order brings coins"))


def lots_of(market: Market, address: str) -> dict[UUID, tuple[str, int]]:
    """The buyer's lots with the name of their scene and what is left, those that expire first first."""
    rows = market.rows(
        'SELECT l.id, s.name, l."left" FROM coins_lot l JOIN accounts_account a ON a.id = l.buyer_id'
        " JOIN coins_scene s ON s.id = l.scene_id WHERE a.email = %s ORDER BY l.expires_at, l.id", address,
    )  # fmt: skip
    return {lot: (name, left) for lot, name, left in rows}


def earn(buyer: Person, market: Market, address: str, number: int) -> int:
    """The daily visit, and a first order: what it brings is what the scenes said of what was paid."""
    [(daily, of_a_day)] = market.rows("SELECT id, coins FROM coins_scene WHERE kind = 'check_in' AND state = 'running'")
    assert balance(buyer) == 0
    buyer.send(f"{PURSE}earn/{daily}/")
    assert balance(buyer) == of_a_day
    buyer.open(f"/p/{number}/")
    buyer.look()
    put_into_the_cart(buyer)
    check_out(buyer, market)
    first = latest(market, address)
    assert first.coins == 0  # nobody asked for them
    expected = {"Journey": COINS, "Welcome": 500, "One per cent back, at once": one_per_cent(market, first)}
    assert brought(market, address, first) == expected
    whole = of_a_day + sum(expected.values())
    assert balance(buyer) == whole
    assert sorted(history(buyer)) == sorted([of_a_day, *expected.values()])
    return whole


def one_per_cent(market: Market, bought: Bought) -> int:
    """In coins, of what was really paid for the goods."""
    return Money(bought.paid_for_goods, "EUR").convert(rate(market, "EUR", "CNY"), "CNY").minor // 100


def last_day(market: Market, address: str, scene: str, midnight: datetime) -> int:
    """Let a lot end at a midnight; how many coins are left in it."""
    [(left,)] = market.rows(
        'UPDATE coins_lot l SET expires_at = %s FROM accounts_account a, coins_scene s WHERE a.id = l.buyer_id'
        ' AND a.email = %s AND s.id = l.scene_id AND s.name = %s RETURNING l."left"', midnight, address, scene,
    )  # fmt: skip
    return int(left)


def pay_with_coins(buyer: Person, market: Market, address: str, number: int, share: int) -> tuple[Bought, int]:
    """Two more, with as many coins as the rules allow: the order, and how many coins it took."""
    page, have = buyer.page, balance(buyer)
    buyer.open(f"/p/{number}/")
    page.locator("main form[action='/cart/add/'] [name=quantity]").fill("2")
    put_into_the_cart(buyer)
    buyer.open("/checkout/")
    buyer.look()
    goods, shipping, tax, coupon, total = figures(buyer, "#sums dd")
    assert coupon < 0
    assert total == goods + shipping + tax + coupon
    each = rate(market, "CNY", "EUR")  # a coin is a hundredth of a yuan
    most = min((goods + coupon) * share // 100, total * 30 // 100, int(5_000 * each), int(have * each))
    coins = int((most / each).to_integral_value(ROUND_CEILING))
    offered = page.locator("main label[for=coins-2]").inner_text()
    assert int(page.locator("main [name=coins_most]").input_value()) == coins
    page.locator("main input[name=coins_use][value=most]").check()
    page.locator("#sums dd.text-success").nth(1).wait_for()
    buyer.look()
    assert figures(buyer, "#sums dd") == [goods, shipping, tax, coupon, -most, total - most]
    assert digits(offered) == int(f"{coins}{most}")
    page.locator("main input[name=method][value=alipay]").check()
    buyer.press("main button[name=action][value=place]")
    assert f"{total - most}" in "".join(sign for sign in page.locator("body").inner_text() if sign.isdigit())
    buyer.press("button[name=deed][value=pay]")
    bought = latest(market, address)
    assert (bought.goods, bought.coupon, bought.coins, bought.total) == (goods, -coupon, most, total - most)
    charged = market.rows(
        "SELECT i.amount_minor, i.currency FROM payments_intent i JOIN orders_storeorder o"
        " ON o.buyer_order_number = i.order_number WHERE o.number = %s AND i.state = 'succeeded'", bought.number,
    )  # fmt: skip
    assert charged == [(total - most, "EUR")]
    return bought, coins


def send_back_a_quarter(buyer: Person, seller: Person, market: Market, number: int) -> tuple[int, int]:
    """It came broken; the store offers a part of the money and the buyer keeps the goods: what was sent back, of what."""
    seller.open(f"/seller/orders/{number}/")
    seller.press("button[name=how][value=book]")
    market.rows(
        "UPDATE orders_storeorder SET shipped_at = shipped_at - interval '40 days', expected_from = CURRENT_DATE - 9,"
        " expected_to = CURRENT_DATE - 2 WHERE number = %s RETURNING 1", number,
    )  # fmt: skip
    buyer.open(f"/account/orders/{number}/")
    buyer.look()
    buyer.press(f"main a[href='/account/orders/{number}/dispute/']")
    buyer.look()
    buyer.fill(reason="broken", text="Ъгълът е отчупен.")
    buyer.page.locator("main input[name=pictures]").set_input_files([picture("#a33", "broken")])  # type: ignore[list-item]
    buyer.send(f"/account/orders/{number}/dispute/", "button.btn-primary")
    dispute = int(buyer.page.url.rstrip("/").rpartition("/")[2])
    [(paid,)] = market.rows("SELECT paid_minor FROM aftersales_dispute WHERE number = %s", dispute)
    part = paid // 4
    seller.open(f"/seller/disputes/{dispute}/")
    seller.fill(amount=f"{part // 100}.{part % 100:02}", text="对不起。")
    seller.send(f"/seller/disputes/{dispute}/propose/", "button.btn-primary")
    buyer.open(f"/account/disputes/{dispute}/")
    buyer.send(f"/account/disputes/{dispute}/accept/")
    return part, paid


@pytest.mark.rule("COI-04", "COI-07", "COI-08", "COI-09", "COI-11", "COI-12", "BUY-09", "TRD-11")
def test_coins_are_earned_pay_a_part_come_back_and_expire(market: Market, browser: Browser) -> None:
    seller = at_the_store(browser, market)
    fill_the_fund(seller, 100)
    fund = fund_of(seller)
    seller.open("/seller/coins/report/")
    before = figures(seller, MOVED)
    scene = open_a_scene(seller, market)

    buyer = Person(browser, market.url, width=390, language="bg")
    address = join(buyer, market)
    number, share = a_product(market)
    have = earn(buyer, market, address, number)
    tonight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    welcome = last_day(market, address, "Welcome", tonight)
    assert balance(buyer) == have  # its last day is today
    assert figures(buyer, "main section[aria-labelledby=expiring] td.num") == [welcome, have - welcome]

    lots = lots_of(market, address)
    bought, coins = pay_with_coins(buyer, market, address, number, share)
    again = brought(market, address, bought)
    assert again == {"One per cent back, at once": one_per_cent(market, bought)}  # a buyer gets so much of the scene
    (more,) = again.values()
    used = taken_in_turn(lots, coins)
    assert lots[next(iter(used))] == ("Welcome", welcome)
    assert balance(buyer) == have - coins + more
    assert sorted(history(buyer)[:2]) == [-coins, more]

    part, paid = send_back_a_quarter(buyer, seller, market, bought.number)
    back = Money(coins, "COIN").times(Decimal(part) / paid).minor
    taken = Money(more, "COIN").times(Decimal(part) / paid).minor
    until(lambda: moved_of(market).get("taken", 0) >= taken, "what the order brought is taken back")
    assert balance(buyer) == have - coins + more + back - taken
    assert sorted(history(buyer)[:2]) == [-taken, back]
    returned = dict(zip(used, (each.minor for each in Money(back, "COIN").split(list(used.values()))), strict=True))
    left = lots_of(market, address)
    assert {lot: left[lot][1] for lot in used} == {
        lot: lots[lot][1] - used[lot] + returned[lot] for lot in used
    }  # each to the lot that it came from
    of_today = next(iter(used))

    assert last_day(market, address, "Welcome", tonight - timedelta(days=1)) == returned[of_today]
    rest = have - coins + more + back - taken - returned[of_today]
    assert balance(buyer) == rest  # its day is over, whether or not anybody has tidied up
    assert market.run("jobs", "run", "coins.expire").returncode == 0
    assert balance(buyer) == rest
    assert history(buyer)[0] == -returned[of_today]
    assert sum(history(buyer)) == rest
    assert "Изтекли" in buyer.text()

    [platforms] = [lot for lot, (name, _left) in lots.items() if name == "Daily visit"]
    net = sum(used.values()) - back - used[platforms] + returned[platforms]  # of the store's own
    seller.open("/seller/coins/report/")
    seller.look()
    given = have - lots[platforms][1] + more
    assert [after - old for after, old in zip(figures(seller, MOVED), before, strict=True)] == [
        given, net, returned[of_today], taken,
    ]  # fmt: skip
    seller.open("/seller/coins/fund/")
    assert fund_of(seller) == fund - net
    seller.open(f"/seller/coins/scenes/{scene}/")
    assert figures(seller, "main .k-stat-value") == [COINS, BUDGET - COINS, COINS]
    seller.send(f"/seller/coins/scenes/{scene}/end/")
    for person in (buyer, seller):
        assert person.troubles == []
        person.leave()
    assert market.verify() == []


def taken_in_turn(lots: dict[UUID, tuple[str, int]], coins: int) -> dict[UUID, int]:
    """Of which lots an order's coins come: those that expire first, each to its end."""
    found = {}
    for lot, (_name, left) in lots.items():
        if many := min(left, coins):
            found[lot] = many
            coins -= many
    return found
