"""What a change of a store's message settings leaves behind: who, what it was, what it is (OPR-06)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kontor.platform.audit.noting import note


def note_change(store_id: UUID, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write down what differs, as `{name: {"before": …, "after": …}}`; nothing where nothing does.

    Call it in the transaction of the change.
    """
    changed = {
        name: {"before": before.get(name), "after": value} for name, value in after.items() if before.get(name) != value
    }
    if changed:
        note(kind="messaging.settings", store_id=store_id, row_id=str(store_id), after=changed)
