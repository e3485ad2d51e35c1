"""The register of violations, for the operator and for the store that they are about."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from kontor.contexts.catalogue.models import Product
from kontor.contexts.governance.entering import points_of
from kontor.contexts.governance.errors import ViolationNotFound
from kontor.contexts.governance.lifecycle import State
from kontor.contexts.governance.models import Violation
from kontor.contexts.governance.news import RIGHT
from kontor.contexts.governance.queries.shapes import Appealed, File, Followed, Line, Proven, Standing
from kontor.contexts.governance.rules.offences import FOLLOWS, OFFENCES, Follows
from kontor.contexts.governance.rules.points import ahead, thresholds
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, Seat
from kontor.platform.reviews import Evidence, Link

PAGE = 50


def register(
    viewer: Operator, *, store: str = "", code: str = "", state: str = "", before: UUID | None = None, size: int = PAGE
) -> list[Line]:
    """All stores' violations, newest first, paged by key; `store` is a slug."""
    found = _violations()
    if store:
        found = found.filter(store__slug=store)
    if code in OFFENCES:
        found = found.filter(code=code)
    if state in set(State):
        found = found.filter(state=state)
    return [_line(row) for row in _page(found, before, size)]


def violation_file(viewer: Operator, violation_id: UUID) -> File:
    """One violation whole.

    Raises:
        ViolationNotFound
    """
    return _file(_violations().filter(id=violation_id).first())


def standing(seat: Seat, *, before: UUID | None = None, size: int = PAGE) -> Standing:
    """The store's points, what comes next, and its violations, newest first.

    Raises:
        RightMissing: without `settings.store`.
    """
    require(seat, RIGHT)
    points = points_of(seat.store_id)
    rows = _page(_violations().filter(store_id=seat.store_id), before, size)
    return Standing(points, ahead(points, thresholds()), [_line(row) for row in rows])


def own_violation(seat: Seat, violation_id: UUID) -> File:
    """One of the store's violations whole.

    Raises:
        RightMissing: without `settings.store`.
        ViolationNotFound: absent, or another store's.
    """
    require(seat, RIGHT)
    return _file(_violations().filter(id=violation_id, store_id=seat.store_id).first())


def points_in_force(viewer: Operator, store_id: UUID) -> int:
    """The sum of a store's points that count now."""
    return points_of(store_id)


def evidence_of_appeal(viewer: Operator, violation_id: UUID) -> Evidence:
    """What a reviewer of an appeal sees."""
    try:
        file = violation_file(viewer, violation_id)
    except ViolationNotFound:
        return []
    seen = [f"#{each.number}" if each.number else each.words for each in file.evidence]
    return [
        (gettext("Store"), Link(file.line.store, f"/console/stores/{file.line.slug}/")),
        (gettext("Violation"), Link(file.line.title, f"/console/violations/{violation_id}/")),
        (gettext("Recorded"), file.line.at),
        (gettext("Points"), file.line.points),
        (gettext("In words"), file.words or file.sentence),
        (gettext("Evidence"), seen),
        (gettext("What followed"), [each.words for each in file.consequences]),
        (gettext("The store writes"), file.appeal.text if file.appeal else ""),
    ]


def _violations() -> QuerySet[Violation]:
    return Violation.objects.select_related("store", "appeal").prefetch_related("consequences")


def _page(found: QuerySet[Violation], before: UUID | None, size: int) -> list[Violation]:
    if before is not None:
        found = found.filter(id__lt=before)
    return list(found.order_by("-id")[:size])


def _line(row: Violation) -> Line:
    appeal = getattr(row, "appeal", None)
    said = "" if appeal is None else {None: "waits", True: "granted", False: "refused"}[appeal.granted]
    kinds = dict.fromkeys(each.kind for each in row.consequences.all())
    return Line(
        id=row.id, store=row.store.name, slug=row.store.slug, code=row.code, title=gettext(OFFENCES[row.code].title),
        points=row.points, state=row.state, at=row.at, points_until=row.points_until, appeal_by=row.appeal_by,
        follows=[gettext(FOLLOWS[Follows(kind)]) for kind in kinds], appeal=said,
    )  # fmt: skip


def _file(row: Violation | None) -> File:
    if row is None:
        raise ViolationNotFound
    offence, appeal = OFFENCES[row.code], getattr(row, "appeal", None)
    evidence, consequences = list(row.evidence.order_by("position")), list(row.consequences.order_by("at", "id"))
    named = [each.number for each in evidence if each.kind == "product" and each.number is not None]
    ids = dict(Product.objects.filter(number__in=named).values_list("number", "id"))
    numbers = {key: number for number, key in ids.items()}
    return File(
        line=_line(row), sentence=gettext(offence.sentence), rule=offence.rule, words=row.words, by_id=row.by_id,
        ended_at=row.ended_at, ended_because=row.ended_because,
        evidence=[Proven(each.kind, each.number, each.words, ids.get(each.number or 0)) for each in evidence],
        consequences=[
            Followed(
                each.kind, gettext(FOLLOWS[Follows(each.kind)]), each.threshold, each.at, each.until, each.ended_at,
                each.lifted, numbers.get(each.product_id) if each.product_id else None,
            )
            for each in consequences
        ],
        appeal=Appealed(appeal.text, appeal.at, appeal.decided_at, appeal.granted, appeal.answer) if appeal else None,
        may_appeal=row.state == State.IN_FORCE and appeal is None and now() <= row.appeal_by,
    )  # fmt: skip
