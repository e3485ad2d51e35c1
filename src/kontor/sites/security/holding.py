"""A sign-in that waits for its device to be known: what the session keeps of it, for a few minutes (SEL-05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect

from kontor.contexts.accounts.policy import SECOND_STEP_WAIT
from kontor.kernel.clock import now
from kontor.platform.http.request import Request
from kontor.sites.security import faces

_WAITS = "device_waits"  # key of the session


@dataclass(frozen=True, slots=True)
class Kept:
    """Who has shown password and second factor, and how the sign-in goes on.

    Attributes:
        proof: changes with the password: an older one opens nothing.
        trust, missing: as `door.come_in` takes them.
    """

    account_id: UUID
    proof: str
    onward: str
    trust: bool
    missing: bool


def keep(request: Request, account: Any, onward: str, *, trust: bool, missing: bool) -> HttpResponse:
    """Note whose sign-in waits; on to the page that says what for."""
    request.session.cycle_key()
    request.session[_WAITS] = {
        "account": str(account.pk), "proof": account.get_session_auth_hash(), "at": now().isoformat(),
        "next": onward, "trust": trust, "missing": missing,
    }  # fmt: skip
    return HttpResponseRedirect(page(request))


def page(request: Request) -> str:
    """Where somebody waits."""
    return f"{faces.base(request)}new-device/"


def kept(request: Request) -> Kept | None:
    """What this browser waits with; None when it does not, or for too long."""
    found = request.session.get(_WAITS)
    if not found:
        return None
    age = now() - datetime.fromisoformat(found["at"])
    if not timedelta(0) <= age <= timedelta(minutes=SECOND_STEP_WAIT.int()):
        return None
    return Kept(UUID(found["account"]), found["proof"], found["next"], found["trust"], found["missing"])


def forget(request: Request) -> None:
    """It waits no more."""
    request.session.pop(_WAITS, None)
