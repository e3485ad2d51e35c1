"""Reads of disputes, each for a viewer. Lists are paged by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from kontor.contexts.aftersales import dispute_evidence
from kontor.contexts.aftersales.dispute_cases import card, unworded, whole
from kontor.contexts.aftersales.dispute_locks import sees
from kontor.contexts.aftersales.dispute_moving import QUEUES
from kontor.contexts.aftersales.dispute_opening import check_may_open, standing, window_of
from kontor.contexts.aftersales.dispute_ruling import facts_of
from kontor.contexts.aftersales.errors.disputes import DisputeNotFound, DisputeTooEarly
from kontor.contexts.aftersales.lifecycle import DISPUTE, State
from kontor.contexts.aftersales.models import Dispute, Evidence, Proposal
from kontor.contexts.aftersales.queries.dispute_shapes import Case, CaseCard, Handling, Opening, Record, Ruling
from kontor.contexts.aftersales.rules.dispute_rulings import TEMPLATES, amount
from kontor.contexts.buyers.queries import AddressView
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers import addresses
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer, Operator, Seat, System, Viewer
from kontor.platform import reviews

PAGE = 30
S = State
TABS: Mapping[str, tuple[State, ...]] = {
    "to_answer": (S.OPENED,),
    "negotiating": (S.NEGOTIATING,),
    "deciding": (S.ESCALATED, S.RULED, S.APPEALED),
    "returns": (S.RETURN_DUE, S.RETURNING),
    "over": (S.REFUNDED, S.RELEASED, S.WITHDRAWN),
    "all": tuple(S),
}
_MEDIAN = """
SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - opened_at))
FROM aftersales_dispute WHERE store_id = %s AND decided_at >= %s AND state <> 'withdrawn'
"""


def _listed(rows: QuerySet[Dispute], tab: str, after: str, size: int) -> list[CaseCard]:
    """A page: what is open with the oldest first, which is the most urgent; all and what is over with the newest."""
    states = TABS.get(tab, TABS["all"])
    oldest_first = not set(states) & DISPUTE.final
    rows = rows.filter(state__in=states)
    if (key := _key(after)) is not None:
        moment, row_id = key
        beyond = "gt" if oldest_first else "lt"
        rows = rows.filter(Q(**{f"opened_at__{beyond}": moment}) | Q(opened_at=moment, **{f"id__{beyond}": row_id}))
    order = ("opened_at", "id") if oldest_first else ("-opened_at", "-id")
    return [card(row) for row in _with_asked(rows).order_by(*order)[:size]]


def _with_asked(rows: QuerySet[Dispute]) -> QuerySet[Dispute]:
    wanted = Proposal.objects.filter(dispute=OuterRef("pk"), by="buyer", stands=True).values("back_minor")
    return rows.select_related("store").annotate(asked_minor=Subquery(wanted[:1]))


def _key(after: str) -> tuple[datetime, UUID] | None:
    moment, _sep, row_id = after.partition("_")
    try:
        return datetime.fromtimestamp(float(moment), UTC), UUID(row_id)
    except (ValueError, OverflowError, OSError):
        return None


def buyer_disputes(viewer: Buyer, *, after: str = "", size: int = PAGE) -> list[CaseCard]:
    """A buyer's disputes, newest first. `after` is the `key` of the last one seen."""
    return _listed(Dispute.objects.filter(buyer_id=viewer.buyer_id), "all", after, size)


def seller_disputes(viewer: Seat, *, tab: str = "all", after: str = "", size: int = PAGE) -> list[CaseCard]:
    """A store's disputes in a tab of `TABS`; what waits longest comes first.

    Raises:
        RightMissing: without `aftersales.view`.
    """
    require(viewer, "aftersales.view")
    return _listed(Dispute.objects.filter(store_id=viewer.store_id), tab, after, size)


def seller_dispute_counts(viewer: Seat) -> dict[str, int]:
    """How many disputes stand in each tab of the store; every figure equals its list."""
    rows = Dispute.objects.filter(store_id=viewer.store_id).values_list("state").annotate(n=Count("id"))
    by_state = {str(state): many for state, many in rows}
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in TABS.items()}


def own_ids(viewer: Seat, numbers: Sequence[int]) -> list[UUID]:
    """The store's disputes among these numbers, in their order."""
    rows = Dispute.objects.filter(store_id=viewer.store_id, number__in=numbers).values_list("number", "id")
    known = dict(rows)
    return [known[number] for number in dict.fromkeys(numbers) if number in known]


def first_to_answer(viewer: Seat) -> datetime | None:
    """When the next unanswered dispute of the store is decided by silence."""
    waiting = Dispute.objects.filter(store_id=viewer.store_id, ended_at__isnull=True, state=S.OPENED)
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()


def operator_disputes(viewer: Operator, *, tab: str = "all", after: str = "", size: int = PAGE) -> list[CaseCard]:
    """All stores' disputes, for the operator's desk."""
    del viewer
    return _listed(Dispute.objects.all(), tab, after, size)


def dispute(viewer: Viewer, number: int) -> Case:
    """One dispute, whole: to its sides, and to the operator who has taken the case.

    To others of the operator it comes without what people wrote and showed: a claim is the record of that reading.

    Raises:
        DisputeNotFound: absent, or another buyer's or store's.
        RightMissing: a seat without `aftersales.view`.
    """
    row = _with_asked(Dispute.objects.filter(number=number)).first()
    if row is None or not sees(viewer, row):
        raise DisputeNotFound
    if isinstance(viewer, Seat):
        require(viewer, "aftersales.view")
    found = whole(viewer, row)
    return found if not isinstance(viewer, Operator) or in_hand(viewer, row.id) else unworded(found)


def return_address(viewer: Buyer, case: Case) -> AddressView | None:
    """Where the goods of a case are to be sent, for its buyer and only while they are due back (TRD-01).

    The address that the store had when the return was decided; where it had none, or none was kept, the one that it
    has now. None otherwise, and where the store has entered no address.
    """
    if case.buyer_id != viewer.buyer_id or case.card.state != S.RETURN_DUE:
        return None
    frozen = Dispute.objects.filter(id=case.card.dispute_id).values_list("return_to", flat=True).get()
    if frozen:
        return addresses.thawed(frozen, case.card.dispute_id)
    return addresses.return_address(System("aftersales"), case.store_id, case.card.country)


def desk_case(viewer: Operator, dispute_id: UUID) -> reviews.Case | None:
    """The open case of a dispute on the desk, for a first ruling or an appeal; None when it is not there."""
    waiting = reviews.ReviewItem.objects.filter(kind__in=QUEUES.values(), subject_id=dispute_id, closed_at=None)
    item = waiting.values_list("id", flat=True).first()
    return reviews.case(viewer, item) if item else None


def in_hand(viewer: Operator, dispute_id: UUID) -> bool:
    """Whether this person of the operator has taken the case."""
    taken = reviews.ReviewItem.objects.filter(kind__in=QUEUES.values(), subject_id=dispute_id, closed_at=None)
    return taken.filter(claimed_by=viewer.account_id).exists()


def rulings(viewer: Operator, dispute_id: UUID) -> list[Ruling]:
    """The templates with their amounts for this case; those that do not fit have none (OPR-04)."""
    facts = facts_of(Dispute.objects.get(id=dispute_id))
    return [Ruling(template, amount(template, facts)) for template in TEMPLATES]


def record_of(viewer: Operator, *, buyer_id: UUID, store_id: UUID) -> Record:
    """How many disputes this buyer opened and this store had, and how many went against each."""
    rows = Dispute.objects.filter(Q(buyer_id=buyer_id) | Q(store_id=store_id)).aggregate(
        by_buyer=Count("id", filter=Q(buyer_id=buyer_id)),
        buyers_fault=Count("id", filter=Q(buyer_id=buyer_id, fault="buyer", ended_at__isnull=False)),
        of_store=Count("id", filter=Q(store_id=store_id)),
        sellers_fault=Count("id", filter=Q(store_id=store_id, fault="seller", ended_at__isnull=False)),
    )
    return Record(**rows)


def evidence_picture(viewer: Viewer, number: int, evidence_id: UUID) -> bytes:
    """A picture of a dispute, as WebP.

    Raises:
        DisputeNotFound: absent, no picture, or not the viewer's.
        RightMissing: a seat without `aftersales.view`.
        Unopenable: altered, or sealed under a key that is not there.
    """
    row = Evidence.objects.select_related("dispute").filter(id=evidence_id, dispute__number=number).first()
    if row is None or not row.sealed or not sees(viewer, row.dispute):
        raise DisputeNotFound
    if isinstance(viewer, Operator) and not in_hand(viewer, row.dispute_id):
        raise DisputeNotFound
    if isinstance(viewer, Seat):
        require(viewer, "aftersales.view")
    return dispute_evidence.opened(row)


def opening(viewer: Buyer, *, store_id: UUID, order_id: UUID) -> Opening:
    """Whether the buyer may dispute an order of their own, and the latest dispute about it."""
    order = StoreOrder.objects.filter(store_id=store_id, id=order_id, buyer_id=viewer.buyer_id).first()
    if order is None:
        raise DisputeNotFound
    known = list(_with_asked(Dispute.objects.filter(order_id=order_id)).order_by("-opened_at"))
    shown = card(known[0]) if known else None
    how = standing(order, known)
    try:
        check_may_open(order, now(), how)
    except DisputeTooEarly:
        possible = False
    except Refusal:
        return Opening(False, None, None, shown)
    else:
        possible = True
    found = window_of(order, how)
    return Opening(possible, found.opens if found else None, found.closes if found else None, shown)


def of_order(viewer: Seat | Operator, *, store_id: UUID, order_id: UUID) -> Sequence[CaseCard]:
    """All disputes about an order, newest first; to another store there are none."""
    if isinstance(viewer, Seat) and (viewer.store_id != store_id or not viewer.may("aftersales.view")):
        return []
    rows = Dispute.objects.filter(store_id=store_id, order_id=order_id)
    return [card(row) for row in _with_asked(rows).order_by("-opened_at")]


def handling(viewer: Seat, *, days: int) -> Handling:
    """How long the store's disputes of the last `days` took from opening to decision (SEL-14)."""
    since: Any = now() - timedelta(days=days)
    with connection.cursor() as cursor:
        cursor.execute(_MEDIAN, [viewer.store_id, since])
        many, median = cursor.fetchone() or (0, None)
    return Handling(many, None if median is None else float(median))
