"""Somebody has forgotten the password."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.policy import RESETS_PER_ADDRESS, SIGN_IN_WINDOW, SIGN_INS_PER_PLACE
from kontor.contexts.accounts.rules import addresses
from kontor.kernel.ids import new_id
from kontor.platform import limits
from kontor.platform.jobs import enqueue


def request_password_reset(*, audience: str, address: str, country: str = "", place: str = "") -> None:
    """Queue the message with the link for a new password, if there is an account at this address.

    An unknown address does the same work and gives the same answer: its job finds nobody (ACC-20).

    Args:
        address: as registered; a phone number without country code is read by `country`.
        place: the internet address that asks, for the limits; "" where there is none.

    Raises:
        AddressMissing, AddressInvalid: at the field `address`.
        Refusal: of kind LIMIT, after too many for one address or from one place.
    """
    window = timedelta(minutes=SIGN_IN_WINDOW.int())
    if place:
        limits.hit(scope="accounts.reset.place", key=place, limit=SIGN_INS_PER_PLACE.int(), window=window)
    parsed = addresses.parse(address, country)
    limits.hit(
        scope="accounts.reset.address", key=f"{audience}:{parsed.key}", limit=RESETS_PER_ADDRESS.int(), window=window
    )
    known = Account.objects.filter(audience=audience)
    by_mail = isinstance(parsed, addresses.MailAddress)
    found = known.filter(email_key=parsed.key) if by_mail else known.filter(phone=parsed.key)
    with transaction.atomic():
        enqueue("accounts.start_reset", account_id=found.values_list("id", flat=True).first() or new_id())
