"""A deed that is no change of a row: somebody read, exported, took a look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kontor.kernel.ids import new_id
from kontor.platform.audit.acting import now_acting
from kontor.platform.audit.models import AuditRow


def note(
    *,
    kind: str,
    person_id: UUID | None = None,
    store_id: UUID | None = None,
    row_id: str = "",
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Write down who has done it: whoever acts at this moment."""
    who, identity = now_acting(), new_id()
    AuditRow.objects.create(
        key=store_id or person_id or identity, id=identity, kind=kind, op="note", row_id=row_id[:80],
        person_id=person_id, store_id=store_id, by_kind=who.kind, by_id=who.account_id, by_name=who.name[:80],
        request_id=who.request_id[:64], reason=(reason or who.reason)[:1000], after=dict(after or {}),
    )  # fmt: skip
