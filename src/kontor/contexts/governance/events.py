"""Facts of governance. `key` is the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationRecorded(Event):
    """A store broke a rule; `code` is a row of the table of offences."""

    name: ClassVar[str] = "governance.violation_recorded"
    store_id: UUID
    violation_id: UUID
    code: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationEnded(Event):
    """Its points count no more; `how` is `expired` or `lifted`, `cause` the fact that it was recorded for."""

    name: ClassVar[str] = "governance.violation_ended"
    store_id: UUID
    violation_id: UUID
    how: str
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesFrozen(Event):
    """The store may not write to buyers until then (ISO 8601, UTC)."""

    name: ClassVar[str] = "governance.messages_frozen"
    store_id: UUID
    violation_id: UUID
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesThawed(Event):
    """It may write again; no other freeze holds."""

    name: ClassVar[str] = "governance.messages_thawed"
    store_id: UUID
