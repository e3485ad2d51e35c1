"""Sessions: in the database, made only when something is kept, one cookie per site."""

from __future__ import annotations

import time
from typing import Any, cast

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from kontor.platform.http.audience import site_of
from kontor.platform.http.errors import SessionEnded
from kontor.platform.http.refusals import answer
from kontor.platform.http.request import Request


class Session(AbstractBaseSession):
    """A session; `account_id` is whose it is, so that all of a person's can be ended."""

    account_id = models.UUIDField(null=True, db_index=True)

    class Meta:
        db_table = "platform_session"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's database store on our table."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.account_id = data.get("account_id")
        return session


class SiteSessionMiddleware(SessionMiddleware):
    """Django's middleware with the cookie of the site that the path belongs to."""

    def process_request(self, request: HttpRequest) -> None:
        key = request.COOKIES.get(site_of(request.path_info).cookie)
        request.session = SessionStore(key)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        site, session = site_of(request.path_info), request.session
        if session.accessed:
            patch_vary_headers(response, ("Cookie",))
        if site.cookie in request.COOKIES and session.is_empty():
            response.delete_cookie(site.cookie, path=site.path, samesite="Lax")
            return response
        if not session.modified or session.is_empty() or response.status_code >= 500:
            return response
        try:
            session.save()
        except UpdateError:  # signed out in another window while this request ran
            return answer(request, SessionEnded()) if isinstance(request, Request) else response
        age = session.get_expiry_age()
        response.set_cookie(
            site.cookie,
            session.session_key or "",
            max_age=None if session.get_expire_at_browser_close() else age,
            expires=None if session.get_expire_at_browser_close() else http_date(time.time() + age),
            path=site.path,
            secure=settings.KONTOR.secure,
            httponly=True,
            samesite="Lax",
        )
        return response
