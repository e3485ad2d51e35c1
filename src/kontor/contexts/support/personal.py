"""What support holds of people (ACC-42)."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.contexts.messaging.policy import KEPT
from kontor.contexts.support.models import Line, Request
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds


def _written(person: Person) -> models.QuerySet[Any, Any]:
    mine = Request.objects.filter(buyer_id=person.account_id).values("id")
    return Line.objects.filter(request_id__in=mine)


holds(
    Line,
    Column("text", Kind.CONTENT, _("Message to or from support"),
           because="what was asked and answered may be needed to settle claims", until=KEPT),
    title=_("Requests to support"), whose=Whose.BUYER, rows=_written, then=Then.KEEP,
    also=("request_id", "position", "author", "at"),
)  # fmt: skip
free(Line, "an id that a page makes", "client_id")
free(Request, "codes", "language")
