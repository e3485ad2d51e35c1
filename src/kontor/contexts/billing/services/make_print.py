"""A file is made of what was frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import translation

from kontor.contexts.billing.models import Document, Print, Statement
from kontor.contexts.billing.papers.invoice import invoice_pdf
from kontor.contexts.billing.papers.statement import statement_pdf
from kontor.contexts.billing.papers.xml import ubl
from kontor.contexts.billing.rules.figures import Figures
from kontor.contexts.sellers.queries import store_cards
from kontor.kernel.clock import now
from kontor.kernel.ids import token
from kontor.platform import files


def make_print(*, store_id: UUID, print_id: UUID) -> None:
    """Write the file and note where it lies; made twice at once, one of them stays."""
    row = Print.objects.filter(store_id=store_id, id=print_id).first()
    if row is None or row.path:
        return
    with translation.override(row.language or "en"):
        content = _MAKERS[row.subject](row)
    name = f"billing/{store_id}/{row.subject_id}-{token(8)}.{row.form}"
    path = files.private().save(name, ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    mine = Print.objects.filter(store_id=store_id, id=print_id, path="")
    if not mine.update(path=path, sha256=digest, made_at=now()):
        files.private().delete(path)


def _document(row: Print) -> bytes:
    found = Document.objects.get(store_id=row.store_id, id=row.subject_id)
    corrects = None
    if found.corrects:
        invoice = Document.objects.get(store_id=row.store_id, id=found.corrects)
        corrects = {"number": invoice.number, "issued_on": invoice.issued_on.isoformat()}
    said = {
        "kind": found.kind, "number": found.number, "issued_on": found.issued_on.isoformat(), "corrects": corrects,
        "seller": found.seller, "recipient": found.recipient if row.face == "buyer" else {},
    }  # fmt: skip
    figures = Figures.read(found.figures)
    return ubl(said, figures) if row.form == "xml" else invoice_pdf(said, figures)


def _statement(row: Print) -> bytes:
    found = Statement.objects.get(store_id=row.store_id, id=row.subject_id)
    return statement_pdf(found, store_cards([row.store_id])[row.store_id].name)


_MAKERS: Mapping[str, Callable[[Print], bytes]] = {"document": _document, "statement": _statement}
