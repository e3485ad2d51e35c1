"""Facts of notices. They carry ids only: never an address (ACC-40)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRefused(Event):
    """The mailbox provider did not take a mail, for good; `cause` is what the notice was about."""

    name: ClassVar[str] = "notifications.refused"
    account_id: UUID
    notice_id: UUID
    cause: str
