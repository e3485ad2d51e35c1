"""Invoices of the past, payouts of the last Mondays, closed months, a reconciliation: through the services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import F, Min

from kontor.contexts.billing.lifecycle import PayoutState
from kontor.contexts.billing.models import Payout
from kontor.contexts.billing.providers.protocol import Answer, Status
from kontor.contexts.billing.services.apply_answer import apply_answer
from kontor.contexts.billing.services.approve_payout import approve_payout
from kontor.contexts.billing.services.close_every_month import close_every_month
from kontor.contexts.billing.services.gather_batch import gather_batch
from kontor.contexts.billing.services.issue_documents import issue_documents
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.services.note_due import Wanted, note_due
from kontor.contexts.billing.services.reconcile import reconcile
from kontor.contexts.billing.services.run_payouts import run_payouts
from kontor.contexts.billing.services.skip_settlements import skip_settlements
from kontor.contexts.ledger.models import LedgerAccount
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.models import Escrow
from kontor.kernel import clock
from kontor.kernel.viewer import Operator

_WEEKS, _BATCH = 3, 500
_LEFT = uuid5(NAMESPACE_OID, "kontor.demo.left")  # somebody of the staff who has left since


def load_billing(today: datetime, later: UUID, operator_id: UUID, tell: Callable[[str, int, int], None]) -> None:
    """Papers and payouts, each at the time at which it would have been made.

    The store `later` was not paid out in this week: on any day of the week one has a balance to look at.
    """
    _invoices(today, tell)
    monday = today - timedelta(days=today.weekday())
    for weeks in range(_WEEKS, -1, -1):
        at = (monday - timedelta(weeks=weeks)).replace(hour=4)
        if at < today:
            with _moment(at):
                if weeks:
                    _payouts(at, operator_id)
                else:
                    _begin_payouts(at, later)
    close_every_month()
    skip_settlements()
    reconcile(day=today.date())


def _invoices(today: datetime, tell: Callable[[str, int, int], None]) -> None:
    paid = StoreOrder.objects.filter(paid_at__isnull=False)
    first = paid.aggregate(first=Min("paid_at"))["first"]
    start, whole, done = first, paid.count(), 0
    while start is not None and start < today:
        end = start + timedelta(days=7)
        keys = list(paid.filter(paid_at__gte=start, paid_at__lt=end).order_by("paid_at").values_list("store_id", "id"))
        with _moment(min(end, today)):
            note_due(wanted=[Wanted(store, order, "paid") for store, order in keys])
            while issue_documents(limit=_BATCH):
                pass
        start, done = end, done + len(keys)
        tell("Invoices", done, whole)
    back = Escrow.objects.filter(refunded_minor__gt=0).annotate(when=F("ended_at")).order_by("when")
    note_due(
        wanted=[
            Wanted(store, order, "refund", minor)
            for store, order, minor in back.values_list("store_id", "id", "refunded_minor")
        ]
    )
    while issue_documents(limit=_BATCH):
        pass


def _begin_payouts(at: datetime, later: UUID) -> None:
    """The last Monday, of all stores but one: large payouts wait for people."""
    having = LedgerAccount.objects.filter(kind="payable", balance_minor__lt=0).exclude(owner_id=later).order_by("id")
    for store_id, currency in having.values_list("owner_id", "unit"):
        if store_id is not None:
            make_payout(store_id=store_id, currency=currency, day=at.date())


def _payouts(at: datetime, operator_id: UUID) -> None:
    """A Monday before: the bank has answered."""
    run_payouts(day=at.date(), anyway=True)
    for row in Payout.objects.filter(state=PayoutState.WAITING):
        for person in (operator_id, _LEFT):
            approve_payout(viewer=Operator(person), store_id=row.store_id, payout_id=row.id)
    for currency in list(Payout.objects.filter(state=PayoutState.READY).values_list("currency", flat=True).distinct()):
        while gather_batch(currency=currency):
            pass
    for place, payout_id in enumerate(
        Payout.objects.filter(state=PayoutState.SENT).order_by("store_id").values_list("id", flat=True)
    ):
        refused = place == 1 and at.day % 2 == 0
        answer = Answer(payout_id, Status.REJECTED, "AC04") if refused else Answer(payout_id, Status.PAID)
        apply_answer(answer=answer)


@contextmanager
def _moment(at: datetime) -> Iterator[None]:
    with clock.moved(at - clock.now()):
        yield
