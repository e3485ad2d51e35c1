"""What the session keeps of a visit to a provider: the browser's own secret, and the visit that came back (ACC-08)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.rules import visits
from kontor.contexts.accounts.social import Returned, SocialProof
from kontor.platform.http.request import Request

_BROWSER, _VISIT = "social_browser", "social_visit"


def browser(request: Request) -> str:
    """The secret of this browser; "" when it has never left for a provider."""
    return str(request.session.get(_BROWSER, ""))


def make_browser(request: Request) -> str:
    """The same, made when there is none."""
    if not browser(request):
        request.session[_BROWSER] = visits.fresh()
    return browser(request)


def redirect_uri(request: Request, provider: str) -> str:
    """Where the provider sends this browser back to; the operator enters it there, to the letter."""
    path = f"/social/{provider}/return/"
    public = settings.KONTOR.public_url.rstrip("/")
    return f"{public}{path}" if public else request.build_absolute_uri(path)


def keep(request: Request, visit: Returned) -> SocialProof:
    """Note that the visit came back to this browser."""
    request.session[_VISIT] = str(visit.id)
    return SocialProof(visit.id, browser(request))


def proof(request: Request) -> SocialProof | None:
    """The visit that came back to this browser, if any; the services judge whether it still serves."""
    kept = request.session.get(_VISIT)
    return SocialProof(UUID(kept), browser(request)) if kept else None


def returned(request: Request) -> Returned | None:
    """What was handed over, while it can serve."""
    kept = proof(request)
    return queries.returned_visit(kept) if kept else None


def forget(request: Request) -> None:
    """It has served."""
    request.session.pop(_VISIT, None)
