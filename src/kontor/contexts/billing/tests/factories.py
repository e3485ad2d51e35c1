"""Orders with papers, for tests."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from pypdf import PdfReader

from kontor.contexts.billing.models import Document, Print
from kontor.contexts.billing.services.ask_print import Wish, ask_print
from kontor.contexts.billing.services.make_print import make_print
from kontor.contexts.checkout.coins import with_coins
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coins.tests.factories import fund, give, takes_coins
from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.rules import Key, credit, debit
from kontor.contexts.ledger.services.post import post
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.deliver import deliver
from kontor.contexts.orders.services.receive import receive
from kontor.contexts.payments.tests.factories import pay
from kontor.contexts.sellers.business_sealing import sealed_values
from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import Business, BusinessStage, Store
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat, System
from kontor.platform import files, verify

Settle = Callable[[], None]


def coin_market() -> Market:
    """The market of tests, its stores' goods for coins too, and a buyer with 5,000 of them."""
    made = make_market()
    for store, sku in ((made.tea_house, made.tea), (made.lamp_shop, made.lamp)):
        fund(store)
        takes_coins(store, sku.product_id)
    give(made.buyer, 5000, made.tea_house)
    return made


def bought(market: Market, settle: Settle, *, coins: int = 0, **quantities: int) -> list[StoreOrder]:
    """A purchase, paid, everything that follows from it done."""
    for name, quantity in (quantities or {"tea": 1}).items():
        market.put(getattr(market, name), quantity)
    if coins:
        _quote, offer = with_coins(market.buyer, market.quote(), coins)
        coins = offer.coins
    placed = place_order(viewer=market.buyer, wish=market.wish(coins=coins) if coins else market.wish())
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    return list(StoreOrder.objects.filter(buyer_order_id=placed.buyer_order_id).order_by("store__slug"))


def received(market: Market, order: StoreOrder, settle: Settle) -> None:
    """The goods have come, and the store is paid."""
    StoreOrder.objects.filter(id=order.id).update(state=State.SHIPPED)
    deliver(viewer=System("clock"), store_id=order.store_id, order_id=order.id, at=clock.now())
    receive(viewer=market.buyer, store_id=order.store_id, order_id=order.id)
    settle()


def keeper(store_id: UUID, *rights: str) -> Seat:
    """Somebody with a right to the store's money."""
    return Seat(store_id, store_id, frozenset(rights or {"finance.view"}))


def printed(document: Document, form: str = "pdf", *, face: str = "buyer", language: str = "en") -> bytes:
    """The file of a document, made."""
    row = ask_print(wish=Wish(document.store_id, "document", document.id, form, face, language))
    make_print(store_id=row.store_id, print_id=row.print_id)
    with files.private().open(Print.objects.get(id=row.print_id).path) as file:
        return bytes(file.read())


def text_of(pdf: bytes) -> str:
    """What an independent reader reads in a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def amounts_in(text: str, sign: str) -> list[Decimal]:
    """All amounts of a currency in an English text, in their order."""
    return [Decimal(found.replace(",", "")) for found in re.findall(re.escape(sign) + r"([\d,]+\.\d\d)", text)]


def findings() -> list[str]:
    """What `kontor verify` would say."""
    return [f"{found.row}: {found.sentence}" for name in verify.names() for found in verify.run(name)]


def pays_to(store: Store, **values: str) -> None:
    """The business behind `store` is verified, with a payout account."""
    said = values or {"account_holder": "Tea House Ltd", "iban": "DE89370400440532013000"}
    business = store.business
    Business.objects.filter(id=business.id).update(verified_at=clock.now())
    held = sealed_values(said, business_id=business.id, store_id=None, stage=Stage.PAYOUT)
    BusinessStage.objects.update_or_create(
        business=business, store_id=None, stage=Stage.PAYOUT, defaults={"held": held, "state": "accepted"}
    )


def earns(store_id: UUID, minor: int, currency: str = "CNY", *, of: str = "test", days_ago: int = 30) -> None:
    """The store has earned this much, some time ago."""
    money = Money(minor, currency)
    legs = [debit("gateway", money, name="alipay"), credit("payable", money, store_id)]
    with clock.moved(timedelta(days=-days_ago)):
        post(cause=f"{of}:{new_id()}", legs=legs)


def balance_of(store_id: UUID, kind: str = "payable", currency: str = "CNY") -> int:
    """What the ledger says, from its postings."""
    legs = Posting.objects.filter(account_id=Key(kind, currency, store_id).id)
    return -sum(legs.values_list("minor", flat=True))
