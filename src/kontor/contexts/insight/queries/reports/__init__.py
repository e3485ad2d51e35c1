"""Figures over time for the operator (ACC-50 … ACC-53). Computed from what happened, never typed in."""

from kontor.contexts.insight.queries.reports.bans import Bans, HalfYear, bans
from kontor.contexts.insight.queries.reports.first_orders import FirstOrders, StoreFirsts, first_orders
from kontor.contexts.insight.queries.reports.messages import (
    CLASSES,
    Inquiries,
    Messages,
    Promoted,
    ResponseClass,
    ServiceCost,
    Written,
    messages,
)
from kontor.contexts.insight.queries.reports.payment_success import MethodSuccess, PaymentSuccess, payment_success
from kontor.contexts.insight.queries.reports.period import Period
from kontor.contexts.insight.queries.reports.registration import DomainFigures, Registrations, registrations

__all__ = [
    "CLASSES",
    "Bans",
    "DomainFigures",
    "FirstOrders",
    "HalfYear",
    "Inquiries",
    "Messages",
    "MethodSuccess",
    "PaymentSuccess",
    "Period",
    "Promoted",
    "Registrations",
    "ResponseClass",
    "ServiceCost",
    "StoreFirsts",
    "Written",
    "bans",
    "first_orders",
    "messages",
    "payment_success",
    "registrations",
]
