"""Somebody who lacks a right asks those who can give it (SEL-03)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import translation

from kontor.contexts.accounts.models import Account
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.errors import RightHeld, UnknownRight
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.permissions import RIGHTS
from kontor.contexts.sellers.queries import members_with
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from kontor.platform import limits

_A_DAY = timedelta(days=1)


def ask_for_right(*, seat: Seat, right: str) -> None:
    """Tell everybody who can give it; once a day for each right.

    Raises:
        UnknownRight, RightHeld: there is nothing to ask for.
        TooMany: it was asked for today.
    """
    if right not in RIGHTS:
        raise UnknownRight(rights=right)
    if seat.may(right):
        raise RightHeld
    limits.hit(scope="sellers.ask_right", key=f"{seat.store_id}:{seat.account_id}:{right}", limit=1, window=_A_DAY)
    who = Account.objects.get(pk=seat.account_id)
    store = Store.objects.values_list("name", flat=True).get(id=seat.store_id)
    values = {"who": who.full_name or who.email, "right": right, "right_name": RIGHTS[right], "store": store,
              "account": str(who.pk)}  # fmt: skip
    cause = f"ask:{who.pk.hex}:{seat.store_id.hex[-8:]}:{right}:{now().date()}"
    notify_many(
        news=[
            News(account_id, "right_asked", values, cause, by_language=_names(right))
            for account_id in members_with(seat.store_id, "settings.members")
        ]
    )


def _names(right: str) -> dict[str, dict[str, str]]:
    """The right's name in each language."""
    names = {}
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            names[code] = {"right_name": translation.gettext(RIGHTS[right])}
    return names
