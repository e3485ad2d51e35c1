"""A person's data become a file."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation

from kontor.contexts.accounts.models import Account
from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.privacy.archives import packed
from kontor.contexts.privacy.models import Archive, PrivacyRequest, RequestKind, RequestState
from kontor.contexts.privacy.policy import ARCHIVE_KEPT
from kontor.kernel.clock import now
from kontor.platform import vault
from kontor.platform.privacy import Person, gather


def make_archive(*, request_id: UUID) -> bool:
    """Make the archive of an export, seal it, and tell its owner (ACC-42). Safe to run twice.

    Returns:
        Whether it was made now.
    """
    with transaction.atomic():
        request = (
            PrivacyRequest.objects.select_for_update()
            .filter(id=request_id, kind=RequestKind.EXPORT, state=RequestState.WAITING)
            .first()
        )
        person = Person.of(request.account_id) if request else None
        if request is None or person is None:
            return False
        moment = now()
        language = Account.objects.values_list("language", flat=True).get(pk=person.account_id)
        with translation.override(language):
            content = packed(gather(person), made_at=moment, language=language)
        Archive.objects.create(
            request=request,
            account_id=person.account_id,
            sealed=vault.seal(content, bound_to=f"privacy.archive:{request.id}"),
            size=len(content),
            made_at=moment,
            expires_at=moment + timedelta(days=ARCHIVE_KEPT.int()),
        )
        PrivacyRequest.objects.filter(id=request.id).update(state=RequestState.DONE, ended_at=moment)
        notify(
            account_id=person.account_id,
            kind="archive_ready",
            values={"days": ARCHIVE_KEPT.int()},
            cause=f"privacy.archive:{request.id}",
        )
    return True
