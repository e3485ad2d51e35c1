"""Pricing that time decides."""

from __future__ import annotations

from kontor.contexts.pricing.services import fetch_rates as rates
from kontor.platform.jobs import job


@job(name="pricing.fetch_rates", retry=2, schedule="10 * * * *")
def fetch_rates() -> None:
    """Ask for the day's rates; until the provider has published the next ones, nothing is written.

    A silent provider is a failed run, for people to see on the job board, and is asked again by the clock.
    """
    rates.fetch_rates()
