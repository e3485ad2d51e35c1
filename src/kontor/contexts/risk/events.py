"""Facts of risk. They carry ids only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCheckRequired(Event):
    """An account waits until its person has proven who it is (ACC-32, ACC-33); `cause` is the rule's id."""

    name: ClassVar[str] = "risk.identity_check_required"
    account_id: UUID
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsLinked(Event):
    """Accounts were found to belong together (ACC-31); `key` and `cluster_id` are the same."""

    name: ClassVar[str] = "risk.accounts_linked"
    cluster_id: UUID
    size: int
