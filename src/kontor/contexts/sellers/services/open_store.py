"""Opening a store."""

from __future__ import annotations

from uuid import UUID

from anyascii import anyascii
from django.db import IntegrityError, transaction

from kontor.contexts.sellers.errors import NameMissing, NameTaken
from kontor.contexts.sellers.events import StoreOpened
from kontor.contexts.sellers.models import Business, BusinessState, Seat, Store, StoreState
from kontor.contexts.sellers.permissions import ROLES
from kontor.contexts.sellers.rules import slug_of
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.events import record

NAME_LENGTH = 80


def open_store(
    *,
    owner_id: UUID,
    name: str,
    country: str,
    currency: str,
    language: str,
    legal_name: str = "",
    form: str = "enterprise",
    business_id: UUID | None = None,
    time_zone: str = "UTC",
    handling_days: int = 3,
    live: bool = True,
) -> UUID:
    """Open a store whose owner gets every right in it.

    Args:
        owner_id: a seller's account.
        country: ISO 3166 code of the business; `currency` and `language` are the store's for good.
        legal_name, form: of the business, when `business_id` does not name a known one: by that way, which no page
            takes, the business counts as verified (tests, a demo, an import).
        live: open at once; else its people set it up, and it opens when nothing hinders it (SEL-06).

    Returns:
        The store's id.

    Raises:
        NameMissing, NameTaken: nothing has changed.
    """
    name = " ".join(name.split())
    slug = slug_of(anyascii(name))
    if not slug or len(name) > NAME_LENGTH:
        raise NameMissing(field="name")
    store_id = new_id()
    try:
        with transaction.atomic():
            if business_id is None:
                business_id = Business.objects.create(
                    owner_id=owner_id, legal_name=legal_name or name, form=form, country=country,
                    state=BusinessState.VERIFIED, verified_at=now(),
                ).id  # fmt: skip
            Store.objects.create(
                id=store_id, business_id=business_id, slug=slug, name=name, country=country, currency=currency,
                language=language, time_zone=time_zone, handling_days=handling_days,
                state=StoreState.OPEN if live else StoreState.OPENING,
            )  # fmt: skip
            Seat.objects.create(store_id=store_id, account_id=owner_id, role="owner", rights=sorted(ROLES["owner"]))
            record(StoreOpened(key=store_id, store_id=store_id, owner_id=owner_id))
    except IntegrityError as error:
        if "slug" in str(error):
            raise NameTaken(field="name") from error
        raise
    return store_id
