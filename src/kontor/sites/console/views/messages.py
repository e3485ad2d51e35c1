"""Messages on the operator's desk: where to look, a conversation as evidence, its signed files (MSG-15, OPR-04)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from kontor.contexts.messaging.gates import KIND
from kontor.contexts.messaging.queries.desk import conversations_about
from kontor.contexts.messaging.queries.evidence import evidence
from kontor.contexts.messaging.services.export_evidence import export_evidence
from kontor.contexts.messaging.words import STREAM_NAMES, Stream
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.audit.noting import note
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page

ACTIVE = "console_messages"
FORMS = {"json": "application/json", "pdf": "application/pdf"}
_QUEUES = ((KIND, gettext_lazy("Held messages")), ("governance.appeal", gettext_lazy("Appeals")))


@signed_in
@require_GET
def overview(request: Request) -> HttpResponse:
    """Queues that concern messages, the policy lab, and conversations by the number of an order or product."""
    viewer = operator_of(request)
    text = request.GET.get("q", "").strip().lstrip("#")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None  # noqa: PLR2004  (bigint)
    measured = {measure.kind.name: measure for measure in reviews.measures(viewer)}
    context: dict[str, Any] = {
        "text": text,
        "found": conversations_about(viewer, number) if number is not None else [],
        "streams": {name.value: _(words) for name, words in STREAM_NAMES.items()},
        "queues": [
            {"kind": kind, "title": title, "measure": measured[kind]} for kind, title in _QUEUES if kind in measured
        ],
    }
    return page(request, "console/messages.html", context, active=ACTIVE, title=_("Messages"))


@signed_in
@require_GET
def conversation(request: Request, conversation_id: UUID) -> HttpResponse:
    """The whole of it, as both sides see it, with its chain; that it was read is written down."""
    viewer = operator_of(request)
    found = evidence(viewer, conversation_id)
    _noted(viewer, conversation_id, found.store_id)
    context: dict[str, Any] = {
        "found": found,
        "stream": _(STREAM_NAMES[Stream(found.stream)]),
        "lines": [
            (view, own[:12], found.store if view.author != "buyer" else found.buyer)
            for view, own in zip(found.messages, found.hashes, strict=True)
        ],
    }
    title = _("Messages with %(name)s") % {"name": found.store}
    return page(request, "console/conversation.html", context, active=ACTIVE, title=title)


@signed_in
@require_GET
def exported(request: Request, conversation_id: UUID, paper: str) -> HttpResponse:
    """The signed file."""
    if paper not in FORMS:
        raise NotFound
    content = export_evidence(
        viewer=operator_of(request), conversation_id=conversation_id, form=paper, language=request.place.language
    )
    answer = HttpResponse(content, content_type=FORMS[paper])
    answer.headers["Content-Disposition"] = f'attachment; filename="conversation-{conversation_id}.{paper}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _noted(viewer: Operator, conversation_id: UUID, store_id: UUID) -> None:
    del viewer
    with transaction.atomic():
        note(kind="messaging.evidence", row_id=str(conversation_id), store_id=store_id, after={"form": "page"})
