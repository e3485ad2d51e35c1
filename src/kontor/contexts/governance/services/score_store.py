"""How well a store serves (MSG-18)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.aftersales.queries.reviews import store_rating
from kontor.contexts.governance import policy
from kontor.contexts.governance.entering import points_of
from kontor.contexts.governance.models import ServiceScore
from kontor.contexts.governance.rules.score import Measured, parts_of, score_of
from kontor.contexts.messaging.queries.figures import figures
from kontor.contexts.search.services.note_standing import note_standing
from kontor.kernel.clock import now

_WHOLE = 10_000
_ORDERS = """
SELECT count(*) FILTER (WHERE ship_by >= %(since)s AND ship_by < %(now)s AND state NOT IN ('placed', 'paid', 'frozen')
        AND (state <> 'cancelled' OR shipped_at IS NOT NULL)),
    count(*) FILTER (WHERE ship_by >= %(since)s AND ship_by < %(now)s AND state NOT IN ('placed', 'paid', 'frozen')
        AND (state <> 'cancelled' OR shipped_at IS NOT NULL) AND coalesce(shipped_at, %(now)s) > ship_by),
    count(*) FILTER (WHERE received_at >= %(since)s)
FROM orders_storeorder WHERE store_id = %(store)s
"""
_DISPUTES = """
SELECT count(*) FILTER (WHERE d.state <> 'withdrawn'), count(*) FILTER (WHERE o.received_at IS NULL)
FROM aftersales_dispute d JOIN orders_storeorder o ON o.store_id = d.store_id AND o.id = d.order_id
WHERE d.store_id = %(store)s AND d.opened_at >= %(since)s
"""


def score_store(*, store_id: UUID) -> Decimal | None:
    """Measure a store anew, keep its score with its make-up, and hand it to the search, where it weighs.

    Returns:
        0–100; None while there is too little to tell.
    """
    with transaction.atomic():
        parts = parts_of(_measured(store_id))
        score = score_of(parts)
        kept = [[part.code, part.value, part.score, part.weight] for part in parts]
        ServiceScore.objects.update_or_create(store_id=store_id, defaults={"score": score, "parts": kept, "at": now()})
        if score is not None:
            note_standing(store_id=store_id, service_score=int(score))
    return score


def _measured(store_id: UUID) -> Measured:
    moment, least = now(), policy.SCORE_FROM.int()
    values: dict[str, Any] = {
        "store": store_id, "now": moment, "since": moment - timedelta(days=policy.SCORE_OVER.int()),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ORDERS, values)
        to_ship, late, received = cursor.fetchone()
        cursor.execute(_DISPUTES, values)
        disputes, open_ones = cursor.fetchone()
    rating, ended = store_rating(store_id), received + open_ones
    stars = (rating.described, rating.communication, rating.speed) if rating.rated >= least else (None, None, None)
    said = figures(store_id, values["since"])
    enough = said.waits >= least
    return Measured(
        late_bp=late * _WHOLE // to_ship if to_ship >= least else None,
        disputes_bp=min(_WHOLE, disputes * _WHOLE // ended) if ended >= least else None,
        points=points_of(store_id), described=stars[0], communication=stars[1], speed=stars[2],
        slow_bp=said.slow_bp if enough else None, unanswered_bp=said.unanswered_bp if enough else None,
        stopped=said.violations,
    )  # fmt: skip
