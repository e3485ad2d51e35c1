"""Timed work of after-sales, one file per topic. A file runs because it is imported here."""

from kontor.contexts.aftersales.jobs import disputes

__all__ = ["disputes"]
