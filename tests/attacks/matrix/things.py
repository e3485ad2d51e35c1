"""What belongs to the victims, by the names that rows use; and the words of addresses that belong to nobody.

A new kind of thing is one entry in the function of its part of the market.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from kontor.contexts.accounts.models import Account, AccountDevice, Factor
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.aftersales.models import Dispute, Evidence, Proposal
from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.services.open_dispute import open_dispute
from kontor.contexts.aftersales.tests.disputed import picture
from kontor.contexts.aftersales.tests.review_factories import reviewed
from kontor.contexts.buyers.models import Address, WishItem, WishList
from kontor.contexts.catalogue.tests import factories as catalogue
from kontor.contexts.checkout.tests.factories import Market
from kontor.contexts.coins.rules.lottery import Prize
from kontor.contexts.coins.services.open_campaign import open_campaign
from kontor.contexts.coins.services.open_lottery import open_lottery
from kontor.contexts.coins.tests.factories import BOSS, fund, scene
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.governance.tests.factories import violation
from kontor.contexts.integrations.models import Grant, WebhookDelivery, WebhookEndpoint
from kontor.contexts.integrations.signing import sealed
from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.messaging.drafts import Draft, Subject
from kontor.contexts.messaging.models import Phrase
from kontor.contexts.messaging.sending import send
from kontor.contexts.messaging.words import Author, Stream
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import make_agreement, pay
from kontor.contexts.privacy.models import PrivacyRequest
from kontor.contexts.risk.models import Cluster, Judgement, Member
from kontor.contexts.risk.tests.factories import joins, somebody
from kontor.contexts.sellers.models import Invitation, Seat, Store, StoreAddress, StoreNews, StoreRole, TaxNumber
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.contexts.support.services.open_request import open_request
from kontor.contexts.transfers.models import SheetImport
from kontor.contexts.transfers.services.ask_export import ask_export
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer
from kontor.platform.bulk.models import BulkRun
from kontor.platform.filters import SavedFilter
from kontor.platform.http.sessions import SessionStore
from kontor.platform.tests.queue import KIND, opened
from tests.attacks.matrix.money_things import invoiced, paid_out

_NOTHING = UUID(int=7)
PLAIN: dict[str, Any] = {
    "carrier": "yunexpress",
    "hue": 20,
    "kind": "payable",
    "message_id": _NOTHING,
    "move": "freeze",
    "name": "orders.unpaid_closes_after",
    "partner": "fatcoupon",
    "path": "nothing.webp",
    "provider": "alipay",
    "purpose": "join",
    "side": "front",
    "slug": "nowhere-known",
    "status": 404,
    "token": "t" * 43,
    "topic": "bans",
    "unit": "CNY",
    "key": "k" * 43,
    "job_id": 1,
    "event_id": _NOTHING,
    "judgement_id": _NOTHING,
    "unit_kind": "payable",
    "delisting": "delist",
    "code": "licence",
    "ledger": "available",
    "stage": "licence",
    "erp": "dianxiaomi",
    "waiting_id": _NOTHING,
    "requirement_id": _NOTHING,
    "fact": _NOTHING,
    "mock": "home",
    "sheet": "products",
    "secret": "t" * 43,
    "drawing": "kettle",
    "offered": "google",
    "act": "show",
    "note_act": "note",
    "claim_act": "claim",
    "support_request": _NOTHING,
    "scene_move": "pause",
    "coupon_move": "end",
    "campaign_move": "join",
    "paper": "json",
    "print_form": "pdf",
    "failed_message": _NOTHING,
}
"""Words of an address that belong to nobody."""


def name_the_victim(market: Market) -> None:
    """Give the buyer words that stand nowhere else."""
    named = {"given_name": "Xanthippe", "family_name": "Quillfeather", "email": "quill@secret.example"}
    Account.objects.filter(pk=market.account.pk).update(**named, email_key=named["email"])
    market.account.refresh_from_db()
    Address.objects.filter(pk=market.address.pk).update(
        recipient="Xanthippe Quillfeather", street="Calle Secreta 77", latin={"street": "Calle Secreta 77"}
    )


def of_buyer(market: Market) -> dict[str, Any]:
    """A paid purchase of the tea house's and one that waits, the address, saved ways to pay, wishes, a notice."""
    buyer, product = market.account, market.tea.product
    market.place({"tea": 1})
    bought = BuyerOrder.objects.get()
    pay(bought)
    market.place({"tea": 1})
    waiting = BuyerOrder.objects.exclude(pk=bought.pk).get()
    wishes = WishList.objects.create(buyer=buyer, name="Hidden harbour")
    disputed = _disputed(market)
    return {
        "review_id": _reviewed(market).id,
        "dispute_number": disputed.number,
        "proposal_id": Proposal.objects.get(dispute=disputed).id,
        "evidence_id": Evidence.objects.get(dispute=disputed).id,
        "conversation_id": _written(market),
        "document_id": invoiced(bought),
        "support_request": open_request(
            viewer=Buyer(buyer.pk), topic="other", text="Hidden harbour", client_id="matrix-request", language="en"
        ).request_id,
        "buyer": buyer.pk,
        "order": StoreOrder.objects.get(buyer_order_id=bought.id).number,
        "purchase": bought.number,
        "waiting": waiting.number,
        "address_id": market.address.id,
        "agreement_id": make_agreement(buyer.id).id,
        "list_id": wishes.id,
        "wish": WishItem.objects.create(
            list=wishes, buyer_id=buyer.id, product_id=product.id, price_minor=1, currency="CNY",
            product_number=product.number,
        ).id,
        "notice_id": Notice.objects.create(
            account_id=buyer.id, kind="order_paid", channel="page", language="en", cause="matrix", shown=True,
            values={"number": waiting.number, "total_minor": 1, "currency": "EUR"},
        ).id,
        "request_id": PrivacyRequest.objects.create(
            account_id=buyer.id, audience="buyer", kind="export", law="GDPR", due_at=now()
        ).id,
        "on_sale": product.id,
        "category": product.category.slug,
        "product": product.number,
        "sku_id": market.tea.id,
    }  # fmt: skip


def _written(market: Market) -> UUID:
    """A question of the buyer's about the tea."""
    product = market.tea.product
    subject = Subject(
        store_id=market.tea_house.id, buyer_id=market.account.pk, stream=Stream.INQUIRY, about="product",
        subject_id=product.id, subject_number=product.number, subject_title="Dragon Well tea", language="en",
    )  # fmt: skip
    draft = Draft(author=Author.BUYER, author_id=market.account.pk, text="Hidden harbour", client_id="matrix-message")
    return send(draft, subject).conversation_id


def _disputed(market: Market) -> Dispute:
    """A purchase of the tea house's that came broken."""
    placed, moment = market.place({"tea": 1}), now()
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    order = StoreOrder.objects.filter(buyer_order_id=placed.buyer_order_id)
    order.update(state="delivered", shipped_at=moment - timedelta(days=9), delivered_at=moment - timedelta(days=1))
    return open_dispute(
        viewer=market.buyer, order_number=order.get().number, kind="not_as_described", reason="broken",
        text="Hidden harbour", pictures=[picture()],
    )  # fmt: skip


def _reviewed(market: Market) -> Review:
    """A purchase of the tea house's that its buyer has received and reviewed."""
    placed, moment = market.place({"tea": 1}), now()
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    order = StoreOrder.objects.filter(buyer_order_id=placed.buyer_order_id)
    order.update(state="received", shipped_at=moment, received_at=moment)
    return reviewed(order.get(), text="A fine tea.")  # public: no mark of the victim


def of_store(store: Store, seller: Account) -> dict[str, Any]:
    """A coin account, a draft, news, a tax number, sheets, a bulk run, a kept filter."""
    fund(store, 0)
    return {
        "store_id": store.id,
        **paid_out(store),
        "shop": store.slug,
        "currency": store.currency,
        "business_id": store.business_id,
        "product_id": catalogue.product(
            store, approved=False, texts={"en": catalogue.TextDraft("Unannounced kettle", "Boils.", ())}
        ).id,
        "role_id": StoreRole.objects.create(store=store, name="Hidden harbour", rights=["orders.view"]).id,
        "invitation_id": Invitation.objects.create(
            store=store, email="mei@example.com", email_key="mei@example.com", role="clerk", rights=["orders.view"],
            by_id=seller.pk, expires_at=now() + timedelta(days=1),
        ).id,
        "colleague": Seat.objects.create(
            store=store, account=make_account(audience="seller"), role="clerk", rights=["orders.view"]
        ).account_id,
        "store_address": StoreAddress.objects.create(store=store, purpose="return", lines={"country": "BG"}).id,
        "news_id": StoreNews.objects.create(store=store, title="First harvest").id,
        "filter_id": SavedFilter.objects.create(
            account_id=seller.pk, list_name="seller.products", scope=store.id, name="Tea", query="q=t"
        ).id,
        "run_id": BulkRun.objects.create(action="catalogue.delist", scope=store.id, account_id=seller.pk).id,
        "number_id": TaxNumber.objects.create(
            business=store.business, destination="EU", kind="ioss", number="IM2760000001", sure=True,
            added_by=seller.pk,
        ).id,
        "import_id": SheetImport.objects.create(
            store_id=store.id, account_id=seller.pk, kind="products", file_name="t.csv", form="csv", language="en",
            path="nothing.csv", size=1, state="checked", kept_until=now() + timedelta(days=1),
        ).id,
        "violation_id": violation(store).id,
        "scene_id": scene(store, name="Hidden harbour").id,
        "coupon_id": coupon(store, name="Hidden harbour", state="draft").id,
        "phrase_id": Phrase.objects.create(store_id=store.id, title="Hidden harbour", texts={"en": "Hello."}).id,
        "warehouse_id": Warehouse.objects.get_or_create(store=store, defaults={"name": "Main", "country": "CN"})[0].id,
        "export_id": ask_export(seat=owner_seat(store), kind="products", form="csv", language="en"),
    }  # fmt: skip


def of_programs(grant: Grant, seller: Account) -> dict[str, Any]:
    """A program that works for the store, and a webhook of it."""
    identity = new_id()
    hook = WebhookEndpoint.objects.create(
        id=identity, store_id=grant.store_id, url="https://erp.example/", state="disabled", created_by=seller.pk,
        sealed=sealed("whsec_" + "c" * 32, identity), application_id=grant.application_id,
    )  # fmt: skip
    sent = WebhookDelivery.objects.create(
        store_id=grant.store_id, endpoint_id=hook.id, message_id=new_id(), subject="order:1", type="order.paid",
        state="failed",
    )  # fmt: skip
    return {
        "application_id": grant.application_id,
        "grant_id": grant.id,
        "endpoint_id": hook.id,
        "webhook_id": hook.id,
        "delivery_id": sent.id,
    }


def of_desk() -> dict[str, Any]:
    """A case, a cluster, a judgement, a campaign and a lottery of coins."""
    run = {"viewer": BOSS, "name": "Carnival"}
    until = now() + timedelta(days=1)
    joined, _ = joins(somebody())
    cluster = Cluster.objects.create(size=1)
    Member.objects.create(account_id=joined.id, cluster=cluster, reason="device")
    return {
        "item_id": opened().pk,
        "kind": KIND,
        "cluster_id": cluster.id,
        "joined": joined.id,
        "campaign_id": open_campaign(**run, share_at_least=10, starts_at=now(), ends_at=until),
        "market_coupon": coupon(state="draft").id,
        "lottery_id": open_lottery(
            **run, price=1, per_buyer=1, prizes=[Prize("Gold", 1, 1)], opens_at=now(), closes_at=until
        ),
        "judgement": Judgement.objects.get(account_id=joined.id).id,
    }


def of_account(victim: Account) -> dict[str, Any]:
    """What somebody of any audience has: a session, a second factor, a trusted device."""
    session = SessionStore()
    session["account_id"] = str(victim.pk)
    session["opened"] = {"id": str(new_id()), "agent": "", "network": "", "country": "", "at": now().isoformat()}
    session.save()
    return {
        "public_id": session["opened"]["id"],
        "factor_id": Factor.objects.create(account=victim, kind="sms", phone="+8613800000001", confirmed_at=now()).pk,
        "device_id": AccountDevice.objects.create(account=victim, trusted_until=now() + timedelta(days=9)).pk,
    }
