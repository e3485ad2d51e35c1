"""Where somebody was going before being asked to join or to sign in."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

_LONGEST = 300


def safe(request: HttpRequest, target: str) -> str:
    """`target` when it is a path of this site, else "". A language asked for in it (`hl`) is left out."""
    if len(target) > _LONGEST or not target.startswith("/"):
        return ""
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=False):
        return ""
    parts = urlsplit(target)
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "hl"])
    return urlunsplit(("", "", parts.path, query, parts.fragment))


def of(request: HttpRequest) -> str:
    """The safe `next` of this request, from its form or its address."""
    return safe(request, request.POST.get("next") or request.GET.get("next") or "")
