"""Somebody wants a file of a document or a statement."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.billing.models import Print
from kontor.kernel.clock import now
from kontor.platform.jobs import enqueue


@dataclass(frozen=True, slots=True)
class Wish:
    """Which file: `subject` is `document` or `statement`, `form` is `pdf` or `xml`, `face` is `buyer` or `seller`."""

    store_id: UUID
    subject: str
    subject_id: UUID
    form: str
    face: str
    language: str


@dataclass(frozen=True, slots=True)
class File:
    """A file, for whoever was let to its subject; `path` in the private storage, "" while it is being made."""

    store_id: UUID
    print_id: UUID
    subject_id: UUID
    form: str
    path: str


def ask_print(*, wish: Wish) -> File:
    """Where the file lies; where the file is not there yet, a job makes it. Asked again, it is made once.

    Whether the person may have it is the business of the query that found the subject.
    """
    language = wish.language if wish.form == "pdf" else ""
    with transaction.atomic(savepoint=False):
        row, _made = Print.objects.get_or_create(
            store_id=wish.store_id, subject=wish.subject, subject_id=wish.subject_id, form=wish.form, face=wish.face,
            language=language, defaults={"asked_at": now()},
        )  # fmt: skip
        if not row.path:
            enqueue("billing.print", key=str(row.id), store_id=row.store_id, print_id=row.id)
    return File(row.store_id, row.id, row.subject_id, row.form, row.path)
