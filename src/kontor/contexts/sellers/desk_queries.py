"""Businesses as the operator sees them: the list, and one whole with its way (SEL-01, OPR-02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kontor.contexts.sellers.business_errors import BusinessUnknown
from kontor.contexts.sellers.business_queries import StageView, stage_view
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, Stage
from kontor.contexts.sellers.models import (
    AskedFor,
    Business,
    BusinessPaper,
    BusinessStep,
    PaperView,
    Store,
    TaxDemand,
    TaxNumber,
)
from kontor.contexts.sellers.proofs import proofs_of
from kontor.contexts.sellers.requirements import added, demands
from kontor.contexts.sellers.rules import taxes
from kontor.contexts.sellers.rules.requirements import asked
from kontor.contexts.sellers.services.hand_in_business import QUEUE
from kontor.contexts.sellers.stages import papers_of, particulars, rows_of
from kontor.kernel.viewer import Operator
from kontor.platform.reviews import ReviewItem

PAGE = 50
_STEPS = 100


@dataclass(frozen=True, slots=True)
class BusinessLine:
    """A row of the list."""

    id: UUID
    legal_name: str
    form: str
    country: str
    state: str
    handed_in_at: datetime | None
    verified_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """A picture that is kept, and who has looked at it: (account, when), latest first."""

    code: str
    stage: str
    added_at: datetime
    looks: Sequence[tuple[UUID, datetime]]


@dataclass(frozen=True, slots=True)
class Step:
    """One move on its way."""

    move: str
    stage: str
    by_id: UUID | None
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class BusinessFile:
    """Everything about a business on one page; secret numbers with their last signs."""

    line: BusinessLine
    owner_id: UUID
    reason: str
    purged_at: datetime | None
    stages: Sequence[StageView]
    papers: Sequence[Paper]
    steps: Sequence[Step]
    stores: Sequence[tuple[str, str, str]]  # slug, name, state
    taxes: Sequence[tuple[str, str, str, bool]]  # destination, kind, number, sure
    case_id: UUID | None  # where it waits for a decision


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement of the operator's own."""

    id: UUID
    stage: str
    kind: str
    country: str
    form: str
    labels: dict[str, str]
    required: bool
    added_at: datetime


def businesses(
    viewer: Operator, *, text: str = "", state: str = "", before: UUID | None = None, size: int = PAGE
) -> list[BusinessLine]:
    """Businesses, latest first, paged by their id; `text` is sought in names."""
    rows = Business.objects.order_by("-id")
    if text:
        rows = rows.filter(Q(legal_name__icontains=text) | Q(stores__name__icontains=text)).distinct()
    if state:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_line(row) for row in rows[:size]]


def business_file(viewer: Operator, business_id: UUID) -> BusinessFile:
    """One business, whatever its state.

    Raises:
        BusinessUnknown, PaperDamaged.
    """
    business = Business.objects.select_related("owner").filter(id=business_id).first()
    if business is None:
        raise BusinessUnknown
    rows = rows_of(business)
    told = particulars(business, rows)
    facts, more = papers_of(business) | proofs_of(business.owner), added()
    looks: defaultdict[str, list[tuple[UUID, datetime]]] = defaultdict(list)
    for code, by_id, at in (
        PaperView.objects.filter(business=business).order_by("-at").values_list("code", "by_id", "at")
    ):
        looks[code].append((by_id, at))
    papers = BusinessPaper.objects.filter(business=business).order_by("added_at", "id")
    steps = BusinessStep.objects.filter(business=business).order_by("-at", "-id")[:_STEPS]
    waiting = ReviewItem.objects.filter(kind=QUEUE, subject_id=business.id, closed_at__isnull=True)
    held = TaxNumber.objects.filter(business=business, removed_at__isnull=True).order_by("destination", "kind")
    return BusinessFile(
        line=_line(business),
        owner_id=business.owner_id,
        reason=business.reason,
        purged_at=business.purged_at,
        stages=[
            stage_view(
                each, business, rows.get(each), asked(each, country=told.country, form=told.form, more=more), facts
            )
            for each in OF_BUSINESS
        ],
        papers=[
            Paper(code, stage, at, looks[code]) for code, stage, at in papers.values_list("code", "stage", "added_at")
        ],
        steps=[Step(one.move, one.stage, one.by_id, one.at, one.note) for one in steps],
        stores=list(Store.objects.filter(business=business).order_by("id").values_list("slug", "name", "state")),
        taxes=list(held.values_list("destination", "kind", "number", "sure")),
        case_id=waiting.values_list("id", flat=True).first(),
    )


def asked_for(viewer: Operator) -> list[Asked]:
    """The operator's own requirements that are asked now, by stage."""
    order = {stage.value: place for place, stage in enumerate(Stage)}
    rows = AskedFor.objects.filter(ended_at__isnull=True).order_by("added_at", "id")
    found = [
        Asked(row.id, row.stage, row.kind, row.country, row.form, row.labels, row.required, row.added_at)
        for row in rows
    ]
    return sorted(found, key=lambda one: order[one.stage])


def tax_demands(viewer: Operator) -> list[tuple[str, str, bool]]:
    """Destination, the sets that are enough as they are written, and whether the operator changed it."""
    changed = set(TaxDemand.objects.values_list("destination", flat=True))
    rows = [(code, taxes.written(sets), code in changed) for code, sets in demands().items()]
    return sorted(rows, key=lambda row: (row[0] != taxes.UNION, row[0]))


def _line(row: Business) -> BusinessLine:
    return BusinessLine(
        row.id, row.legal_name, row.form, row.country, row.state, row.handed_in_at, row.verified_at, row.created_at
    )
