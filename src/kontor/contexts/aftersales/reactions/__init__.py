"""Facts from elsewhere that move after-sales, one file per topic. A file reacts because it is imported here."""

from kontor.contexts.aftersales.reactions import disputes, promises, reviews

__all__ = ["disputes", "promises", "reviews"]
