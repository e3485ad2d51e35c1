"""Figures over time for the operator (ACC-50 … ACC-53). Computed from what happened, never typed in."""

from kontor.contexts.insight.queries.reports.bans import Bans, HalfYear, bans
from kontor.contexts.insight.queries.reports.first_orders import FirstOrders, StoreFirsts, first_orders
from kontor.contexts.insight.queries.reports.payment_success import MethodSuccess, PaymentSuccess, payment_success
from kontor.contexts.insight.queries.reports.period import Period
from kontor.contexts.insight.queries.reports.registration import DomainFigures, Registrations, registrations

__all__ = [
    "Bans",
    "DomainFigures",
    "FirstOrders",
    "HalfYear",
    "MethodSuccess",
    "PaymentSuccess",
    "Period",
    "Registrations",
    "StoreFirsts",
    "bans",
    "first_orders",
    "payment_success",
    "registrations",
]
