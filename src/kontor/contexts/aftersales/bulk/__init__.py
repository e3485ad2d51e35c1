"""Actions on many rows, one file per topic. A file offers its actions because it is imported here."""

from kontor.contexts.aftersales.bulk import disputes

__all__ = ["disputes"]
