"""Campaigns and lotteries (COI-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from kontor.contexts.coins.errors import LotteryMissing
from kontor.contexts.coins.models import CampaignStore, CoinCampaign, Lottery, ProductCoins, Ticket
from kontor.contexts.coins.planning import shares_of
from kontor.contexts.coins.rules.lottery import Prize
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Operator, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """A campaign; `joined`: the viewer's store is part of it; `stores`: how many are."""

    id: UUID
    name: str
    share_at_least: int
    starts_at: datetime
    ends_at: datetime
    stores: int
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LotteryView:
    """A lottery with all that is published. `seed` and `digest` are "" before the draw."""

    id: UUID
    name: str
    price: int
    per_buyer: int
    prizes: Sequence[Prize]
    opens_at: datetime
    closes_at: datetime
    commitment: str
    seed: str
    digest: str
    tickets: int
    drawn_at: datetime | None
    open: bool


@dataclass(frozen=True, slots=True)
class TicketView:
    """One line of the published list; `number` is None before the draw, `won` is in coins."""

    place: int
    code: str
    number: int | None
    won: int


def campaigns(viewer: Seat | Operator, *, size: int = 50) -> list[CampaignView]:
    """Campaigns that run or will run, the first to end first; for the operator also those that are over.

    Raises:
        RightMissing: for seats without the right.
    """
    found = CoinCampaign.objects.annotate(many=Count("stores", filter=Q(stores__left_at__isnull=True)))
    mine: set[UUID] = set()
    if isinstance(viewer, Seat):
        require(viewer, "marketing.coins")
        found = found.filter(ends_at__gt=now()).order_by("ends_at", "id")
        own = CampaignStore.objects.filter(store_id=viewer.store_id, left_at__isnull=True)
        mine = set(own.values_list("campaign_id", flat=True))
    else:
        found = found.order_by("-ends_at", "-id")
    return [
        CampaignView(
            id=row.id, name=row.name, share_at_least=row.share_at_least, starts_at=row.starts_at, ends_at=row.ends_at,
            stores=row.many, joined=row.id in mine,
        )
        for row in found[:size]
    ]  # fmt: skip


def carnival(*, after: UUID | None = None, size: int = 60) -> list[UUID]:
    """Products in the channel of campaigns that run now: of stores that joined, with a share high enough. Public.

    Paged by key (`after`: the last product).
    """
    at = now()
    running = CampaignStore.objects.filter(
        left_at__isnull=True, campaign__starts_at__lte=at, campaign__ends_at__gt=at
    ).values_list("store_id", "campaign__share_at_least")
    least: dict[UUID, int] = {}
    for store_id, share in running:
        least[store_id] = min(share, least.get(store_id, share))
    rows = ProductCoins.objects.filter(store_id__in=least, on=True)
    if after is not None:
        rows = rows.filter(product_id__gt=after)
    page = [row for row in rows.order_by("product_id")[: size * 2] if row.share >= least[row.store_id]]
    taking = shares_of([row.product_id for row in page])
    return [row.product_id for row in page if row.product_id in taking][:size]


def lotteries(*, size: int = 20) -> list[LotteryView]:
    """The newest lotteries. Public."""
    return [_view(row) for row in Lottery.objects.order_by("-closes_at", "-id")[:size]]


def lottery(lottery_id: UUID) -> LotteryView:
    """One, with its commitment and, once drawn, seed and digest: `rules.lottery` recomputes it. Public.

    Raises:
        LotteryMissing: when there is none.
    """
    row = Lottery.objects.filter(id=lottery_id).first()
    if row is None:
        raise LotteryMissing
    return _view(row)


def ticket_list(lottery_id: UUID, *, after: int = 0, size: int = 1_000) -> list[TicketView]:
    """The tickets in their order, paged by key (`after`: the last place); codes name nobody. Public."""
    rows = Ticket.objects.filter(lottery_id=lottery_id, place__gt=after).order_by("place")[:size]
    return [TicketView(row.place, row.code, row.number, row.won) for row in rows]


def my_tickets(viewer: Buyer, lottery_id: UUID) -> list[TicketView]:
    """The viewer's own."""
    rows = Ticket.objects.filter(lottery_id=lottery_id, buyer_id=viewer.buyer_id).order_by("place")
    return [TicketView(row.place, row.code, row.number, row.won) for row in rows]


def _view(row: Lottery) -> LotteryView:
    return LotteryView(
        id=row.id, name=row.name, price=row.price, per_buyer=row.per_buyer,
        prizes=[Prize(*prize) for prize in row.prizes], opens_at=row.opens_at, closes_at=row.closes_at,
        commitment=row.commitment, seed=row.seed, digest=row.digest, tickets=row.tickets, drawn_at=row.drawn_at,
        open=row.opens_at <= now() < row.closes_at,
    )  # fmt: skip
