"""What comes after the right password: the second step, or the session. Every face and every way in ends here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from kontor.contexts.accounts import device_list, safety
from kontor.contexts.accounts.policy import SECOND_STEP_WAIT
from kontor.contexts.accounts.services.meet_device import meet_device
from kontor.contexts.accounts.services.note_sign_in import note_sign_in
from kontor.kernel.clock import now
from kontor.platform.http import sign_in as edge
from kontor.platform.http.device import device_of, give, new_device
from kontor.platform.http.network import coarse
from kontor.platform.http.request import Request
from kontor.sites.security import faces, holding, seen

_HELD = "held"  # key of the session: who has shown the right password and is asked for the second step
ONWARD = "security_next"  # key of the session: where to go once a required second step is set up


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody between the two steps."""

    account_id: UUID
    proof: str
    onward: str


def enter(request: Request, account: Any, onward: str) -> HttpResponse:
    """Go on after the right password: to the second step where there is one, else in, to `onward`.

    Somebody who needs a second step and has none comes in as far as to the pages on which it is set up (SEL-06).
    """
    due = safety.due(account, device_of(request))
    if not due.asked:
        return come_in(request, account, onward, missing=due.missing)
    request.session.cycle_key()
    request.session[_HELD] = {
        "account": str(account.pk), "proof": account.get_session_auth_hash(), "at": now().isoformat(), "next": onward,
    }  # fmt: skip
    return HttpResponseRedirect(f"{faces.base(request)}second-step/")


def held(request: HttpRequest) -> Held | None:
    """Who is between the two steps in this browser, for a few minutes after the password."""
    kept = request.session.get(_HELD)
    if not kept:
        return None
    age = now() - datetime.fromisoformat(kept["at"])
    if not timedelta(0) <= age <= timedelta(minutes=SECOND_STEP_WAIT.int()):
        return None
    return Held(UUID(kept["account"]), kept["proof"], kept["next"])


def is_held(waiting: Held, account: Any) -> bool:
    """Whether the password that was typed is still the account's."""
    return constant_time_compare(waiting.proof, account.get_session_auth_hash())


def come_in(
    request: Request, account: Any, onward: str, *, trust: bool = False, missing: bool = False, tell: bool = True
) -> HttpResponse:
    """Open the session and go to `onward`; a seller's new device, or one at another place, waits first (SEL-05).

    Args:
        trust: the second step need not be asked for in this browser for a while.
        missing: only the pages are open on which a second step is set up.
        tell: whether the owner hears of a browser that is new.
    """
    request.session.pop(_HELD, None)
    known = device_of(request)
    device = known or new_device()
    seen_as = {
        "agent": request.META.get("HTTP_USER_AGENT", ""),
        "network": coarse(request.client_ip),
        "country": request.seen_from,
    }
    if meet_device(account=account, device=device, **seen_as):
        response = holding.keep(request, account, onward, trust=trust, missing=missing)
        if not known:
            give(response, device)
        return response
    hub = faces.hub(request)
    edge.sign_in(request, account, only_under=hub if missing else "")
    if missing:
        request.session[ONWARD] = onward
    note_sign_in(
        account_id=account.pk,
        device=device,
        **seen_as,
        trust=trust,
        tell=tell,
        listed=device_list.serves(account.audience),
    )
    if tell:
        seen.keep_sign_in(request, account)
    response = HttpResponseRedirect(hub if missing else onward)
    if not known:
        give(response, device)
    return response


def already_in(request: Request, onward: str) -> HttpResponse | None:
    """Where somebody goes who opens the sign-in page and needs it no more; None for everybody else."""
    if request.account is not None:
        return HttpResponseRedirect(onward)
    if edge.limited(request):
        return HttpResponseRedirect(faces.hub(request))
    return None
