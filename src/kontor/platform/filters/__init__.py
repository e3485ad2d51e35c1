"""Saved filters of lists: a name and a part of an address, kept per person, list and scope (TRD-02).

A list that keeps its whole state in the query string gets them for nothing: `keep` what stands there now, show
`saved` as links, `forget` one. Who calls says which list it is and within what (a store), and has checked who asks.
"""

from kontor.platform.filters.errors import FilterEmpty, FilterNameMissing, FilterTooLong, TooManyFilters
from kontor.platform.filters.keeping import keep
from kontor.platform.filters.models import SavedFilter
from kontor.platform.filters.reading import Kept, saved
from kontor.platform.filters.removing import forget

__all__ = [
    "FilterEmpty",
    "FilterNameMissing",
    "FilterTooLong",
    "Kept",
    "SavedFilter",
    "TooManyFilters",
    "forget",
    "keep",
    "saved",
]
