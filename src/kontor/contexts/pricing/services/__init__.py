"""Writes of pricing."""

from kontor.contexts.pricing.services.import_rates import import_rates

__all__ = ["import_rates"]
