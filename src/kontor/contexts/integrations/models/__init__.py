"""One file per topic."""

from kontor.contexts.integrations.models.applications import Application, ApplicationState, Certification
from kontor.contexts.integrations.models.grants import AccessToken, AuthorizationCode, Ending, Grant, RefreshToken
from kontor.contexts.integrations.models.webhooks import (
    DeliveryState,
    EndpointState,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookMessage,
    WebhookTry,
)

__all__ = [
    "AccessToken",
    "Application",
    "ApplicationState",
    "AuthorizationCode",
    "Certification",
    "DeliveryState",
    "Ending",
    "EndpointState",
    "Grant",
    "RefreshToken",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookMessage",
    "WebhookTry",
]
