"""What reads of coins hand out: plain and frozen. Titles and sentences are marked for translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.coins.rules.grade import Piece
from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """A store's coin account.

    Attributes:
        live: labels show: it is active and the fund holds the least.
        low: the fund is below the warning.
        grade: A to E, "" before the first day.
    """

    number: str
    state: str
    opened_at: datetime
    fund: Money
    least: Money
    warned_at: Money
    live: bool
    low: bool
    grade: str
    points: int
    pieces: Sequence[Piece]
    graded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Why coins do not show on a product, and the page that mends it (a path of the seller center)."""

    code: str  # off | fund | review | rejected | sale | paused | campaign
    sentence: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A product on the data board; red while `causes` is not empty (COI-15).

    `hints`: the label shows, but a campaign's channel leaves the product out.
    """

    product_id: UUID
    number: int
    title: str
    picture: str
    on: bool
    share: int
    causes: Sequence[Cause]
    hints: Sequence[Cause] = ()

    @property
    def shown(self) -> bool:
        return not self.causes


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneView:
    """A scene. `coins` at one time, or `share_bp` of what was paid; `left` of the budget."""

    id: UUID
    store_id: UUID | None
    kind: str
    title: str
    name: str
    state: str
    starts_at: datetime
    ends_at: datetime
    coins: int
    share_bp: int
    threshold: Money
    task: str
    budget: int
    given: int
    cap: int
    only_here: bool
    moves: Sequence[str]

    @property
    def left(self) -> int:
        return self.budget - self.given


@dataclass(frozen=True, slots=True)
class Expiring:
    """So many coins can be used up to and including `day` (in the buyer's time zone)."""

    day: str
    coins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PurseView:
    """What a buyer has: to spend, and held for orders; worth in yuan and in the buyer's currency."""

    coins: int
    held: int
    worth: Money
    worth_cny: Money
    expiring: Sequence[Expiring]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementView:
    """One line of a buyer's coins: positive came, negative went.

    Attributes:
        kind: `grant`, `hold`, `void`, `return`, `expire`, `take`, `free` or `ticket`.
        scene, store: names, "" where there is none.
        number: of the order, for people; None where there is none.
    """

    id: UUID
    kind: str
    coins: int
    at: datetime
    scene: str = ""
    store: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """Something that a buyer can do for coins; `done`: the coins are there (today's, of a daily visit)."""

    scene_id: UUID
    kind: str
    task: str
    name: str
    store: str
    store_slug: str
    coins: int
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Coins in a checkout.

    Attributes:
        have: what the buyer can spend; `most` of it here, worth `most_amount`.
        coins, amount: what is chosen, and what the buyer pays less.
        lines: line → what of it.
    """

    have: int
    most: int
    most_amount: Money
    coins: int
    amount: Money
    lines: dict[UUID, Money]
