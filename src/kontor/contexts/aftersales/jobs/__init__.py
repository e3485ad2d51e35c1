"""Timed work of after-sales, one file per topic. A file runs because it is imported here."""

from kontor.contexts.aftersales.jobs import disputes, reviews

__all__ = ["disputes", "reviews"]
