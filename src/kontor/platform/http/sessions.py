"""Sessions: in the database, made only when something is kept, one cookie per site.

A signed-in one says where it was opened and when it was last seen; being seen is written every few minutes at most.
"""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from kontor.kernel.clock import now
from kontor.platform.database.rows import columns, instance
from kontor.platform.http.audience import site_of
from kontor.platform.http.errors import SessionEnded
from kontor.platform.http.refusals import answer
from kontor.platform.http.request import Request

OPENED = "opened"  # key of the data: where and when somebody signed in
SEEN_EVERY = timedelta(minutes=5)
_BESIDE: dict[str, str] = {}
_PLAIN = ("session_data", "expire_date", "account_id")  # what a later save writes


class Session(AbstractBaseSession):
    """A session; `account_id` is whose it is, so that all of a person's can be ended.

    Attributes:
        public_id: what pages call it; its key never leaves the cookie.
        agent, network, country: the browser's words and the coarse place at the moment of signing in.
    """

    account_id = models.UUIDField(null=True, db_index=True)
    public_id = models.UUIDField(null=True)
    agent = models.CharField(max_length=300, blank=True, default="", db_default="")
    network = models.CharField(max_length=43, blank=True, default="", db_default="")
    country = models.CharField(max_length=2, blank=True, default="", db_default="")
    opened_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "platform_session"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("force_update"):
            kwargs.setdefault("update_fields", _PLAIN)
        super().save(*args, **kwargs)

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's database store on our table.

    The data are plain JSON: the row never leaves the database, and whose session it is is proved by `account_proof`,
    which nobody makes without the installation's secret.
    """

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        return json.dumps(session_dict)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        if session_data[:1] not in ("{", b"{"):  # signed, as Django keeps it
            return super().decode(session_data)
        return cast("dict[str, Any]", json.loads(session_data))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.account_id = data.get("account_id")
        if opened := data.get(OPENED):
            session.public_id, session.agent = UUID(opened["id"]), opened["agent"]
            session.network, session.country = opened["network"], opened["country"]
            session.opened_at = session.seen_at = datetime.fromisoformat(opened["at"])
        return session

    def load(self) -> dict[str, Any]:
        """The session's data; with them, in one statement, the account whose session it is and figures about it."""
        self.owner: Any = None
        self.beside: dict[str, Any] = {}
        self.seen_at: datetime | None = None
        accounts = get_user_model()
        sql, beside = _with_owner()
        with connection.cursor() as cursor:
            cursor.execute(sql, [self.session_key, now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        data, self.seen_at, owner_id, owner = row[0], row[1], row[2], row[3 + len(beside) :]
        if owner_id is not None:
            self.owner = instance(accounts, owner)
            self.beside = dict(zip(beside, row[3:], strict=False))
        return self.decode(data)

    def see(self) -> None:
        """Note that the session is in use, unless that was noted a few minutes ago."""
        seen, moment = getattr(self, "seen_at", None), now()
        if seen is None or moment - seen < SEEN_EVERY:
            return
        Session.objects.filter(session_key=self.session_key, seen_at=seen).update(seen_at=moment)
        self.seen_at = moment


def read_beside(name: str, scalar: str) -> None:
    """Have a figure about the signed-in account read in the session's own statement, as `session.beside[name]`.

    For what nearly every page shows, so that no page needs a statement for it.

    Args:
        scalar: a subquery of one value about `t.id`, answered by an index; no parameters.
    """
    _BESIDE[name] = f"({scalar})"
    _with_owner.cache_clear()  # a session may have been read before the part that declares the figure was there


@cache
def _with_owner() -> tuple[str, tuple[str, ...]]:
    """The statement, and the names of the figures that it reads."""
    accounts = get_user_model()
    sql = (
        f"SELECT {', '.join(['s.session_data', 's.seen_at', 't.id', *_BESIDE.values(), columns(accounts)])}"  # noqa: S608
        f" FROM platform_session s LEFT JOIN {accounts._meta.db_table} t ON t.id = s.account_id"
        " WHERE s.session_key = %s AND s.expire_date > %s"
    )
    return sql, tuple(_BESIDE)


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
        if session.accessed and OPENED in session and isinstance(session, SessionStore):
            session.see()
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
