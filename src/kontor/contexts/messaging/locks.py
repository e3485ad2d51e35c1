"""The row of a store on which sending is decided."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from kontor.contexts.messaging.models import Desk
from kontor.platform.database.rows import Rows

_SHARED = Rows(Desk, "WHERE t.store_id = %s FOR SHARE")
_ALONE = Rows(Desk, "WHERE t.store_id = %s FOR UPDATE")
_MAKE = """
INSERT INTO messaging_desk (store_id, time_zone, contact_seller, hours, calendar_zone, auto_on, auto_from, auto_to)
SELECT id, '', true, '[]', '', false, 0, 1440 FROM sellers_store WHERE id = %s ON CONFLICT DO NOTHING
"""


def hold_desk(store_id: UUID, *, alone: bool) -> Desk:
    """The desk of a store until the transaction ends: shared with whoever sends too, or alone for what is counted."""
    read = _ALONE if alone else _SHARED
    found = read.first(store_id)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(_MAKE, [store_id])
        found = read.first(store_id)
    assert found is not None  # noqa: S101  (a store has a desk from its first use on)
    return found
