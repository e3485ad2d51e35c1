"""Whose session it is. Checking passwords is the accounts' business; this keeps the result.

A session may be limited to some pages: to those where a required second step is set up (ACC-21).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.arrivals import greet
from kontor.platform.http.audience import site_of
from kontor.platform.http.network import coarse
from kontor.platform.http.sessions import OPENED, Session

_ACCOUNT = "account_id"
_ONLY = "only_under"  # path to which the session is limited
_SHOWN = 100
_FRESH = "confirmed_at"  # when the person last proved who they are
_PROOF = "account_proof"  # changes with the password: old sessions end with it


def sign_in(request: HttpRequest, account: Any, *, only_under: str = "") -> None:
    """Make this session the account's; what a guest kept in it (the cart) stays, its key is a new one.

    Args:
        only_under: for all other pages nobody is signed in; "" for no limit. `lift` takes it away.

    Raises:
        ValueError: when the account belongs to another audience than the site: a bug of the caller.
    """
    audience = site_of(request.path_info).audience
    if account.audience != audience:
        raise ValueError(f"a {account.audience} account cannot sign in at the site of {audience}s")
    opened = _opened(request)
    if request.session.get(_ACCOUNT) not in {None, str(account.pk)}:
        request.session.flush()
        request.session[OPENED] = opened
    else:
        request.session[OPENED] = opened  # before the new row is made: its columns follow from it
        request.session.cycle_key()
    request.session[_ACCOUNT] = str(account.pk)
    request.session[_PROOF] = account.get_session_auth_hash()
    request.session.pop(_ONLY, None)
    if only_under:
        request.session[_ONLY] = only_under
    confirm(request)
    rotate_token(request)
    request.__dict__["account"] = account if _within(request) else None  # fills the cached property
    for sentence in greet(account.pk):
        messages.info(request, gettext(sentence))


def confirm(request: HttpRequest) -> None:
    """Note that the person has just proved who they are."""
    request.session[_FRESH] = now().isoformat()


def confirmed_within(request: HttpRequest, wait: timedelta) -> bool:
    """Whether the person has proved who they are within `wait`."""
    at = request.session.get(_FRESH)
    return at is not None and timedelta(0) <= now() - datetime.fromisoformat(at) <= wait


def limited(request: HttpRequest) -> bool:
    """Whether this session is limited to some pages."""
    return bool(request.session.get(_ONLY))


def lift(request: HttpRequest) -> None:
    """The session is limited no more; it goes on under a new key."""
    if request.session.pop(_ONLY, None):
        request.session.cycle_key()


def stay(request: HttpRequest, account: Any) -> None:
    """Go on after the account's password has changed, which ends all other sessions."""
    request.session.cycle_key()
    request.session[_PROOF] = account.get_session_auth_hash()
    confirm(request)


def sign_out(request: HttpRequest) -> None:
    """End this session, here and in the database."""
    request.session.flush()
    rotate_token(request)
    request.__dict__["account"] = None


def sign_out_everywhere(account_id: UUID, *, but: str = "") -> int:
    """End all sessions of an account, except the one with the key `but`.

    Returns:
        How many were ended.
    """
    return Session.objects.filter(account_id=account_id).exclude(session_key=but).delete()[0]


def sessions_of(account_id: UUID) -> list[Session]:
    """The account's living sessions, latest seen first; for their owner."""
    living = Session.objects.filter(account_id=account_id, opened_at__isnull=False, expire_date__gt=now())
    return list(living.defer("session_data").order_by("-seen_at", "session_key")[:_SHOWN])


def end_session(account_id: UUID, public_id: UUID) -> bool:
    """End one session of the account.

    Returns:
        Whether there was such a one.
    """
    return Session.objects.filter(account_id=account_id, public_id=public_id).delete()[0] > 0


def account_of(request: HttpRequest) -> Any:
    """The signed-in, active account of the site's audience, or None. No query without a session cookie."""
    site = site_of(request.path_info)
    if site.cookie not in request.COOKIES and not request.session.modified:
        return None
    identity = request.session.get(_ACCOUNT)
    if identity is None or not _within(request):
        return None
    account = getattr(request.session, "owner", None)  # came with the session, unless that has just been made
    if account is None or str(account.pk) != identity:
        account = get_user_model()._default_manager.filter(pk=identity).first()
    if account is None or account.audience != site.audience or not account.is_active:
        return None
    if not constant_time_compare(request.session.get(_PROOF, ""), account.get_session_auth_hash()):
        request.session.flush()
        return None
    return account


def _within(request: HttpRequest) -> bool:
    return request.path_info.startswith(request.session.get(_ONLY, ""))


def _opened(request: HttpRequest) -> dict[str, str]:
    return {
        "id": str(new_id()),
        "agent": request.META.get("HTTP_USER_AGENT", "")[:300],
        "network": coarse(getattr(request, "client_ip", "")),
        "country": getattr(request, "seen_from", ""),
        "at": now().isoformat(),
    }
