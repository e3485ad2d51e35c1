"""Pictures of documents and what was read from them, sealed each for its place (ACC-33)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from kontor.contexts.risk.models import IdentityPicture
from kontor.platform import vault

if TYPE_CHECKING:
    from kontor.contexts.risk.documents.mrz import Zone

REVIEW = "risk.identity"  # name of the queue
TRACE_SHIFT = 1 << 63  # a trace has 64 bits, its column a sign


def sealed(content: bytes, *, check_id: UUID, side: str) -> bytes:
    """A picture that opens as this side of this check only: put into another row, it does not open."""
    return vault.seal(content, bound_to=_place(check_id, side))


def sealed_zone(zone: Zone | None, *, check_id: UUID, side: str) -> bytes:
    """What a machine readable zone says, sealed; nothing for none."""
    if zone is None:
        return b""
    return vault.seal(json.dumps(asdict(zone), default=str).encode(), bound_to=_place(check_id, side) + ":zone")


def opened(picture: IdentityPicture) -> bytes:
    """The JPEG.

    Raises:
        Unopenable: altered, moved, or sealed under a key that is not there.
    """
    return vault.open_sealed(bytes(picture.sealed), bound_to=_place(picture.check_of_id, picture.side))


def opened_zone(picture: IdentityPicture) -> dict[str, Any]:
    """The fields of the zone; none where none was read.

    Raises:
        Unopenable
    """
    if not picture.sealed_zone:
        return {}
    text = vault.open_sealed(bytes(picture.sealed_zone), bound_to=_place(picture.check_of_id, picture.side) + ":zone")
    fields: dict[str, Any] = json.loads(text)
    return fields


def _place(check_id: UUID, side: str) -> str:
    return f"risk.identity:{check_id}:{side}"
