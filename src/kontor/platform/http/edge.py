"""The outermost layer of ours: the request's id, the client's address, security headers, measurements, the log line."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from functools import partial
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kontor.platform.audit.acting import Acting, acting
from kontor.platform.http import measure
from kontor.platform.http.audience import site_of
from kontor.platform.http.clients import Proxies
from kontor.platform.http.context import request_id
from kontor.platform.http.headers import for_pages
from kontor.platform.http.request import Request

log = logging.getLogger("kontor.request")

SLOW = 1.0  # seconds
_SECRET = re.compile(r"[A-Za-z0-9_-]{40,}")  # tokens of links, which open what they lead to
_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_QUIET = ("/healthz", "/readyz", "/metrics", "/static/")


class EdgeMiddleware:
    """First in the list of middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = tuple(for_pages().items())
        self.proxies = Proxies(settings.KONTOR.trusted_proxies, settings.KONTOR.client_header)
        self.log_all = settings.KONTOR.log_requests == "all"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request.__class__ = Request  # the same object, with what the edge knows about it
        ours = cast("Request", request)
        peer = ours.META.get("REMOTE_ADDR", "")
        ours.client_ip = self.proxies.client(ours.META)
        ours.id = self._id(ours, trusted=self.proxies.trust(peer))
        ours.audience = site_of(ours.path_info).audience
        token = request_id.set(ours.id)
        try:
            with acting(partial(_acting, ours)):
                response = self.get_response(ours)
            for name, value in self.headers:
                response.headers.setdefault(name, value)
            for name, value in ours.answer_headers.items():
                response.headers[name] = value
            response.headers["X-Request-Id"] = ours.id
            self._finish(ours, response, time.perf_counter() - started)
            return response
        finally:
            request_id.reset(token)

    def _id(self, request: Request, *, trusted: bool) -> str:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        return given if trusted and _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)

    def _finish(self, request: Request, response: HttpResponse, seconds: float) -> None:
        match = request.resolver_match
        measure.request(request.method or "", match.route if match else "", response.status_code, seconds)
        notable = response.status_code >= 500 or seconds > SLOW or request.method not in {"GET", "HEAD"}
        if (notable or self.log_all) and not request.path_info.startswith(_QUIET):
            log.log(
                logging.ERROR if response.status_code >= 500 else logging.INFO,
                "%s %s %s",
                request.method,
                _SECRET.sub("…", request.path_info),
                response.status_code,
                extra={"milliseconds": round(seconds * 1000, 1), "audience": request.audience},
            )


def _acting(request: Request) -> Acting:
    """Who acts in this request, as far as it is known by now; it asks for nothing."""
    known = request.__dict__.get("acting")
    if isinstance(known, Acting):
        return Acting(known.kind, known.account_id, known.name, request.id)
    account = request.__dict__.get("account")
    return Acting(request.audience if account else "visitor", account.pk if account else None, request_id=request.id)
