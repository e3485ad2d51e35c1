"""Facts of after-sales, one file per topic. A file is known because it is imported here."""

from kontor.contexts.aftersales.events import disputes, reviews

__all__ = ["disputes", "reviews"]
