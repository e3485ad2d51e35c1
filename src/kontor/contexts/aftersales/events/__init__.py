"""Facts of after-sales, one file per topic. A file is known because it is imported here."""

from kontor.contexts.aftersales.events import disputes

__all__ = ["disputes"]
