"""Throwing away what is over."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.integrations.models import AccessToken, AuthorizationCode, Grant, RefreshToken
from kontor.kernel.clock import now

_KEPT = timedelta(days=30)  # ended grants stay in the list of their store for this time


def sweep_tokens() -> int:
    """Delete access tokens that are over, consents that never became tokens, and grants that ended long ago.

    Used refresh tokens and codes stay as long as their grant: a second use must be known for what it is.

    Returns:
        How many rows went.
    """
    moment = now()
    with transaction.atomic():
        gone = AccessToken.objects.filter(expires_at__lte=moment).delete()[0]
        unopened = AuthorizationCode.objects.filter(used_at__isnull=True, expires_at__lte=moment)
        gone += Grant.objects.filter(id__in=unopened.values("grant_id"), opened_at__isnull=True).delete()[0]
        over = Grant.objects.filter(ended_at__lte=moment - _KEPT) | Grant.objects.filter(expires_at__lte=moment - _KEPT)
        gone += over.delete()[0]
        gone += RefreshToken.objects.filter(grant__ended_at__isnull=False).delete()[0]
    return gone
