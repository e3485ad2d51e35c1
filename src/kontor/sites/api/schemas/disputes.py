"""Disputes, as programs of the store take and give them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kontor.sites.api.schemas.common import Money, Strict
from kontor.sites.api.schemas.texts import Switch, Text

Tab = Literal["all", "to_answer", "negotiating", "deciding", "returns", "over"]


class DisputeCard(Schema):
    """A dispute. The buyer stays masked; amounts are in the currency that the buyer paid."""

    number: str
    order: str
    kind: Annotated[str, Field(description="not_received or not_as_described")]
    reason: str
    state: str
    country: str
    paid: Money
    asked: Annotated[Money | None, Field(description="what the buyer's standing proposal wants")]
    refunded: Money
    opened_at: datetime
    due_at: Annotated[datetime | None, Field(description="when time acts by itself")]
    decided_at: datetime | None


class DisputeList(Schema):
    items: list[DisputeCard]
    next: str | None


class DisputeProposal(Schema):
    id: UUID
    by: str
    amount: Money
    with_return: bool
    text: str
    stands: bool
    made_at: datetime


class DisputeEvidence(Schema):
    """Words; pictures are looked at in the Seller Center."""

    by: str
    text: str
    picture: bool
    shown_at: datetime


class DisputeStep(Schema):
    move: str
    by: str
    at: datetime


class DisputeWhole(DisputeCard):
    """One dispute, whole."""

    language: Annotated[str, Field(description="the buyer's: answer in it")]
    return_carrier: str
    return_number: str
    proposals: list[DisputeProposal]
    evidence: list[DisputeEvidence]
    steps: list[DisputeStep]
    actions: Annotated[list[str], Field(description="what the store may do now")]


class ProposalIn(Strict):
    amount: Annotated[
        Text, Field(max_length=20, examples=["12.50"], description="in the currency paid; 0 refuses the refund")
    ]
    with_return: Switch = False
    text: Annotated[Text, Field(max_length=2000, description="the buyer reads it")]


class AcceptIn(Strict):
    proposal: Annotated[UUID, Field(description="as it was read: another one meanwhile is refused")]
