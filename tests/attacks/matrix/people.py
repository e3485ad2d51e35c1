"""A small market with a victim of every kind, and browsers for everybody who may try."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils.html import escape

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.models import AccessToken, Application, Grant
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.tests.factories import token
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.permissions import NEEDS, RIGHTS
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.http.audience import BUYER, OPERATOR, SELLER
from kontor.platform.http.sessions import SessionStore
from tests.attacks.matrix import things

COOKIES = {"buyer": BUYER.cookie, "seller": SELLER.cookie, "operator": OPERATOR.cookie}
NOBODYS_NUMBER = 4_242_424_242_424_242


@dataclass(frozen=True)
class Token:
    """What a program shows."""

    text: str


Somebody = Account | Token | None


class World:
    """The market; `things` are the victim's, `marks` what nobody else may read."""

    def __init__(self) -> None:
        self.market: Market = make_market()
        self.victims = {
            "buyer": self.market.account,
            "seller": self._keeper(self.market.tea_house, "Lin"),
            "operator": make_account(audience="operator", email="olga@kontor.example"),
        }
        self.others = {
            "buyer": make_account(given_name="Boris"),
            "seller": self._keeper(self.market.lamp_shop, "Lars"),
            "operator": make_account(audience="operator", email="oscar@kontor.example"),
        }
        self.suspended = {name: make_account(audience=name, state="suspended") for name in COOKIES}
        grant_seat(
            by=System("test"), store_id=self.market.tea_house.id, account_id=self.suspended["seller"].id, role="owner"
        )
        self.seatless = make_account(audience="seller", given_name="Nils")
        self._seats: dict[frozenset[str], Account] = {}
        self._keys: dict[UUID, str] = {}
        self._tokens: dict[tuple[str, frozenset[str]], Token] = {}
        stores = {"victims": self.market.tea_house, "others": self.market.lamp_shop}
        for store in stores.values():
            token(owner_seat(store), tuple(SCOPES))
        Application.objects.update(certification="certified")
        self._grants = {of: Grant.objects.get(store=store) for of, store in stores.items()}
        things.name_the_victim(self.market)
        seller = self.victims["seller"]
        self.things = things.of_buyer(self.market) | things.of_store(self.market.tea_house, seller)
        self.things |= things.of_programs(self._grants["victims"], seller) | things.of_desk()
        self.by_audience = {name: things.of_account(victim) for name, victim in self.victims.items()}
        numbers = [order.number for kind in (StoreOrder, BuyerOrder) for order in kind.objects.all()]
        words = ("Quillfeather", "Calle Secreta", "quill@secret.example", "Unannounced kettle", "Hidden harbour")
        self.marks = (*words, *map(str, numbers))

    def value(self, audience: str, name: str) -> Any:
        """The victim's thing called `name`, or the plain word of an address; KeyError for neither."""
        for found in (self.by_audience.get(audience, {}), self.things, things.PLAIN):
            if name in found:
                return found[name]
        raise KeyError(name)

    def owned(self, audience: str, name: str) -> bool:
        """Whether `name` is a thing of the victim."""
        return name in self.by_audience.get(audience, {}) or name in self.things

    # --- people ---------------------------------------------------------------------------------------------

    def _keeper(self, store: Store, name: str) -> Account:
        account = store.business.owner
        account.given_name, account.family_name = name, "Wei"
        account.save()
        grant_seat(by=System("test"), store_id=store.id, account_id=account.id, role="owner")
        return account

    def seat(self, rights: frozenset[str]) -> Account:
        """Somebody at work for the victim's store with these rights and no others."""
        if rights not in self._seats:
            account = make_account(audience="seller", given_name="Mei", family_name="Clerk")
            store_id = self.market.tea_house.id
            grant_seat(by=System("test"), store_id=store_id, account_id=account.id, rights=sorted(rights))
            self._seats[rights] = account
        return self._seats[rights]

    def with_only(self, right: str) -> Account:
        """A seat with this right (and what it needs) alone; for "" with one that opens little."""
        return self.seat(frozenset({right or "marketing.news"}))

    def without(self, *rights: str) -> Account:
        """A seat with every right but these and those that need one of them."""
        return self.seat(frozenset(name for name in RIGHTS if not {*rights} & {name, NEEDS.get(name)}))

    @staticmethod
    def right_name(right: str) -> str:
        """The words of a right, as an English page shows them."""
        return escape(RIGHTS[right])

    def token(self, scopes: frozenset[str], *, of: str = "victims") -> Token:
        """An access token for the victim's store (`others`: for another store) with these scopes and no others."""
        if (of, scopes) not in self._tokens:
            text, moment = secrets.fresh(secrets.ACCESS), now()
            AccessToken.objects.create(
                token_hash=secrets.hashed(text), grant=self._grants[of], scopes=sorted(scopes), created_at=moment,
                expires_at=moment + timedelta(minutes=30),
            )  # fmt: skip
            self._tokens[of, scopes] = Token(text)
        return self._tokens[of, scopes]

    def open_sessions(self, doors: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Sign in everybody there is, before anybody tries anything.

        Args:
            doors: each right that is asked for somewhere, with those that do instead.
        """
        for scope in ("", *SCOPES):
            self.token(frozenset({scope} - {""}))
            self.token(frozenset(SCOPES) - {scope})
        self.token(frozenset(SCOPES), of="others")
        seats = [seat for right, more in doors for seat in (self.with_only(right), self.without(right, *more))]
        for account in (
            *self.victims.values(), *self.others.values(), *self.suspended.values(), self.seatless, *seats,
        ):  # fmt: skip
            self._key(account)

    def _key(self, account: Account) -> str:
        if account.pk not in self._keys:
            session = SessionStore()
            session["account_id"], session["account_proof"] = str(account.pk), account.get_session_auth_hash()
            session["confirmed_at"] = now().isoformat()
            session.save()
            self._keys[account.pk] = session.session_key
        return self._keys[account.pk]

    def browser(self, account: Somebody) -> Client:
        """A browser that shows the account's session at every face: only its own may take it; or a program."""
        if isinstance(account, Token):
            return Client(headers={"accept-language": "en", "authorization": f"Bearer {account.text}"})
        client = Client(headers={"accept-language": "en"})
        for cookie in COOKIES.values() if account else ():
            client.cookies[cookie] = self._key(account)
        return client
