"""What programs find out by themselves (RFC 8414, RFC 9728)."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kontor.contexts.integrations.scopes import SCOPES
from kontor.platform.http.issuer import issuer_of
from kontor.platform.http.routes import public

_KEPT = {"Cache-Control": "public, max-age=300"}


@public
@require_safe
def authorization_server(request: HttpRequest) -> JsonResponse:
    """Where to ask people, where to fetch tokens, and what is spoken: codes, S256, rotating refresh tokens."""
    issuer = issuer_of(request)
    methods = ["client_secret_basic", "client_secret_post", "none"]
    return JsonResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": issuer + reverse("seller_program_consent"),
            "token_endpoint": issuer + reverse("oauth_token"),
            "revocation_endpoint": issuer + reverse("oauth_revoke"),
            "introspection_endpoint": issuer + reverse("oauth_introspect"),
            "scopes_supported": list(SCOPES),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": methods,
            "revocation_endpoint_auth_methods_supported": methods,
            "introspection_endpoint_auth_methods_supported": methods,
            "authorization_response_iss_parameter_supported": True,
            "service_documentation": issuer + reverse("api_docs"),
        },
        headers=_KEPT,
    )


@public
@require_safe
def protected_resource(request: HttpRequest) -> JsonResponse:
    """Which server gives tokens for the API, and how they are sent: in the header only."""
    issuer = issuer_of(request)
    return JsonResponse(
        {
            "resource": f"{issuer}/api/v1",
            "authorization_servers": [issuer],
            "scopes_supported": list(SCOPES),
            "bearer_methods_supported": ["header"],
            "resource_name": "Kontor",
            "resource_documentation": issuer + reverse("api_docs"),
        },
        headers=_KEPT,
    )
