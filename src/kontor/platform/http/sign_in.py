"""Whose session it is. Checking passwords is the accounts' business; this keeps the result."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.crypto import constant_time_compare

from kontor.platform.http.audience import site_of
from kontor.platform.http.sessions import Session

_ACCOUNT = "account_id"
_PROOF = "account_proof"  # changes with the password: old sessions end with it


def sign_in(request: HttpRequest, account: Any) -> None:
    """Make this session the account's; what a guest kept in it (the cart) stays, its key is a new one.

    Raises:
        ValueError: when the account belongs to another audience than the site: a bug of the caller.
    """
    audience = site_of(request.path_info).audience
    if account.audience != audience:
        raise ValueError(f"a {account.audience} account cannot sign in at the site of {audience}s")
    if request.session.get(_ACCOUNT) not in {None, str(account.pk)}:
        request.session.flush()
    else:
        request.session.cycle_key()
    request.session[_ACCOUNT] = str(account.pk)
    request.session[_PROOF] = account.get_session_auth_hash()
    rotate_token(request)
    request.__dict__["account"] = account  # fills the cached property


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


def account_of(request: HttpRequest) -> Any:
    """The signed-in, active account of the site's audience, or None. No query without a session cookie."""
    site = site_of(request.path_info)
    if site.cookie not in request.COOKIES and not request.session.modified:
        return None
    identity = request.session.get(_ACCOUNT)
    if identity is None:
        return None
    account = get_user_model()._default_manager.filter(pk=identity, audience=site.audience).first()
    if account is None or not account.is_active:
        return None
    if not constant_time_compare(request.session.get(_PROOF, ""), account.get_session_auth_hash()):
        request.session.flush()
        return None
    return account
