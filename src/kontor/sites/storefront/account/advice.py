"""What to look at when no mail came: spam folder, spelling, another provider (ACC-14)."""

from __future__ import annotations

from dataclasses import dataclass

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.policy import DOMAIN_WINDOW
from kontor.contexts.accounts.rules.mail_advice import respelt


@dataclass(frozen=True, slots=True)
class Advice:
    """For one address.

    Attributes:
        meant: the address as it was probably meant, "" when nothing looks wrong.
        domain: of the mailbox.
        lost: per cent of the registrations with this domain that were not confirmed, where that is too many; else 0.
        days: over how many days that was measured.
    """

    meant: str
    domain: str
    lost: int
    days: int


def advice_for(address: str) -> Advice:
    """What this installation knows; figures are in memory, so that it costs no statement."""
    local, _, domain = address.rpartition("@")
    known = queries.mail_domains()
    sound = {figures.domain for figures in known.values() if figures.proven}
    spelt, figures = respelt(domain, sound), known.get(domain.lower())
    lost = figures.lost_percent if figures is not None and figures.fails else 0
    return Advice(f"{local}@{spelt}" if spelt else "", domain.lower(), lost, DOMAIN_WINDOW.int())
