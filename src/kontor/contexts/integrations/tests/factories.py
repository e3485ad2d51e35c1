"""Programs and their grants for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.drafts import ProgramDraft
from kontor.contexts.integrations.models import AccessToken, Application, Grant
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.services.register_program import Registered, register_program
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat

CALLBACK = "https://erp.example/kontor/callback"
OPEN = tuple(name for name, scope in SCOPES.items() if not scope.certified)


def draft(**given: Any) -> ProgramDraft:
    """A program that asks for everything that needs no certification."""
    fields: dict[str, Any] = {
        "name": "Warehouse Bridge", "contact": "makers@erp.example", "redirect_uris": (CALLBACK,), "scopes": OPEN,
    }  # fmt: skip
    return ProgramDraft(**(fields | given))


def program(seat: Seat, **given: Any) -> Registered:
    """Registered by the seat's store."""
    return register_program(seat=seat, draft=draft(**given))


def token(seat: Seat, scopes: tuple[str, ...] = OPEN, application_id: UUID | None = None) -> str:
    """An access token that the seat's person allowed, without the way of the protocol."""
    if application_id is None:
        application_id = program(seat, scopes=tuple(SCOPES)).application_id
    moment = now()
    grant = Grant.objects.create(
        application=Application.objects.get(id=application_id), store_id=seat.store_id, account_id=seat.account_id,
        scopes=list(scopes), created_at=moment, opened_at=moment, expires_at=moment + timedelta(days=365),
    )  # fmt: skip
    text = secrets.fresh(secrets.ACCESS)
    AccessToken.objects.create(
        token_hash=secrets.hashed(text), grant=grant, scopes=list(scopes), created_at=moment,
        expires_at=moment + timedelta(minutes=30),
    )  # fmt: skip
    return text
