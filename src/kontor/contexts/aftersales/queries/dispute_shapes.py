"""What reads of disputes hand out: plain, frozen, for one viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.aftersales.rules.dispute_rulings import Template
from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """A row of a list of disputes. `asked`: what the buyer's standing proposal wants."""

    dispute_id: UUID
    number: int
    order_number: int
    store_name: str
    store_slug: str
    kind: str
    reason: str
    state: str
    title: str
    picture: str
    country: str
    language: str
    paid: Money
    asked: Money | None
    refunded: Money
    opened_at: datetime
    due_at: datetime | None
    decided_at: datetime | None
    ended_at: datetime | None

    @property
    def key(self) -> str:
        """Where the next page of a list begins."""
        return f"{self.opened_at.timestamp():.6f}_{self.dispute_id.hex}"

    @property
    def handled_in(self) -> timedelta | None:
        """From opening to decision (SEL-14); None while there is none."""
        return self.decided_at - self.opened_at if self.decided_at else None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What a side would have, or what was ruled. `may_accept`: by the viewer, now."""

    proposal_id: UUID
    by: str
    back: Money
    with_return: bool
    text: str
    stands: bool
    made_at: datetime
    accepted_at: datetime | None
    may_accept: bool


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Words, or a picture that is opened by `evidence_picture`."""

    evidence_id: UUID
    by: str
    text: str
    is_picture: bool
    shown_at: datetime


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One thing that happened."""

    move: str
    by: str
    note: str
    back: Money | None
    with_return: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One dispute, whole. `moves`: what the viewer may do now, by the table."""

    card: CaseCard
    store_id: UUID
    order_id: UUID
    buyer_id: UUID
    settled: bool
    how: str
    fault: str
    agreed: Money | None
    appealed_by: str
    taken: bool  # the viewer has accepted the ruling
    return_carrier: str
    return_number: str
    return_sent_at: datetime | None
    proposals: Sequence[ProposalView]
    evidence: Sequence[EvidenceView]
    steps: Sequence[CaseStep]
    moves: Sequence[str]

    def standing(self, side: str) -> ProposalView | None:
        """The proposal of `side` that stands."""
        return next((one for one in self.proposals if one.by == side and one.stands), None)


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether an order may be disputed: now, from `opens` on, until `closes`; or the dispute that it has."""

    now: bool
    opens: datetime | None
    closes: datetime | None
    latest: CaseCard | None


@dataclass(frozen=True, slots=True)
class Handling:
    """How long disputes took from opening to decision, in seconds; None where nothing was decided."""

    decided: int
    median: float | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A template with its amount for one case; None where it does not fit."""

    template: Template
    back: Money | None


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the sides from other disputes."""

    by_buyer: int
    buyers_fault: int
    of_store: int
    sellers_fault: int
