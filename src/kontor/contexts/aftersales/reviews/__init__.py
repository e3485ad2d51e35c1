"""Queues of the operator, one file per topic. A file is a queue because it is imported here."""

from kontor.contexts.aftersales.reviews import disputes, review_reports

__all__ = ["disputes", "review_reports"]
