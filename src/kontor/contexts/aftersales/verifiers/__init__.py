"""The look through the rows of after-sales, one file per topic. A file looks because it is imported here."""

from kontor.contexts.aftersales.verifiers import disputes, reviews

__all__ = ["disputes", "reviews"]
