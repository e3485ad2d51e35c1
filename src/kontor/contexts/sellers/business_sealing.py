"""Values and papers of businesses, sealed each for its place (SEL-01)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kontor.contexts.sellers.business_errors import PaperDamaged
from kontor.contexts.sellers.models import BusinessPaper, BusinessStage
from kontor.platform import vault

_VALUES = "sellers.stage"
TRACE_SHIFT = 1 << 63  # a trace has 64 bits, its column a sign


def sealed_values(values: Mapping[str, str], *, business_id: UUID, store_id: UUID | None, stage: str) -> bytes:
    """The values of a stage. They carry their place with them: put into another row, they are not taken."""
    body = {"of": _place(business_id, store_id, stage), "values": dict(values)}
    return vault.seal(json.dumps(body).encode(), bound_to=_VALUES)


def opened_values(row: BusinessStage) -> dict[str, str]:
    """The values of a stage; none where nothing was entered.

    Raises:
        PaperDamaged: altered, moved, or sealed under a key that is not there.
    """
    if not row.sealed:
        return {}
    try:
        body = _body(bytes(row.sealed))
    except vault.Unopenable:
        raise PaperDamaged from None
    if body["of"] != _place(row.business_id, row.store_id, row.stage):
        raise PaperDamaged
    values: dict[str, str] = body["values"]
    return values


def held_values(row: BusinessStage) -> dict[str, str]:
    """What of a stage was approved last: by it the business trades. None where nothing was, or it cannot be opened."""
    if not row.held:
        return {}
    try:
        body = _body(bytes(row.held))
    except vault.Unopenable:
        return {}
    values: dict[str, str] = body["values"]
    return values if body["of"] == _place(row.business_id, row.store_id, row.stage) else {}


def shown_values(sealed: Any) -> dict[str, str] | None:
    """For their owner's export: what a stage says; None where it cannot be opened."""
    try:
        values: dict[str, str] = _body(bytes(sealed))["values"] if sealed else {}
    except vault.Unopenable:
        return None
    return values


def sealed_paper(content: bytes, *, business_id: UUID, store_id: UUID | None, code: str) -> bytes:
    """A picture that opens as this paper of this business only."""
    return vault.seal(content, bound_to=f"sellers.paper:{_place(business_id, store_id, code)}")


def opened_paper(paper: BusinessPaper) -> bytes:
    """The JPEG.

    Raises:
        PaperDamaged
    """
    place = _place(paper.business_id, paper.store_id, paper.code)
    try:
        return vault.open_sealed(bytes(paper.sealed), bound_to=f"sellers.paper:{place}")
    except vault.Unopenable:
        raise PaperDamaged from None


def _body(sealed: bytes) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(vault.open_sealed(sealed, bound_to=_VALUES))
    return body


def _place(business_id: UUID, store_id: UUID | None, name: str) -> str:
    return f"{business_id}:{store_id or ''}:{name}"
