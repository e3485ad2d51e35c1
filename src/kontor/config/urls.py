"""All addresses: the plumbing's own, then each site under its prefix. The buyers' site comes last."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

_SITES = [
    ("", "kontor.platform.http.urls"),
    ("_ui/", "kontor.ui.urls"),
    ("hooks/", "kontor.sites.hooks.urls"),
    *((face, "kontor.sites.security.urls") for face in ("account/", "seller/", "console/")),
    ("seller/", "kontor.sites.seller_center.urls"),
    ("console/", "kontor.sites.console.urls"),
    ("api/v1/", "kontor.sites.api.urls"),
    ("", "kontor.sites.api.oauth.urls"),
    ("", "kontor.sites.storefront.urls"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(module)) for prefix, module in _SITES if find_spec(module) is not None
]

handler400 = "kontor.platform.http.pages.bad_request"
handler404 = "kontor.platform.http.pages.not_found"
handler500 = "kontor.platform.http.pages.broken"
