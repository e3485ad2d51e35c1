"""What coins must come to, reckoned from what the market has written down; and figures as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from kontor.kernel.money import Money
from tests.journeys.browser import Person
from tests.support.market import Market, until


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


def rate(market: Market, source: str, target: str) -> Decimal:
    """Units of `target` for one of `source`, by the newest rates."""
    known = dict(
        market.rows(
            "SELECT DISTINCT ON (currency) currency, per_usd FROM pricing_exchangerate ORDER BY currency, day DESC"
        )
    )
    return Decimal((known[target] / known[source]).quantize(Decimal("1e-12")))


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


def one_per_cent(market: Market, bought: Bought) -> int:
    """In coins, of what was really paid for the goods: a coin is a hundredth of a yuan."""
    return Money(bought.paid_for_goods, "EUR").convert(rate(market, "EUR", "CNY"), "CNY").minor // 100


def lots_of(market: Market, address: str) -> dict[UUID, tuple[str, int]]:
    """The buyer's lots with the name of their scene and what is left, those that expire first first."""
    rows = market.rows(
        'SELECT l.id, s.name, l."left" FROM coins_lot l JOIN accounts_account a ON a.id = l.buyer_id'
        " JOIN coins_scene s ON s.id = l.scene_id WHERE a.email = %s ORDER BY l.expires_at, l.id", address,
    )  # fmt: skip
    return {lot: (name, left) for lot, name, left in rows}


def taken_in_turn(lots: dict[UUID, tuple[str, int]], coins: int) -> dict[UUID, int]:
    """Of which lots an order's coins come: those that expire first, each to its end."""
    found = {}
    for lot, (_name, left) in lots.items():
        if many := min(left, coins):
            found[lot] = many
            coins -= many
    return found


def share_of(coins: int, part: int, whole: int) -> int:
    """The share of coins that goes with a part of the money, rounded half up."""
    return Money(coins, "COIN").times(Decimal(part) / whole).minor


def moved_of(market: Market, slug: str) -> dict[str, int]:
    """What became of a store's coins, by the ledger: `given`, `used`, `expired`, `taken`."""
    return dict(
        market.rows(
            "SELECT a.name, abs(sum(p.minor))::int FROM ledger_posting p JOIN ledger_ledgeraccount a"
            " ON a.id = p.account_id JOIN sellers_store s ON s.id = a.owner_id WHERE s.slug = %s"
            " AND a.kind = 'coin_issue' GROUP BY 1", slug,
        )
    )  # fmt: skip


def likely_cost(market: Market, scene: UUID, slug: str) -> int:
    """In fen, of a scene of fixed coins: so many for every order of a time as long, and of them what is used."""
    [(orders, buyers, coins, budget, cap)] = market.rows(
        "SELECT count(o.id), count(DISTINCT (o.buyer_id, o.currency)), s.coins, s.budget, s.cap FROM coins_scene s"
        " LEFT JOIN orders_storeorder o ON o.store_id = s.store_id AND o.paid_at >= now() - (s.ends_at - s.starts_at)"
        " WHERE s.id = %s GROUP BY s.id", scene,
    )  # fmt: skip
    moved = moved_of(market, slug)
    given: int = min(budget, coins * orders, cap * buyers)
    return given * (1000 * moved["used"] // moved["given"]) // 1000


def fund_of(seller: Person) -> int:
    """What the page of the fund says is in it, in fen; its lines must say the same."""
    figure = digits(seller.page.locator("main h1 bdi").inner_text())
    assert figure == sum(figures(seller, "main table td.num bdi"))
    return figure


def commission_of(market: Market, bought: Bought) -> tuple[int, int]:
    """What the store pays for an order, and what it should: a share of what was really paid for its goods, in fen."""
    [(taken, goods, bp, part)] = market.rows(
        "SELECT o.commission_minor, o.store_goods_minor - o.store_rebate_minor, l.commission_bp, o.store_coins_minor"
        " FROM orders_storeorder o JOIN orders_line l ON l.store_id = o.store_id AND l.order_id = o.id"
        " WHERE o.number = %s", bought.number,
    )  # fmt: skip
    assert part == Money(goods, "CNY").times(Decimal(bought.coins) / (bought.goods - bought.coupon)).minor
    return taken, Money(goods - part, "CNY").share(bp).minor


def midnight_after(moment: datetime) -> datetime:
    """The end of that day, for somebody without a time zone."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
