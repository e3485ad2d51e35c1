"""A program gets a new secret: the old one was lost, or seen."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.errors.programs import ProgramNotFound
from kontor.contexts.integrations.models import Application
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Operator, Seat


def renew_secret(*, viewer: Seat | Operator, application_id: UUID) -> str:
    """Put a new secret in place of the old one, which is worth nothing from now on; tokens that were given stay.

    Returns:
        The secret: shown once.

    Raises:
        RightMissing: a seat without `settings.programs`.
        ProgramNotFound: none of this id is the viewer's, or it has no secret.
    """
    if isinstance(viewer, Seat):
        require(viewer, "settings.programs")
    secret = secrets.fresh(secrets.SECRET)
    with transaction.atomic():
        mine = Application.objects.filter(id=application_id).exclude(secret_hash="")
        mine = mine.filter(store_id=viewer.store_id) if isinstance(viewer, Seat) else mine.filter(store=None)
        if not mine.update(secret_hash=secrets.hashed(secret)):
            raise ProgramNotFound
    return secret
