"""Who bought what: carts priced by the market's own rules, on the day they were placed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from kontor.contexts.checkout.drafting import draft_of
from kontor.contexts.checkout.rules import Freight, Good, Seller, Wanted, by_store, quote
from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.rules import ParcelWish, offers
from kontor.contexts.payments.rules import offered
from kontor.contexts.pricing.table import PerDollar, RateTable
from kontor.demo.content.categories import by_slug
from kontor.demo.content.rates import rates
from kontor.demo.load.goods import Goods, Item
from kontor.demo.load.history import Historian
from kontor.demo.load.people import Customer
from kontor.kernel.money import total

_NOTES = (
    "Please pack it well, it is a present.",
    "No plastic, please.",
    "Ring twice, the bell is quiet.",
    "Es un regalo, gracias.",
    "Se possível, enviar com nota fiscal.",
    "Позвоните, пожалуйста, перед доставкой.",
    "Merci de ne pas plier.",
    "Моля, без фактура в пакета.",
    "请尽快发货，谢谢！",
)
_RUNNING = frozenset({"alipay", "cards"})
SOURCE = "Demo rates"


def table_of(seed: int, day: date) -> RateTable:
    """The demo's rates of a day."""
    per_usd = {code: PerDollar(value, day, SOURCE) for code, value in rates(seed, day).items()}
    per_usd.setdefault("USD", PerDollar(Decimal(1), day, SOURCE))
    return RateTable(per_usd)


class Crowd:
    """Buyers who go shopping."""

    def __init__(
        self, seed: int, today: datetime, days: int, customers: Sequence[Customer], pool: Sequence[Goods]
    ) -> None:
        self._seed = seed
        self._chance = Random(f"{seed}:crowd")
        self._today = today
        self._days = days
        self._customers = customers
        self._pool = pool
        self._weights = [goods.weight**0.5 for goods in pool]  # a long tail that still leaves room for all
        self._left = {item.sku_id: item.stock for goods in pool for item in goods.items}
        self._rates = {goods.shop.store_id: goods.shop.rates for goods in pool}
        self._tables: dict[date, RateTable] = {}

    def shop(self, count: int, historian: Historian, progress: Callable[[int], None]) -> None:
        """`count` purchases, oldest first, more of them lately."""
        moments = sorted(self._moment() for _ in range(count))
        own = set(self._chance.sample(range(count), min(count, 14)))
        for number, at in enumerate(moments):
            customer = self._customers[
                0 if number in own or number >= count - 3 else self._chance.randrange(len(self._customers))
            ]
            self._buy(customer, max(at, customer.since + timedelta(hours=1)), historian, number)
            if number % 200 == 0:
                progress(number)
        progress(count)

    def _moment(self) -> datetime:
        """Counted back from today alone: what became of the orders is then the same at whatever hour this is made."""
        back = self._days * (1 - self._chance.random() ** 0.7)
        if self._chance.random() < 0.06:
            back = self._chance.uniform(0.02, 1.6)  # there is always something to ship
        return self._today - timedelta(days=back)

    def _buy(self, customer: Customer, at: datetime, historian: Historian, number: int) -> None:
        if at >= self._today:
            at = self._today - timedelta(minutes=self._chance.randint(5, 600))
        wanted = self._basket(customer)
        if not wanted:
            return
        day = at.date()
        table = self._tables.get(day) or self._tables.setdefault(day, table_of(self._seed, day))
        freight = self._freight(wanted, customer.country)
        chosen = {store: ways[0].carrier + ":" + ways[0].service for store, ways in freight.items() if ways}
        for store, ways in freight.items():
            if len(ways) > 1 and self._chance.random() < 0.25:
                way = self._chance.choice(ways)
                chosen[store] = f"{way.carrier}:{way.service}"
        priced = quote(
            wanted, country=customer.country, currency=customer.currency, freight=freight, choices=chosen, table=table
        )
        if not priced.ready:
            return
        for line in wanted:
            self._left[line.good.sku_id] -= line.quantity
        notes = {
            store.seller.store_id: self._chance.choice(_NOTES)
            for store in priced.stores
            if self._chance.random() < 0.15
        }
        draft = draft_of(
            priced,
            buyer_id=customer.account_id,
            checkout_key=f"demo-{number}",
            language=customer.language,
            address=customer.address,
            notes=notes,
            table=table,
        )
        method = self._chance.choice(offered(customer.country, wechat_everywhere=False, running=_RUNNING))
        historian.live(draft, at, (method.code, method.provider))

    def _basket(self, customer: Customer) -> list[Wanted]:
        kinds = self._chance.choices((1, 2, 3), (70, 22, 8))[0]
        found: dict[UUID, Wanted] = {}
        for goods in self._chance.choices(self._pool, self._weights, k=kinds):
            item = self._chance.choice(goods.items)
            units = self._chance.choices((1, 2, 3), (84, 12, 4))[0]
            if self._left[item.sku_id] >= units + 1 and item.sku_id not in found:
                found[item.sku_id] = Wanted(_good(goods, item, customer.language), _seller(goods), units, item.price)
        return list(found.values())

    def _freight(self, wanted: Sequence[Wanted], country: str) -> Mapping[UUID, Sequence[Freight]]:
        found: dict[UUID, Sequence[Freight]] = {}
        for store_id, lines in by_store(wanted).items():
            wish = ParcelWish(
                store_id,
                country,
                sum(line.good.weight_g * line.quantity for line in lines),
                total([line.good.price * line.quantity for line in lines], lines[0].seller.currency),
            )
            found[store_id] = [
                Freight(
                    offer.carrier,
                    offer.service,
                    _service(offer.carrier, offer.service),
                    offer.price,
                    offer.min_days,
                    offer.max_days,
                )
                for offer in offers(self._rates[store_id], wish)
            ]
        return found


def _service(carrier: str, service: str) -> str:
    declared = carriers.all_carriers()[carrier].service(service)
    return declared.name if declared else service


def _good(goods: Goods, item: Item, language: str) -> Good:
    title = goods.titles.get(language) or goods.titles["en"]
    category = by_slug()[goods.category]
    axes = []
    for code, option in item.axes:
        attribute = category.attribute(code)
        labels = next((known.labels for known in attribute.options if known.code == option), None)
        axes.append((attribute.labels[language], labels[language] if labels else option))
    return Good(
        sku_id=item.sku_id,
        sku_code=item.code,
        product_id=goods.product_id,
        product_number=goods.number,
        slug="",
        title=title[:160],
        axes=axes,
        picture=goods.picture,
        hs_code=item.hs_code,
        weight_g=item.weight_g,
        price=item.price,
        commission_bp=goods.commission_bp,
        available=10**6,
        sold=True,
        wechat_pay=True,
        handling_days=goods.handling_days,
    )


def _seller(goods: Goods) -> Seller:
    draft = goods.shop.draft
    return Seller(
        store_id=goods.shop.store_id, name=draft.name, slug=draft.slug, country=draft.country, currency=draft.currency
    )
