"""Invoices and credit notes, payouts, their paper."""

from kontor.contexts.billing.models.documents import Document, DocumentKind, Due, Series
from kontor.contexts.billing.models.payouts import BankReport, Payout, PayoutApproval, PayoutBatch
from kontor.contexts.billing.models.prints import Print
from kontor.contexts.billing.models.reconciliation import Reconciliation, ReconciliationDifference
from kontor.contexts.billing.models.settlements import FileState, SettledLine, SettlementFile
from kontor.contexts.billing.models.statements import Statement

__all__ = [
    "BankReport",
    "Document",
    "DocumentKind",
    "Due",
    "FileState",
    "Payout",
    "PayoutApproval",
    "PayoutBatch",
    "Print",
    "Reconciliation",
    "ReconciliationDifference",
    "Series",
    "SettledLine",
    "SettlementFile",
    "Statement",
]
