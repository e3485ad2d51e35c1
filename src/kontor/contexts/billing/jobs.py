"""Billing that is queued or that time decides."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.billing.lifecycle import PayoutState
from kontor.contexts.billing.models import Payout, PayoutBatch
from kontor.contexts.billing.providers.protocol import BankSilent
from kontor.contexts.billing.services import issue_documents as documents
from kontor.contexts.billing.services import read_reports as reports
from kontor.contexts.billing.services import read_settlements as settlements
from kontor.contexts.billing.services import reconcile as books
from kontor.contexts.billing.services import run_payouts as payouts
from kontor.contexts.billing.services import send_batch as batches
from kontor.contexts.billing.services.close_every_month import close_every_month
from kontor.contexts.billing.services.drop_prints import drop_prints
from kontor.contexts.billing.services.drop_settlements import drop_settlements
from kontor.contexts.billing.services.forget_recipients import forget_recipients
from kontor.contexts.billing.services.gather_batch import gather_batch
from kontor.contexts.billing.services.make_print import make_print
from kontor.kernel.clock import now
from kontor.platform.jobs import enqueue, job

_BATCH = 200


@job(name="billing.issue_documents", retry=12, schedule="*/10 * * * *")
def issue_documents() -> None:
    """Issue all that is due; by the clock too, in case a run has given up."""
    while documents.issue_documents(limit=_BATCH):
        pass


@job(name="billing.print", lock="print_id")
def print_file(*, store_id: UUID, print_id: UUID) -> None:
    """Make one file."""
    make_print(store_id=store_id, print_id=print_id)


@job(name="billing.sweep", schedule="41 3 * * *")
def sweep() -> None:
    """Old files go, and recipients whom no law wants any more."""
    while drop_prints(limit=_BATCH):
        pass
    while forget_recipients(limit=_BATCH):
        pass
    drop_settlements()


@job(name="billing.run_payouts", schedule="10 4 * * *")
def run_payouts() -> None:
    """Pay stores out, on the day of the week that the policy names."""
    payouts.run_payouts(day=now().date())


@job(name="billing.send_payouts", schedule="*/15 * * * *")
def send_payouts() -> None:
    """Hand what is ready to the bank, a message for each currency; and what it has not taken before."""
    ready = Payout.objects.filter(state=PayoutState.READY).order_by("currency")
    for currency in list(ready.values_list("currency", flat=True).distinct()):
        while gather_batch(currency=currency):
            pass
    for batch_id in PayoutBatch.objects.filter(sent_at__isnull=True).values_list("id", flat=True)[:_BATCH]:
        enqueue("billing.send_batch", key=str(batch_id), batch_id=batch_id)


@job(name="billing.send_batch", retry=8, lock="batch_id")
def send_batch(*, batch_id: UUID) -> None:
    """Hand one message to the bank."""
    batches.send_batch(batch_id=batch_id)


@job(name="billing.read_reports", schedule="*/5 * * * *", retry=1)
def read_reports() -> None:
    """Take in what the bank has said; a silent bank is asked again by the clock."""
    if not PayoutBatch.objects.exists():
        return
    try:
        reports.read_reports()
    except BankSilent:
        return


@job(name="billing.close_months", schedule="20 2 * * *")
def close_months() -> None:
    """Write the statements of months that are over; on most days there are none."""
    close_every_month()


@job(name="billing.read_settlements", schedule="25 * * * *", retry=1)
def read_settlements() -> None:
    """Read the settlement files of providers that are there; the books are compared again when one is new."""
    if settlements.read_settlements():
        enqueue("billing.reconcile", key="settlement")


@job(name="billing.reconcile", schedule="50 3 * * *", retry=2)
def reconcile() -> None:
    """Compare the books with everything that they speak of; differences show in the console."""
    books.reconcile(day=now().date())
