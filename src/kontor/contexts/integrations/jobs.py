"""Queued and timed work of integrations."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.integrations.endpoints import start
from kontor.contexts.integrations.queries.webhooks import endpoints_due
from kontor.contexts.integrations.services.forget_messages import forget_messages
from kontor.contexts.integrations.services.send_due import send_due
from kontor.contexts.integrations.services.sweep_tokens import sweep_tokens
from kontor.platform.jobs import job


@job(name="integrations.send_webhooks", lock="endpoint_id")
def send_webhooks(*, endpoint_id: UUID) -> None:
    """Send what waits for one endpoint; never twice at the same time."""
    send_due(endpoint_id=endpoint_id)


@job(name="integrations.sweep_webhooks", schedule="* * * * *")
def sweep_webhooks() -> None:
    """Endpoints for which a message's next try has come."""
    start(endpoints_due())


@job(name="integrations.forget_webhooks", schedule="40 3 * * *")
def forget_webhooks() -> None:
    """Old messages with their deliveries and tries go."""
    forget_messages()


@job(name="integrations.sweep_tokens", schedule="41 * * * *", retry=1)
def sweep() -> None:
    """Delete tokens and consents of programs that are over."""
    sweep_tokens()
