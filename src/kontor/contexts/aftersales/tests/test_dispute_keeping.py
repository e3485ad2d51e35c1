"""What stands in the way of an erasure, and that a broken row is found (ACC-42, TRD-09)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kontor.contexts.aftersales.models import Dispute
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.tests.disputed import Case, findings, make_case
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.services.receive import receive
from kontor.contexts.payments.models import Escrow
from kontor.platform.privacy import Person
from kontor.platform.privacy.obstacles import obstacles

pytestmark = pytest.mark.django_db
Settle = Callable[[], None]


def _codes(case: Case) -> set[str]:
    person = Person.of(case.order.buyer_id)
    assert person is not None
    return {one.code for one in obstacles(person)}


@pytest.mark.rule("ACC-42")
def test_nobody_is_erased_while_a_dispute_is_open(case: Case, settle: Settle) -> None:
    case.open()
    assert "orders.in_dispute" in _codes(case)
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    settle()
    assert _codes(case) == set()


@pytest.mark.rule("ACC-42")
def test_also_when_the_order_itself_is_over(db: None, settle: Settle) -> None:
    case = make_case("delivered")
    receive(viewer=case.buyer, store_id=case.order.store_id, order_id=case.order.id)
    settle()
    assert _codes(case) == set()
    case.open_broken()
    assert _codes(case) == {"aftersales.disputes"}


@pytest.mark.rule("TRD-09")
def test_a_row_that_was_tampered_with_is_named(case: Case, settle: Settle) -> None:
    case.open(back=case.eur(500))
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    settle()
    assert findings() == []
    Escrow.objects.filter(id=case.order.id).update(refunded_minor=501)
    found = "\n".join(findings())
    assert f"payments_escrow {case.order.id}: is split with 501 of {case.order.total_minor}" in found
    assert f"aftersales_dispute {case.dispute.id}" in found
    Escrow.objects.filter(id=case.order.id).update(refunded_minor=500)
    other = make_case(market=case.market)
    other.open()
    StoreOrder.objects.filter(id=other.order.id).update(state="delivered")
    assert any(f"aftersales_dispute {other.dispute.id}: " in line for line in findings())
    StoreOrder.objects.filter(id=other.order.id).update(state="in_dispute")
    Dispute.objects.filter(id=other.dispute.id).delete()
    assert any("is in dispute, but has no open one" in line for line in findings())
