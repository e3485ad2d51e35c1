"""One file per topic."""

from kontor.contexts.integrations.models.applications import Application, ApplicationState, Certification
from kontor.contexts.integrations.models.grants import AccessToken, AuthorizationCode, Ending, Grant, RefreshToken

__all__ = [
    "AccessToken",
    "Application",
    "ApplicationState",
    "AuthorizationCode",
    "Certification",
    "Ending",
    "Grant",
    "RefreshToken",
]
