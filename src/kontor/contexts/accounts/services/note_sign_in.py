"""Somebody is signed in with a browser: it is known from now on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.events import NewDeviceSignedIn
from kontor.contexts.accounts.models import AccountDevice
from kontor.contexts.accounts.policy import TRUST_BROWSER_FOR
from kontor.kernel.clock import now
from kontor.platform.events import record
from kontor.platform.http.device import digest


def note_sign_in(
    *,
    account_id: UUID,
    device: str,
    agent: str = "",
    network: str = "",
    country: str = "",
    trust: bool = False,
    tell: bool = True,
    listed: bool = False,
) -> None:
    """Keep that the account was signed in to with the browser `device`; tell the owner about one that is new (ACC-20).

    Args:
        device: the browser's id; only a digest is kept.
        agent, network, country: the browser's words and its coarse place.
        trust: the second step was passed, and the person trusts this browser.
        tell: False for the browser in which the account was just made.
        listed: it has come in as a trusted device, and stands on the list of them (SEL-05).
    """
    moment = now()
    seen: dict[str, object] = {
        "agent": agent[:300], "network": network, "country": country, "last_seen": moment,
    }  # fmt: skip
    if trust and TRUST_BROWSER_FOR.int():
        seen["trusted_until"] = moment + timedelta(days=TRUST_BROWSER_FOR.int())
    with transaction.atomic():
        row, fresh = AccountDevice.objects.update_or_create(
            account_id=account_id,
            device_hash=digest(device),
            defaults=seen,
            create_defaults={**seen, "first_seen": moment},
        )
        if listed:
            AccountDevice.objects.filter(pk=row.pk, listed_at__isnull=True).update(listed_at=moment)
        if fresh and tell:
            record(NewDeviceSignedIn(key=account_id, account_id=account_id, device_id=row.id))
