"""The figures of after-sales, one file per topic. A file is in force because it is imported here."""

from kontor.contexts.aftersales.policy import disputes, reviews

__all__ = ["disputes", "reviews"]
