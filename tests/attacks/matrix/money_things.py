"""What billing knows of the victims."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kontor.contexts.billing.models import Document, Due, ReconciliationDifference, Statement
from kontor.contexts.billing.services.close_months import close_months
from kontor.contexts.billing.services.issue_documents import issue_documents
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.services.note_due import Wanted, note_due
from kontor.contexts.billing.tests.factories import earns, pays_to
from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.rules import Key
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now


def invoiced(bought: BuyerOrder) -> UUID:
    """The invoice of the paid purchase."""
    order = StoreOrder.objects.get(buyer_order_id=bought.id)
    note_due(wanted=[Wanted(order.store_id, order.id, "paid")])
    issue_documents(limit=10)
    return Document.objects.get(order_id=order.id).id


def paid_out(store: Store) -> dict[str, Any]:
    """A payout that waits for people, a closed month, a line of it, an invoice that cannot be issued."""
    pays_to(store)
    earns(store.id, 8_000_000, days_ago=40)
    close_months(store_id=store.id, currency="CNY")
    made = make_payout(store_id=store.id, currency="CNY", day=now().date())
    assert made is not None
    posting = Posting.objects.filter(account_id=Key("payable", "CNY", store.id).id).earliest("id")
    month = Statement.objects.filter(store_id=store.id).earliest("month").month
    note_due(wanted=[Wanted(store.id, UUID(int=1), "paid")])
    issue_documents(limit=10)
    due = Due.objects.get(store_id=store.id, order_id=UUID(int=1))
    wrong = ReconciliationDifference.objects.create(
        day=now().date(), check_code="trial", currency="CNY", key="CNY", ours_minor=0, booked_minor=1
    )
    return {
        "due_id": due.id, "difference_id": wrong.id, "payout_id": made, "posting_id": posting.id,
        "month": f"{month:%Y-%m}",
    }  # fmt: skip
