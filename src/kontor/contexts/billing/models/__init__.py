"""Invoices and credit notes, their paper."""

from kontor.contexts.billing.models.documents import Document, DocumentKind, Due, Series
from kontor.contexts.billing.models.prints import Print

__all__ = ["Document", "DocumentKind", "Due", "Print", "Series"]
