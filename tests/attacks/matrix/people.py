"""A small market with a victim of every kind, and browsers for everybody who may try."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils.html import escape

from kontor.contexts.accounts.models import Account, AccountDevice, Factor
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.models import Address, WishItem, WishList
from kontor.contexts.catalogue.tests import factories as catalogue
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.models import AccessToken, Application, Grant, WebhookDelivery, WebhookEndpoint
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.signing import sealed
from kontor.contexts.integrations.tests.factories import token
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import make_agreement, pay
from kontor.contexts.privacy.models import PrivacyRequest
from kontor.contexts.risk.models import Cluster, Judgement, Member
from kontor.contexts.risk.tests.factories import joins, somebody
from kontor.contexts.sellers.models import Store, StoreNews, TaxNumber
from kontor.contexts.sellers.permissions import NEEDS, RIGHTS
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import System
from kontor.platform.bulk.models import BulkRun
from kontor.platform.filters import SavedFilter
from kontor.platform.http.audience import BUYER, OPERATOR, SELLER
from kontor.platform.http.sessions import SessionStore
from kontor.platform.tests.queue import KIND, opened

COOKIES = {"buyer": BUYER.cookie, "seller": SELLER.cookie, "operator": OPERATOR.cookie}
NOBODYS_NUMBER = 4_242_424_242_424_242

PLAIN: dict[str, Any] = {
    "carrier": "yunexpress", "hue": 20, "kind": "payable", "message_id": UUID(int=7), "move": "freeze",
    "name": "orders.unpaid_closes_after", "partner": "fatcoupon", "path": "nothing.webp", "provider": "alipay",
    "purpose": "join", "side": "front", "slug": "nowhere-known", "status": 404, "token": "t" * 43, "topic": "bans",
    "unit": "CNY", "key": "k" * 43, "job_id": 1, "event_id": UUID(int=7), "judgement_id": UUID(int=7),
    "unit_kind": "payable", "delisting": "delist", "code": "licence", "ledger": "available", "stage": "licence",
    "erp": "dianxiaomi", "waiting_id": UUID(int=7),
    "requirement_id": UUID(int=7), "fact": UUID(int=7), "mock": "home", "drawing": "kettle", "offered": "google",
}  # fmt: skip
"""Words of an address that belong to nobody."""


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
        self._name_the_victim()
        self.things: dict[str, Any] = {}
        self.by_audience: dict[str, dict[str, Any]] = {name: {} for name in COOKIES}
        self._make()
        numbers = [order.number for kind in (StoreOrder, BuyerOrder) for order in kind.objects.all()]
        words = ("Quillfeather", "Calle Secreta", "quill@secret.example", "Unannounced kettle", "Hidden harbour")
        self.marks = (*words, *map(str, numbers))

    # --- things ---------------------------------------------------------------------------------------------

    def _name_the_victim(self) -> None:
        named = {"given_name": "Xanthippe", "family_name": "Quillfeather", "email": "quill@secret.example"}
        Account.objects.filter(pk=self.market.account.pk).update(**named, email_key=named["email"])
        self.market.account.refresh_from_db()
        Address.objects.filter(pk=self.market.address.pk).update(
            recipient="Xanthippe Quillfeather", street="Calle Secreta 77", latin={"street": "Calle Secreta 77"}
        )

    def _make(self) -> None:
        """The victims' things, by the names that rows use."""
        buyer, tea = self.victims["buyer"], self.market.tea_house
        self.market.place({"tea": 1})
        bought = BuyerOrder.objects.get()
        pay(bought)
        self.market.place({"tea": 1})
        waiting = BuyerOrder.objects.exclude(pk=bought.pk).get()
        wishes = WishList.objects.create(buyer=buyer, name="Hidden harbour")
        joined, _ = joins(somebody())
        judgement = Judgement.objects.get(account_id=joined.id)
        cluster = Cluster.objects.create(size=1)
        Member.objects.create(account_id=joined.id, cluster=cluster, reason="device")
        item = opened()
        hook_id = new_id()
        hook = WebhookEndpoint.objects.create(
            store=tea,
            url="https://erp.example/",
            state="disabled",
            id=hook_id,
            sealed=sealed("whsec_" + "c" * 32, hook_id),
            application_id=self._grants["victims"].application_id,
            created_by=self.victims["seller"].pk,
        )
        self.things |= {
            "order": StoreOrder.objects.get(buyer_order_id=bought.id).number,
            "purchase": bought.number,
            "waiting": waiting.number,
            "address_id": self.market.address.id,
            "agreement_id": make_agreement(buyer.id).id,
            "list_id": wishes.id,
            "wish": WishItem.objects.create(
                list=wishes, buyer_id=buyer.id, product_id=self.market.tea.product_id, price_minor=1, currency="CNY",
                product_number=self.market.tea.product.number,
            ).id,
            "notice_id": Notice.objects.create(
                account_id=buyer.id, kind="order_paid", channel="page", language="en", cause="matrix", shown=True,
                values={"number": waiting.number, "total_minor": 1, "currency": "EUR"},
            ).id,
            "request_id": PrivacyRequest.objects.create(
                account_id=buyer.id, audience="buyer", kind="export", law="GDPR", due_at=now()
            ).id,
            "store_id": tea.id,
            "product_id": catalogue.product(
                tea, approved=False, texts={"en": catalogue.TextDraft("Unannounced kettle", "Boils.", ())}
            ).id,
            "on_sale": self.market.tea.product_id,
            "news_id": StoreNews.objects.create(store=tea, title="First harvest").id,
            "item_id": item.pk,
            "kind": KIND,
            "cluster_id": cluster.id,
            "joined": joined.id,
            "buyer": buyer.pk,
            "judgement": judgement.id,
            "currency": tea.currency,
            "filter_id": SavedFilter.objects.create(
                account_id=self.victims["seller"].pk, list_name="seller.products", scope=tea.id, name="Tea", query="q=t"
            ).id,
            "application_id": self._grants["victims"].application_id,
            "grant_id": self._grants["victims"].id,
            "business_id": tea.business_id,
            "run_id": BulkRun.objects.create(
                action="catalogue.delist", scope=tea.id, account_id=self.victims["seller"].pk
            ).id,
            "number_id": TaxNumber.objects.create(
                business=tea.business, destination="EU", kind="ioss", number="IM2760000001", sure=True,
                added_by=self.victims["seller"].pk,
            ).id,
            "endpoint_id": hook.id,
            "webhook_id": hook.id,
            "delivery_id": WebhookDelivery.objects.create(
                store_id=tea.id, endpoint_id=hook.id, message_id=new_id(), subject="order:1", type="order.paid",
                state="failed",
            ).id,
            "shop": tea.slug,
            "category": self.market.tea.product.category.slug,
            "product": self.market.tea.product.number,
            "sku_id": self.market.tea.id,
        }  # fmt: skip
        for name, victim in self.victims.items():
            session = SessionStore()
            session["account_id"] = str(victim.pk)
            session["opened"] = {
                "id": str(new_id()),
                "agent": "",
                "network": "",
                "country": "",
                "at": now().isoformat(),
            }
            session.save()
            self.by_audience[name] = {
                "public_id": session["opened"]["id"],
                "factor_id": Factor.objects.create(
                    account=victim, kind="sms", phone="+8613800000001", confirmed_at=now()
                ).pk,
                "device_id": AccountDevice.objects.create(account=victim, trusted_until=now() + timedelta(days=9)).pk,
            }

    def value(self, audience: str, name: str) -> Any:
        """The victim's thing called `name`, or the plain word of an address; KeyError for neither."""
        for found in (self.by_audience.get(audience, {}), self.things, PLAIN):
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
