"""The figures of after-sales, one file per topic. A file is in force because it is imported here."""

from kontor.contexts.aftersales.policy import disputes

__all__ = ["disputes"]
