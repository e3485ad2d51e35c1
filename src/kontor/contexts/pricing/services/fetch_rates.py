"""Asking the provider for the day's rates."""

from __future__ import annotations

from kontor.contexts.pricing.providers.protocol import RatesSilent
from kontor.contexts.pricing.providers.register import provider
from kontor.contexts.pricing.services.take_rates import Taken, take_rates
from kontor.kernel.clock import now


def fetch_rates(*, even_jumps: bool = False) -> Taken | None:
    """Ask and take over what is new.

    Args:
        even_jumps: see `take_rates`.

    Returns:
        What became of them; None when no provider is configured: nobody was asked.

    Raises:
        RatesSilent: when there is no answer, or none that could be read, or one of a day that has not come; the
            rates of before hold.
    """
    asked = provider()
    if asked is None:
        return None
    found = asked.newest()
    if found.day > now().date():
        raise RatesSilent(f"{found.source} has rates of {found.day}, which has not come")
    return take_rates(found=found, even_jumps=even_jumps)
