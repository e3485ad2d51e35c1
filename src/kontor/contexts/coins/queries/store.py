"""A store's coin account, its fund and its data board, for its people (COI-02, COI-05, COI-15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Min

from kontor.contexts.catalogue.models import Product, ProductText
from kontor.contexts.coins import policy
from kontor.contexts.coins.errors import AccountMissing
from kontor.contexts.coins.lifecycle import AccountState
from kontor.contexts.coins.models import CampaignStore, CoinAccount, ProductCoins
from kontor.contexts.coins.queries.shapes import AccountView, BoardRow, Cause
from kontor.contexts.coins.reading import opening_conditions
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.grade import LETTERS, Piece
from kontor.contexts.coins.rules.opening import Condition
from kontor.contexts.coins.rules.showing import Why, causes, hints
from kontor.contexts.ledger import queries as ledger
from kontor.contexts.ledger.queries import PostingLine
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat


def conditions(seat: Seat) -> list[Condition]:
    """What the opening of an account asks for, with the value found (COI-02).

    Raises:
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    return opening_conditions(seat.store_id)


def account(seat: Seat) -> AccountView | None:
    """The store's account; None before it is opened.

    Raises:
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    row = CoinAccount.objects.filter(store_id=seat.store_id).first()
    if row is None:
        return None
    least, low = policy.FUND_AT_LEAST.int(), policy.FUND_WARNED_AT.int()
    return AccountView(
        number=row.number, state=row.state, opened_at=row.opened_at, fund=Money(row.fund_minor, "CNY"),
        least=Money(least, "CNY"), warned_at=Money(low, "CNY"),
        live=row.state == AccountState.ACTIVE and row.fund_minor >= least, low=row.fund_minor < low, grade=row.grade,
        points=row.grade_points, pieces=[Piece(*part) for part in row.grade_parts], graded_at=row.graded_at,
    )  # fmt: skip


def fund_lines(seat: Seat, *, before: UUID | None = None, size: int = 50) -> list[PostingLine]:
    """What went into the fund and out of it, newest first, paged by key; `cause` says why.

    Raises:
        RightMissing: for seats without the right.
    """
    require(seat, "marketing.coins")
    return ledger.statement(seat, books.fund(seat.store_id), before=before, size=size)


def board(seat: Seat, *, language: str, after: int = 0, size: int = 50) -> Sequence[BoardRow]:
    """Each product with the state of its coins, by number, paged by key (`after`: the last row's number) (COI-15).

    Five statements for a page.

    Raises:
        AccountMissing: when the store has no account.
        RightMissing: for seats without the right.
    """
    own = account(seat)
    if own is None:
        raise AccountMissing
    products = list(Product.objects.filter(store_id=seat.store_id, number__gt=after).order_by("number")[:size])
    ids = [product.id for product in products]
    coins = {row.product_id: row for row in ProductCoins.objects.filter(product_id__in=ids)}
    titles: dict[UUID, dict[str, str]] = {}
    for product_id, spoken, title in ProductText.objects.filter(product_id__in=ids).values_list(
        "product_id", "language", "title"
    ):
        titles.setdefault(product_id, {})[spoken] = title
    asked = _asked(seat)
    return [
        _row(product, coins.get(product.id), titles.get(product.id, {}), language, own, asked) for product in products
    ]


def _row(
    product: Product, row: ProductCoins | None, titles: dict[str, str], language: str, own: AccountView,
    asked: int | None,
) -> BoardRow:  # fmt: skip
    on, share = bool(row and row.on), row.share if row else policy.DEFAULT_SHARE.int()
    why = causes(
        on=on, state=product.state, paused=own.state == AccountState.PAUSED, funded=own.fund.minor >= own.least.minor
    )
    also = hints(on=on, share=share, campaign_share=asked)
    return BoardRow(
        product_id=product.id, number=product.number, title=_title(titles, language, product), picture=product.picture,
        on=on, share=share, causes=_causes(why, product), hints=_causes(also, product),
    )  # fmt: skip


def _causes(found: Sequence[Why], product: Product) -> list[Cause]:
    return [Cause(why.code, why.sentence, why.page.format(product=product.number, id=product.id)) for why in found]


def _asked(seat: Seat) -> int | None:
    """The least share that a campaign which the store joined asks for; None without any."""
    at = now()
    joined = CampaignStore.objects.filter(
        store_id=seat.store_id, left_at__isnull=True, campaign__starts_at__lte=at, campaign__ends_at__gt=at
    )
    least: int | None = joined.aggregate(least=Min("campaign__share_at_least"))["least"]
    return least


def _title(spoken: dict[str, str], language: str, product: Product) -> str:
    return spoken.get(language) or spoken.get(product.home_language) or next(iter(spoken.values()), "")


@dataclass(frozen=True, slots=True)
class Formula:
    """How the grade comes about: part → (what fills it, its weight), letter → points from which on, days measured."""

    parts: Sequence[tuple[str, int, int]]
    letters: Sequence[tuple[str, int]]
    days: int


def grade_formula() -> Formula:
    """The formula of the grade, from the policy (COI-14). Public."""
    full = (policy.GRADE_GIVEN.int(), policy.GRADE_USED.int(), policy.GRADE_JOINED.int())
    weights = [weight.int() for weight in policy.GRADE_WEIGHTS]
    return Formula(
        list(zip(("given", "used", "joined"), full, weights, strict=True)),
        list(zip(LETTERS, [step.int() for step in policy.GRADE_FROM], strict=True)), policy.GRADE_OVER.int(),
    )  # fmt: skip
