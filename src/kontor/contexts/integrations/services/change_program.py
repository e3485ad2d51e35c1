"""The people of a program change what they said of it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations.checking import check, keep_logo
from kontor.contexts.integrations.drafts import ProgramDraft
from kontor.contexts.integrations.errors.programs import ProgramNotFound
from kontor.contexts.integrations.models import Application, Certification
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def change_program(*, seat: Seat, application_id: UUID, draft: ProgramDraft, logo: bytes = b"") -> None:
    """Keep the draft in place of what was there; whether it has a secret does not change.

    A certification was given for what the operator saw: with another name, other addresses or more of what needs one,
    it must be asked for again.

    Raises:
        RightMissing: without `settings.programs`.
        ProgramNotFound: the seat's store has none of this id.
        Refusals, NotAPicture, PictureTooLarge: nothing has changed.
    """
    require(seat, "settings.programs")
    check(draft)
    picture = keep_logo(logo)
    with transaction.atomic():
        mine = Application.objects.select_for_update().filter(store_id=seat.store_id, id=application_id).first()
        if mine is None:
            raise ProgramNotFound
        scopes, addresses = table.known(draft.scopes), list(draft.redirect_uris)
        more = set(table.certified_only(scopes)) - set(mine.scopes)
        if more or addresses != mine.redirect_uris or draft.name != mine.name:
            mine.certification, mine.certified_at = Certification.NONE, None
        mine.name, mine.about, mine.website, mine.contact = draft.name, draft.about, draft.website, draft.contact
        mine.redirect_uris, mine.scopes, mine.logo = addresses, scopes, picture or mine.logo
        mine.save()
