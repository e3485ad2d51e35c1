"""Visits to providers that came to nothing are erased, with what they tell of a person (ACC-08, ACC-40)."""

from __future__ import annotations

from kontor.contexts.accounts.models import SocialVisit
from kontor.kernel.clock import now


def erase_social_visits() -> int:
    """Erase what is too old to serve.

    Returns:
        How many.
    """
    return SocialVisit.objects.filter(expires_at__lte=now()).delete()[0]
