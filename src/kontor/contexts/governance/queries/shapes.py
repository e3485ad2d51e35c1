"""What reads of governance hand out: plain and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.governance.rules.points import Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a list of violations. `title` is in the reader's language; `appeal` is "", waits, granted or refused."""

    id: UUID
    store: str
    slug: str
    code: str
    title: str
    points: int
    state: str
    at: datetime
    points_until: datetime
    appeal_by: datetime
    follows: Sequence[str]
    appeal: str


@dataclass(frozen=True, slots=True)
class Proven:
    """One piece of evidence; `href_id` is the product's id where it is one."""

    kind: str
    number: int | None
    words: str
    product_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed; `words` names it, `product` the number of goods that it took off sale."""

    kind: str
    words: str
    threshold: int
    at: datetime
    until: datetime | None
    ended_at: datetime | None
    lifted: bool
    product: int | None


@dataclass(frozen=True, slots=True)
class Appealed:
    """The store's appeal, and the answer."""

    text: str
    at: datetime
    decided_at: datetime | None
    granted: bool | None
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A violation whole. `by_id`: the operator's account, for operators alone."""

    line: Line
    sentence: str
    rule: str
    words: str
    by_id: UUID | None
    ended_at: datetime | None
    ended_because: str
    evidence: Sequence[Proven]
    consequences: Sequence[Followed]
    appeal: Appealed | None
    may_appeal: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a store stands: its points in force, and what comes next."""

    points: int
    next: Threshold | None
    lines: Sequence[Line]
