"""The demo market: whole, consistent, the same for the same seed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.aftersales.models import Dispute
from kontor.contexts.aftersales.models.reviews import Review, ReviewPicture
from kontor.contexts.billing.models import Payout
from kontor.contexts.buyers.models import Follow, WishItem
from kontor.contexts.catalogue.models import EditorDraft, Product, ProductRevision, ProductText
from kontor.contexts.catalogue.reviewing import KIND
from kontor.contexts.coins.models import CoinAccount, Hold, Lot
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.models import Use as CouponUse
from kontor.contexts.governance.models import Appeal, ServiceScore, Violation
from kontor.contexts.insight.queries.reports import (
    Period,
    bans,
    first_orders,
    messages,
    payment_success,
    registrations,
)
from kontor.contexts.integrations.models import Application, WebhookDelivery, WebhookEndpoint
from kontor.contexts.ledger.models import LedgerAccount
from kontor.contexts.messaging.models import ClockMiss, Conversation, Delivery, Promise
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.models import Agreement, Refund
from kontor.contexts.risk.models import Ban, Cluster
from kontor.contexts.sellers.models import Invitation, Store, StoreAddress, StoreNews
from kontor.contexts.transfers.models import SheetExport, SheetImport
from kontor.demo.load import run, sign_ins
from kontor.kernel import clock
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.filters import SavedFilter
from kontor.platform.reviews.models import ReviewItem, ReviewStep
from kontor.platform.verify import names
from kontor.platform.verify import run as verify

pytestmark = pytest.mark.django_db


def _monday() -> date:
    """The day of the last run of payouts that is over: it begins at four o'clock."""
    over = now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=5)
    return (over - timedelta(days=over.weekday())).date()


@pytest.mark.rule("TRD-14")
def test_a_small_market_is_whole_and_adds_up() -> None:
    run(scale="small", seed=3)
    assert Store.objects.count() == 4
    assert Product.objects.count() == 120
    assert Account.objects.filter(email__in=[address for _, address, _ in sign_ins()]).count() == 5
    assert WishItem.objects.filter(missing=False).count() > 0
    assert Follow.objects.count() > 0
    assert StoreNews.objects.count() == 4
    assert sorted(SheetImport.objects.values_list("state", "saved", "rejected")) == [("checked", 0, 0), ("done", 10, 2)]
    assert SheetExport.objects.get().state == "ready"
    assert SavedFilter.objects.count() == 3
    assert WebhookEndpoint.objects.get().state == "disabled", "a demo calls nobody"
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) <= {"delivered", "failed"}
    assert WebhookDelivery.objects.count() > 0
    assert Application.objects.filter(grants__ended_at__isnull=True).count() == 1
    assert Invitation.objects.count() == 2
    assert Agreement.objects.filter(state="active", method="alipay").exists()
    assert set(Conversation.objects.values_list("stream", flat=True)) == {"inquiry", "order_note", "order_message"}
    assert set(Delivery.objects.values_list("status", flat=True)) == {200, 403, 500}
    assert ClockMiss.objects.filter(kind="slow").exists()
    assert Promise.objects.exists()
    seven = ProductText.objects.filter(language="bg").count()
    assert seven >= 12  # a tenth of the goods speaks all seven languages
    said = Review.objects.exclude(text="").values_list("language", flat=True)
    assert len(set(said)) >= 3
    assert Review.objects.filter(store_why="linked").exists(), "some are by a store's own people"
    assert not Review.objects.filter(store_why="linked", product_why="").exists()
    assert ReviewPicture.objects.exists()
    assert Product.objects.filter(rating_count__gt=0).exists()
    assert Violation.objects.count() == 2
    assert Appeal.objects.get().granted is None
    assert ServiceScore.objects.filter(score__isnull=False).exists()
    states = set(StoreOrder.objects.values_list("state", flat=True))
    assert {State.TO_SHIP, State.SHIPPED, State.DELIVERED, State.FINISHED, State.CANCELLED} <= states
    disputes = set(Dispute.objects.values_list("state", flat=True))
    assert {"opened", "negotiating", "escalated", "ruled", "return_due", "refunded"} <= disputes
    assert not Refund.objects.filter(state="requested").exists()
    with_coins = Store.objects.filter(id__in=CoinAccount.objects.values("store_id")).values_list("slug", flat=True)
    assert set(with_coins) == {"jingyao-hearth", "haoxun-digital", "hanlu-atelier"}
    own = Store.objects.get(slug="jingyao-hearth")
    assert Payout.objects.filter(store_id=own.id, run_day=_monday()).exists(), "of this week, on any day of it"
    assert LedgerAccount.objects.get(kind="payable", owner_id=own.id).balance_minor <= 0
    for one in StoreAddress.objects.select_related("store__business"):
        parts = [part for part in one.lines.values() if part]
        assert parts.count(one.store.business.legal_name) == 1, "nobody's name stands twice on a parcel"
    assert Hold.objects.filter(state="posted").exists(), "coins have paid a part of an order"
    assert set(Coupon.objects.values_list("state", flat=True)) == {"draft", "running", "paused", "ended"}
    assert {use.state for use in CouponUse.objects.all()} == {"used"}, "coupons have lowered orders"
    assert [f"{f.row}: {f.sentence}" for name in names() for f in verify(name)] == []


@pytest.mark.rule("TRD-14")
def test_the_same_seed_makes_the_same_market_at_any_hour() -> None:
    from django.db import transaction

    def market(seed: int, hour: int) -> list[object]:
        point = transaction.savepoint()
        with clock.moved(now().replace(hour=hour, minute=30) - timedelta(days=1) - now()):
            today = now().replace(minute=0, second=0, microsecond=0)
            run(scale="small", seed=seed)
        # Those with coins or coupons are placed as people place them, with numbers of their own.
        loaded = StoreOrder.objects.filter(coins_minor=0, rebate_minor=0, subsidy_minor=0)
        orders = loaded.values_list("number", "state", "store_goods_minor", "placed_at").order_by("number")
        accounts = CoinAccount.objects.values_list("store_id", "opened_at")
        seen = [
            [(number, state, goods, today - at) for number, state, goods, at in orders],
            list(ProductText.objects.order_by("id").values_list("title", flat=True)),
            sorted((Store.objects.get(id=store_id).slug, (today - at).days) for store_id, at in accounts),
            sorted(Lot.objects.values_list("coins", flat=True)),
        ]
        transaction.savepoint_rollback(point)
        return seen

    first = market(5, hour=12)
    assert market(5, hour=23) == first
    assert market(6, hour=12) != first


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no size of a market"):
        run(scale="huge")


@pytest.mark.rule("ACC-50", "ACC-51", "ACC-52", "ACC-53", "OPR-05", "MSG-06")
def test_the_reports_have_something_to_tell() -> None:
    run(scale="small", seed=3)
    viewer, today = Operator(new_id()), now().date()
    year = Period(today - timedelta(days=365), today)
    joined = registrations(viewer, year)
    assert joined.registrations >= 44
    assert 30 < joined.form_median < 90
    assert 10 < joined.opened_median < 30
    assert joined.accepted_median < joined.opened_median
    assert dict(joined.causes)["refused"] == max(dict(joined.causes).values())
    banned = bans(viewer, Period(today - timedelta(days=730), today))
    assert banned.total == Ban.objects.count() >= 6
    assert 0 < banned.one_place <= banned.total
    assert first_orders(viewer, year).early > 0
    paid = {one.name: one.paid / one.tries for one in payment_success(viewer, year).bound}
    assert set(paid) == {"bound", "unbound"}
    assert min(paid.values()) > 0.8
    answers = messages(viewer, year)
    figures = [(one.up_to, one.stores, one.inquiries, one.bought, one.orders, one.disputed) for one in answers.classes]
    assert figures == [(37 * 60, 2, 40, 11, 75, 5), (2 * 3600, 1, 20, 5, 44, 7), (24 * 3600, 1, 60, 13, 31, 4)]
    soon, *later = answers.classes
    bought, asked = sum(one.bought for one in later), sum(one.inquiries for one in later)
    disputed, orders = sum(one.disputed for one in later), sum(one.orders for one in later)
    assert soon.bought / soon.inquiries > bought / asked, "who answers soon sells more"
    assert soon.disputed / soon.orders < disputed / orders, "who answers soon has fewer disputes"
    marks = [one.communication or 0 for one in answers.classes]
    assert marks == sorted(marks, reverse=True)
    assert marks[0] == pytest.approx(4.9)
    [cost] = answers.costs
    assert cost.slug == "jingyao-hearth"
    assert cost.promoted.coupons_cost.minor > 0
    assert cost.promoted.back is not None
    assert cost.promoted.back > 1
    [queue] = [one for one in reviews.measures(viewer) if one.kind.name == "risk.linked_accounts"]
    assert queue.open == ReviewItem.objects.filter(kind=queue.kind.name, closed_at__isnull=True).count() > 0
    waiting = {one.kind.name: one.open for one in reviews.measures(viewer)}
    assert (waiting["sellers.business"], waiting["sellers.store"]) == (2, 1)
    assert ReviewStep.objects.filter(what="decided").count() == ReviewItem.objects.exclude(decision="").count() > 0
    assert not set(Ban.objects.values_list("account_id", flat=True)) & set(
        Cluster.objects.filter(banned=0).values_list("members__account_id", flat=True)
    )


@pytest.mark.rule("TRD-02", "TRD-14")
def test_products_stand_in_every_state_of_the_review() -> None:
    run(scale="small", seed=3)
    waiting = ReviewItem.objects.filter(kind=KIND, closed_at__isnull=True)
    waits = (
        Product.objects.filter(state="under_review").count() + ProductRevision.objects.filter(state="waiting").count()
    )
    assert waiting.count() == waits >= 4
    assert ProductRevision.objects.filter(state="rejected").exists()
    for state in ("draft", "rejected", "delisted"):
        assert Product.objects.filter(state=state).exists()
    assert EditorDraft.objects.count() == 1
    operator = Operator(Account.objects.get(email="operator@demo.example").pk)
    for item in waiting:
        reviews.claim(viewer=operator, item_id=item.pk)
        assert reviews.case(operator, item.pk).evidence
