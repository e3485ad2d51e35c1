"""Somebody registers a program."""

from __future__ import annotations

import secrets as random
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.checking import check, keep_logo
from kontor.contexts.integrations.drafts import ProgramDraft
from kontor.contexts.integrations.errors.programs import TooManyPrograms
from kontor.contexts.integrations.events import ProgramRegistered
from kontor.contexts.integrations.models import Application
from kontor.contexts.integrations.policy import PROGRAMS_AT_MOST
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


@dataclass(frozen=True, slots=True)
class Registered:
    """What its people are told once: the secret is shown never again. "" for a program without one."""

    application_id: UUID
    client_id: str
    secret: str


def register_program(*, seat: Seat, draft: ProgramDraft, logo: bytes = b"") -> Registered:
    """Keep a new program of the seat's store; it can be connected at once, but for scopes that need a certification.

    Raises:
        RightMissing: without `settings.programs`.
        Refusals: what does not hold, at its field.
        TooManyPrograms, NotAPicture, PictureTooLarge: nothing is kept.
    """
    require(seat, "settings.programs")
    check(draft)
    picture = keep_logo(logo)
    secret = secrets.fresh(secrets.SECRET) if draft.confidential else ""
    with transaction.atomic():
        Store.objects.select_for_update().only("id").get(id=seat.store_id)  # so that two at once are counted
        most = PROGRAMS_AT_MOST.int()
        if Application.objects.filter(store_id=seat.store_id).count() >= most:
            raise TooManyPrograms(most=most)
        made = Application.objects.create(
            client_id=random.token_hex(16), secret_hash=secrets.hashed(secret) if secret else "", name=draft.name,
            about=draft.about, website=draft.website, contact=draft.contact, logo=picture,
            redirect_uris=list(draft.redirect_uris), scopes=table.known(draft.scopes), store_id=seat.store_id,
            registered_by=seat.account_id,
        )  # fmt: skip
        record(
            ProgramRegistered(
                key=seat.store_id, application_id=made.id, store_id=seat.store_id, by_account_id=seat.account_id
            )
        )
    return Registered(made.id, made.client_id, secret)
