"""Somebody has shown password and second factor: whether the device and the place are known."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.accounts import device_list
from kontor.contexts.accounts.events import SignInWaits
from kontor.contexts.accounts.models import Account, AccountDevice, WaitingSignIn
from kontor.contexts.accounts.policy import TRUSTED_DEVICES
from kontor.contexts.accounts.rules.device_list import UNDER_WAY, Known, Place, State, Way, judge
from kontor.contexts.accounts.services.open_sign_in_review import open_sign_in_review
from kontor.platform import reviews
from kontor.platform.events import record
from kontor.platform.http.device import digest

_STATES = {Way.CONFIRM: State.CONFIRM, Way.LOCKED: State.LOCKED, Way.REVIEW: State.REVIEW}


def meet_device(*, account: Account, device: str, agent: str = "", network: str = "", country: str = "") -> bool:
    """Let a sign-in go on, or have it wait (SEL-05).

    That it was let in serves this browser once, within its time; that it was refused holds for that time.

    Args:
        device: the browser's id; only a digest is kept.
        agent, network, country: the browser's words and its coarse place.

    Returns:
        Whether it has to wait, or was refused: there is no session then, and `device_list.waiting_at` says how it
        stands. Else the caller opens the session, and keeps the device by `note_sign_in(listed=True)`.
    """
    if not device_list.serves(account.audience):
        return False
    before = device_list.waiting_at(account.pk, device)
    if before is not None and before.state == State.LET_IN:
        used = WaitingSignIn.objects.filter(pk=before.id, holds_until__isnull=False).update(holds_until=None)
        if used:  # it serves once: from then on the list decides
            return False
    if before is not None and before.state == State.REFUSED:
        return True
    kept = digest(device)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        known = [
            Known(row[0], Place(row[1], row[2]), row[3] is not None)
            for row in AccountDevice.objects.filter(account=account).values_list(
                "device_hash", "country", "network", "listed_at"
            )
        ]
        way = judge(
            device_hash=kept, place=Place(country, network), known=known,
            on=device_list.is_on(account.pk), needed=TRUSTED_DEVICES.int(),
        )  # fmt: skip
        mine = WaitingSignIn.objects.filter(account=account, device_hash=kept, state__in=UNDER_WAY)
        if way is Way.PASS:
            for waited in mine:
                reviews.withdraw(kind=device_list.QUEUE, subject_id=waited.pk)
            mine.delete()
            return False
        if before is not None and before.state == State.REVIEW:
            return True
        seen = {"agent": agent[:300], "network": network, "country": country, "state": _STATES[way]}
        waiting, fresh = mine.update_or_create(
            defaults=seen, create_defaults={**seen, "account": account, "device_hash": kept}
        )
        if way is Way.REVIEW:
            open_sign_in_review(waiting=waiting)
        if (fresh or before is None or before.state != waiting.state) and way is not Way.CONFIRM:
            record(SignInWaits(key=account.pk, account_id=account.pk, waiting_id=waiting.pk))
    return True
