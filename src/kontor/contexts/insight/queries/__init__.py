"""Reads for the operator's desk."""

from kontor.contexts.insight.queries.desk import Desk, Waiting, desk, waiting
from kontor.contexts.insight.queries.names import account_ids, person_names, store_ids, store_names
from kontor.contexts.insight.queries.payments import (
    CallbackLine,
    OpenPayment,
    OwedRefund,
    callbacks,
    callbacks_of,
    open_payments,
    owed_refunds,
)
from kontor.contexts.insight.queries.staff import staff
from kontor.contexts.insight.queries.stores import StoreFile, StoreLine, store_file, stores
from kontor.contexts.insight.queries.trail import Entry, Posted, RefundLine, order_refunds, trail

__all__ = [
    "CallbackLine",
    "Desk",
    "Entry",
    "OpenPayment",
    "OwedRefund",
    "Posted",
    "RefundLine",
    "StoreFile",
    "StoreLine",
    "Waiting",
    "account_ids",
    "callbacks",
    "callbacks_of",
    "desk",
    "open_payments",
    "order_refunds",
    "owed_refunds",
    "person_names",
    "staff",
    "store_file",
    "store_ids",
    "store_names",
    "stores",
    "trail",
    "waiting",
]
