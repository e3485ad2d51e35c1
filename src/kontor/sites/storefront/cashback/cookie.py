"""The click by which a browser came: its id in a signed first-party cookie, and nothing else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from kontor.contexts.promotions.services.claim_click import claim_click
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer

COOKIE = "kontor_go"
_SALT = "kontor.cashback"


def give(response: HttpResponse, click_id: UUID, until: datetime) -> None:
    """The last click wins: it takes the place of an earlier one."""
    response.set_cookie(
        COOKIE,
        signing.dumps(str(click_id), salt=_SALT),
        max_age=int((until - now()).total_seconds()),
        secure=settings.KONTOR.secure,
        httponly=True,
        samesite="Lax",
    )


def claim(request: HttpRequest, viewer: Buyer) -> None:
    """Whoever orders in this browser came by its click. Without the cookie nothing is asked."""
    kept = request.COOKIES.get(COOKIE)
    if not kept:
        return
    try:
        click_id = UUID(signing.loads(kept, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return
    claim_click(viewer=viewer, click_id=click_id)
