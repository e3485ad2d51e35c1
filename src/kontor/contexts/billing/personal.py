"""What billing holds of people (ACC-42): an invoice names whom it was for, as long as tax law asks."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.contexts.billing.models import (
    BankReport,
    Document,
    Due,
    Payout,
    PayoutBatch,
    Print,
    Reconciliation,
    ReconciliationDifference,
    Series,
    Statement,
)
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.orders.policy import INVOICES_KEPT
from kontor.contexts.sellers.models import Store
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds, never

_LAW = "an invoice names whom it was for and what was sold"


def _invoiced(person: Person) -> models.QuerySet[Any, Any]:
    lists = BuyerOrder.objects.filter(buyer_id=person.account_id).values_list("store_ids", flat=True)
    stores = sorted({store for some in lists for store in some})
    return Document.objects.filter(store_id__in=stores, buyer_id=person.account_id)


holds(
    Document,
    Column("recipient", Kind.ADDRESS, _("Recipient"), because=_LAW, until=INVOICES_KEPT),
    Column("figures", Kind.DEED, _("What was bought"), because=_LAW),
    title=_("Invoices"), whose=Whose.BUYER, rows=_invoiced, then=Then.KEEP,
    also=("kind", "number", "order_number", "issued_on", "currency", "full_minor", "tax_minor", "paid_minor",
          "coins_minor", "subsidy_minor"),
)  # fmt: skip
free(Document, "codes, and the names and numbers under which a business trades", "kind", "number", "cause", "currency",
     "seller")  # fmt: skip


def _paid_out(person: Person) -> models.QuerySet[Any, Any]:
    stores = Store.objects.filter(business__owner_id=person.account_id).values_list("id", flat=True)
    return Payout.objects.filter(store_id__in=list(stores))


holds(
    Payout,
    Column("account", Kind.IDENTIFIER, _("Account, its last signs")),
    Column("sealed", Kind.IDENTIFIER, _("Account, sealed until the payout has ended"), shown=never),
    Column("reason", Kind.DEED, _("Why it was not paid")),
    title=_("Payouts"), whose=Whose.SELLER, rows=_paid_out, then=Then.KEEP,
    because="where money went stands in the books as the law of accounts asks",
    also=("number", "currency", "amount_minor", "fee_minor", "state", "made_at", "ended_at"),
)  # fmt: skip
free(Payout, "codes", "currency", "state")
free(PayoutBatch, "a code of a currency", "currency")
free(BankReport, "words of ours", "bank", "outcome")
free(Due, "a word", "cause")
free(Series, "a word", "kind")
free(Print, "words, and the place of a file that says what its document says", "subject", "form", "face", "language",
     "path", "sha256")  # fmt: skip
free(Statement, "sums of a store's balance", "currency", "totals")
free(Reconciliation, "codes", "check_code", "currency")
free(ReconciliationDifference, "codes, and the id of a store or of what was booked", "check_code", "currency", "key")
