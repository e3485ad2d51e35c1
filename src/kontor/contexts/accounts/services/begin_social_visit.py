"""A browser leaves for a provider, to sign in or to connect an account (ACC-08)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from kontor.contexts.accounts.models import SocialVisit
from kontor.contexts.accounts.policy import SIGN_IN_WINDOW, SOCIAL_STARTS_PER_PLACE, SOCIAL_VISIT
from kontor.contexts.accounts.providers import register as providers
from kontor.contexts.accounts.providers.protocol import Departure
from kontor.contexts.accounts.rules import visits
from kontor.kernel.clock import now
from kontor.platform import limits


def begin_social_visit(
    *,
    provider: str,
    browser: str,
    redirect_uri: str,
    account_id: UUID | None = None,
    next_page: str = "",
    place: str = "",
) -> str:
    """Note that the browser leaves, and tell where to.

    Args:
        browser: a random secret that this browser alone keeps; the answer counts only together with it.
        redirect_uri: absolute; where the provider sends the browser back to.
        account_id: whom to connect; None for somebody who signs in or joins.
        place: the internet address that asks, for the limit; "" where there is none.

    Raises:
        SocialNotOffered: this installation does not offer the provider.
        Refusal: of kind LIMIT, after too many departures from one place.
    """
    there = providers.provider(provider)
    if place:
        limits.hit(
            scope="accounts.social.place",
            key=place,
            limit=SOCIAL_STARTS_PER_PLACE.int(),
            window=timedelta(minutes=SIGN_IN_WINDOW.int()),
        )
    state = visits.fresh()
    SocialVisit.objects.create(
        state_hash=visits.digest(state),
        browser_hash=visits.digest(browser),
        provider=provider,
        account_id=account_id,
        next_page=next_page,
        expires_at=now() + timedelta(minutes=SOCIAL_VISIT.int()),
    )
    secret = settings.SECRET_KEY
    return there.departure(
        Departure(
            redirect_uri,
            state,
            visits.nonce(state=state, browser=browser, secret=secret),
            visits.verifier(state=state, browser=browser, secret=secret),
        )
    )
