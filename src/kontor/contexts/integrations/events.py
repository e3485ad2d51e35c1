"""Facts of integrations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantGiven(Event):
    """A person allowed a program something in a store; `scopes` separated by spaces."""

    name: ClassVar[str] = "integrations.grant_given"
    store_id: UUID
    grant_id: UUID
    application_id: UUID
    account_id: UUID
    scopes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantEnded(Event):
    """A program may do nothing more by this grant; `because` is one of `models.Ending`."""

    name: ClassVar[str] = "integrations.grant_ended"
    store_id: UUID
    grant_id: UUID
    application_id: UUID
    account_id: UUID
    because: str
    by_account_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramRegistered(Event):
    """`key` and `store_id` are the store whose people did; the application's own id for the operator's presets."""

    name: ClassVar[str] = "integrations.program_registered"
    application_id: UUID
    store_id: UUID | None
    by_account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationDecided(Event):
    """The operator has looked at a program that handles messages (SEL-31)."""

    name: ClassVar[str] = "integrations.certification_decided"
    application_id: UUID
    certified: bool
    by_account_id: UUID
