"""Both sides hear what the other did, and what time and the operator did (TRD-09)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
from kontor.contexts.aftersales.tests.disputed import Case
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.texts import written
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel.viewer import System

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-09")]


@pytest.fixture
def clerk(case: Case) -> Account:
    """Who may answer; the owner may as well."""
    owner = case.market.lamp_shop.business.owner_id
    grant_seat(by=System("test"), store_id=case.order.store_id, account_id=owner, role="owner")
    mei, packer = (make_account(audience="seller", given_name=name) for name in ("Mei", "Pan"))
    for account, rights in ((mei, ["aftersales.answer", "aftersales.view"]), (packer, ["orders.view"])):
        grant_seat(by=System("test"), store_id=case.order.store_id, account_id=account.id, rights=rights)
    return mei


def heard(account_id: object) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(account_id=account_id, channel="email", kind__startswith="dispute_").order_by("id")
    return [(notice.kind, str(notice.values["what"])) for notice in rows]


def test_each_side_hears_of_what_it_did_not_do_itself(case: Case, clerk: Account, settle: Callable[[], None]) -> None:
    case.open()
    settle()
    case.offer(700)
    settle()
    escalate_dispute(viewer=case.buyer, dispute_id=case.dispute.id)
    settle()
    case.rule("half")
    settle()
    accept_proposal(viewer=case.buyer, dispute_id=case.dispute.id, proposal_id=case.standing("seller").id)
    settle()
    assert heard(case.order.buyer_id) == [("dispute_buyer", "answered"), ("dispute_buyer", "ruled")]
    assert [what for _kind, what in heard(clerk.id)] == ["opened", "escalated", "ruled", "refunded"]
    others = Account.objects.filter(audience="seller", given_name="Pan")
    assert heard(others.get().id) == []


def test_the_words_say_what_and_how_much(case: Case, clerk: Account, settle: Callable[[], None]) -> None:
    Account.objects.filter(id=case.order.buyer_id).update(language="en")
    case.open()
    case.offer(700)
    settle()
    to_buyer = written(Notice.objects.get(account_id=case.order.buyer_id, kind="dispute_buyer", channel="email"))
    assert to_buyer is not None
    assert to_buyer.subject == f"The seller has answered your dispute {case.dispute.number}"
    assert "€7.00" in to_buyer.body
    assert f"/account/disputes/{case.dispute.number}/" in to_buyer.body
    to_seller = written(Notice.objects.get(account_id=clerk.id, kind="dispute_seller", channel="email"))
    assert to_seller is not None
    assert f"/seller/disputes/{case.dispute.number}/" in to_seller.body
