"""Files of documents and statements go with their rows. Within the services."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.billing.models import Print
from kontor.platform import files


def drop(prints: Sequence[Print]) -> None:
    """Drop these files with their rows; they can be made anew."""
    for row in prints:
        if row.path:
            files.private().delete(row.path)
        Print.objects.filter(store_id=row.store_id, id=row.id).delete()
