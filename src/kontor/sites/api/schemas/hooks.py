"""What programs say and are told of webhooks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kontor.contexts.integrations.rules.webhooks import TYPES
from kontor.sites.api.schemas.common import Strict

_NAMES = ", ".join(name for name in TYPES if name != "webhook.test")


class WebhookIn(Strict):
    url: Annotated[str, Field(min_length=1, max_length=500, description="begins with https://, and is public")]
    types: Annotated[list[str], Field(max_length=40, description=f"none: all. One of {_NAMES}")] = []
    note: Annotated[str, Field(max_length=100, description="for the store's people")] = ""


class WebhookMade(Schema):
    id: UUID


class Secret(Schema):
    secret: Annotated[str, Field(description="`whsec_…`; messages are signed with it")]


class Changed(Schema):
    messages: Annotated[int, Field(description="that are on their way")]


class Webhook(Schema):
    id: UUID
    url: str
    note: str
    types: Annotated[list[str], Field(description="empty: all")]
    active: Annotated[bool, Field(description="false: by the store's people, or by itself after days of failure")]
    failing_since: datetime | None
    waiting: Annotated[int, Field(description="messages that are not there yet")]
    failed: Annotated[int, Field(description="messages that were given up")]
