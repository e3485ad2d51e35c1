"""That something beside its lines changed, and how notices name a request."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.support.events import SupportChanged
from kontor.contexts.support.models import Request
from kontor.platform.events import record


def tell(request: Request) -> None:
    """Record that it changed, so that open pages fetch themselves again."""
    record(SupportChanged(key=request.id, request_id=request.id, buyer_id=request.buyer_id))


def cause_of(request_id: UUID) -> str:
    """The beginning of the cause of every notice of a request, so that reading it reads them too."""
    return f"support:{request_id}:"
