"""A small market in which people write to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.catalogue.models import Product
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.messaging import calendars, opening
from kontor.contexts.messaging.drafts import Sent
from kontor.contexts.messaging.judging import Passage, Verdict
from kontor.contexts.messaging.models import Conversation, Message
from kontor.contexts.messaging.services.ask_seller import ask_seller
from kontor.contexts.messaging.services.reply import reply
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.models import Business, Store
from kontor.contexts.sellers.models import Seat as StoreSeat
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer, Seat
from kontor.platform.verify import names, run

RIGHTS = frozenset({"messages.view", "messages.answer", "settings.store"})


def fresh() -> str:
    """A client id that nobody has used."""
    return new_id().hex


def strict(text: str) -> Verdict:
    """A policy that stops one word, wherever it stands."""
    place = text.lower().find("whatsapp")
    found = Passage(place, place + 8, text[place : place + 8], "MSG-09", "This leads out of the market.")
    return Verdict((found,) if place >= 0 else (), 0)


def findings() -> list[str]:
    """What `kontor verify` says."""
    return [f"{finding.row}: {finding.sentence}" for name in names() for finding in run(name)]


@dataclass
class Talk:
    """A market whose lamp shop may write; its buyer, and somebody of the shop."""

    market: Market
    clerk: Account

    @property
    def buyer(self) -> Buyer:
        return self.market.buyer

    @property
    def store(self) -> Store:
        return self.market.lamp_shop

    @property
    def product(self) -> Product:
        return Product.objects.get(id=self.market.lamp.product_id)

    @property
    def seat(self) -> Seat:
        return Seat(self.clerk.id, self.store.id, RIGHTS)

    def ask(self, text: str = "Is it in stock?", **given: Any) -> Sent:
        values = {"viewer": self.buyer, "product_number": self.product.number, "language": "es", "client_id": fresh()}
        return ask_seller(text=text, **values | given)

    def answer(self, conversation_id: UUID, text: str = "Yes, it is.", **given: Any) -> Sent:
        values = {"viewer": self.seat, "client_id": fresh()}
        return reply(conversation_id=conversation_id, text=text, **values | given)

    def order(self, note: str = "") -> StoreOrder:
        placed = self.market.place({"lamp": 1}, notes={self.store.id: note} if note else {})
        return StoreOrder.objects.get(buyer_order_id=placed.buyer_order_id)

    def another_buyer(self) -> Buyer:
        return Buyer(make_account(country="FR", language="fr").id)


def let_write(store: Store, *, verified: bool = True) -> None:
    """Everything that messaging asks for is there (MSG-05)."""
    Business.objects.filter(id=store.business_id).update(verified_at=now())
    phone = f"+4915{int(store.id) % 10**9:09}"
    Account.objects.filter(id=store.business.owner_id).update(verified_at=now(), phone=phone)
    if verified:
        Store.objects.filter(id=store.id).update(verified_at=now())
    opening.forget_openings()
    calendars.forget_calendars()


def make_talk(stock: int = 10) -> Talk:
    """See `Talk`."""
    market = make_market(stock=stock)
    let_write(market.lamp_shop)
    let_write(market.tea_house)
    clerk = make_account(audience="seller", given_name="Lin", family_name="Wei", country="CN", language="en")
    StoreSeat.objects.create(store=market.lamp_shop, account=clerk, role="clerk", rights=sorted(RIGHTS))
    return Talk(market, clerk)


def texts_of(conversation_id: UUID) -> list[tuple[str, str]]:
    """Who wrote what, in its order."""
    rows = Message.objects.filter(conversation_id=conversation_id).order_by("position")
    return list(rows.values_list("author", "text"))


def row(sent: Sent) -> Conversation:
    """The conversation as it stands."""
    return Conversation.objects.get(id=sent.conversation_id)
