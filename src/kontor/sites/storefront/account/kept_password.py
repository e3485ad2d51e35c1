"""A password that held while only the name was wrong: kept as a hash, so that it is not asked twice (ACC-02)."""

from __future__ import annotations

from datetime import datetime, timedelta

from kontor.contexts.accounts.hashing import HashedPassword, hashed
from kontor.contexts.accounts.policy import JOIN_TICKET
from kontor.kernel.clock import now
from kontor.platform.http.request import Request

_KEYS = {"buyer": "join_password", "seller": "sell_password"}


def keep(request: Request, audience: str, password: str) -> None:
    """Keep the hash of `password` in the visitor's session for as long as the page may be sent."""
    request.session[_KEYS[audience]] = {"encoded": hashed(password).encoded, "at": now().isoformat()}


def get(request: Request, audience: str) -> HashedPassword | None:
    """The hash, while it is fresh."""
    kept = request.session.get(_KEYS[audience])
    if not kept or now() - datetime.fromisoformat(kept["at"]) > timedelta(minutes=JOIN_TICKET.int()):
        return None
    return HashedPassword(kept["encoded"])


def forget(request: Request, audience: str) -> None:
    """It has served, or another one was typed."""
    if _KEYS[audience] in request.session:
        del request.session[_KEYS[audience]]
