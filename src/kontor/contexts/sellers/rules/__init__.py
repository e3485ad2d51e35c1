"""Decisions of sellers without a database: names, numbers, requirements, what a business type may do. Pure."""

from kontor.contexts.sellers.rules.naming import SLUG_LENGTH, in_language, slug_of

__all__ = ["SLUG_LENGTH", "in_language", "slug_of"]
