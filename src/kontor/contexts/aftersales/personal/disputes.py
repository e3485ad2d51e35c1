"""What disputes hold of people (ACC-42). A decided one stays under an id that leads to nobody; its words go later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from kontor.contexts.aftersales.models import Dispute, DisputeStep, Evidence, Proposal
from kontor.contexts.aftersales.policy.disputes import EVIDENCE_KEPT
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Obstacle, Person, Then, Whose, free, holds, never, obstacle

_BOTH = "the other side and the operator need it while a decision may be contested"


def _mine(person: Person) -> models.QuerySet[Any, Any]:
    return Dispute.objects.filter(buyer_id=person.account_id)


def _of_stores(person: Person) -> models.QuerySet[Any, Any]:
    return Dispute.objects.filter(store__business__owner_id=person.account_id, return_to__isnull=False)


def _steps(person: Person) -> models.QuerySet[Any, Any]:
    return DisputeStep.objects.filter(actor_id=person.account_id)


holds(
    Dispute,
    Column("return_number", Kind.IDENTIFIER, _("Number of the parcel back")),
    Column("return_carrier", Kind.DEED, _("Carrier of the parcel back")),
    title=_("Disputes"), whose=Whose.BUYER, rows=_mine, then=Then.BLANK,
    also=("number", "order_number", "kind", "reason", "state", "opened_at", "ended_at", "refunded_minor", "currency"),
)  # fmt: skip
holds(
    Dispute,
    Column(
        "return_to", Kind.ADDRESS, _("Address"), until=EVIDENCE_KEPT,
        because="a buyer who was told to send goods there has to find it, and the operator has to know what was told",
    ),
    title=_("Addresses of stores"), whose=Whose.SELLER, rows=_of_stores, then=Then.KEEP,
    also=("number", "decided_at"),
)  # fmt: skip
holds(
    Proposal,
    Column("text", Kind.CONTENT, _("What you proposed"), because=_BOTH, until=EVIDENCE_KEPT),
    title=_("Disputes"), whose=Whose.ANYBODY, rows="by_id", then=Then.KEEP,
    also=("back_minor", "with_return", "made_at"),
)  # fmt: skip
holds(
    Evidence,
    Column("text", Kind.CONTENT, _("What you said"), because=_BOTH, until=EVIDENCE_KEPT),
    Column(
        "sealed", Kind.PICTURE, _("Pictures that you showed, sealed"), shown=never, because=_BOTH, until=EVIDENCE_KEPT,
    ),
    title=_("Disputes"), whose=Whose.ANYBODY, rows="by_id", then=Then.KEEP, also=("shown_at",),
)  # fmt: skip
holds(
    DisputeStep,
    Column("note", Kind.CONTENT, _("What you wrote"), because=_BOTH, until=EVIDENCE_KEPT),
    title=_("Disputes"), whose=Whose.ANYBODY, rows=_steps, then=Then.KEEP, also=("move", "at"),
)  # fmt: skip

free(
    Dispute, "codes, sides, and the goods' title and picture", "kind", "reason", "currency", "title", "picture",
    "ship_to_country", "language", "how", "fault", "appealed_by",
)  # fmt: skip
free(Proposal, "sides, and names of templates", "by", "template")
free(Evidence, "sides", "by")
free(DisputeStep, "names of moves and states", "move", "source", "target", "actor")


@obstacle
def settled_dispute(person: Person) -> Iterator[Obstacle]:
    """Open disputes about orders that are over: the order itself holds nobody back any more."""
    many = _mine(person).filter(ended_at__isnull=True, settled=True).count()
    if many:
        yield Obstacle("aftersales.disputes", _("Open disputes: %(count)s"), many, "/account/disputes/")
