"""Small believable things for tests of logistics."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.catalogue.models import Category, Product, Sku
from kontor.contexts.inventory.models import Reservation, Stock, Warehouse
from kontor.contexts.logistics.models import FreightRate, FreightTemplate, Shipment
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.sellers.models import Business, Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id, public_number
from kontor.kernel.viewer import Seat


def store(currency: str = "CNY", country: str = "CN", **fields: Any) -> Store:
    """A store with its business and owner."""
    mark = new_id().hex[-10:]
    owner = Account.objects.create(
        email=f"owner-{mark}@shop.example", email_key=f"owner-{mark}@shop.example", audience="seller",
        state="active", country=country, language="en", currency=currency,
    )  # fmt: skip
    business = Business.objects.create(
        owner=owner, legal_name="Shenzhen Lighthouse Trading Co., Ltd.", form="enterprise", country=country,
        state="verified",
    )  # fmt: skip
    values = {"name": "Lighthouse", "slug": f"lighthouse-{mark}", "language": "zh-hans"}
    return Store.objects.create(business=business, country=country, currency=currency, **values | fields)


def freight(shop: Store, *rows: dict[str, Any]) -> FreightTemplate:
    """A freight template of `shop`; each row overrides a plain one."""
    template = FreightTemplate.objects.create(store=shop, name="Standard")
    for row in rows:
        plain = {
            "carrier": "yunexpress", "service": "THPHR", "countries": [], "currency": shop.currency, "first_g": 500,
            "first_minor": 3000, "step_g": 500, "step_minor": 1000, "min_days": 7, "max_days": 15,
        }  # fmt: skip
        FreightRate.objects.create(template=template, **plain | row)
    return template


def seat(shop: Store, *rights: str) -> Seat:
    """Somebody at work for `shop` with these rights (to ship and see orders when none are named)."""
    return Seat(new_id(), shop.id, frozenset(rights or ("orders.view", "orders.ship")))


def sku(shop: Store, stock: int = 10, **fields: Any) -> Sku:
    """A SKU of an approved product with `stock` units in the first warehouse."""
    mark = new_id().hex[-10:]
    category, _ = Category.objects.get_or_create(slug="reading-lamps", defaults={"names": {"en": "Reading lamps"}})
    product = Product.objects.create(store=shop, category=category, state="approved", home_language="en")
    values = {"price_minor": 4990, "weight_g": 300, "hs_code": "9405210000", "code": f"LAMP-{mark}"}
    made = Sku.objects.create(product=product, store=shop, currency=shop.currency, **values | fields)
    house, _ = Warehouse.objects.get_or_create(store=shop, defaults={"name": "Main", "country": shop.country})
    Stock.objects.create(store=shop, warehouse=house, sku=made, on_hand=stock, reserved=0)
    return made


def buyer(country: str = "BG") -> Account:
    """A buyer whose password is the one of the accounts' factories."""
    return make_account(given_name="Marta", family_name="Ivanova", country=country)


def order(
    shop: Store, *quantities: int, state: str = "to_ship", to: str = "BG", by: Account | None = None, **fields: Any
) -> StoreOrder:
    """An order of `by` (a new buyer) with a line for each of `quantities` (one of one unit), stock promised."""
    mark, by = new_id().hex[-10:], by or buyer(to)
    placed, units = now() - timedelta(hours=5), quantities or (1,)
    goods = 700 * sum(units)
    bought = BuyerOrder.objects.create(
        buyer_id=by.id, state="paid", store_ids=[shop.id], currency="EUR", total_minor=goods + 400, country=to,
        language="bg", checkout_key=mark, placed_at=placed, pay_by=placed + timedelta(days=1), paid_at=placed,
        address={
            "recipient": "Марта Иванова", "street": "ул. Шипка 6", "city": "София", "postcode": "1504", "country": to,
            "phone": "+359888123456",
            "latin": {"recipient": "Marta Ivanova", "street": "ul. Shipka 6", "city": "Sofia"},
        },
    )  # fmt: skip
    values = {
        "currency": "EUR", "goods_minor": goods, "shipping_minor": 400, "total_minor": goods + 400,
        "store_currency": shop.currency, "store_goods_minor": 4990 * sum(units), "store_shipping_minor": 3000,
        "commission_minor": 250, "rate": Decimal("0.1287"), "rate_day": placed.date(), "rate_source": "test",
        "carrier": "yunexpress", "service": "THPHR", "ship_to_country": to, "line_count": len(units),
        "first_title": "Reading lamp", "placed_at": placed, "paid_at": placed, "ship_by": placed + timedelta(days=3),
    }  # fmt: skip
    made = StoreOrder.objects.create(
        store=shop, buyer_id=by.id, buyer_order_id=bought.id, buyer_order_number=bought.number, state=state,
        **values | fields,
    )  # fmt: skip
    for units_of_line in units:
        _line(shop, made, units_of_line)
    return made


def orders(shop: Store, many: int, *, state: str = "to_ship", to: str = "BG") -> list[StoreOrder]:
    """`many` orders of one buyer with a line of one unit of one SKU, stock promised: quickly, for bulk actions."""
    thing, by, at = sku(shop, stock=many), buyer(to), now()
    first = order(shop, by=by, state=state, to=to)
    lying, line = Stock.objects.get(sku=thing), Line.objects.get(store_id=shop.id, order_id=first.id)
    bought = BuyerOrder.objects.get(buyer_id=by.id, id=first.buyer_order_id)
    made, parents, lines, promised = [], [], [], []
    for _count in range(many):
        parents.append(_copied(bought, number=None, checkout_key=new_id().hex[-20:], store_ids=[shop.id]))
        made.append(_copied(first, number=None, buyer_order_id=parents[-1].id, buyer_order_number=parents[-1].number))
        lines.append(
            _copied(line, order_id=made[-1].id, product_id=thing.product_id, sku_id=thing.id, sku_code=thing.code)
        )
        promised.append(
            Reservation(
                store_id=shop.id, order_id=made[-1].id, line_id=lines[-1].id, sku_id=thing.id,
                warehouse_id=lying.warehouse_id, quantity=1, state="committed", created_at=at,
            )
        )  # fmt: skip
    for rows in (parents, made, lines, promised):
        type(rows[0]).objects.bulk_create(rows)
    Stock.objects.filter(id=lying.id).update(reserved=many)
    return made


def _copied(row: Any, **changes: Any) -> Any:
    """A new row like `row`, with an id (and a public number, where `number` is named) of its own."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} | changes
    values["id"] = new_id()
    if "number" in changes:
        values["number"] = public_number()
    return type(row)(**values)


def _line(shop: Store, bought: StoreOrder, units: int) -> None:
    thing = sku(shop)
    line = Line.objects.create(
        store_id=shop.id, order_id=bought.id, product_id=thing.product_id, product_number=thing.product.number,
        sku_id=thing.id, sku_code=thing.code, title="Reading lamp", weight_g=thing.weight_g, quantity=units,
        unit_minor=700, store_unit_minor=4990, commission_bp=500, hs_code=thing.hs_code,
    )  # fmt: skip
    lying = Stock.objects.get(sku=thing)
    Stock.objects.filter(id=lying.id).update(reserved=units)
    Reservation.objects.create(
        store_id=shop.id, order_id=bought.id, line_id=line.id, sku_id=thing.id, warehouse_id=lying.warehouse_id,
        quantity=units, state="committed",
    )  # fmt: skip


def shipment(bought: StoreOrder, number: str = "YT2229521272164446", **fields: Any) -> Shipment:
    """A parcel of `bought` on its way with YunExpress, written as it stands."""
    values = {
        "carrier": "yunexpress", "service": "THPHR", "origin_country": "CN", "shipped_at": now(),
        "destination_country": bought.ship_to_country, "pull_after": now(),
    }  # fmt: skip
    return Shipment.objects.create(
        store_id=bought.store_id,
        order_id=bought.id,
        buyer_id=bought.buyer_id,
        tracking_number=number,
        **values | fields,
    )
