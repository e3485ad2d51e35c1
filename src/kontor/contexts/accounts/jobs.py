"""Queued and timed work of the accounts."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.services.erase_pending import erase_pending
from kontor.contexts.accounts.services.erase_social_visits import erase_social_visits
from kontor.contexts.accounts.services.forget_devices import forget_devices
from kontor.contexts.accounts.services.forget_rare_domains import forget_rare_domains
from kontor.contexts.accounts.services.measure_mail_domains import measure_mail_domains
from kontor.contexts.accounts.services.start_reset import start_reset
from kontor.platform.jobs import job

_BATCH = 500


@job(name="accounts.erase_pending", schedule="41 3 * * *")
def erase_stale_registrations() -> None:
    """Registrations that were not verified in time are erased (ACC-10)."""
    while stale := queries.stale_registrations(limit=_BATCH):
        erase_pending(account_ids=stale)
    forget_rare_domains()


@job(name="accounts.erase_social_visits", schedule="*/20 * * * *")
def erase_old_social_visits() -> None:
    """What a provider told of people who did not go on is not kept (ACC-08)."""
    erase_social_visits()


@job(name="accounts.measure_mail_domains", schedule="17 */6 * * *")
def measure_domains() -> None:
    """The hint for a mail domain comes from what was measured here (ACC-14)."""
    measure_mail_domains()


@job(name="accounts.start_reset")
def start_reset_job(*, account_id: UUID) -> None:
    """A link for a new password goes out, if there is such an account."""
    start_reset(account_id=account_id)


@job(name="accounts.forget_devices", schedule="47 3 * * *")
def forget_old_devices() -> None:
    """Browsers that nobody uses any more and codes of yesterday are forgotten (ACC-20)."""
    while forget_devices(limit=_BATCH) >= _BATCH:
        pass
