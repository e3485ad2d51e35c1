"""Keeping what a list shows now under a name."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection, transaction

from kontor.platform.filters.errors import FilterEmpty, FilterNameMissing, FilterTooLong, TooManyFilters
from kontor.platform.filters.models import NAME_LENGTH, QUERY_LENGTH, SavedFilter
from kontor.platform.filters.policy import FILTERS_MAX

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def keep(
    *, account_id: UUID, list_name: str, name: str, pairs: Iterable[tuple[str, str]], scope: UUID | None = None
) -> UUID:
    """Keep the filter `pairs` as `name`; one of the same name is replaced.

    Args:
        list_name: `site.list`, permanent.
        pairs: the parts of the query string that the list knows, without its page; empty values are left out.
        scope: what the list is of: the store.

    Returns:
        The filter's id.

    Raises:
        FilterNameMissing, FilterEmpty, FilterTooLong, TooManyFilters: nothing is kept.
    """
    name = " ".join(name.split())
    query = urlencode([(key, value) for key, value in pairs if value])
    if not 0 < len(name) <= NAME_LENGTH:
        raise FilterNameMissing(field="filter_name", most=NAME_LENGTH)
    if not query:
        raise FilterEmpty(field="filter_name")
    if len(query) > QUERY_LENGTH:
        raise FilterTooLong(field="filter_name")
    with transaction.atomic():
        with connection.cursor() as cursor:  # two windows cannot both keep the last one
            cursor.execute(_ONE_AT_A_TIME, [f"filters:{account_id}:{list_name}:{scope}"])
        mine = SavedFilter.objects.filter(account_id=account_id, list_name=list_name, scope=scope)
        known = mine.filter(name=name).first()
        if known is not None:
            mine.filter(pk=known.pk).update(query=query)
            return known.pk
        if mine.count() >= FILTERS_MAX.int():
            raise TooManyFilters(field="filter_name", most=FILTERS_MAX.int())
        return SavedFilter.objects.create(
            account_id=account_id, list_name=list_name, scope=scope, name=name, query=query
        ).pk
