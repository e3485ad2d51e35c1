"""Addresses of OAuth, at the root of the market."""

from __future__ import annotations

from django.urls import path

from kontor.sites.api import docs
from kontor.sites.api.oauth import metadata, views

urlpatterns = [
    path("oauth/token", views.token, name="oauth_token"),
    path("oauth/revoke", views.revoke, name="oauth_revoke"),
    path("oauth/introspect", views.introspect, name="oauth_introspect"),
    path(".well-known/oauth-authorization-server", metadata.authorization_server, name="oauth_server"),
    path(".well-known/oauth-protected-resource", metadata.protected_resource, name="oauth_resource"),
    path(".well-known/oauth-protected-resource/api/v1", metadata.protected_resource),
    path("api/docs/", docs.documents, name="api_docs"),
]
