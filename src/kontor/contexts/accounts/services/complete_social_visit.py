"""A browser comes back from a provider (ACC-08)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings

from kontor.contexts.accounts.errors import SocialDeclined, SocialSilent, SocialUnproven, SocialVisitUnknown
from kontor.contexts.accounts.models import SocialVisit
from kontor.contexts.accounts.policy import SOCIAL_JOIN
from kontor.contexts.accounts.providers import register as providers
from kontor.contexts.accounts.providers.protocol import Departure, Person, Provider, ProviderSilent, Unproven
from kontor.contexts.accounts.rules import visits
from kontor.contexts.accounts.social import Returned, shown
from kontor.kernel.clock import now

log = logging.getLogger(__name__)
_NO = {"access_denied", "user_denied", "user_cancelled_login", "consent_required"}


def complete_social_visit(
    *, provider: str, browser: str, redirect_uri: str, answer: Mapping[str, str], account_id: object = None
) -> Returned:
    """Take the answer: once, in the browser that left, in time; then ask the provider who it is.

    The visit is used up before anybody is asked, so that an answer that comes twice asks once. No transaction is open
    while the provider is asked; its tokens live as long as this call.

    Args:
        redirect_uri: the same as at the departure.
        answer: the parameters with which the browser came.
        account_id: who is signed in in this browser; a visit that connects counts for its own account alone.

    Returns:
        The visit with the person. It is good for one of `sign_in_by_social`, `register`, `link_social`.

    Raises:
        SocialNotOffered, SocialVisitUnknown, SocialDeclined, SocialSilent, SocialUnproven.
    """
    there = providers.provider(provider)
    state = answer.get("state", "")
    visit = _answered(provider, browser, state)
    if visit.account_id is not None and visit.account_id != account_id:
        raise SocialVisitUnknown
    if error := answer.get("error", ""):
        log.info("%s sent a browser back: %s", provider, error if error in _NO else "another error")
        raise (SocialDeclined if error in _NO else SocialUnproven)(provider=there.label)
    if answer.get("iss", there.issuer) != there.issuer:
        raise SocialUnproven(provider=there.label)
    secret = settings.SECRET_KEY
    departure = Departure(
        redirect_uri,
        state,
        visits.nonce(state=state, browser=browser, secret=secret),
        visits.verifier(state=state, browser=browser, secret=secret),
    )
    return shown(_noted(visit, _person(there, departure, answer)))


def _answered(provider: str, browser: str, state: str) -> SocialVisit:
    mine = SocialVisit.objects.filter(
        state_hash=visits.digest(state), browser_hash=visits.digest(browser), provider=provider
    )
    moment = now()
    if not browser or not mine.filter(answered_at__isnull=True, expires_at__gt=moment).update(answered_at=moment):
        raise SocialVisitUnknown
    return mine.get()


def _person(there: Provider, departure: Departure, answer: Mapping[str, str]) -> Person:
    try:
        return there.person(departure, answer)
    except ProviderSilent as silence:
        log.warning("%s does not answer: %s", there.code, silence)
        raise SocialSilent(provider=there.label) from None
    except Unproven as problem:
        log.warning("an answer of %s does not hold: %s", there.code, problem)
        raise SocialUnproven(provider=there.label) from None


def _noted(visit: SocialVisit, person: Person) -> SocialVisit:
    visit.subject = person.subject
    visit.email, visit.email_proven, visit.phone = person.email, person.email_proven, person.phone
    visit.given_name, visit.family_name = person.given_name, person.family_name
    visit.expires_at = now() + timedelta(minutes=SOCIAL_JOIN.int())
    visit.save()
    return visit
