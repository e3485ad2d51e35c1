"""How integrations says no."""

from kontor.contexts.integrations.errors.webhooks import (
    DeliveryNotFound,
    EndpointNotFound,
    EndpointOff,
    TooManyEndpoints,
    TypesUnknown,
    UrlRefused,
)

__all__ = [
    "DeliveryNotFound",
    "EndpointNotFound",
    "EndpointOff",
    "TooManyEndpoints",
    "TypesUnknown",
    "UrlRefused",
]
