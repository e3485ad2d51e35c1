"""What several calls of programs share."""

from __future__ import annotations

from typing import Annotated

from ninja import Path, Query
from pydantic import Field

from kontor.contexts.sellers import queries as sellers
from kontor.kernel.viewer import Seat
from kontor.sites.api.schemas import common

Number = Annotated[int, Path(ge=1, le=10**18 - 1)]
Size = Annotated[int, Query(ge=1, le=200, description="of the page")]
After = Annotated[str, Query(max_length=80, description="`next` of the page before")]
READ = dict.fromkeys((401, 403, 422, 429), common.Problem)
READ_ONE = dict.fromkeys((401, 403, 404, 422, 429), common.Problem)
WRITE = dict.fromkeys((400, 401, 403, 404, 409, 422, 429), common.Problem)
Positive = Annotated[int, Field(ge=1)]


def currency_of(seat: Seat) -> str:
    """The currency of the seat's store."""
    return next(card.currency for card in sellers.stores_of(seat.account_id) if card.id == seat.store_id)
