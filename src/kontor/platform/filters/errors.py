"""How keeping a filter is refused."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class FilterNameMissing(Refusal):
    code = "ERR_FILTER_NAME_MISSING"
    kind = Kind.INVALID
    sentence = _("Give the filter a name of at most %(most)s characters.")


class FilterEmpty(Refusal):
    code = "ERR_FILTER_EMPTY"
    kind = Kind.INVALID
    sentence = _("Nothing is filtered yet. Choose or search something first, then keep it.")


class FilterTooLong(Refusal):
    code = "ERR_FILTER_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("This filter is too long to be kept. Search for less.")


class TooManyFilters(Refusal):
    code = "ERR_TOO_MANY_FILTERS"
    kind = Kind.CONFLICT
    sentence = _("You keep %(most)s filters for this list already. Remove one first.")
