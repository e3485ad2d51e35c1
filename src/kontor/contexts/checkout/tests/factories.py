"""A small market for tests: two stores in two currencies, rates, freight, a buyer with an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.models import Address
from kontor.contexts.catalogue.models import Category, Product, ProductText, Sku
from kontor.contexts.checkout import queries
from kontor.contexts.checkout.services.place_order import Wish, place_order
from kontor.contexts.checkout.services.put_in_cart import put_in_cart
from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.inventory.services.set_stock import set_stock
from kontor.contexts.logistics.tests.factories import freight, store
from kontor.contexts.orders.services.place import Placed
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id, token
from kontor.kernel.viewer import Buyer

RATES = {"EUR": Decimal("0.92"), "CNY": Decimal("7.20"), "BRL": Decimal("5.40"), "JPY": Decimal("155.0")}


@dataclass
class Market:
    """Two stores with one SKU each: tea from China (CNY), a lamp from Germany (EUR); the buyer lives in Spain."""

    tea_house: Store
    lamp_shop: Store
    tea: Sku
    lamp: Sku
    account: Account
    address: Address
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def buyer(self) -> Buyer:
        return Buyer(self.account.id)

    def put(self, sku: Sku, quantity: int = 1, buyer: Buyer | None = None) -> None:
        put_in_cart(holder=buyer or self.buyer, sku_id=sku.id, quantity=quantity, language="en")

    def wish(self, **given: Any) -> Wish:
        fields: dict[str, Any] = {
            "checkout_key": token(16), "address_id": self.address.id, "fingerprint": "", "currency": "EUR",
            "language": "en", "choices": {}, "notes": {},
        }  # fmt: skip
        return Wish(**fields | given)

    def place(self, quantities: Mapping[str, int] | None = None, **given: Any) -> Placed:
        """Put `{"tea": 1, "lamp": 2}` into the cart and order it."""
        for name, quantity in (quantities or {"tea": 1, "lamp": 1}).items():
            self.put(getattr(self, name), quantity)
        return place_order(viewer=self.buyer, wish=self.wish(**given))

    def quote(self) -> queries.Quote:
        return queries.priced(self.buyer, country="ES", currency="EUR", language="en")


def make_market(stock: int = 10) -> Market:
    """See `Market`. Tea ¥72.00, lamp €30.00; freight ¥36.00 and €5.00; both ship everywhere."""
    import_rates(day=now().date(), source="test", per_usd=RATES)
    tea_house = store(name="Tea House", slug="tea-house")
    lamp_shop = store("EUR", "DE", name="Lamp Shop", slug="lamp-shop")
    freight(
        tea_house, {"first_minor": 3600, "first_g": 5000}, {"service": "BKZXR", "first_minor": 9000, "first_g": 5000}
    )
    freight(lamp_shop, {"first_minor": 500, "first_g": 9000})
    account = make_account(country="ES", language="es")
    return Market(
        tea_house,
        lamp_shop,
        make_sku(tea_house, "Dragon Well tea", 7200, stock),
        make_sku(lamp_shop, "Reading lamp", 3000, stock),
        account,
        make_address(account.id),
    )


def make_sku(shop: Store, title: str, price_minor: int, stock: int) -> Sku:
    """A SKU for sale, with its stock received properly."""
    category, _ = Category.objects.get_or_create(slug="things", defaults={"names": {"en": "Things"}})
    product = Product.objects.create(store=shop, category=category, state="approved", home_language="en")
    ProductText.objects.create(product=product, language="en", title=title)
    made = Sku.objects.create(
        product=product, store=shop, code=new_id().hex[-12:], price_minor=price_minor, currency=shop.currency,
        weight_g=300, hs_code="902100000",
    )  # fmt: skip
    house, _ = Warehouse.objects.get_or_create(store=shop, defaults={"name": "Main", "country": shop.country})
    set_stock_of(shop, made, house.id, stock)
    return made


def set_stock_of(shop: Store, sku: Sku, warehouse_id: UUID, units: int) -> None:
    """Units on hand, with the movement that explains them."""
    from kontor.kernel.viewer import Seat

    seat = Seat(new_id(), shop.id, frozenset({"products.stock"}))
    set_stock(seat=seat, sku_id=sku.id, warehouse_id=warehouse_id, on_hand=units)


def make_address(buyer_id: UUID, country: str = "ES") -> Address:
    return Address.objects.create(
        buyer_id=buyer_id, country=country, recipient="Lucía Gómez", street="Calle Mayor 5", city="Madrid",
        region="Madrid", postcode="28013", phone="+34600111222",
        latin={"recipient": "Lucia Gomez", "street": "Calle Mayor 5", "city": "Madrid"},
    )  # fmt: skip
