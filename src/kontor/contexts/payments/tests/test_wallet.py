"""Saved ways to pay: bound at the provider, charged once, gone when they are taken away (BUY-10)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments import wallet
from kontor.contexts.payments.errors import (
    AgreementNotFound,
    AgreementUnusable,
    ForeignMethodRefused,
    MethodNotOffered,
    ProviderDown,
    TooManyAgreements,
)
from kontor.contexts.payments.jobs import look_after_agreements
from kontor.contexts.payments.models import Agreement, AgreementState, Intent
from kontor.contexts.payments.providers.binding import BoundStatus, BoundTold
from kontor.contexts.payments.services.apply_bound import apply_bound
from kontor.contexts.payments.services.begin_binding import begin_binding
from kontor.contexts.payments.services.check_binding import check_binding
from kontor.contexts.payments.services.pay_bound import Paid, pay_bound
from kontor.contexts.payments.services.remove_agreement import remove_agreement
from kontor.contexts.payments.services.set_default_agreement import set_default_agreement
from kontor.contexts.payments.tests.factories import Played, bound_told, make_agreement
from kontor.contexts.payments.tokens import opened
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer
from kontor.platform.verify import names, run

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-10")]
Settle = Callable[[], None]


def _at(name: str) -> str:
    return f"http://test/{name}"


def _buyer(country: str = "ES") -> Buyer:
    return Buyer(make_account(country=country).id)


def _bind(viewer: Buyer, method: str = "alipay") -> Agreement:
    begin_binding(viewer=viewer, method=method, address_of=_at)
    return Agreement.objects.get(buyer_id=viewer.buyer_id, state=AgreementState.PENDING)


def _charge(viewer: Buyer, agreement: Agreement) -> Paid:
    return pay_bound(
        viewer=viewer, buyer_order_id=BuyerOrder.objects.get().id, agreement_id=agreement.id, title="Order",
        address_of=_at,
    )  # fmt: skip


def _findings() -> list[str]:
    return [f"{finding.row}: {finding.sentence}" for name in names() for finding in run(name)]


def test_signed_at_the_provider_it_is_kept_sealed_and_masked(played: Played, settle: Settle) -> None:
    viewer = _buyer()
    page = begin_binding(viewer=viewer, method="card", address_of=_at)
    row = Agreement.objects.get()
    assert page == f"https://pay.example/bind/{row.id.hex}"
    assert wallet.bound(viewer) == []
    played.binding.standing = BoundStatus.ACTIVE
    assert check_binding(buyer_id=viewer.buyer_id, agreement_id=row.id) == "bound"
    [view] = wallet.bound(viewer)
    assert (view.brand, view.label, view.is_default) == ("Visa", "···· 4242", True)
    row.refresh_from_db()
    assert b"T-" not in bytes(row.token)
    assert opened(row.id, row.token) == f"T-{row.id.hex}"
    assert opened(uuid4(), row.token) == ""
    settle()
    notice = Notice.objects.get(account_id=viewer.buyer_id, kind="method_bound")
    assert notice.values == {"means": "Visa ···· 4242"}
    assert "T-" not in json.dumps(notice.values)


def test_told_late_twice_and_out_of_order_it_has_one_effect(played: Played, settle: Settle) -> None:
    viewer = _buyer()
    row = _bind(viewer)
    told = bound_told(row.id.hex)
    assert [apply_bound(provider="alipay", told=told) for _ in range(5)] == ["bound"] + ["known"] * 4
    gone = bound_told(row.id.hex, BoundStatus.ENDED)
    assert [apply_bound(provider="alipay", told=gone) for _ in range(3)] == ["ended", "known", "known"]
    assert apply_bound(provider="alipay", told=told) == "known"  # the signing, told once more after the end
    settle()
    row.refresh_from_db()
    assert (row.state, row.ended_why, bytes(row.token), row.is_default) == ("ended", "withdrawn", b"", False)
    assert [notice.kind for notice in Notice.objects.order_by("id")] == ["method_bound", "method_ended"]


def test_a_telling_about_nobodys_agreement_changes_nothing(played: Played) -> None:
    row = _bind(_buyer())
    assert apply_bound(provider="alipay", told=bound_told(uuid4().hex)) == "unknown"
    assert apply_bound(provider="alipay", told=bound_told("no number")) == "unknown"
    assert apply_bound(provider="cards", told=bound_told(row.id.hex)) == "unknown"
    assert apply_bound(provider="alipay", told=BoundTold("", BoundStatus.ENDED, found_by="N-x")) == "unknown"
    row.refresh_from_db()
    assert row.state == AgreementState.PENDING


def test_a_card_detached_at_the_provider_is_found_by_its_own_name(played: Played) -> None:
    viewer = _buyer()
    row = make_agreement(viewer.buyer_id, "card")
    told = BoundTold("", BoundStatus.ENDED, found_by=f"N-{row.id.hex}", event_key="e")
    assert apply_bound(provider="cards", told=told) == "ended"
    assert wallet.bound(viewer) == []


@pytest.mark.rule("ACC-04")
@pytest.mark.parametrize("method", ["card", "paypal"])
def test_mainland_accounts_bind_no_foreign_card(played: Played, method: str) -> None:
    viewer = _buyer("CN")
    with pytest.raises(ForeignMethodRefused):
        begin_binding(viewer=viewer, method=method, address_of=_at)
    assert not Agreement.objects.exists()
    assert played.binding.begun == []
    assert [way.code for way in wallet.can_bind("CN")] == ["alipay"]
    begin_binding(viewer=viewer, method="alipay", address_of=_at)
    assert Agreement.objects.get().method == "alipay"


@pytest.mark.rule("ACC-04")
def test_who_moves_to_mainland_china_no_longer_pays_with_a_foreign_card(played: Played) -> None:
    market = make_market()
    market.place()
    row = make_agreement(market.buyer.buyer_id, "card")
    from kontor.contexts.accounts.models import Account

    Account.objects.filter(pk=market.buyer.buyer_id).update(country="CN")
    assert wallet.bound(market.buyer, country="CN") == []
    with pytest.raises(AgreementUnusable):
        _charge(market.buyer, row)
    assert played.binding.charges == {}
    assert not Intent.objects.exists()


def test_what_cannot_be_saved_is_refused(played: Played) -> None:
    viewer = _buyer()
    with pytest.raises(MethodNotOffered):
        begin_binding(viewer=viewer, method="unionpay", address_of=_at)
    played.status = None
    with pytest.raises(ProviderDown):
        begin_binding(viewer=viewer, method="alipay", address_of=_at)
    assert [row.state for row in Agreement.objects.all()] == ["ended"]


def test_no_more_than_the_policy_allows(played: Played) -> None:
    viewer = _buyer()
    for _ in range(10):
        make_agreement(viewer.buyer_id)
    with pytest.raises(TooManyAgreements):
        begin_binding(viewer=viewer, method="alipay", address_of=_at)
    assert Agreement.objects.count() == 10


def test_one_default_and_its_heir(played: Played, settle: Settle) -> None:
    viewer = _buyer()
    first, second = make_agreement(viewer.buyer_id), make_agreement(viewer.buyer_id, "card")
    assert [view.id for view in wallet.bound(viewer)] == [first.id, second.id]
    set_default_agreement(viewer=viewer, agreement_id=second.id)
    assert [(view.id, view.is_default) for view in wallet.bound(viewer)] == [(second.id, True), (first.id, False)]
    remove_agreement(viewer=viewer, agreement_id=second.id)
    assert [(view.id, view.is_default) for view in wallet.bound(viewer)] == [(first.id, True)]
    settle()
    assert played.binding.ended == [f"T-{second.id.hex}"]
    second.refresh_from_db()
    assert bytes(second.token) == b""


def test_strangers_neither_see_remove_nor_pay_with_it(played: Played) -> None:
    market = make_market()
    market.place()
    row, stranger = make_agreement(_buyer().buyer_id), _buyer()
    assert wallet.bound(stranger) == []
    assert wallet.binding(stranger, row.id) is None
    with pytest.raises(AgreementNotFound):
        remove_agreement(viewer=stranger, agreement_id=row.id)
    with pytest.raises(AgreementNotFound):
        set_default_agreement(viewer=stranger, agreement_id=row.id)
    with pytest.raises(AgreementUnusable):
        _charge(market.buyer, row)
    mine = make_agreement(stranger.buyer_id)
    with pytest.raises(OrderNotFound):
        _charge(stranger, mine)
    row.refresh_from_db()
    assert row.state == AgreementState.ACTIVE
    assert not Intent.objects.exists()
    assert played.binding.charges == {}


def test_removed_here_before_its_notification_came_it_is_ended_there(played: Played, settle: Settle) -> None:
    viewer = _buyer()
    row = _bind(viewer)
    remove_agreement(viewer=viewer, agreement_id=row.id)
    assert apply_bound(provider="alipay", told=bound_told(row.id.hex)) == "unwanted"
    settle()
    assert f"T-{row.id.hex}" in played.binding.ended
    assert wallet.bound(viewer) == []
    row.refresh_from_db()
    assert bytes(row.token) == b""


def test_a_lost_notification_is_asked_for_and_the_unsigned_is_forgotten(played: Played) -> None:
    viewer = _buyer()
    row = _bind(viewer)
    look_after_agreements()
    with clock.moved(timedelta(minutes=3)):
        look_after_agreements()
        row.refresh_from_db()
        assert row.state == AgreementState.PENDING
        played.binding.standing = BoundStatus.ACTIVE
        look_after_agreements()
    row.refresh_from_db()
    assert row.state == AgreementState.ACTIVE
    played.binding.standing = BoundStatus.OPEN
    other = _bind(viewer)
    with clock.moved(timedelta(hours=24, seconds=1)):
        look_after_agreements()
    other.refresh_from_db()
    assert (other.state, other.ended_why) == ("ended", "abandoned")


def test_a_card_is_used_on_its_last_day_and_ends_after_it(played: Played, settle: Settle) -> None:
    market = make_market()
    market.place()
    today = clock.now().date()
    row = make_agreement(market.buyer.buyer_id, "card", last_day=today)
    look_after_agreements()
    assert len(wallet.bound(market.buyer, country="ES")) == 1
    with clock.moved(timedelta(days=1)):
        assert wallet.bound(market.buyer, country="ES") == []
        with pytest.raises(AgreementUnusable):
            _charge(market.buyer, row)
        look_after_agreements()
        settle()
    row.refresh_from_db()
    assert (row.state, row.ended_why) == ("ended", "expired")
    assert Notice.objects.filter(kind="method_ended").count() == 1
