"""What the edge saw of a registration or a sign-in: the attempt that risk judges (ACC-30)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse

from kontor.contexts.accounts.rules import addresses
from kontor.contexts.risk import numbers
from kontor.contexts.risk.judging import Judged, judge
from kontor.contexts.risk.policy import JOINS_PER_DEVICE, JOINS_PER_PLACE
from kontor.contexts.risk.rules import signals
from kontor.contexts.risk.rules.attempt import Attempt, Contact, Device, Occasion
from kontor.contexts.risk.rules.habits import template_of
from kontor.contexts.risk.services.keep_judgement import keep_judgement
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform import limits
from kontor.platform.http.device import device_of, give, new_device
from kontor.platform.http.network import subscriber
from kontor.platform.http.request import Request

FIELD = "signals"  # of the form: the script's report
_HEADERS = ("HTTP_USER_AGENT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_SEC_CH_UA_PLATFORM")
_JOINS, _WINDOW = "risk.joins", timedelta(hours=1)


def count(request: Request, also: Sequence[limits.Attempt] = ()) -> list[int]:
    """Count a registration that was sent, whatever comes of it: by place and by device, with one statement.

    The place is the client's as trusted proxies name it; a header that anybody can send does not change it.

    Args:
        also: what else is to be counted on this occasion.

    Returns:
        What `limits.hit_each` says of `also`.

    Raises:
        TooMany: place or device was here too often.
    """
    joins = [limits.Attempt(_JOINS, f"place:{subscriber(request.client_ip)}", JOINS_PER_PLACE.int(), _WINDOW)]
    if device := device_of(request):
        joins.append(limits.Attempt(_JOINS, f"device:{device}", JOINS_PER_DEVICE.int(), _WINDOW))
    waits = limits.hit_each([*joins, *also])
    if seconds := max(waits[: len(joins)]):
        raise limits.TooMany(retry_after=seconds, seconds=seconds)
    return waits[len(joins) :]


def registration(request: Request, *, address: str, country: str, opened_at: datetime | None) -> Judged:
    """Judge the registration that `request` sends. One statement."""
    return judge(_attempt(request, Occasion.REGISTRATION, _contact(address, country), country, opened_at))


def sign_in(request: Request, account: Any) -> Judged:
    """Judge a sign-in whose password was right, once in a request."""
    kept: Judged | None = getattr(request, "judged", None)
    if kept is None:
        contact = Contact(by_phone=not account.email)
        kept = judge(_attempt(request, Occasion.SIGN_IN, contact, account.country, None), account_id=account.pk)
        request.judged = kept  # type: ignore[attr-defined]
    return kept


def keep_sign_in(request: Request, account: Any) -> None:
    """Keep the judgement of a sign-in that has opened a session."""
    keep_judgement(judged=sign_in(request, account), account_id=account.pk)


def mark_browser(request: Request, response: HttpResponse) -> None:
    """Have a browser without our cookie keep one from the first page with a form on."""
    if not device_of(request):
        give(response, new_device())


def phone_of(address: str, country: str) -> str:
    """The number in E.164 when somebody comes by phone, else ""."""
    try:
        parsed = addresses.parse(address, country)
    except Refusal:
        return ""
    return parsed.text if isinstance(parsed, addresses.PhoneNumber) else ""


def _contact(address: str, country: str) -> Contact:
    if "@" in address:
        name, _, domain = address.rpartition("@")
        return Contact(False, domain=domain.strip().lower()[:100], template=template_of(name.strip()))
    number = phone_of(address, country)
    if not number:
        return Contact(False)
    return Contact(True, block=number[:-3], virtual=numbers.is_virtual(number))


def _attempt(
    request: Request, occasion: Occasion, contact: Contact, country: str, opened_at: datetime | None
) -> Attempt:
    told = signals.read(request.POST.get(FIELD, ""))
    moment = now()
    return Attempt(
        at=moment,
        address=request.client_ip,
        country=country,
        device=Device(
            cookie=device_of(request),
            cookie_hours=0.0,
            headers=_headers(request),
            fingerprint=told.fingerprint,
            hardware=told.hardware,
        ),
        contact=contact,
        behaviour=told.behaviour,
        page_seconds=max((moment - opened_at).total_seconds(), 0.01) if opened_at else 0.0,
        unreadable=told.unreadable,
        copied=told.copied,
        occasion=occasion,
    )


def _headers(request: Request) -> str:
    told = "\0".join(request.META.get(name, "")[:300] for name in _HEADERS)
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
