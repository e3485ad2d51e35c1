"""What after-sales holds of people, one file per topic. A file counts because it is imported here."""

from kontor.contexts.aftersales.personal import disputes, reviews

__all__ = ["disputes", "reviews"]
