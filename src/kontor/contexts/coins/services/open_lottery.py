"""The operator opens a lottery, its odds and the digest of its seed published from the first moment (COI-10)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kontor.contexts.coins.errors import OddsWrong, SceneDates, SceneFigure, SceneName
from kontor.contexts.coins.models import Lottery
from kontor.contexts.coins.policy import GIVEN_AT_MOST, SCENE_DAYS
from kontor.contexts.coins.rules.lottery import Prize, commitment, possible
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import vault
from kontor.platform.jobs import enqueue


def open_lottery(
    *, viewer: Operator, name: str, price: int, per_buyer: int, prizes: Sequence[Prize], opens_at: datetime,
    closes_at: datetime,
) -> UUID:  # fmt: skip
    """Announce it. The seed is drawn now, kept sealed until the draw, and committed to by its digest.

    Args:
        price: of a ticket, in coins. per_buyer: tickets that one buyer may have.

    Raises:
        SceneName: for a name that is missing or too long.
        SceneFigure: for a figure out of bounds.
        OddsWrong: for odds that cannot be published.
        SceneDates: when it closes before it opens, or has closed.
    """
    if not name.strip() or len(name.strip()) > 80:  # noqa: PLR2004  (the column's length)
        raise SceneName(field="name")
    if not 1 <= price <= GIVEN_AT_MOST.int():
        raise SceneFigure(field="price", low=1, high=GIVEN_AT_MOST.int())
    if not 1 <= per_buyer <= 1000:  # noqa: PLR2004  (more is a machine)
        raise SceneFigure(field="per_buyer", low=1, high=1000)
    if not possible(prizes) or any(prize.coins > GIVEN_AT_MOST.int() for prize in prizes):
        raise OddsWrong(field="prizes")
    if not opens_at < closes_at or closes_at <= now():
        raise SceneDates(field="closes_at", days=SCENE_DAYS.int())
    identity, seed = new_id(), secrets.token_bytes(32)
    Lottery(
        id=identity, name=name.strip(), price=price, per_buyer=per_buyer,
        prizes=[[prize.name, prize.odds, prize.coins] for prize in prizes], opens_at=opens_at, closes_at=closes_at,
        commitment=commitment(seed), sealed_seed=vault.seal(seed, bound_to=f"coins.lottery:{identity}"),
        created_by=viewer.account_id,
    ).save(force_insert=True)  # fmt: skip
    enqueue("coins.draw_lottery", at=closes_at, key=str(identity), lottery_id=identity)
    return identity
