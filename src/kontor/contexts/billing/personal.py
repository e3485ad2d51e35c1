"""What billing holds of people (ACC-42): an invoice names whom it was for, as long as tax law asks."""

from __future__ import annotations

from pathlib import Path
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
    SettledLine,
    SettlementFile,
    Statement,
)
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.orders.policy import INVOICES_KEPT
from kontor.contexts.sellers.models import Store
from kontor.kernel.text import mark as _
from kontor.platform import files
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds, never

_LAW = "an invoice names whom it was for and what was sold"  # as long as tax law asks: `orders.invoices_kept`


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


def _prints(person: Person) -> models.QuerySet[Any, Any]:
    stores = sorted(set(_invoiced(person).values_list("store_id", flat=True)))
    documents = Document.objects.filter(store_id__in=stores, buyer_id=person.account_id).values("id")
    return Print.objects.filter(store_id__in=stores, subject="document", face="buyer", subject_id__in=documents)


def _file(path: str) -> Path:
    return Path(files.private().path(path))


holds(
    Print,
    Column("path", Kind.ADDRESS, _("Files of invoices"), file=_file),
    title=_("Files of invoices"), whose=Whose.BUYER, rows=_prints, then=Then.DELETE,
    hidden="copies of the invoices, which are shown",
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
free(Due, "words and figures of ours", "cause", "reason", "detail")
free(Series, "a word", "kind")
free(Print, "words, and the place of a file that says what its document says", "subject", "form", "face", "language",
     "sha256")  # fmt: skip
free(Statement, "sums of a store's balance", "currency", "totals")
free(Reconciliation, "codes", "check_code", "currency")
free(ReconciliationDifference, "codes, and the id of a store or of what was booked", "check_code", "currency", "key")
free(SettlementFile, "codes and words of ours", "provider", "state", "reason", "sha256")
free(SettledLine, "codes, and ids of what was booked; a number of the provider's only where it is none of ours",
     "provider", "cause", "currency")  # fmt: skip
