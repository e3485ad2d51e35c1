"""Facts of support. `key` is the request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFact(Event):
    """About one request."""

    name: ClassVar[str] = ""
    request_id: UUID
    buyer_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportWritten(SupportFact):
    """Somebody wrote. `author` is a value of `words.Author`."""

    name: ClassVar[str] = "support.written"
    author: str


class SupportChanged(SupportFact):
    """It was taken, given back or resolved."""

    name = "support.changed"
