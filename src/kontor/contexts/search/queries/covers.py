"""Pictures that stand for categories. Public; kept in the process for at most 60 s."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from kontor.platform.reference import Reference

_COVERS = """
SELECT wanted.id, best.picture FROM unnest(%s::bigint[]) AS wanted (id)
CROSS JOIN LATERAL (
    SELECT c.picture FROM search_shelfplace s JOIN search_card c USING (product_id)
    WHERE s.category_id = wanted.id AND c.picture <> '' AND NOT s.categories && %s::bigint[]
    ORDER BY s.rank DESC, s.product_id DESC LIMIT 1
) AS best
"""


def _load(category_ids: tuple[int, ...], hidden: tuple[int, ...]) -> Mapping[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_COVERS, [list(category_ids), list(hidden)])
        return dict(cursor.fetchall())


_covers: Reference[Mapping[int, str]] = Reference(_load)


def covers(category_ids: tuple[int, ...], hidden: tuple[int, ...] = ()) -> Mapping[int, str]:
    """The picture of each category's best product, as a media path; never of goods in a `hidden` category."""
    return _covers(category_ids, hidden) if category_ids else {}
