"""Reads about cashback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from kontor.contexts.promotions.models import CashbackPartner, CashbackReward
from kontor.contexts.promotions.rules import RewardState, Terms
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator

PAGE = 20


@dataclass(frozen=True, slots=True)
class RewardRow:
    """One reward on the buyer's page. `full` is what it was before money went back."""

    order_number: int
    title: str
    partner: str
    goods: Money
    amount: Money
    full: Money
    state: str
    placed_at: datetime
    changed_at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner on the operator's page, with how many rewards stand where."""

    slug: str
    name: str
    terms: Terms
    cookie_days: int
    postback_url: str
    open: bool
    waiting: int
    confirmed: int
    paid: int
    cancelled: int

    @property
    def percent(self) -> str:
        """The share of the goods' price, `2.5 %`; "" where the reward is fixed."""
        return f"{self.terms.share_bp / 100:g}\u00a0%" if self.terms.share_bp else ""


def rewards(viewer: Buyer, *, after: str = "", size: int = PAGE) -> list[RewardRow]:
    """The viewer's own rewards, newest first. `after` is the `key` of the last one seen."""
    mine = CashbackReward.objects.select_related("partner").filter(buyer_id=viewer.buyer_id)
    moment, _, last = after.partition("_")
    try:
        at, last_id = datetime.fromisoformat(moment), UUID(last)
        mine = mine.filter(Q(placed_at__lt=at) | Q(placed_at=at, id__lt=last_id)) if at.tzinfo else mine
    except ValueError:
        pass  # a key that nobody handed out: the first page
    return [
        RewardRow(
            row.order_number, row.order_title, row.partner.name, row.goods, row.amount, row.full, row.state,
            row.placed_at, row.changed_at, f"{row.placed_at.isoformat()}_{row.id}",
        )
        for row in mine.order_by("-placed_at", "-id")[:size]
    ]  # fmt: skip


def partners(viewer: Operator) -> list[PartnerRow]:
    """All partners, for the operator; they are few."""
    counts = {
        (row["partner_id"], row["state"]): row["n"]
        for row in CashbackReward.objects.values("partner_id", "state").annotate(n=Count("id"))
    }
    S = RewardState  # noqa: N806

    def count(partner: CashbackPartner, *states: RewardState) -> int:
        return sum(counts.get((partner.id, str(state)), 0) for state in states)

    return [
        PartnerRow(
            each.slug, each.name, each.terms, each.cookie_days, each.postback_url, each.open,
            count(each, S.TRACKED, S.PENDING), count(each, S.CONFIRMED), count(each, S.PAID), count(each, S.CANCELLED),
        )
        for each in CashbackPartner.objects.order_by("name", "id")
    ]  # fmt: skip
